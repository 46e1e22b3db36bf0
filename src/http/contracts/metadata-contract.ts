import { z } from '@hono/zod-openapi';
import { isOrdered, type MetadataField, metadataRules, NOT_ORDERED } from '../../knowledge/metadata-rules.ts';
import { InvalidInput, type InvalidParam } from '../faults.ts';

/** What a program may say about a document. */

const field = (name: MetadataField, description: string, example: string) => ({
  given: metadataRules[name].optional().openapi({ description, example }),
  changed: metadataRules[name].nullable().optional().openapi({ description, example }),
});
const fields = {
  title: field('title', 'De titel boven het document.', 'Paspoort aanvragen'),
  url: field('url', 'Het openbare adres van het document.', 'https://www.lindewaarde.example/paspoort'),
  owner: field('owner', 'Wie het document beheert.', 'Team Burgerzaken'),
  validFrom: field('validFrom', 'De eerste dag waarop het document geldt.', '2026-01-01'),
  validUntil: field('validUntil', 'De laatste dag waarop het document geldt.', '2026-12-31'),
  reviewBy: field('reviewBy', 'De dag waarop iemand het document moet hebben nagekeken.', '2026-11-01'),
  actions: field('actions', 'Wat iemand daarna kan doen: formulieren en volgende stappen, als lijst of als tekst met een regel voor elk.', 'Paspoort aanvragen | https://www.lindewaarde.example/paspoort'),
};

/** With a document that is delivered. */
export const Metadata = z
  .strictObject({
    title: fields.title.given,
    url: fields.url.given,
    owner: fields.owner.given,
    validFrom: fields.validFrom.given,
    validUntil: fields.validUntil.given,
    reviewBy: fields.reviewBy.given,
    actions: fields.actions.given,
  }, 'moet een JSON-object zijn')
  .refine(isOrdered, NOT_ORDERED)
  .openapi('DocumentMetadata', { description: 'Gaat voor op wat het document over zichzelf zegt. Een leeg veld telt als niet ingevuld.' });

/** Of a document that is in use: null takes back what was set by hand. */
export const MetadataChange = z
  .strictObject({
    title: fields.title.changed,
    url: fields.url.changed,
    owner: fields.owner.changed,
    validFrom: fields.validFrom.changed,
    validUntil: fields.validUntil.changed,
    reviewBy: fields.reviewBy.changed,
    actions: fields.actions.changed,
  }, 'moet een JSON-object zijn')
  .refine(isOrdered, NOT_ORDERED)
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
