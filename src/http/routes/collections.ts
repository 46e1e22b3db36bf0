import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { BalieError } from '../../errors.ts';
import { type AccessList, requireStillOpen } from '../access/access.ts';
import type { AppEnv } from '../env.ts';
import { InvalidInput } from '../faults.ts';
import { lingerOnRefusal } from '../server/linger.ts';
import { checkMetadata, Metadata, MetadataChange } from '../contracts/metadata-contract.ts';
import * as shapes from '../contracts/push-contracts.ts';
import type { Push } from '../../jobs/push.ts';
import { safeName, type Uploads } from '../uploads/upload.ts';
import { bodyOf, done, json, jsonAt, keyProblems, notJson, problem, security } from '../contracts/responses.ts';

/** The one route whose body may be as large as a document. */
export const UPLOAD_PATH = '/api/v1/collections/:collection/documents/:sourceId';

const binary = { type: 'string' as const, format: 'binary' };
const common = { tags: ['Documenten'], security: security };

const put = createRoute({
  ...common,
  method: 'put',
  path: '/collections/{collection}/documents/{sourceId}',
  operationId: 'putDocument',
  summary: 'Lever een document aan, nieuw of opnieuw',
  description:
    'De inhoud is het bestand zelf (hoogstens 50 MB), of multipart/form-data met file en metadata. De bestandsnaam komt uit Content-Disposition (filename*), en anders uit sourceId. Het soort bestand volgt uit de inhoud; bij platte tekst uit de naam, en anders uit Content-Type. Twee keer hetzelfde aanleveren is niet erg; wat nieuwer is, komt in de plaats van wat nog wacht. Vraagt u eerst (Expect: 100-continue), dan hoort u een weigering voordat u iets verstuurt.',
  request: {
    params: shapes.DocumentParams,
    body: {
      required: true,
      // Described, not parsed here: a body is counted before anything is made of it.
      content: {
        'application/octet-stream': { schema: binary },
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file'],
            properties: { file: binary, metadata: { $ref: '#/components/schemas/DocumentMetadata' } },
          },
        },
      },
    },
  },
  responses: {
    200: json('Dit document is al zo in gebruik.', shapes.Settled),
    202: jsonAt('Het document wacht op verwerking.', shapes.Accepted, 'Waar de stand van het document staat.'),
    ...keyProblems,
    408: problem('Het document kwam te langzaam binnen.'),
    409: problem('Het document komt uit de map of de website van de collectie, of is daaruit verwijderd.'),
    413: problem('Het document is te groot.'),
  },
});

const number = (max: number) => z.coerce.number('moet een getal zijn').int('moet een heel getal zijn').min(1, 'moet minstens 1 zijn').max(max, `mag hoogstens ${max} zijn`);

const list = createRoute({
  ...common,
  method: 'get',
  path: '/collections/{collection}/documents',
  operationId: 'listDocuments',
  summary: 'Toon de documenten die in gebruik zijn',
  description: 'Per bladzijde, op titel.',
  request: {
    params: shapes.CollectionParams,
    query: z.object({
      page: number(1_000_000).default(1),
      pageSize: number(shapes.MAX_PAGE_SIZE).default(50),
      reviewDue: z
        .enum(['true', 'false'], 'moet true of false zijn')
        .default('false')
        .openapi({ description: 'Alleen documenten waarvan de einddatum of het nakijkmoment voorbij is, of binnen 30 dagen komt.' }),
    }),
  },
  responses: {
    200: json('Eén bladzijde van de lijst.', shapes.DocumentPage),
    ...keyProblems,
  },
});

const get = createRoute({
  ...common,
  method: 'get',
  path: '/collections/{collection}/documents/{sourceId}',
  operationId: 'getDocument',
  summary: 'Toon de stand van een document',
  description: 'Wat er nu in gebruik is, en wat er wacht of is mislukt.',
  request: { params: shapes.DocumentParams },
  responses: {
    200: json('De stand.', shapes.DocumentState),
    ...keyProblems,
    404: problem('Dit document is er niet.'),
  },
});

