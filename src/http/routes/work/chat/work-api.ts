import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { WorkEvent } from '../../../../workplace/whole/run.ts';
import { BalieError } from '../../../../errors.ts';
import type { AccessList } from '../../../access/access.ts';
import { askerOf, employeeOf } from '../../../access/employees.ts';
import type { Admission } from '../../../admission.ts';
import { AI_HEADER, disclosure, marked } from '../../../contracts/ai-mark.ts';
import { Turn } from '../../../contracts/contracts.ts';
import { bodyOf, done, json, problem } from '../../../contracts/responses.ts';
import type { AppDeps } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';
import { logFault, problemOf } from '../../../faults.ts';
import { endWhenLeft, formatFor } from '../../../streams/answering.ts';
import { sseAnswer, type SseMessage } from '../../../streams/sse.ts';
import { ConversationParams, employeeProblems } from './file-contracts.ts';
import { assistantFor, placeIn } from './place.ts';
import { EstimateShape, toTask, WorkBody, WorkParams, Works } from './work-contracts.ts';
import { tracing } from '../../../server/trace.ts';

const PATH = '/api/v1/work/conversations/:id/documents-work';
const common = { tags: ['Werkplek'] };
const problems = {
  ...employeeProblems,
  409: problem('Er loopt al werk in dit gesprek, een bestand is nog niet gelezen, of het gesprek is met een andere assistent.'),
  413: problem('Het verzoek is te groot.'),
  415: problem('De inhoud van het verzoek is geen JSON.'),
};

const answered = json('Wat eruit kwam.', Turn);
const start = createRoute({
  ...common,
  method: 'post',
  path: '/work/conversations/{id}/documents-work',
  operationId: 'startDocumentWork',
  summary: 'Laat een heel document samenvatten, vergelijken of tot een tabel maken',
  description:
    'Een document dat niet in één keer past, wordt in stukken gelezen. Elke zin of rij noemt een bladzijde die is nagekeken. Geeft het antwoord als JSON, of met "Accept: text/event-stream" als reeks gebeurtenissen: ' +
    'status (phase reading, met done en total), sources, en daarna done of error. Verbreekt u de verbinding, dan stopt het werk. Wat eruit kwam, is een antwoord in het gesprek.',
  request: { params: ConversationParams, body: bodyOf(WorkBody) },
  responses: {
    200: { ...answered, content: { ...answered.content, 'text/event-stream': { schema: z.string() } } },
    ...problems,
    406: problem('Dit antwoordformaat is er niet.'),
    429: problem('U doet te veel tegelijk.'),
    502: problem('Het model brak af.'),
    504: problem('Het duurde te lang.'),
  },
});

const estimate = createRoute({
  ...common,
  method: 'post',
  path: '/work/conversations/{id}/documents-work/estimate',
  operationId: 'estimateDocumentWork',
  summary: 'Schat hoeveel werk het is',
  description: 'Vraagt niets aan een model.',
  request: { params: ConversationParams, body: bodyOf(WorkBody) },
  responses: { 200: json('De schatting.', EstimateShape), ...problems },
});

const list = createRoute({
  ...common,
  method: 'get',
  path: '/work/conversations/{id}/documents-work',
  operationId: 'listDocumentWork',
  summary: 'Toon het werk aan documenten in een gesprek',
  description: 'Met hoeveel stappen er klaar zijn, en hoe het afliep.',
  request: { params: ConversationParams },
  responses: { 200: json('Het laatste eerst.', Works), ...employeeProblems },
});

const stop = createRoute({
  ...common,
  method: 'delete',
  path: '/work/conversations/{id}/documents-work/{work}',
  operationId: 'stopDocumentWork',
  summary: 'Stop werk aan een document',
  description: 'Het model wordt binnen enkele seconden afgebroken. Wat al klaar was, verandert niet.',
  request: { params: WorkParams },
  responses: { 204: done('Het stopt, of was al klaar.'), ...employeeProblems },
});

/** Work on whole files, over the API. */
export function documentWorkApiRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, deps: AppDeps, admission: Admission): void {
  const { chatFiles, logger } = deps;
  for (const [method, path] of [['POST', PATH], ['GET', PATH], ['POST', `${PATH}/estimate`], ['DELETE', `${PATH}/:work`]] as const) access.declare(method, path, 'employee');

  api.openapi(estimate, async (c) => {
    const body = c.req.valid('json');
    const { seconds, ...estimated } = await chatFiles.estimate({ assistant: assistantFor(c, deps, body.assistant), place: placeIn(c), task: toTask(body) });
    return c.json({ ...estimated, ...(seconds !== undefined && { seconds }) }, 200);
  });

  api.openapi(start, async (c) => {
    const body = c.req.valid('json');
    const employee = employeeOf(c);
    const format = formatFor(c.req.header('Accept') ?? '*/*');
    const requestId = c.get('requestId');
    const left = new AbortController();
    const signal = AbortSignal.any([c.req.raw.signal, left.signal]);
    const request = { assistant: assistantFor(c, deps, body.assistant), place: placeIn(c), task: toTask(body), asker: { ...askerOf(employee), ...tracing(c.get('trace')) } };
    const events = admission.run((aborted) => chatFiles.run(request, aborted), signal, { client: employee.id });
    if (format === 'json') {
      const turn = await lastOf(events);
      if (turn.generatedBy !== undefined) c.header(AI_HEADER, disclosure(turn.generatedBy));
      return c.json({ ...marked(turn), masked: [...turn.masked], sources: turn.sources.map((source) => ({ ...source, headings: [...source.headings] })) }, 200);
    }
    // Awaited: work that is refused gets a status of its own, not a stream.
    const first = await events.next();
    if (first.done === true) throw new BalieError('internal');
    return sseAnswer(c, toMessages(first.value, endWhenLeft(events, signal)), () => left.abort());

    async function* toMessages(begun: WorkEvent, rest: AsyncIterable<WorkEvent>): AsyncGenerator<SseMessage, void> {
      yield messageOf(begun, requestId);
      for await (const event of rest) {
        if (event.type === 'error') logFault(logger, requestId, event.error);
        yield messageOf(event, requestId);
      }
    }
  });

  api.openapi(list, async (c) => {
    const place = placeIn(c);
    await chatFiles.files(place);
    const works = (await chatFiles.works(place)).map(({ id, isRunning, done: steps, total, startedAt, turn }) => ({ id, isRunning, done: steps, total, startedAt: startedAt.toISOString(), ...(turn?.outcome !== undefined && { outcome: turn.outcome }) }));
    return c.json({ works }, 200);
  });

  api.openapi(stop, async (c) => {
    if (!(await chatFiles.stopWork(placeIn(c), c.req.valid('param').work))) throw new BalieError('document-work-unknown');
    return c.body(null, 204);
  });
}

async function lastOf(events: AsyncIterable<WorkEvent>) {
  for await (const event of events) {
    if (event.type === 'done') return event.turn;
    if (event.type === 'error') throw event.error;
  }
  throw new BalieError('internal');
}

function messageOf(event: WorkEvent, requestId: string): SseMessage {
  switch (event.type) {
    case 'status': {
      const { type: _type, ...data } = event;
      return { event: 'status', data };
    }
    case 'sources':
      return { event: 'sources', data: { sources: event.sources } };
    case 'done':
      return { event: 'done', data: marked(event.turn) };
    case 'error':
      return { event: 'error', data: { ...problemOf(event.error, requestId), turnId: event.turnId, conversationId: event.conversationId } };
  }
}
