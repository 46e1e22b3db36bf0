import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { BalieError } from '../../errors.ts';
import type { AccessList } from '../access.ts';
import type { AppEnv } from '../env.ts';
import { InvalidInput } from '../faults.ts';
import * as shapes from '../push-contracts.ts';
import type { PushDeps } from '../push-deps.ts';
import { safeName, Uploads, withEnding } from '../upload.ts';

/** The one route whose body may be as large as a document. */
export const UPLOAD_PATH = '/api/v1/collections/:collection/documents/:sourceId';

const binary = { type: 'string' as const, format: 'binary' };
const common = { tags: ['Documenten'], security: shapes.security };

const put = createRoute({
  ...common,
  method: 'put',
  path: '/collections/{collection}/documents/{sourceId}',
  operationId: 'putDocument',
  summary: 'Lever een document aan, nieuw of opnieuw',
  description:
    'De inhoud is het bestand zelf (hoogstens 50 MB), of multipart/form-data met file en metadata. De bestandsnaam komt uit Content-Disposition (filename*), en anders uit sourceId. Twee keer hetzelfde aanleveren is niet erg.',
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
            properties: {
              file: binary,
              metadata: {
                type: 'object',
                description: 'Gaat voor op wat het document over zichzelf zegt.',
                properties: Object.fromEntries(
                  ['title', 'url', 'owner', 'validFrom', 'validUntil', 'reviewBy'].map((name) => [name, { type: 'string' as const }]),
                ),
              },
            },
          },
        },
      },
    },
  },
  responses: {
    200: { description: 'Dit document is al zo in gebruik.', headers: shapes.versionHeader, content: { 'application/json': { schema: shapes.Unchanged } } },
    202: {
      description: 'Het document wacht op verwerking.',
      headers: { ...shapes.versionHeader, Location: { schema: { type: 'string' as const }, description: 'Waar de stand van het document staat.' } },
      content: { 'application/json': { schema: shapes.Accepted } },
    },
    ...shapes.keyProblems,
    413: shapes.problem('Het document is te groot.'),
  },
});

const list = createRoute({
  ...common,
  method: 'get',
  path: '/collections/{collection}/documents',
  operationId: 'listDocuments',
  summary: 'Toon de documenten die in gebruik zijn',
  request: {
    params: shapes.CollectionParams,
    query: z.object({
      page: z.coerce.number().int().min(1).max(1_000_000).default(1),
      pageSize: z.coerce.number().int().min(1).max(shapes.MAX_PAGE_SIZE).default(50),
      reviewDue: z
        .enum(['true', 'false'])
        .default('false')
        .openapi({ description: 'Alleen documenten waarvan de einddatum of het nakijkmoment voorbij is, of binnen 30 dagen komt.' }),
    }),
  },
  responses: {
    200: { description: 'Eén bladzijde van de lijst.', headers: shapes.versionHeader, content: { 'application/json': { schema: shapes.DocumentPage } } },
    ...shapes.keyProblems,
  },
});

const get = createRoute({
  ...common,
  method: 'get',
  path: '/collections/{collection}/documents/{sourceId}',
  operationId: 'getDocument',
  summary: 'Toon de stand van een document',
  request: { params: shapes.DocumentParams },
  responses: {
    200: { description: 'De stand.', headers: shapes.versionHeader, content: { 'application/json': { schema: shapes.DocumentState } } },
    ...shapes.keyProblems,
    404: shapes.problem('Dit document is er niet.'),
  },
});

const remove = createRoute({
  ...common,
  method: 'delete',
  path: '/collections/{collection}/documents/{sourceId}',
  operationId: 'deleteDocument',
  summary: 'Verwijder een document, ook als het nog wacht',
  request: { params: shapes.DocumentParams },
  responses: {
    204: { description: 'Het document is weg.', headers: shapes.versionHeader },
    ...shapes.keyProblems,
    404: shapes.problem('Dit document is er niet.'),
  },
});

/** Documents as a CMS or case system delivers and manages them. */
export function collectionRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, push: PushDeps): void {
  const uploads = new Uploads();
  access.declare('PUT', UPLOAD_PATH, 'key');
  access.declare('GET', UPLOAD_PATH, 'key');
  access.declare('DELETE', UPLOAD_PATH, 'key');
  access.declare('GET', '/api/v1/collections/:collection/documents', 'key');

  api.openapi(put, async (c) => {
    const { collection, sourceId } = c.req.valid('param');
    const { bytes, contentType, fileName, metadata } = await uploads.receive(c.req.raw);
    const checked = push.checkMetadata(metadata);
    if ('invalid' in checked) throw new InvalidInput(checked.invalid.map(({ name, reason }) => ({ name: `metadata.${name}`, reason })));
    const result = await push.deliver({
      collection,
      sourceId,
      bytes,
      fileName: withEnding(fileName ?? safeName(sourceId) ?? 'document', contentType),
      metadata: checked.metadata,
      ...(contentType !== undefined && { contentType }),
    });
    if (result.state === 'unchanged') return c.json(result, 200);
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
    const { inUse, job } = await push.find(collection, sourceId);
    if (inUse === undefined && job === undefined) throw new BalieError('source-unknown');
    return c.json(
      {
        sourceId,
        state: job?.state ?? ('in-use' as const),
        ...(inUse && { inUse: shapes.toDocument(inUse) }),
        ...(job && { job: shapes.toJob(job) }),
      },
      200,
    );
  });

  api.openapi(remove, async (c) => {
    const { collection, sourceId } = c.req.valid('param');
    if (!(await push.remove(collection, sourceId))) throw new BalieError('source-unknown');
    return c.body(null, 204);
  });
}
