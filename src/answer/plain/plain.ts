import { DUTCH } from '../details.ts';
import type { Step, Turn, TurnContext, TurnPorts } from '../context.ts';
import { askModel } from '../ask-model.ts';
import { type Piece, piecesOf } from '../language/pieces.ts';
import type { Plain } from './port.ts';
import { gatesOf } from '../answering/generate.ts';

/**
 * Measures how plain the answer is. Where it is harder than B1 the model gets one try to say the hard sentences in easier words; those that
 * say the same, are carried by the same sources and make the answer plainer are taken. Difficult words that remain are explained.
 * Only of what a model wrote: quotations and fixed texts are not its words.
 */
export const plain: Step = async (context, ports, signal) => {
  const { plain: port } = ports;
  if (port === undefined || context.outcome !== 'answered' || context.sources.length === 0) return;
  const before = port.measure(context.answer);
  const tried = before.isB1 ? undefined : await rewritten(port, { context, ports, signal });
  const after = tried === undefined ? before : port.measure(tried.answer);
  const isRewritten = tried !== undefined && after.score > before.score;
  if (isRewritten) context.answer = tried.answer;
  const given = isRewritten ? after : before;
  context.terms = context.language === DUTCH ? port.explain(context.answer) : [];
  context.details = {
    ...context.details,
    plain: {
      before: before.score,
      score: given.score,
      isB1: given.isB1,
      reasons: given.reasons,
      isRewritten,
      ...(tried !== undefined && tried.faults.length > 0 && { faults: tried.faults }),
      ...(context.terms.length > 0 && { terms: context.terms }),
    },
  };
  port.onMeasured?.({ ...given, isRewritten });
};

const MAX_TOKENS = 500;
/** Of an answer of more sentences the hardest. */
const MAX_SENTENCES = 8;
const NUMBERED = /^\s*(\d{1,2})[.):]\s*(.*)$/;

type Sentence = Extract<Piece, { type: 'sentence' }>;

/** The answer with its hard sentences in the easier words of one call to the model, where those may stand; each keeps its sources. And why sentences were not taken. */
async function rewritten(port: Plain, { context, ports, signal }: Turn): Promise<{ answer: string; faults: string[] }> {
  const pieces = piecesOf(context.answer);
  const hard = hardest(pieces, port);
  const faults = new Set<string>();
  const easier = new Map<Sentence, string>();
  const isCarried = sameGate(context, ports);
  const said = await askModel(port.prompt, { text: hard.map((piece, index) => `${index + 1}. ${piece.text}`).join('\n') }, MAX_TOKENS, { context, ports, signal });
  const lines = numbered(said.text);
  for (const [index, piece] of hard.entries()) {
    const after = lines.get(index + 1) ?? '';
    const fault = said.fault ?? port.fault(piece.text, after, sourceOf(piece, context)) ?? (isCarried(after, piece.references) ? undefined : 'not-carried');
    if (fault === undefined) easier.set(piece, after);
    else faults.add(fault);
  }
  const answer = pieces.map((piece) => (piece.type === 'kept' ? piece.text : behind(easier.get(piece) ?? piece.text, piece.references))).join('');
  return { answer, faults: [...faults] };
}

/** Those that are hard by themselves; of a text that is hard only as a whole, all. */
function hardest(pieces: readonly Piece[], port: Plain): Sentence[] {
  const sentences = pieces.filter((piece) => piece.type === 'sentence');
  const hard = sentences.filter(({ text }) => !port.measure(text).isB1);
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

function behind(text: string, references: string): string {
  return references === '' ? text : `${text} ${references}`;
}

function sourceOf({ references }: Sentence, { sources }: TurnContext): string {
  return sources.filter(({ number }) => references.includes(`[${number}]`)).map(({ title, headings, quote }) => [title, ...headings, quote].join('\n')).join('\n');
}

/** Judges sentences in other words by the gate that the first answer went through, each by the passages that it referred to. */
function sameGate(context: TurnContext, ports: TurnPorts): (text: string, references: string) => boolean {
  const gate = gatesOf(context, ports);
  return (text, references) => {
    // The answer numbers what it cites; a gate takes the numbers that the model was given.
    const cited = context.cited.filter((_, position) => references.includes(`[${position + 1}]`)).map((index) => `[${index + 1}]`);
    const judged = gate();
    return `${judged.push(`${text} ${cited.join('')}`.trim())}${judged.end(false)}` !== '' && judged.details.dropped === 0;
  };
}
