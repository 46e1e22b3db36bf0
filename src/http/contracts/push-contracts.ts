import { z } from '@hono/zod-openapi';
import { errorCatalogue } from '../../errors.ts';
import * as examples from './push-examples.ts';
import type { DocumentSummary } from '../../knowledge/documents/documents.ts';
import type { PendingDocument } from '../../jobs/manage.ts';
import { actionsIn } from '../../knowledge/metadata-rules.ts';
import { Action } from './contracts.ts';
import { isPlain } from '../uploads/upload.ts';

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

const day = (description: string) => z.iso.date().nullable().openapi({ description });
const sourceId = z.string().openapi({ description: 'Uw eigen kenmerk van het document.' });

const DocumentInUse = z
  .object({
    sourceId,
    title: z.string(),
    url: z.string().nullable().openapi({ description: 'Het openbare adres.' }),
    owner: z.string().nullable().openapi({ description: 'Wie het document beheert.' }),
    validFrom: day('De eerste dag waarop het geldt.'),
    validUntil: day('De laatste dag waarop het geldt.'),
    reviewBy: day('De dag waarop iemand het moet hebben nagekeken.'),
    actions: z.array(Action).openapi({ description: 'Wat iemand daarna kan doen.' }),
    passages: z.int().min(0).openapi({ description: 'In hoeveel stukken het wordt doorzocht.' }),
    updatedAt: z.iso.datetime().openapi({ description: 'Wanneer deze versie in gebruik is genomen.' }),
    quality: z.record(z.string(), z.unknown()).optional().openapi({ description: 'Wat een redacteur over het document moet weten.' }),
  })
  .openapi('DocumentInUse', { description: 'De versie die nu wordt doorzocht.', example: examples.inUse });

export const DocumentPage = z
  .object({
    documents: z.array(DocumentInUse),
    page: z.int(),
    pageSize: z.int(),
    total: z.int().openapi({ description: 'Op alle bladzijden samen.' }),
  })
  .openapi('DocumentPage', { example: { documents: [examples.inUse], page: 1, pageSize: 50, total: 1 } });

const Fault = z
  .object({ code: z.string(), message: z.string(), action: z.string(), retryable: z.boolean() })
  .openapi('Fault', { description: 'Waarom het mislukte, en wat u kunt doen.', example: examples.fault });

export const Job = z
  .object({
    id: z.uuid(),
    collection: z.string(),
    sourceId,
    fileName: z.string(),
    state: z.enum(['waiting', 'failed', 'withdrawn']),
    attempts: z.int().min(0).openapi({ description: 'Hoe vaak het is geprobeerd.' }),
    deliveredAt: z.iso.datetime(),
    isHere: z.boolean().openapi({ description: 'Of de balie het bestand heeft. Zo niet, dan kon de bron het niet geven en moet die het opnieuw aanleveren.' }),
    fault: Fault.optional().openapi({ description: 'Waarom de laatste poging mislukte.' }),
  })
  .openapi('Job', { description: 'Een document dat wacht, is mislukt of is verwijderd terwijl de bron het nog heeft.', example: examples.job });

export const Jobs = z.object({ jobs: z.array(Job) }).openapi('Jobs', { example: { jobs: [examples.job] } });

export const DocumentState = z
  .object({
    sourceId,
    state: z.enum(['in-use', 'waiting', 'failed', 'withdrawn']).openapi({
      description: 'Van de laatste versie die is aangeleverd. Zolang die wacht of als die is mislukt, blijft de vorige in gebruik.',
    }),
    inUse: DocumentInUse.optional(),
    job: Job.optional(),
  })
  .openapi('DocumentState', { example: { sourceId: examples.inUse.sourceId, state: 'in-use', inUse: examples.inUse } });

export const Accepted = z
  .object({ id: z.uuid(), state: z.literal('waiting') })
  .openapi('Accepted', { description: 'Het nummer van de taak.', example: { id: examples.job.id, state: 'waiting' } });
export const Retried = z
  .object({
    id: z.uuid(),
    state: z.enum(['waiting', 'reading-source']).openapi({
      description: 'waiting: het document staat weer in de wachtrij. reading-source: de balie heeft het bestand niet en leest de bron opnieuw. Tot die het geeft, blijft de taak mislukt.',
    }),
  })
  .openapi('Retried', { description: 'Wat er met de taak gebeurt.', example: { id: examples.job.id, state: 'waiting' } });
export const Settled = z
  .object({ state: z.enum(['unchanged', 'changed']).openapi({ description: 'changed: alleen de metadata zijn nieuw. Die gelden meteen, want de inhoud hoeft niet opnieuw gelezen te worden.' }) })
  .openapi('Settled', { example: { state: 'unchanged' } });

export function toDocument({ updatedAt, quality, sourceId, title, url, owner, validFrom, validUntil, reviewBy, actions, passages }: DocumentSummary) {
  const facts = { sourceId, title, url, owner, validFrom, validUntil, reviewBy, actions: actionsIn(actions), passages, updatedAt: updatedAt.toISOString() };
  return quality === null ? facts : { ...facts, quality: { ...quality } };
}

export function toJob({ id, collectionId, sourceId, fileName, state, attempts, fault, deliveredAt, isHere }: PendingDocument) {
  const facts = { id, collection: collectionId, sourceId, fileName, state, attempts, deliveredAt: deliveredAt.toISOString(), isHere };
  return fault === null ? facts : { ...facts, fault: toFaultView(fault) };
}

export function toFaultView(code: NonNullable<PendingDocument['fault']>) {
  const { message, action, retryable = false } = errorCatalogue[code];
  return { code, message, action, retryable };
}
