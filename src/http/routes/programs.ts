import type { IncomingMessage, ServerResponse } from 'node:http';
import { BalieError } from '../../errors.ts';
import { type AccessList, bearerOf } from '../access/access.ts';
import { mayOpen } from '../access/kinds.ts';
import type { AppDeps } from '../deps.ts';
import { logFault, toFault } from '../faults.ts';
import { Exchange, type FaultWords } from '../programs/wire/exchange.ts';
import type { Handler, ProgramPlace } from '../programs/handler.ts';
import { Room } from '../programs/wire/room.ts';
import * as ollama from '../ollama/routes.ts';
import { ollamaFault } from '../ollama/words.ts';
import * as openAi from '../openai/routes.ts';
import { openAiFault } from '../openai/words.ts';

interface Route {
  readonly method: 'GET' | 'POST';
  /** A name may stand behind a path that ends with a slash. */
  readonly path: string;
  /** Which keys it is for. */
  readonly access: 'program' | 'model';
  readonly words: FaultWords;
  /** Undefined for addresses that there are not: their faults are told in the same words. */
  readonly handler: Handler | undefined;
}

const routes: readonly Route[] = [
  { method: 'POST', path: '/v1/chat/completions', access: 'program', words: openAiFault, handler: openAi.chatCompletions },
  { method: 'POST', path: '/v1/embeddings', access: 'model', words: openAiFault, handler: openAi.embeddings },
  { method: 'GET', path: '/v1/models', access: 'program', words: openAiFault, handler: openAi.models },
  { method: 'GET', path: '/v1/models/', access: 'program', words: openAiFault, handler: openAi.model },
  { method: 'POST', path: '/api/chat', access: 'program', words: ollamaFault, handler: ollama.chat },
  { method: 'POST', path: '/api/generate', access: 'program', words: ollamaFault, handler: ollama.generate },
  { method: 'POST', path: '/api/embed', access: 'model', words: ollamaFault, handler: ollama.embed },
  { method: 'POST', path: '/api/embeddings', access: 'model', words: ollamaFault, handler: ollama.embeddings },
  { method: 'GET', path: '/api/tags', access: 'program', words: ollamaFault, handler: ollama.tags },
  { method: 'GET', path: '/api/ps', access: 'program', words: ollamaFault, handler: ollama.ps },
  { method: 'POST', path: '/api/show', access: 'program', words: ollamaFault, handler: ollama.show },
  { method: 'GET', path: '/api/version', access: 'program', words: ollamaFault, handler: ollama.version },
];

/** What else begins as one of these APIs does. The desk's own stands under `/api/v1`. */
const OTHERS: readonly (readonly [RegExp, FaultWords])[] = [
  [/^\/v1(?:\/|$)/, openAiFault],
  [/^\/api\/(?!v1(?:\/|$))/, ollamaFault],
];

type Needs = Pick<AppDeps, 'newId' | 'logger' | 'verifyKey' | 'metrics'>;

/**
 * The routes for programs that call models, in the words of others' APIs. They are a hot path and stand before the router and its
 * layers, on Node's own request and response: what those add costs more than all that these do (`test/bench/programs.md`).
 */
export class ProgramRoutes {
  readonly routes: readonly { readonly method: string; readonly path: string }[] = routes;
  private readonly byPath = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  private readonly room = new Room();
  private readonly needs: Needs;
  private readonly place: ProgramPlace;

  constructor(access: AccessList, needs: Needs, place: ProgramPlace) {
    this.needs = needs;
    this.place = place;
    // All of them, by the one check below.
    for (const { method, path, access: kind } of routes) access.declare(method, path, kind);
  }

  /** Answers a request that is for one of these. @returns false when it is for others. */
  readonly take = (incoming: IncomingMessage, outgoing: ServerResponse): boolean => {
    const { method = 'GET', url = '' } = incoming;
    const query = url.indexOf('?');
    const path = query < 0 ? url : url.slice(0, query);
    const found = this.find(method, path);
    if (found === undefined) return false;
    void this.answer(found.route, found.name, new Exchange(incoming, outgoing, this.needs.newId(), found.route.words));
    return true;
  };

  private find(method: string, path: string): { readonly route: Route; readonly name: string } | undefined {
    const route = this.byPath.get(`${method} ${path}`);
    if (route !== undefined) return { route, name: '' };
    const named = routes.find((each) => each.path.endsWith('/') && each.method === method && path.startsWith(each.path));
    if (named !== undefined) return { route: named, name: path.slice(named.path.length) };
    const words = OTHERS.find(([pattern]) => pattern.test(path))?.[1];
    return words && { route: { method: 'GET', path: '*', access: 'program', words, handler: undefined }, name: '' };
  }

  /** Never rejects. */
  private async answer({ path, access, handler }: Route, name: string, exchange: Exchange): Promise<void> {
    const started = performance.now();
    let [size, who] = [0, ''];
    const { incoming, outgoing, requestId, trace: { traceId } } = exchange;
    const { logger, verifyKey, metrics } = this.needs;
    try {
      if (handler === undefined) throw new BalieError('address-unknown');
      const key = await verifyKey(bearerOf(incoming.headers.authorization));
      if (key === undefined) throw new BalieError('key-invalid');
      who = key.id;
      if (!mayOpen(access, path, key)) throw new BalieError('key-forbidden');
      size = this.room.enter(incoming);
      await handler({ exchange, key, name: decoded(name) }, this.place);
    } catch (error) {
      const fault = toFault(error);
      metrics?.fault(fault.code);
      logFault(logger, requestId, fault);
      // What was sent before has been broken off by whoever sent it.
      if (!outgoing.headersSent && !outgoing.destroyed) await exchange.refuse(fault);
    } finally {
      this.room.leave(size);
    }
    // The route, not the path: names and queries stay out of the log.
    const answered = { method: incoming.method ?? '', route: path, status: outgoing.statusCode };
    const ms = performance.now() - started;
    metrics?.request({ ...answered, ms });
    // As for all other requests: who was known and may not.
    logger.info({ requestId, traceId, ...answered, ms: Math.round(ms), ...(answered.status === 403 && who !== '' && { who }) }, 'request');
  }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
