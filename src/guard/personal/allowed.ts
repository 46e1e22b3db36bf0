import type { PiiType } from './detector.ts';

/** The municipality's own data, from its configuration: no personal data, in whichever way it is written. */
export interface Allowed {
  readonly values: ReadonlySet<string>;
  /** E-mail domains of the municipality, of which every address stays. */
  readonly domains: ReadonlySet<string>;
}

export const NOTHING_ALLOWED: Allowed = { values: new Set(), domains: new Set() };

/**
 * Makes an allow list of what a municipality calls its own.
 * @param values addresses ("Markt 1, 1234 AB"), phone numbers, e-mail addresses and IBANs, as they are written.
 * @param domains such as `gemeente-voorbeeld.nl`.
 */
export function allow(values: readonly string[], domains: readonly string[] = []): Allowed {
  return { values: new Set(values.flatMap((value) => [folded(value), postcodeWithNumber(value) ?? folded(value)])), domains: new Set(domains.map((domain) => domain.toLowerCase())) };
}

export function isAllowed({ values, domains }: Allowed, type: PiiType, found: string): boolean {
  if (values.size === 0 && domains.size === 0) return false;
  if (type === 'email' && domains.has(found.slice(found.lastIndexOf('@') + 1).toLowerCase())) return true;
  const byPostcode = type === 'address' ? postcodeWithNumber(found) : undefined;
  return values.has(folded(found)) || (byPostcode !== undefined && values.has(byPostcode));
}

/** What is written, without how: letters and digits only, and one form for the start of a phone number. */
function folded(value: string): string {
  return value
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}@]/gu, '')
    .replace(/^(?:0031|31(?=\d{9}$))0?/, '0');
}

/** A street name may or may not be there: the postcode and the number say which house it is. */
function postcodeWithNumber(value: string): string | undefined {
  const postcode = /\b(\d{4}) ?([a-z]{2})(?![a-z])/i.exec(value);
  if (postcode === null) return undefined;
  const rest = `${value.slice(0, postcode.index)} ${value.slice(postcode.index + postcode[0].length)}`;
  const number = /\b\d{1,5}(?!\d)/.exec(rest)?.[0];
  return number === undefined ? undefined : `${postcode[1]}${postcode[2]?.toLowerCase()}#${number}`;
}
