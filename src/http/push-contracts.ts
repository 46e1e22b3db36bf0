import { z } from '@hono/zod-openapi';
import { errorCatalogue } from '../errors.ts';
import { ProblemDetails } from './contracts.ts';
import type { PushedSummary, PushJob } from './push-deps.ts';
import { isPlain } from './upload.ts';

/** The shapes of the routes for programs, and how they are made of what the desk knows. */

export const MAX_PAGE_SIZE = 200;

export const CollectionParams = z.object({ collection: z.string().max(64).openapi({ example: 'producten' }) });

export const DocumentParams = CollectionParams.extend({
  sourceId: z
    .string()
    .min(1)
    .max(500, 'mag hoogstens 500 tekens hebben')
    .refine(isPlain, 'mag geen besturingstekens bevatten')
    .refine((id) => !id.startsWith('/'), 'mag niet met een schuine streep beginnen')
    .refine((id) => !id.split(/[/\\]/).some((part) => part === '..' || part === '.'), 'mag geen onderdelen . of .. bevatten')
    .openapi({ description: 'Uw eigen kenmerk van het document, met procentcodering; een / is %2F.', example: 'burgerzaken/paspoort.md' }),
});

const day = z.string().nullable();

const DocumentInUse = z
  .object({
    sourceId: z.string(),
    title: z.string(),
    url: z.string().nullable(),
    owner: z.string().nullable(),
    validFrom: day,
    validUntil: day,
    reviewBy: day,
    passages: z.int().min(0),
    updatedAt: z.iso.datetime(),
    quality: z.record(z.string(), z.unknown()).optional().openapi({ description: 'Wat een redacteur over het document moet weten.' }),
  })
  .openapi('DocumentInUse');

export const DocumentPage = z
  .object({ documents: z.array(DocumentInUse), page: z.int(), pageSize: z.int(), total: z.int() })
  .openapi('DocumentPage');

const Fault = z.object({ code: z.string(), message: z.string(), action: z.string(), retryable: z.boolean() }).openapi('Fault');

export const Job = z
  .object({
    id: z.uuid(),
    collection: z.string(),
    sourceId: z.string(),
    fileName: z.string(),
    state: z.enum(['waiting', 'failed']),
    attempts: z.int().min(0),
    deliveredAt: z.iso.datetime(),
    fault: Fault.optional().openapi({ description: 'Waarom de laatste poging mislukte.' }),
  })
  .openapi('Job');

export const DocumentState = z
  .object({
    sourceId: z.string(),
    state: z.enum(['in-use', 'waiting', 'failed']).openapi({
      description: 'Van de laatste versie die is aangeleverd. Zolang die wacht of als die is mislukt, blijft de vorige in gebruik.',
    }),
    inUse: DocumentInUse.optional(),
    job: Job.optional(),
  })
  .openapi('DocumentState');

export const Accepted = z.object({ id: z.uuid(), state: z.literal('waiting') }).openapi('Accepted');
export const Unchanged = z.object({ state: z.literal('unchanged') }).openapi('Unchanged');

export const versionHeader = { 'API-Version': { schema: { type: 'string' as const }, description: 'Versie van deze API.' } };

export const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: ProblemDetails } } });

/** What every route for programs may answer. */
export const keyProblems = {
  400: problem('Een of meer gegevens kloppen niet.'),
  401: problem('De sleutel ontbreekt of is niet geldig.'),
  403: problem('De sleutel geeft geen toegang tot deze collectie.'),
  500: problem('Er ging iets mis.'),
  503: problem('De gegevens zijn even niet bereikbaar.'),
};

export const security = [{ sleutel: [] }];

export function toDocument({ updatedAt, quality, sourceId, title, url, owner, validFrom, validUntil, reviewBy, passages }: PushedSummary) {
  const facts = { sourceId, title, url, owner, validFrom, validUntil, reviewBy, passages, updatedAt: updatedAt.toISOString() };
  return quality === null ? facts : { ...facts, quality: { ...quality } };
}

export function toJob({ id, collectionId, sourceId, fileName, state, attempts, fault, deliveredAt }: PushJob) {
  const facts = { id, collection: collectionId, sourceId, fileName, state, attempts, deliveredAt: deliveredAt.toISOString() };
  return fault === null ? facts : { ...facts, fault: toFaultView(fault) };
}

export function toFaultView(code: NonNullable<PushJob['fault']>) {
  const { message, action, retryable } = errorCatalogue[code];
  return { code, message, action, retryable };
}
