import { z } from '@hono/zod-openapi';
import { InvalidInput, type InvalidParam } from './faults.ts';
import { isPlain } from './upload.ts';

/** What a program may say about a document. */

const words = z
  .string('moet tekst zijn')
  .trim()
  .min(1, 'mag niet leeg zijn')
  .max(500, 'mag hoogstens 500 tekens hebben')
  .refine(isPlain, 'mag geen besturingstekens bevatten');
const address = z
  .url({ protocol: /^https?$/, hostname: /./, error: 'moet een http- of https-adres zijn' })
  .max(2_000, 'mag hoogstens 2.000 tekens hebben')
  // A URL parser drops spaces and line ends; what is kept is the text as it came.
  .refine((text) => /^\S+$/.test(text) && isPlain(text), 'moet een http- of https-adres zijn');
const day = z.iso.date('moet een bestaande datum zijn, zoals 2026-01-31');

const fields = {
  title: words.openapi({ description: 'De titel boven het document.', example: 'Paspoort aanvragen' }),
  url: address.openapi({ description: 'Het openbare adres van het document.', example: 'https://www.lindewaarde.example/paspoort' }),
  owner: words.openapi({ description: 'Wie het document beheert.', example: 'Team Burgerzaken' }),
  validFrom: day.openapi({ description: 'De eerste dag waarop het document geldt.', example: '2026-01-01' }),
  validUntil: day.openapi({ description: 'De laatste dag waarop het document geldt.', example: '2026-12-31' }),
  reviewBy: day.openapi({ description: 'De dag waarop iemand het document moet hebben nagekeken.', example: '2026-11-01' }),
};

const isOrdered = ({ validFrom, validUntil }: { validFrom?: string | null | undefined; validUntil?: string | null | undefined }) =>
  validFrom == null || validUntil == null || validFrom <= validUntil;
const ORDER = { path: ['validUntil'], error: 'moet op of na validFrom vallen' };

/** With a document that is delivered. */
export const Metadata = z
  .strictObject({
    title: fields.title.optional(),
    url: fields.url.optional(),
    owner: fields.owner.optional(),
    validFrom: fields.validFrom.optional(),
    validUntil: fields.validUntil.optional(),
    reviewBy: fields.reviewBy.optional(),
  }, 'moet een JSON-object zijn')
  .refine(isOrdered, ORDER)
  .openapi('DocumentMetadata', { description: 'Gaat voor op wat het document over zichzelf zegt. Een leeg veld telt als niet ingevuld.' });

/** Of a document that is in use: null takes back what was set by hand. */
export const MetadataChange = z
  .strictObject({
    title: fields.title.nullable().optional(),
    url: fields.url.nullable().optional(),
    owner: fields.owner.nullable().optional(),
    validFrom: fields.validFrom.nullable().optional(),
    validUntil: fields.validUntil.nullable().optional(),
    reviewBy: fields.reviewBy.nullable().optional(),
  }, 'moet een JSON-object zijn')
  .refine(isOrdered, ORDER)
  .openapi('DocumentMetadataChange', {
    description: 'Wat u met de hand vastlegt. Het geldt meteen en ook voor volgende versies. Met null geldt weer wat het document zelf zegt.',
    example: { owner: 'Team Burgerzaken', validUntil: '2026-12-31', reviewBy: null },
  });

/** Checks the metadata of a delivery. @throws InvalidInput that names each field at fault. */
export function checkMetadata(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== ''));
  const parsed = Metadata.safeParse(filled);
  if (!parsed.success) throw new InvalidInput(invalidParams(parsed.error).map(({ name, reason }) => ({ name: ['metadata', name].filter(Boolean).join('.'), reason })));
  return parsed.data;
}

/** Each field at fault with what is wrong, those that are not known among them. */
export function invalidParams({ issues }: Pick<z.ZodError, 'issues'>): InvalidParam[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ name: issue.path.join('.'), reason: issue.message }];
    return issue.keys.slice(0, MAX_UNKNOWN).map((key) => ({ name: [...issue.path, key.slice(0, MAX_NAME)].join('.'), reason: 'is onbekend' }));
  });
}

/** Of fields that nobody knows so many are named back, and so much of their names. */
const MAX_UNKNOWN = 20;
const MAX_NAME = 100;
