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

/** What may be said about a document, in front matter, in `meta` elements or in a sidecar. Other keys are left alone. */
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
  for (const source of sources) {
    for (const [name, value] of Object.entries(source)) {
      const key = keys.find((known) => known.toLowerCase() === name.toLowerCase());
      if (key !== undefined && value !== null && value !== '') merged[key] = value;
    }
  }
  const parsed = schema.safeParse(merged);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new BalieError('document-metadata-invalid', { detail: faults.join('; ') });
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  // 31 April would silently become 1 May.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
