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
      // All that has no width goes, tags and selectors of variants too: text can be spelled in them that nobody sees.
      .replace(/[\p{Cc}\ufffd\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu, (c) =>
        c === '\n' || c === '\t' ? c : '',
      )
      .replace(/[^\S\n]/g, ' ')
      .replace(/ {2,}/g, ' ')
      .replace(/ ?\n ?/g, '\n')
  );
}
