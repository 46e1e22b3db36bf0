import { Phrases } from '../phrases/phrases.ts';

const known = new WeakMap<readonly string[], Phrases>();

/** The phrases of a list, which stays the same object for as long as the desk runs: they are read once. */
export function compiled(lines: readonly string[]): Phrases {
  const phrases = known.get(lines) ?? new Phrases(lines);
  known.set(lines, phrases);
  return phrases;
}
