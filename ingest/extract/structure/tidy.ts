/**
 * Makes text safe to store, show and search: line ends as `\n`, ligatures as letters, any kind of space as a space, no
 * control characters, soft hyphens, zero-width marks or half surrogate pairs. Words and line breaks stay as they are.
 */
export function tidy(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
      .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))
      // Private letters are what is left of a symbol font, mostly the bullet of a list.
      .replace(/[\ue000-\uf8ff]/g, '•')
      // `toWellFormed` has put U+FFFD in the place of half pairs; it says nothing to a reader.
      .replace(/[\p{Cc}\ufffd\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, (c) =>
        c === '\n' || c === '\t' ? c : '',
      )
      .replace(/[^\S\n]/g, ' ')
      .replace(/ {2,}/g, ' ')
      .replace(/ ?\n ?/g, '\n')
  );
}
