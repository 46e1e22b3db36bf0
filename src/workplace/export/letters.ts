import { BalieError } from '../../errors.ts';

/** What both weights of the font have: see `fonts/README.md`. */
const KNOWN = /[\n\r\t\u0020-\u007e\u00a0-\u02cc\u02ce-\u02d7\u02da\u02dc-\u0301\u0303\u0304\u0308\u0309\u0323\u0329\u1e00-\u1e9f\u1ef2-\u1eff\u2009\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020\u2022\u2026\u2032\u2033\u2039\u203a\u2044\u20a0-\u20c0\u2122\u2212]/u;
/** What stands in for signs that people also write otherwise; a dot in the middle for all others. */
const WRITTEN: Readonly<Record<string, string>> = { '→': '->', '←': '<-', '≥': '>=', '≤': '=<', '☐': '[ ]', '☑': '[x]', '✓': 'v', '✔': 'v', '\u2011': '-', '\u2010': '-', '\u202f': ' ', '\u2007': ' ' };
const OTHER = '·';

/**
 * A text in the letters that the font has. Signs are written otherwise; a word without its letters would be none.
 * @throws BalieError `export-letters` for letters of another script.
 */
export function inKnownLetters(text: string): string {
  return Array.from(text.normalize('NFC'))
    .map((character) => {
      if (KNOWN.test(character)) return character;
      const written = WRITTEN[character];
      if (written !== undefined) return written;
      if (/[\p{L}\p{N}\p{M}]/u.test(character)) throw new BalieError('export-letters');
      return /\s/u.test(character) ? ' ' : OTHER;
    })
    .join('');
}
