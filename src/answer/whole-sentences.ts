/** A full stop after one of these, after a single letter or after the number of a list item ends no sentence. */
const ABBREVIATION = String.raw`(?:^|[\s(.])(?:art|bijv|blz|bv|ca|dhr|enz|evt|excl|incl|max|mevr|min|nr|tel|\p{L})|^\s*\d+`;
const SENTENCE = new RegExp(String.raw`(?:(?<!${ABBREVIATION})\.|[!?…])+["'”’)*_]*(?:\s?\[\d+\])*(?=\s|$)`, 'gmu');
const LIST_ITEM = /^[ \t]*(?:[-*•]|\d+\.)[ \t]+[^\n]*[^\n:,;](?=\n)/gm;

/** Where the sentences of a text end, references to sources included. */
export function sentenceEnds(text: string): number[] {
  return Array.from(text.matchAll(SENTENCE), (found) => found.index + found[0].length);
}

/** A text that was cut off, back to its last whole sentence or list item; empty when it has none. */
export function wholeSentences(text: string): string {
  const ends = [SENTENCE, LIST_ITEM].flatMap((pattern) => Array.from(text.matchAll(pattern), (found) => found.index + found[0].length));
  // Behind the last character may have come the rest of an amount: "€ 1." of "€ 1.250".
  const whole = ends.filter((end) => end < text.length || !/\d\.$/.test(text));
  return text.slice(0, Math.max(0, ...whole)).trimEnd();
}