const correct = createRoute({
  ...common,
  method: 'patch',
  path: '/collections/{collection}/documents/{sourceId}',
  operationId: 'correctDocument',
  summary: 'Leg met de hand vast wat over een document geldt',
  description: 'Alleen de velden die u noemt, veranderen. Wat met de hand is vastgelegd, gaat voor op wat het document zelf zegt en blijft bij nieuwe versies.',
  request: { params: shapes.DocumentParams, body: bodyOf(MetadataChange) },
  responses: {
    200: json('De nieuwe stand.', shapes.DocumentState),
    ...keyProblems,
    404: problem('Er is geen document met dit kenmerk in gebruik.'),
    413: problem('Het verzoek is te groot.'),
    415: notJson,
  },
});

const remove = createRoute({
  ...common,
  method: 'delete',
  path: '/collections/{collection}/documents/{sourceId}',
  operationId: 'deleteDocument',
  summary: 'Verwijder een document, ook als het nog wacht',
  description: 'Ook wat uit het document kwam (bijlagen, bestanden in een zip) verdwijnt. Staat het nog in de map of op de website van de collectie? Dan blijft het weg tot u het weer opneemt: het staat met de stand withdrawn bij de taken.',
  request: { params: shapes.DocumentParams },
  responses: {
    204: done('Het document is weg.'),
    ...keyProblems,
    404: problem('Dit document is er niet.'),
  },
});

/** Documents as a CMS or case system delivers and manages them. */
export function collectionRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, push: Push, uploads: Uploads): void {
  access.declare('PUT', UPLOAD_PATH, 'documents');
  access.declare('GET', UPLOAD_PATH, 'documents');
  access.declare('PATCH', UPLOAD_PATH, 'documents');
  access.declare('DELETE', UPLOAD_PATH, 'documents');
  access.declare('GET', '/api/v1/collections/:collection/documents', 'documents');

  api.openAPIRegistry.register('DocumentMetadata', Metadata);
  api.on('PUT', '/collections/:collection/documents/:sourceId', lingerOnRefusal);
  api.openapi(put, async (c) => {
    const { collection, sourceId } = c.req.valid('param');
    const result = await uploads.receive(c.req.raw, async ({ bytes, contentType, fileName, metadata }) => {
      const facts = checkMetadata(metadata);
      await requireStillOpen(c, collection);
      return push.deliver({
        collection,
        sourceId,
        bytes,
        fileName: fileName ?? safeName(sourceId) ?? 'document',
        metadata: facts,
        ...(contentType !== undefined && { contentType }),
      });
    }, c.get('key').id);
    if (result.state !== 'waiting') return c.json(result, 200);
    c.header('Location', `/api/v1/collections/${collection}/documents/${encodeURIComponent(sourceId)}`);
    return c.json(result, 202);
  });

  api.openapi(list, async (c) => {
    const { page, pageSize, reviewDue } = c.req.valid('query');
    const found = await push.list(c.req.valid('param').collection, { page, pageSize, isReviewDue: reviewDue === 'true' });
    return c.json({ documents: found.documents.map(shapes.toDocument), page, pageSize, total: found.total }, 200);
  });

  api.openapi(get, async (c) => {
    const { collection, sourceId } = c.req.valid('param');
    return c.json(await stateOf(push, collection, sourceId), 200);
  });

  api.openapi(correct, async (c) => {
    const { collection, sourceId } = c.req.valid('param');
    const isThere = await push.correct(collection, sourceId, c.req.valid('json')).catch(whatContradicts);
    if (!isThere) throw new BalieError('document-unknown');
    return c.json(await stateOf(push, collection, sourceId), 200);
  });

  api.openapi(remove, async (c) => {
    const { collection, sourceId } = c.req.valid('param');
    if (!(await push.remove(collection, sourceId))) throw new BalieError('document-unknown');
    return c.body(null, 204);
  });
}

/** @throws BalieError `document-unknown`. */
async function stateOf(push: Pick<Push, 'find'>, collection: string, sourceId: string) {
  const { inUse, job } = await push.find(collection, sourceId);
  if (inUse === undefined && job === undefined) throw new BalieError('document-unknown');
  return {
    sourceId,
    state: job?.state ?? ('in-use' as const),
    ...(inUse && { inUse: shapes.toDocument(inUse) }),
    ...(job && { job: shapes.toJob(job) }),
  };
}

/** One of two days may be the document's own, or set before: only the store sees that they contradict each other. */
function whatContradicts(error: unknown): never {
  if (!(error instanceof BalieError) || error.code !== 'document-metadata-invalid') throw error;
  throw new InvalidInput([{ name: 'validUntil', reason: 'moet op of na validFrom vallen' }]);
}
