import { wordsOf } from '../words.ts';
import type { TurnContext } from '../context.ts';
import type { TurnEvent } from '../events.ts';
import type { Passage, Source } from '../ports.ts';

const MAX_QUOTES = 3;
/** A passage that scores less than this share of the best one is not worth a quotation. */
const WORTH_QUOTING = 0.7;
const MAX_QUOTE = 420;
/** A passage with a table is quoted whole up to this. */
const MAX_TABLE = 1_000;
/** As tables are written in passages: "Zone: A; Prijs: € 96,00". */
const ROW = /^[^:;\n]+: [^;\n]+; [^:;\n]+: /;

/** Ends the turn with the best passages, literally: where no model can answer, or its answer is not carried by a source. */
export async function* quote(context: TurnContext): AsyncGenerator<TurnEvent, void> {
  const quoted = worthQuoting(context.passages);
  context.cited = quoted.map((passage) => context.passages.indexOf(passage));
  context.sources = quoted.map((passage, index) => toSource(passage, index + 1, excerpt(passage.text, context.searched?.text ?? context.question)));
  const quotations = context.sources.map(({ quote: text, number }) => `> ${text.replaceAll('\n', '\n> ')} [${number}]`);
  context.answer = [context.assistant.replies.quoted, ...quotations].join('\n\n');
  context.outcome = 'quoted';
  yield { type: 'sources', sources: context.sources };
}

/** The best passages; the last of them from another document where one comes as near, for what was asked may be about that one. */
function worthQuoting(passages: readonly Passage[]): Passage[] {
  const best = passages[0]?.score ?? 0;
  const worth = passages.filter(({ score }) => score >= best * WORTH_QUOTING);
  const first = worth.slice(0, MAX_QUOTES);
  const documents = new Set(first.map(({ documentId }) => documentId));
  const other = worth.find(({ documentId }) => !documents.has(documentId));
  return documents.size > 1 || first.length < MAX_QUOTES || other === undefined ? first : [...first.slice(0, -1), other];
}

/**
 * The part of a passage that says most about a question: whole sentences or lines that follow each other, literally as they
 * stand there. A table that fits is not cut: who finds one zone or age group missing would think that there is none.
 */
export function excerpt(text: string, question: string): string {
  if (text.length <= (text.split('\n').some((line) => ROW.test(line)) ? MAX_TABLE : MAX_QUOTE)) return text;
  const asked = new Set(wordsOf(question).filter((word) => word.length > 2));
  const parts = partsOf(text);
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
  if (piece.length > MAX_QUOTE) return `${piece.slice(0, piece.lastIndexOf(' ', MAX_QUOTE))} …`;
  // A table that goes on says so.
  return ROW.test(parts[best.to] ?? '') && ROW.test(parts[best.to + 1] ?? '') ? `${piece}\n…` : piece;
}

/** Sentences and lines, each with the white space behind it: a dot in "9.00" or in an address ends nothing. Rows of one table are together. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let isInTable = false;
  for (const part of text.split(/(?<=\n)|(?<=[.!?]\s+)(?=\S)/)) {
    const isRow = ROW.test(part);
    const table = `${parts.at(-1) ?? ''}${part}`;
    if (isRow && isInTable && table.length <= MAX_QUOTE) parts.splice(-1, 1, table);
    else parts.push(part);
    isInTable = isRow;
  }
  return parts;
}

/** A passage as numbered source, with the path on this desk that opens it in its document. */
export function toSource(passage: Passage, number: number, quote: string = passage.text): Source {
  return {
    number,
    title: passage.title,
    url: `${passage.path ?? `/bronnen/${passage.documentId}`}#passage-${passage.ordinal}`,
    quote,
    headings: passage.headings,
    ...(passage.validFrom !== undefined && { validFrom: passage.validFrom }),
    ...(passage.validUntil !== undefined && { validUntil: passage.validUntil }),
    ...(passage.actions !== undefined && { actions: passage.actions }),
    ...(passage.page === null ? {} : { page: passage.page }),
  };
}
