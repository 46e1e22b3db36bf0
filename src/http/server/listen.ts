import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BalieError } from '../../errors.ts';
import { continueWhenRead } from './continue.ts';

export interface Listener {
  readonly url: string;
  /** From now on each answer ends its connection: who shares out connections brings the next request elsewhere. */
  leave(): void;
  /**
   * Takes no new connections and ends idle ones. Once `drained` resolves nothing is at work any more: connections that are
   * still open a moment later (a client that never finishes its request) are cut.
   */
  close(drained: Promise<unknown>): Promise<void>;
}

/**
 * For the head of a request. Its body may take as long as it keeps pace (see `PacedBody`): 50 MB over a thin line, say. A connection stays for the next
 * request longer than proxies keep theirs (nginx a minute, Traefik a minute and a half, Caddy two): what comes in one that just ended here is lost, and a question
 * is not sent again.
 */
const TIMES = { headersTimeout: 60_000, requestTimeout: 0, keepAliveTimeout: 130_000 };
/** Time for the last bytes to reach their clients. */
const FLUSH_MS = 1_000;

/** Answers a request, or leaves it to others: false. */
export type RequestTaker = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;

/**
 * Serves an app over HTTP.
 * @param first is asked before the app.
 * @throws BalieError `port-in-use`; `config-invalid` when it cannot listen there for another cause.
 */
export async function listen(
  fetch: (request: Request, node: HttpBindings) => Response | Promise<Response>,
  host: string,
  port: number,
  first?: RequestTaker,
): Promise<Listener> {
  const state = { isLeaving: false };
  const options = { serverOptions: TIMES, createServer: serverThatAsks(state, first) as typeof createServer };
  const server = createAdaptorServer({ fetch: (request, node) => fetch(request, node as HttpBindings), ...options }) as Server;
  continueWhenRead(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new BalieError('port-in-use', { detail: `${host}:${port}`, cause: error })
          : // An address of another machine (EADDRNOTAVAIL), a port below 1024 without the right to it (EACCES), an unknown name.
            new BalieError('config-invalid', { detail: `HOST, PORT: op ${host}:${port} kan de balie niet luisteren (${error.code})`, cause: error }),
      );
    });
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    leave: () => void (state.isLeaving = true),
    async close(drained) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await drained;
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), FLUSH_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

function serverThatAsks(state: { readonly isLeaving: boolean }, first: RequestTaker = () => false) {
  return (options: ServerOptions, rest: RequestListener) =>
    createServer(options, (incoming, outgoing) => {
      if (state.isLeaving) outgoing.setHeader('Connection', 'close');
      if (!first(incoming, outgoing)) rest(incoming, outgoing);
    });
}
