/** Text of a model as the desk can show it: what its markup does not know is taken away, and what was in it is judged as text. */

const TAG = /<\/?[a-z!][^<>\n]{0,300}>/gi;
const IMAGE = /!\[([^\]\n]{0,200})\]\([^)\n]{0,400}\)/g;
const LINK = /\[([^\]\n]{0,200})\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,400}\)/g;
const RULE = /^[\s|:*_-]*$/;
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cs}]/gu;

/** A sentence or line without tags, links, images, headings, tables, fences and characters that nobody sees. The white space before it stays. */
export function clean(piece: string): string {
  const text = piece.replaceAll('\r', '').replaceAll(INVISIBLE, '').replaceAll(IMAGE, '').replaceAll(LINK, '$1').replaceAll(TAG, '').replaceAll('`', '');
  const lead = /^\s*/.exec(text)?.[0] ?? '';
  return lead + line(text.slice(lead.length), lead.includes('\n') || lead === '').trimEnd();
}

function line(text: string, isStart: boolean): string {
  if (RULE.test(text)) return '';
  if (!isStart) return inline(text);
  if (text.startsWith('|')) return inline(text.split('|').map((cell) => cell.trim()).filter((cell) => cell !== '').join(', '));
  return inline(text.replace(/^#{1,6}\s+/, '').replace(/^(?:>\s*)+/, '').replace(/^(?:[*•+–]|\d{1,2}[.)])\s+/, '- '));
}

/** Bold stays where it is closed; other emphasis goes. */
function inline(text: string): string {
  const parts = text.replaceAll('__', '').split('**');
  const closed = parts.join(parts.length % 2 === 1 ? '**' : '');
  return closed.replaceAll(/(?<![*\w])[*_](?!\*)([^*_\n]{1,200})[*_](?![*\w])/g, '$1').replaceAll(/\*\*\s*\*\*/g, '');
}

const REFERENCE = /\s*\[\s*(?:bron\s*)?(\d{1,3}(?:\s*(?:,|;|en)\s*(?:bron\s*)?\d{1,3}){0,8})\s*\]/gi;

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

/** Puts references where the model had its own; behind it all where it had none. */
export function withReferences({ text, at }: Referred, numbers: readonly number[]): string {
  const references = numbers.map((number) => `[${number}]`).join('');
  const place = at ?? text.length;
  const after = text.slice(place);
  return `${text.slice(0, place).trimEnd()} ${references}${after === '' ? '' : after.trimStart()}`;
}
