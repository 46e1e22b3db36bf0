import { TextFinder } from './finder.ts';
import { requiredBy } from './required.ts';

/**
 * Tells which of many patterns may match in a text, by one quick pass over it: the others need not be tried. Most texts hold hardly any
 * of the words that a pattern asks for.
 * @param sources of regular expressions with `i` and `u`.
 */
export function prefilter(sources: readonly string[]): (text: string) => (index: number) => boolean {
  const required = sources.map(requiredBy);
  const finder = new TextFinder(required.flat(2));
  const numbered = required.map((clauses) => clauses.map((clause) => clause.map((text) => finder.numbers.get(text) ?? 0)));
  return (text) => {
    const found = finder.findIn(text.toLowerCase());
    return (index) => numbered[index]?.every((clause) => clause.some((number) => found[number] === 1)) ?? true;
  };
}
