import type { PassageInput } from '../../src/knowledge/types.ts';
import { hash64, wordsOf } from './digest.ts';

/** Groups of words that stand next to each other; one changed word changes this many groups. */
const groupOf = 3;
/** Places in which the smallest hash is kept; two places together make a key. */
const places = 128;
/** Fewer words are a heading with a sentence: there every change is a large one. */
const minWords = 60;

/**
 * At most 64 short keys of which two documents have the more in common, the more of their text is the same, wherever it
 * stands: of J, the share of all groups of three words that both have, about J² of the keys is the same (A. Broder's
 * min-hash, one hash over many places, two places to a key). Numbers count as one word: the years and amounts of another
 * year make no other document. undefined under 60 words. Linear in the text.
 */
export function nearKeys(passages: readonly PassageInput[]): readonly string[] | undefined {
  const least = new Float64Array(places).fill(Number.POSITIVE_INFINITY);
  const group: string[] = [];
  let count = 0;
  for (const word of wordsOf(passages)) {
    count += 1;
    group.push(/^\d/.test(word) ? '0' : word);
    if (group.length < groupOf) continue;
    const [low, high] = hash64(group.join(' '));
    const place = low % places;
    least[place] = Math.min(least[place] ?? high, high);
    group.shift();
  }
  if (count < minWords) return undefined;
  const keys: string[] = [];
  for (let place = 0; place < places; place += 2) {
    const [one = Number.POSITIVE_INFINITY, two = Number.POSITIVE_INFINITY] = least.subarray(place, place + 2);
    // A place that no group fell in says nothing.
    if (one < Number.POSITIVE_INFINITY && two < Number.POSITIVE_INFINITY) keys.push(keyOf(place, one, two));
  }
  return keys;
}

/** The share of their groups of words that two documents have in common, 0 to 1, as their keys tell it. */
export function nearShare(one: readonly string[], other: readonly string[]): number {
  const same = new Set(one).intersection(new Set(other)).size;
  return same === 0 ? 0 : Math.sqrt(same / Math.max(one.length, other.length));
}

/** The place is part of it: what is the same in another place is chance. */
function keyOf(place: number, one: number, two: number): string {
  return hash64(`${place} ${one} ${two}`)
    .map((part) => part.toString(36))
    .join('')
    .slice(0, 8);
}
