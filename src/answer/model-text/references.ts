const REFERENCE = /\s*\[\s*(?:bron\s*)?(\d{1,3}(?:\s*(?:,|;|en)\s*(?:bron\s*)?\d{1,3}){0,8})\s*\]/gi;
const BEFORE_STOP = /\s*[.!?…]?\s*$/;

/** A sentence, and the sources that the model named in it. */
export interface Referred {
  /** Without references. */
  readonly text: string;
  /** Where the last one stood in `text`. */
  readonly at?: number;
  /** Indexes from 0; a number may be of no source at all. */
  readonly cited: readonly number[];
}

export function readReferences(sentence: string): Referred {
  const cited: number[] = [];
  let at: number | undefined;
  let text = '';
  let end = 0;
  for (const match of sentence.matchAll(REFERENCE)) {
    text += sentence.slice(end, match.index);
    end = match.index + match[0].length;
    at = text.length;
    cited.push(...(match[1]?.match(/\d+/g) ?? []).map((number) => Number(number) - 1));
  }
  text += sentence.slice(end);
  // A stop on both sides of the reference ("kan. [1].") is one stop.
  text = text.replace(/([.!?])\.$/, '$1');
  return { text, cited, ...(at !== undefined && { at: Math.min(at, text.length) }) };
}

/** Puts references where the model had its own: before the stop, or behind it. */
export function withReferences({ text, at }: Referred, numbers: readonly number[]): string {
  const references = numbers.map((number) => `[${number}]`).join('');
  const isAtEnd = at === undefined || !BEFORE_STOP.test(text.slice(at));
  const place = isAtEnd ? text.length : at;
  const after = text.slice(place);
  return `${text.slice(0, place).trimEnd()} ${references}${after === '' ? '' : after.trimStart()}`;
}
