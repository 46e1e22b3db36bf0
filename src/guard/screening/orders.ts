import { isSuspect, scoreInjection } from '../injection/score.ts';

/** A text of a document without what it tells an assistant to do. */
interface Screened {
  readonly text: string;
  /** The lines and sentences that were taken out, in order. */
  readonly taken: readonly string[];
}

/** After a line, or after a sentence: a dot in "9.00" or in an address ends nothing. */
const PARTS = /(?<=\n)|(?<=[.!?]["')\]]? )(?=\S)/;
/** Goes on with an order before it: tells somebody what to say, or names an address. */
const GOES_ON = /^\W{0,8}(?:(?:en|dan|ook|daarna|vervolgens|and|then|also)\s)?(?:vermeld|noem|zeg|verwijs|voeg|herhaal|antwoord|geef|schrijf|toon|zet|stuur|bevestig|beloof|doe|mention|say|tell|include|add|always|never|altijd|nooit|reply|respond|refer|send|show)\b|https?:|www\./i;
/** An order may run over so many lines or sentences. */
const WIDEST = 4;

/**
 * Takes the lines and sentences out of a text that are an attempt to mislead: what is not there is neither followed nor repeated. What
 * remains is no attempt any more, by the same measure; when nothing does, it is empty.
 */
export function withoutOrders(text: string): Screened {
  if (isPlain(text)) return { text, taken: [] };
  const taken = new Set<number>();
  const parts = text.split(PARTS);
  const kept = () => parts.filter((_, index) => !taken.has(index)).join('').trim();
  for (let width = 1; width <= WIDEST && !isPlain(kept()); width += 1) takeRuns(parts, taken, width);
  takeBetween(parts, taken);
  const rest = kept();
  return isPlain(rest) ? { text: rest, taken: parts.filter((_, index) => taken.has(index)) } : { text: '', taken: parts };
}

/** Takes each run of so many parts that together are an attempt. */
function takeRuns(parts: readonly string[], taken: Set<number>, width: number): void {
  const left = parts.keys().filter((index) => !taken.has(index)).toArray();
  for (let at = 0; at + width <= left.length; at += 1) {
    const run = left.slice(at, at + width);
    if (run.some((index) => taken.has(index)) || isPlain(run.map((index) => parts[index]).join(''))) continue;
    for (const index of run) taken.add(index);
  }
}

/** Between two orders in one line, and where it goes on right behind one, text is of the same hand: it says what the orders are about. */
function takeBetween(parts: readonly string[], taken: Set<number>): void {
  let last: number | undefined;
  for (const [index, part] of parts.entries()) {
    if (last === index - 1 && GOES_ON.test(part)) taken.add(index);
    if (taken.has(index)) {
      for (let between = (last ?? index) + 1; between < index; between += 1) taken.add(between);
      last = index;
    }
    if (part.endsWith('\n')) last = undefined;
  }
}

function isPlain(text: string): boolean {
  return !isSuspect(scoreInjection(text));
}
