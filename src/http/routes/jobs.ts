import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { BalieError } from '../../errors.ts';
import type { AccessList } from '../access/access.ts';
import type { AppDeps } from '../deps.ts';
import type { AppEnv } from '../env.ts';
import { InvalidInput } from '../faults.ts';
import { documentEvents } from '../streams/push-events.ts';
import * as shapes from '../contracts/push-contracts.ts';
import { events as EVENTS, job } from '../contracts/push-examples.ts';
import { sseAnswer } from '../streams/sse.ts';
import type { Streams } from '../streams/streams.ts';
import { done, events, json, keyProblems, problem, security } from '../contracts/responses.ts';

const common = { tags: ['Taken'], security: security };
const JobParams = z.object({ id: z.uuid('moet het nummer van een taak zijn').openapi({ description: 'Het nummer dat u bij het aanleveren kreeg.', example: job.id }) });

const list = createRoute({
  ...common,
  method: 'get',
  path: '/jobs',
  operationId: 'listJobs',
  summary: 'Toon documenten die wachten, mislukt of verwijderd zijn',
  description: 'Een document dat in gebruik is genomen, staat hier niet meer in.',
  request: { query: z.object({ state: z.enum(['waiting', 'failed', 'withdrawn'], 'moet waiting, failed of withdrawn zijn').optional().openapi({ description: 'Alleen wat wacht, wat mislukt is, of wat is verwijderd terwijl de bron het nog heeft.', example: 'failed' }) }) },
  responses: {
    200: json('Van de collecties van deze sleutel, mislukte eerst.', shapes.Jobs),
    ...keyProblems,
  },
});

const retry = createRoute({
  ...common,
  method: 'post',
  path: '/jobs/{id}/retry',
  operationId: 'retryJob',
  summary: 'Probeer een mislukt document opnieuw',
  description: 'Een document dat is verwijderd terwijl de bron het nog heeft (withdrawn), wordt weer opgenomen. Wat al wacht, blijft wachten. Heeft de balie het bestand niet (isHere is false), dan leest zij de bron opnieuw; kan zij dat niet zelf, dan antwoordt zij met 409.',
  request: { params: JobParams },
  responses: {
    202: json('Het document wacht weer, of de bron wordt opnieuw gelezen.', shapes.Retried),
    ...keyProblems,
    404: problem('Deze taak is er niet.'),
    409: problem('De balie heeft het bestand niet en kan het niet zelf ophalen.'),
  },
});

const cancel = createRoute({
  ...common,
  method: 'delete',
  path: '/jobs/{id}',
  operationId: 'cancelJob',
  summary: 'Laat een wachtend of mislukt document los',
  description: 'Een eerdere versie die in gebruik is, blijft in gebruik. Een document dat is verwijderd terwijl de bron het nog heeft (withdrawn), laat u niet los: neem het weer op, of laat het staan.',
  request: { params: JobParams },
  responses: {
    204: done('Het document wacht niet meer.'),
    ...keyProblems,
    404: problem('Deze taak is er niet.'),
    409: problem('Het document is verwijderd en blijft weg.'),
  },
});

const follow = createRoute({
  ...common,
  method: 'get',
  path: '/jobs/events',
  operationId: 'followJobs',
  summary: 'Volg wat er met documenten gebeurt',
  description:
    'Een stroom van gebeurtenissen met de naam document: wat er van een document is geworden (new, changed, unchanged, removed, failed of cancelled). Elke tien seconden komt er ten minste een opmerking, zodat de verbinding open blijft. Met Last-Event-ID gaat de stroom verder na dat nummer; anders begint hij nu. De stroom eindigt als de sleutel niet meer geldt. Per sleutel zijn er hoogstens 20 tegelijk.',
  request: { headers: z.object({ 'Last-Event-ID': z.string().optional().openapi({ description: 'Het nummer van de laatste gebeurtenis die u zag.', example: '42' }) }) },
  responses: {
    200: events(EVENTS),
    ...keyProblems,
  },
});

/** Documents on their way in, for who delivered them. */
export function jobRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, { push }: Pick<AppDeps, 'push'>, streams: Streams): void {
  access.declare('GET', '/api/v1/jobs', 'documents');
  access.declare('POST', '/api/v1/jobs/:id/retry', 'documents');
  access.declare('DELETE', '/api/v1/jobs/:id', 'documents');
  access.declare('GET', '/api/v1/jobs/events', 'documents');

  api.openapi(list, async (c) => {
    const found = await push.pending(c.get('key').collections, c.req.valid('query'));
    return c.json({ jobs: found.map(shapes.toJob) }, 200);
  });

  api.openapi(retry, async (c) => {
    const { id } = c.req.valid('param');
    const how = await push.retry(c.get('key').collections, id);
    if (how === undefined) throw new BalieError('job-unknown');
    if (how === 'by-hand') throw new BalieError('job-by-hand');
    return c.json({ id, state: how === 'source' ? ('reading-source' as const) : how }, 202);
  });

  api.openapi(cancel, async (c) => {
    if (!(await push.cancel(c.get('key').collections, c.req.valid('param').id))) throw new BalieError('job-unknown');
    return c.body(null, 204);
  });

  api.openapi(follow, async (c) => {
    const seen = c.req.header('Last-Event-ID');
    if (seen !== undefined && !/^\d{1,15}$/.test(seen)) throw new InvalidInput([{ name: 'Last-Event-ID', reason: 'moet een nummer zijn' }]);
    // Whoever asks for the head alone reads no stream: it would keep its place for ever.
    if (c.req.method === 'HEAD') return c.body(null) as never;
    // After a restored backup the client may be ahead of what there is: it would hear of nothing for a long time.
    const after = Math.min(Number(seen ?? Infinity), await push.lastEvent());
    const end = new AbortController();
    const signal = streams.enter(AbortSignal.any([c.req.raw.signal, end.signal]), c.get('key').id);
    const collections = c.get('key').collections;
    const messages = documentEvents(push, {
      after,
      collections,
      signal,
      renew: async () => (await c.get('renewKey')())?.collections,
      end: () => end.abort(),
    });
    return sseAnswer(c, messages, () => end.abort(), true);
  });
}
