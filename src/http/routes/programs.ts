import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import { BalieError } from '../../errors.ts';
import type { AccessList } from '../access.ts';
import type { AppDeps } from '../deps.ts';
import type { AppEnv } from '../env.ts';
import { Exchange, type FaultWords } from '../gateway/exchange.ts';
import type { Handler, ProgramPlace } from '../gateway/handler.ts';
import * as ollama from '../ollama/routes.ts';
import { ollamaFault } from '../ollama/words.ts';
import * as openAi from '../openai/routes.ts';
import { openAiFault } from '../openai/words.ts';

const routes: readonly (readonly ['GET' | 'POST', string, FaultWords, Handler])[] = [
  ['POST', '/v1/chat/completions', openAiFault, openAi.chatCompletions],
  ['POST', '/v1/embeddings', openAiFault, openAi.embeddings],
  ['GET', '/v1/models', openAiFault, openAi.models],
  ['GET', '/v1/models/:name{.+}', openAiFault, openAi.model],
  ['POST', '/api/chat', ollamaFault, ollama.chat],
  ['POST', '/api/embed', ollamaFault, ollama.embed],
  ['GET', '/api/tags', ollamaFault, ollama.tags],
  ['POST', '/api/show', ollamaFault, ollama.show],
  ['GET', '/api/version', ollamaFault, ollama.version],
];

/**
 * The routes for programs that call models, in the words of others' APIs. To be declared before the layers that all pages share:
 * these answer on Node's own response, and each layer would cost as much as the route.
 */
export function programRoutes(app: Hono<AppEnv>, access: AccessList, { newId, logger }: Pick<AppDeps, 'newId' | 'logger'>, place: ProgramPlace): void {
  const open = (words: FaultWords) =>
    createMiddleware<AppEnv>(async (c, next) => {
      const started = performance.now();
      const requestId = newId();
      const exchange = new Exchange(c.env, requestId, words);
      c.set('requestId', requestId);
      c.set('exchange', exchange);
      await next();
      const { statusCode: status, writableFinished } = exchange.outgoing;
      const fields = { requestId, method: c.req.method, route: routePath(c, -1), status, ...(!writableFinished && exchange.outgoing.destroyed && { brokenOff: true }) };
      logger.info({ ...fields, ms: Math.round(performance.now() - started) }, 'request');
    });
  for (const [method, path, words, handler] of routes) {
    access.declare(method, path, 'key');
    app.on(method, path, open(words), access.guard, async (c) => {
      await handler({ exchange: c.get('exchange'), key: c.get('key'), name: c.req.param('name') ?? '' }, place);
      return RESPONSE_ALREADY_SENT;
    });
  }
  const notFound = () => {
    throw new BalieError('not-found');
  };
  app.all('/v1/*', open(openAiFault), notFound);
  // What else Ollama has: only one segment, for the desk's own API stands under /api/v1.
  app.all('/api/:name{(?!v1$)[^/]+}', open(ollamaFault), notFound);
}

/** Tells a program of a fault. What was sent before has been broken off by whoever sent it. */
export async function refuseProgram(c: Context<AppEnv>, fault: BalieError): Promise<Response> {
  const exchange = c.get('exchange');
  if (!exchange.outgoing.headersSent && !exchange.outgoing.destroyed) await exchange.refuse(fault);
  return RESPONSE_ALREADY_SENT;
}
