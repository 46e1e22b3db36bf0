/** The host sent something that is not newline-delimited JSON. The message never quotes what was sent. */
export class NdjsonError extends Error {
  override readonly name = 'NdjsonError';
}

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Reads newline-delimited JSON from a stream of bytes, one value per line, as soon as each line is complete.
 *
 * Lines are cut on bytes and decoded whole: a network packet may end anywhere, also inside a UTF-8 character.
 * Takes `\n` and `\r\n`, skips empty lines, and reads a last line without a newline.
 * Stopping early (`break`, `return()`) stops `source` too.
 *
 * @throws NdjsonError for a line longer than `maxLineBytes`, a line that is not UTF-8, or a line that is not JSON;
 *   whatever `source` throws.
 */
export async function* readNdjson(source: AsyncIterable<Uint8Array>, maxLineBytes: number): AsyncGenerator<unknown> {
  // The unfinished line, in the pieces it came in: joining them once per line keeps many small packets linear.
  let pieces: Uint8Array[] = [];
  let pending = 0;
  const take = (piece: Uint8Array): void => {
    pending += piece.length;
    // Also guards against a host that never sends a newline.
    if (pending > maxLineBytes) throw new NdjsonError(`line longer than ${maxLineBytes} bytes`);
    if (piece.length > 0) pieces.push(piece);
  };

  for await (const bytes of source) {
    let start = 0;
    for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, start)) {
      take(bytes.subarray(start, at));
      const line = Buffer.concat(pieces);
      pieces = [];
      pending = 0;
      start = at + 1;
      yield* parseLine(line);
    }
    take(bytes.subarray(start));
  }
  yield* parseLine(Buffer.concat(pieces));
}

function* parseLine(line: Uint8Array): Generator<unknown> {
  const end = line.at(-1) === carriageReturn ? line.length - 1 : line.length;
  if (end === 0) return;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line.subarray(0, end)));
  } catch {
    // No cause: the parser's message quotes the line, which may hold a person's words.
    throw new NdjsonError('line is not JSON in UTF-8');
  }
  yield value;
}
