import type { Draft, Piece } from './fragment.ts';

/** Accents that take a place of their own, with those that stand on the letter before. */
const combining: ReadonlyMap<string, string> = new Map([
  ['´', '\u0301'], ['`', '\u0300'], ['ˋ', '\u0300'], ['ˊ', '\u0301'], ['¨', '\u0308'], ['ˆ', '\u0302'], ['^', '\u0302'], ['˜', '\u0303'],
  ['¸', '\u0327'], ['ˇ', '\u030c'], ['˚', '\u030a'], ['˘', '\u0306'], ['˙', '\u0307'], ['˛', '\u0328'], ['˝', '\u030b'], ['¯', '\u0304'],
]);

/**
 * Two pieces of text of which the second was drawn over the end of the first: an accent and its letter, in either order,
 * become one letter. Undefined when they are no such pair.
 */
export function joinOverdrawn(before: string, next: string): string | undefined {
  const [first = ''] = next;
  const last = before.at(-1) ?? '';
  const accentAfter = combining.get(first);
  if (accentAfter !== undefined && /\p{L}/u.test(last)) return before.slice(0, -1) + compose(last, accentAfter) + next.slice(1);
  const accentBefore = combining.get(last);
  if (accentBefore !== undefined && /\p{L}/u.test(first)) return before.slice(0, -1) + compose(first, accentBefore) + next.slice(first.length);
  return undefined;
}

/** Joins a piece to the text before it when the two are an accent and its letter. Says whether it did. */
export function joinAccent(last: Draft, next: Piece, text: string): boolean {
  const start = text.trimStart();
  const size = Math.max(last.size, next.size);
  const over = next.x < last.right - 0.1 * size && next.x > last.right - 1.1 * size && Math.abs(next.y - last.y) < 0.6 * size;
  const joined = over ? joinOverdrawn(last.text.trimEnd(), start) : undefined;
  if (joined === undefined) return false;
  last.text = joined;
  last.right = Math.max(last.right, next.right);
  return true;
}

function compose(letter: string, accent: string): string {
  // The i and the j lose their dots to an accent.
  const plain = letter === 'ı' ? 'i' : letter === 'ȷ' ? 'j' : letter;
  return (plain + accent).normalize('NFC');
}
