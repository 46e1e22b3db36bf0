import { z } from 'zod';
import { BalieError } from '../src/errors.ts';

const day = z
  .string('moet een datum zijn, zoals 2026-01-31')
  .refine(isDay, 'moet een bestaande datum zijn, zoals 2026-01-31');
const words = z
  .string('moet tekst zijn')
  .trim()
  .min(1, 'mag niet leeg zijn')
  .max(500, 'mag hoogstens 500 tekens hebben');

/** What may be said about a document, in front matter, in `meta` elements or in a sidecar. Other keys are left alone,
 * but for those that look like a slip of the pen: a `validUtil` that nobody reads would keep what has expired on the desk. */
const schema = z
  .object({
    title: words.optional(),
    url: z
      .url({ protocol: /^https?$/, hostname: /./, error: 'moet een http- of https-adres zijn' })
      .max(2000, 'mag hoogstens 2.000 tekens hebben')
      .optional(),
    owner: words.optional(),
    validFrom: day.optional(),
    validUntil: day.optional(),
    reviewBy: day.optional(),
  })
  .refine(
    ({ validFrom, validUntil }) => validFrom === undefined || validUntil === undefined || validFrom <= validUntil,
    {
      path: ['validUntil'],
      error: 'moet op of na validFrom vallen',
    },
  );

export type DocumentMetadata = z.infer<typeof schema>;

const keys = Object.keys(schema.shape);

/**
 * Checks a document's metadata. Later sources go before earlier ones; keys are read whatever their case, an empty value
 * is no value.
 * @throws BalieError `document-metadata-invalid` that names each field at fault.
 */
export function readMetadata(...sources: readonly Readonly<Record<string, unknown>>[]): DocumentMetadata {
  const merged: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const source of sources) {
    for (const [name, value] of Object.entries(source)) {
      const key = keys.find((known) => known.toLowerCase() === name.toLowerCase());
      const meant = key ?? keys.find((known) => isSlip(name.toLowerCase(), known.toLowerCase()));
      if (key === undefined && meant !== undefined) faults.push(`${name} is onbekend; bedoelt u ${meant}?`);
      if (key !== undefined && value !== null && value !== '') merged[key] = value;
    }
  }
  const parsed = schema.safeParse(merged);
  if (parsed.success && faults.length === 0) return parsed.data;
  faults.push(...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`));
  throw new BalieError('document-metadata-invalid', { detail: faults.join('; ') });
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

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  // 31 April would silently become 1 May.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
