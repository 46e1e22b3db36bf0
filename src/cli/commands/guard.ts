import { BalieError } from '../../errors.ts';
import { scoreInjection } from '../../guard/injection/score.ts';
import { findPersonalData } from '../../guard/personal/find.ts';
import { command, WrongUse } from '../command.ts';

/** A line may be a long document, but not without end. */
const LONGEST_LINE = 1_000_000;

/** `balie guard`: what the guard sees in each line of standard input, as a line of JSON. */
export const guard = command({
  name: 'guard',
  summary: 'Zoekt in elke regel van de invoer naar persoonsgegevens en naar pogingen om een assistent te misleiden.',
  usage: '< BESTAND',
  options: {},
  run: async ({ positionals, out }) => {
    if (positionals.length > 0) throw new WrongUse();
    await guardLines(process.stdin, out);
    return 0;
  },
});

/**
 * Tells of each line what the guard sees in it.
 * @throws BalieError `input-invalid` for a line that is too long.
 */
export async function guardLines(bytes: AsyncIterable<Uint8Array>, out: (line: string) => void): Promise<void> {
  for await (const line of linesOf(bytes)) out(JSON.stringify({ pii: findPersonalData(line), injection: scoreInjection(line) }));
}

/**
 * The lines of a stream of UTF-8, without their ends. Only a line feed ends one, with the carriage return before it: other
 * characters that are read as an end of line by some are part of the text.
 */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  // The first character is part of the first line, also where it is a byte order mark: places are counted from there.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for await (const chunk of bytes) {
    const lines = decoder.decode(chunk, { stream: true }).split('\n');
    lines[0] = rest + (lines[0] ?? '');
    rest = lines.pop() ?? '';
    for (const line of [...lines, rest]) if (line.length > LONGEST_LINE) throw new BalieError('input-invalid', { detail: `een regel is langer dan ${LONGEST_LINE} tekens` });
    yield* lines.map(withoutReturn);
  }
  rest += decoder.decode();
  if (rest !== '') yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
