const heading = new RegExp(
  String.raw`^(?:(deel|boek|titel|hoofdstuk|afdeling|paragraaf|chapter|section|bijlage|annex|artikel|article)\s+` +
    String.raw`|(§)\s*)((?:\d+[a-z]*|[ivxlc]+)(?:[.:-]\d+[a-z]*)*)(?![\w-])[.:]?\s*(.*)$`,
  'iu',
);

/** A heading of a by-law or act: which kind of division it opens and whether it has words of its own. */
export interface LegalHeading {
  readonly kind: string;
  /** True for `Artikel 4`, whose title may stand on the next line; false for `Artikel 4 Definities`. */
  readonly bare: boolean;
}

/** Reads a text that is known to be a heading; undefined when it is not of the kind found in laws. */
export function legalHeading(text: string): LegalHeading | undefined {
  const match = heading.exec(text);
  if (match === null) return undefined;
  return { kind: (match[1] ?? 'paragraaf').toLowerCase(), bare: match[4] === '' };
}

/**
 * Whether a line that nothing marks as a heading reads as one: `Artikel 2:10 Voorwerpen op de weg`, but not
 * `Artikel 3, tweede lid, is van toepassing.`
 */
export function readsAsLegalHeading(line: string): boolean {
  if (line.length > 120) return false;
  const match = heading.exec(line);
  if (match === null || !/^(?:\p{Lu}|§)/u.test(line)) return false;
  const rest = match[4] ?? '';
  return rest === '' || (/^[\p{Lu}\p{N}[(‘'"“]/u.test(rest) && !/[.,;:]$/.test(rest));
}
