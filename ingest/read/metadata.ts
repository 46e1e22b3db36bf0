import { BalieError } from '../../src/errors.ts';
import { isStorable, storable } from '../../src/knowledge/text.ts';
import { checkMetadata, type DocumentMetadata, METADATA_FIELDS } from '../../src/knowledge/metadata-rules.ts';

/**
 * Checks a document's metadata, from front matter, `meta` elements, a sidecar or a delivery. Other keys are left alone, but for those
 * that look like a slip of the pen: a `validUtil` that nobody reads would keep what has expired on the desk. Later sources go before
 * earlier ones; keys are read whatever their case, an empty value is no value.
 * @throws BalieError `document-metadata-invalid` that names each field at fault.
 */
export function readMetadata(...sources: readonly Readonly<Record<string, unknown>>[]): DocumentMetadata {
  const merged: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const source of sources) {
    for (const [name, value] of Object.entries(source)) {
      const key = METADATA_FIELDS.find((known) => known.toLowerCase() === name.toLowerCase());
      const meant = key ?? METADATA_FIELDS.find((known) => isSlip(name.toLowerCase(), known.toLowerCase()));
      if (key === undefined && meant !== undefined) faults.push(`${name} is onbekend; bedoelt u ${meant}?`);
      if (key !== undefined && value !== null && value !== '') merged[key] = value;
    }
  }
  const checked = checkMetadata(merged);
  if ('metadata' in checked && faults.length === 0) return checked.metadata;
  if ('faults' in checked) faults.push(...checked.faults.map(({ name, reason }) => `${name} ${reason}`));
  throw new BalieError('document-metadata-invalid', { detail: faults.join('; ') });
}

/** @throws BalieError `document-metadata-invalid` for what the database cannot hold; it is kept as it was given, with what nobody reads. */
export function assertKeepable(given: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(given))
    if (!isStorable({ [name]: value })) throw new BalieError('document-metadata-invalid', { detail: `${storable(name)} bevat iets dat niet te bewaren is` });
}

/** Whether two words differ by one letter: more, less, other, or two that changed places. */
function isSlip(word: string, known: string): boolean {
  if (known.length < 4 || Math.abs(word.length - known.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === known[start]) start += 1;
  const [a, b] = [word.slice(start), known.slice(start)];
  const isSwap = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return isSwap || a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1);
}
