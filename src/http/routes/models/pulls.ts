import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { PullProgress } from '../../../models/call.ts';
import type { AccessList } from '../../access/access.ts';
import type { CatalogueDeps } from '../../staff-deps.ts';
import type { RequestLogger } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { logFault, problemOf, toFault } from '../../faults.ts';
import { sseAnswer, type SseMessage } from '../../streams/sse.ts';
import type { Streams } from '../../streams/streams.ts';
import * as shapes from './contracts.ts';
import { pull as EXAMPLE } from './examples.ts';
import { adminProblems, bodyOf, events, notJson, problem, security } from '../../contracts/responses.ts';

const pull = createRoute({
  tags: ['Modellen'],
  security,
  method: 'post',
  path: '/backends/{backendId}/pulls',
  operationId: 'pullModel',
  summary: 'Haal een model naar een backend',
  description:
    'Alleen een model uit de lijst met modellen, en alleen naar een Ollama in de pool van dat model. Het antwoord is een stroom van gebeurtenissen: progress (hoe ver het is), en aan het eind done of error (met dezelfde velden als een foutmelding). Breekt u de stroom af, dan stopt het ophalen; opnieuw ophalen gaat verder waar het was.',
  request: { params: shapes.BackendParams, body: bodyOf(shapes.PullRequest) },
  responses: {
    200: events(EXAMPLE),
    ...adminProblems,
    404: problem('De backend of het model is er niet.'),
    409: problem('Naar deze backend kan Balie geen modellen ophalen.'),
    413: problem('Het verzoek is te groot.'),
    415: notJson,
  },
});

/** Bringing models to hosts, for admins. */
export function pullRoutes(api: OpenAPIHono<AppEnv>, access: AccessList, { catalogue, logger, streams }: { readonly catalogue: CatalogueDeps; readonly logger: RequestLogger; readonly streams: Streams }): void {
  access.declare('POST', '/api/v1/backends/:backendId/pulls', 'admin');

  api.openapi(pull, (c) => {
    const { model } = c.req.valid('json');
    const end = new AbortController();
    const signal = streams.enter(AbortSignal.any([c.req.raw.signal, end.signal]), c.get('key').id);
    const requestId = c.get('requestId');
    try {
      const steps = catalogue.pull(c.req.valid('param').backendId, model, signal);
      const messages = toMessages(steps, { model, requestId, logger, end: () => end.abort() });
      return sseAnswer(c, messages, () => end.abort(), true);
    } catch (error) {
      end.abort();
      throw error;
    }
  });
}

interface Pulling {
  readonly model: string;
  readonly requestId: string;
  readonly logger: RequestLogger;
  /** Gives the place among streams back. */
  readonly end: () => void;
}

async function* toMessages(steps: AsyncIterable<PullProgress>, { model, requestId, logger, end }: Pulling): AsyncGenerator<SseMessage, void> {
  try {
    for await (const step of steps) yield { event: 'progress', data: step };
    yield { event: 'done', data: { model } };
  } catch (error) {
    const fault = toFault(error);
    logFault(logger, requestId, fault);
    yield { event: 'error', data: problemOf(fault, requestId) };
  } finally {
    end();
  }
}
