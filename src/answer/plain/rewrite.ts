import { BalieError } from '../../errors.ts';
import type { TurnContext, TurnPorts } from '../context.ts';
import { askModel } from '../language/ask-model.ts';
import { type Piece, piecesOf } from '../language/pieces.ts';
import { sameGate } from './carried.ts';
import type { Plain } from './port.ts';

const MAX_TOKENS = 500;
/** Of an answer of more sentences the hardest. */
const MAX_SENTENCES = 8;
const NUMBERED = /^\s*(\d{1,2})[.):]\s*(.*)$/;

type Sentence = Extract<Piece, { type: 'sentence' }>;

interface Rewriting {
  readonly plain: Plain;
  readonly ports: TurnPorts;
  readonly signal: AbortSignal;
}

/**
 * The answer with its hard sentences in the easier words of one call to the model, where those may stand; each keeps its sources.
 * @returns undefined where no sentence changed; and why sentences were not taken.
 */
export async function rewritten(context: TurnContext, { plain, ports, signal }: Rewriting): Promise<{ answer: string; faults: string[] }> {
  const pieces = piecesOf(context.answer);
  const hard = hardest(pieces, plain);
  const faults = new Set<string>();
  const easier = new Map<Sentence, string>();
  const isCarried = sameGate(context, ports);
  try {
    const text = hard.map((piece, index) => `${index + 1}. ${piece.text}`).join('\n');
    const lines = numbered(await askModel(plain.prompt, { text }, MAX_TOKENS, { context, ports, signal }));
    for (const [index, piece] of hard.entries()) {
      const after = lines.get(index + 1) ?? '';
      const fault = plain.fault(piece.text, after, sourceOf(piece, context)) ?? (isCarried(after, piece.references) ? undefined : 'not-carried');
      if (fault === undefined) easier.set(piece, after);
      else faults.add(fault);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof BalieError)) throw error;
    faults.add(error.code);
  }
  const answer = pieces.map((piece) => (piece.type === 'kept' ? piece.text : said(easier.get(piece) ?? piece.text, piece.references))).join('');
  return { answer, faults: [...faults] };
}

/** Those that are hard by themselves; of a text that is hard only as a whole, all. */
function hardest(pieces: readonly Piece[], plain: Plain): Sentence[] {
  const sentences = pieces.filter((piece) => piece.type === 'sentence');
  const hard = sentences.filter(({ text }) => !plain.measure(text).isB1);
  return (hard.length > 0 ? hard : sentences).slice(0, MAX_SENTENCES);
}

/** What stands behind each number, on one line or more. */
function numbered(text: string): Map<number, string> {
  const lines = new Map<number, string>();
  let last = 0;
  for (const line of text.split('\n')) {
    const [, number, rest = ''] = NUMBERED.exec(line) ?? [];
    if (number !== undefined) last = Number(number);
    const said = number === undefined ? line.trim() : rest.trim();
    if (said !== '' && last > 0) lines.set(last, `${lines.get(last) ?? ''} ${said}`.trim());
  }
  return lines;
}

function said(text: string, references: string): string {
  return references === '' ? text : `${text} ${references}`;
}

function sourceOf({ references }: Sentence, { sources }: TurnContext): string {
  return sources.filter(({ number }) => references.includes(`[${number}]`)).map(({ title, headings, quote }) => [title, ...headings, quote].join('\n')).join('\n');
}
