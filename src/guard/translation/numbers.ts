import { digitOf } from '../text/plain.ts';
import { NUMBER_WORDS } from './number-words.ts';

/** Digits with what may stand between them; a hyphen joins no number but a telephone number, of which each part is one. */
const NUMBER = /\p{Nd}+(?:[.,:'’٫٬\u00a0\u202f ]\p{Nd}+)*/gu;

/**
 * The numbers in a text, as one canonical word each, sorted: "€ 1.250,00", "€1,250.00" and "١٢٥٠" are the same; "8,30" and "830" are not.
 * @param words whether numbers in Dutch words count too.
 */
export function numbersOf(text: string, words?: 'words'): string[] {
  const found = [...text.matchAll(NUMBER)].flatMap(([number]) => canonical(number.replaceAll(/\p{Nd}/gu, digitOf)));
  const spelled = words === undefined ? [] : wordsAsNumbers(text);
  return [...found, ...spelled].toSorted();
}

/** "1.250,00" → 1250; "8.30" → 8.3; "14 000" → 14000; "10 12" are two numbers. */
function canonical(number: string): string[] {
  const parts = number.split(/[^0-9]+/);
  const marks = number.match(/[^0-9]/g) ?? [];
  const values: string[] = [];
  let whole = parts[0] ?? '';
  let decimals = '';
  for (const [index, mark] of marks.entries()) {
    const next = parts[index + 1] ?? '';
    const isSpace = /[\s\u00a0\u202f]/.test(mark);
    const isThousands = next.length === 3 && whole.length <= (index === 0 ? 3 : 30) && whole !== '0' && decimals === '' && mark !== ':' && mark !== '٫';
    if (isThousands) whole += next;
    else if (isSpace || decimals !== '') {
      values.push(valueOf(whole, decimals));
      [whole, decimals] = [next, ''];
    } else decimals = next;
  }
  return [...values, valueOf(whole, decimals)];
}

function valueOf(whole: string, decimals: string): string {
  const kept = decimals.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${kept === '' ? '' : `.${kept}`}`;
}

/** Dutch number words, from two on: "een" is most often no number. */
function wordsAsNumbers(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.flatMap((word) => DUTCH.get(word) ?? []);
}

const DUTCH = new Map(Object.entries(NUMBER_WORDS['nl'] ?? {}).flatMap(([value, names]) => names.split(' ').map((name) => [name, value] as const)));

/** Dutch number words as digits, so that a translation keeps them as they are: "zes weken" becomes "6 weken". */
export function withDigits(text: string): string {
  return text.replaceAll(/\p{L}+/gu, (word) => DUTCH.get(word.toLowerCase()) ?? word);
}

/**
 * Whether a translation says the same numbers as the Dutch: each in digits or in words, and no other.
 */
export function saysSameNumbers(dutch: string, translated: string, language: string): boolean {
  const wanted = numbersOf(dutch, 'words');
  const said = wordsSaid(translated, language);
  if (said.some((value) => !wanted.includes(value))) return false;
  const missing = [...wanted];
  for (const number of numbersOf(translated)) {
    const at = missing.indexOf(number);
    if (at < 0) return false;
    missing.splice(at, 1);
  }
  return missing.every((value) => said.includes(value));
}

function wordsSaid(text: string, language: string): string[] {
  const words: readonly string[] = text.toLowerCase().match(/[\p{L}\p{M}'’]+/gu) ?? [];
  return Object.entries(NUMBER_WORDS[language] ?? {}).flatMap(([value, names]) => (names.split(' ').some((name) => words.includes(name)) ? [value] : []));
}
