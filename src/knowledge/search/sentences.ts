/** A full stop after one of these, or after a single letter, ends no sentence. */
const SHORT_FORM = String.raw`(?:^|[\s(.])(?:[Aa]rt|artt|[Bb]ijv|blz|bv|ca|d\.w\.z|dhr|enz|evt|excl|hfst|incl|max|mevr|min|nr|nrs|par|tel|t\.a\.v|\p{L})`;
const SENTENCE_END = new RegExp(String.raw`(?:(?<!${SHORT_FORM})\.|[!?…])["'”’)\]*_]{0,3}(?=\s+["'“‘([€]?[\p{Lu}\p{N}]|\s*$)`, 'gu');
/** What a line ends with that says all it had to say: a colon or semicolon parts items of a list. */
const WHOLE = /[.!?:;…]["'”’)\]*_]{0,3}$/;
const ITEM = /^(?:\(?(?:\d{1,3}[a-z]?(?:\.\d{1,3})*|[a-z]{1,3})(?:°\.?|[.)])|[-•*–])\s/;
/** Cells side by side, or a row written out as `column: value; column: value`. */
const ROW = /\s\|\s|\S: [^;]{1,200}; \S{1,80}: /;

/** Whether a text goes on in the next one in the middle of a sentence. A row of a table is whole, and so is an item of a list. */
export function runsOn(text: string, next: string): boolean {
  const [last, first] = [lastLine(text), firstLine(next)];
  if (WHOLE.test(last) || ITEM.test(first) || ROW.test(last) || ROW.test(first)) return false;
  return last !== '' && /^["'“‘(]?\p{Ll}/u.test(first);
}

/** The rest of a sentence that a text begins with; undefined when that is longer than `max`. */
export function restOf(text: string, max: number): string | undefined {
  const line = firstLine(text);
  const end = line.matchAll(SENTENCE_END).next().value;
  const rest = end === undefined ? line : line.slice(0, end.index + end[0].length);
  return rest.length <= max ? rest : undefined;
}

/** The beginning of a sentence that a text breaks off in; undefined when that is longer than `max`. */
export function beginningOf(text: string, max: number): string | undefined {
  const line = lastLine(text);
  const ends = [...line.matchAll(SENTENCE_END)].map((end) => end.index + end[0].length);
  const beginning = line.slice(ends.at(-1) ?? 0).trimStart();
  return beginning.length <= max ? beginning : undefined;
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1).trimEnd();
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').trimEnd();
}
