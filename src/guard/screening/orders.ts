import { isSuspect, scoreInjection } from '../injection/score.ts';

/** A text of a document without what it tells an assistant to do. */
export interface Screened {
  readonly text: string;
  /** How many lines or sentences were taken out. */
  readonly removed: number;
}

/** After a line, or after a sentence: a dot in "9.00" or in an address ends nothing. */
const PARTS = /(?<=\n)|(?<=[.!?]["')\]]? )(?=\S)/;
/** An order may run over so many lines or sentences. */
const WIDEST = 4;

/**
 * Takes the lines and sentences out of a text that are an attempt to mislead: what is not there is neither followed nor repeated. What
 * remains is no attempt any more, by the same measure; when nothing does, it is empty.
 */
export function withoutOrders(text: string): Screened {
  if (isPlain(text)) return { text, removed: 0 };
  let parts = text.split(PARTS);
  const before = parts.length;
  for (let width = 1; width <= WIDEST && !isPlain(parts.join('')); width += 1) parts = withoutRuns(parts, width);
  const kept = parts.join('').trim();
  return isPlain(kept) ? { text: kept, removed: before - parts.length } : { text: '', removed: before };
}

/** Without each run of so many parts that together are an attempt. */
function withoutRuns(parts: readonly string[], width: number): string[] {
  const kept: string[] = [];
  for (let at = 0; at < parts.length; ) {
    const isOrder = at + width <= parts.length && !isPlain(parts.slice(at, at + width).join(''));
    if (!isOrder) kept.push(parts[at] ?? '');
    at += isOrder ? width : 1;
  }
  return kept;
}

function isPlain(text: string): boolean {
  return !isSuspect(scoreInjection(text));
}
