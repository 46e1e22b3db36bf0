import type { Fragment } from './fragment.ts';

/**
 * Joins lines to one, and a word that was broken at a line's end to one word.
 * @param hyphenated words that the document writes with a hyphen inside a line: at a line's end they keep it too.
 */
export function joinLines(lines: readonly Pick<Fragment, 'text'>[], hyphenated: ReadonlySet<string>): string {
  let joined = '';
  for (const line of lines) {
    const next = line.text.trim();
    // Only the end counts: to search a long paragraph for each of its lines takes time.
    const broken = /([\p{L}\p{N}-]+)[-\u00ad\u2010]$/u.exec(joined.slice(-80));
    const start = /^[\p{L}\p{N}]+/u.exec(next)?.[0];
    if (broken === null || start === undefined) joined = joined === '' ? next : `${joined} ${next}`;
    else if (/^(?:en|of|als|tot|naar|noch|and|or)$/i.test(start)) joined += ` ${next}`;
    else if (/^\p{Ll}/u.test(start) && !hyphenated.has(`${broken[1]}-${start}`.toLowerCase()))
      joined = joined.slice(0, -1) + next;
    else joined += next;
  }
  return joined;
}
