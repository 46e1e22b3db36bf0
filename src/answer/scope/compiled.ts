import { Lexicon } from '../phrases/lexicon.ts';
import { Phrases } from '../phrases/phrases.ts';

const known = new WeakMap<readonly string[], Phrases>();

/**
 * The phrases of a list, which stays the same object for as long as the desk runs: they are read once. Words are as they are written: what
 * sends somebody away must not go by what may be a typing error.
 */
export function compiled(lines: readonly string[]): Phrases {
  const phrases = known.get(lines) ?? new Phrases(lines, new Lexicon(() => true));
  known.set(lines, phrases);
  return phrases;
}
