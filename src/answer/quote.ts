import { wordsOf } from './carry.ts';
import type { TurnContext } from './context.ts';
import type { TurnEvent } from './events.ts';
import { toSource } from './source.ts';

const MAX_QUOTES = 3;
/** A passage that scores less than this share of the best one is not worth a quotation. */
const WORTH_QUOTING = 0.7;
const MAX_QUOTE = 420;

/** Ends the turn with the best passages, literally: where no model can answer, or its answer is not carried by a source. */
export async function* quote(context: TurnContext): AsyncGenerator<TurnEvent, void> {
  const best = context.passages[0]?.score ?? 0;
  const quoted = context.passages.filter((passage) => passage.score >= best * WORTH_QUOTING).slice(0, MAX_QUOTES);
  context.sources = quoted.map((passage, index) => toSource(passage, index + 1, excerpt(passage.text, context.question)));
  const quotations = context.sources.map(({ quote: text, number }) => `> ${text.replaceAll('\n', '\n> ')} [${number}]`);
  context.answer = [context.assistant.replies.quoted, ...quotations].join('\n\n');
  context.outcome = 'quoted';
  yield { type: 'sources', sources: context.sources };
}

/**
 * The part of a passage that says most about a question: whole sentences or lines that follow each other, literally as they
 * stand there.
 */
export function excerpt(text: string, question: string): string {
  if (text.length <= MAX_QUOTE) return text;
  const asked = new Set(wordsOf(question).filter((word) => word.length > 2));
  // After a line, or after a sentence: a dot in "9.00" or in an address ends nothing.
  const parts = text.split(/(?<=\n)|(?<=[.!?]\s+)(?=\S)/);
  let best = { score: -1, from: 0, to: 0 };
  for (let from = 0; from < parts.length; from += 1) {
    let length = 0;
    const seen = new Set<string>();
    for (let to = from; to < parts.length; to += 1) {
      const part = parts[to] ?? '';
      length += part.length;
      if (length > MAX_QUOTE && to > from) break;
      for (const word of wordsOf(part)) if (asked.has(word)) seen.add(word);
      // More of the question first; then the longer piece, which reads as a whole.
      const score = seen.size + Math.min(length, MAX_QUOTE) / (MAX_QUOTE * 10);
      if (score > best.score) best = { score, from, to };
    }
  }
  const piece = parts.slice(best.from, best.to + 1).join('').trim();
  return piece.length <= MAX_QUOTE ? piece : `${piece.slice(0, piece.lastIndexOf(' ', MAX_QUOTE))} …`;
}
