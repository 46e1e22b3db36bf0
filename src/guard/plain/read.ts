/** A text as it is measured: its own sentences, without quotations and references to sources. */

const ABBREVIATION = String.raw`(?<![\p{L}])(?:art|bijv|blz|bv|ca|dhr|enz|etc|evt|excl|incl|jl|max|mevr|min|nr|resp|tel|\p{L})|\d`;
const END = new RegExp(String.raw`(?<!${ABBREVIATION})[.!?:;]+["'”’)]*(?=\s|$)`, 'u');
const BOUNDARY = new RegExp(`(?<=${END.source})\\s+`, 'u');
/** A list item is read by itself, whether or not it ends with a stop. */
const ITEM = /^\s*(?:[-*•]|\d+[.)]|[a-z][.)])\s+/;

interface ReadText {
  readonly sentences: readonly string[];
  /** How many of them are items of a list. */
  readonly items: number;
}

export function readText(text: string): ReadText {
  const sentences: string[] = [];
  let items = 0;
  for (const line of text.replaceAll(/[^\S\n]+/g, ' ').replaceAll(/ ?\[\d{1,3}\]/g, '').replaceAll('**', '').split(/\n+/)) {
    if (line.trim() === '' || line.startsWith('>') || line.startsWith('#') || line.startsWith('|')) continue;
    const isItem = ITEM.test(line);
    const found = line.replace(ITEM, '').split(BOUNDARY).map((part) => part.trim()).filter((part) => /\p{L}/u.test(part));
    if (isItem) items += found.length;
    sentences.push(...found);
  }
  return { sentences, items };
}

/** Words in the order in which they stand, hyphens inside them kept. */
export function wordsOf(sentence: string): string[] {
  return sentence.match(/\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}+)*/gu) ?? [];
}
