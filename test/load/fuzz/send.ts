import { Agent, request } from 'node:http';
import type { Hostile } from './request.ts';

export interface Answer {
  /** 0: there was none. */
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
}

export type Send = (asked: Hostile, who: Readonly<Record<string, string>>) => Promise<Answer>;

const LIMIT_MS = 30_000;

/** By Node's own client: it sends what `fetch` would put right. */
export function sender(url: string, atOnce: number): { readonly send: Send; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const { hostname, port } = new URL(url);
  const once = ({ method, path, headers, body }: Hostile, who: Readonly<Record<string, string>>, retry: () => Promise<Answer>): Promise<Answer> => {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const all = { ...headers, ...who, ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }) };
    const sent = request({ hostname, port, method, path, agent, headers: all, signal: AbortSignal.timeout(LIMIT_MS) }, (response) => {
      const parts: Buffer[] = [];
      const done = () => resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], body: Buffer.concat(parts).toString('utf8') });
      // Events of jobs have no end.
      if (path.startsWith('/api/v1/jobs/events')) {
        response.destroy();
        return done();
      }
      response.on('data', (part: Buffer) => parts.push(part)).on('end', done).on('error', done);
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(sent.reusedSocket && error.code === 'ECONNRESET' ? retry() : { status: 0, retryAfter: undefined, body: error.code ?? error.name })).end(body);
    return promise;
  };
  const none: Answer = { status: 0, retryAfter: undefined, body: 'ECONNRESET twice' };
  // The desk may close an idle connection at the very moment that it is used again.
  const send: Send = (asked, who) => once(asked, who, () => once(asked, who, () => Promise.resolve(none)));
  return { send, close: () => agent.destroy() };
}
