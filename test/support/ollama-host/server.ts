import { createServer, type ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { patiently } from '../patience.ts';
import { ownPort } from '../ports.ts';
import { RecordedRequest } from './recorded.ts';

/** What every scripted host can do, whatever it speaks. */
export interface ScriptedServer {
  /** Stays the same after `stop` and `start`. */
  readonly url: string;
  /** Every request so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** What it was asked to do so far: without the questions which models it has, which a desk asks by itself every so often. */
  readonly calls: readonly RecordedRequest[];
  /** The last chat so far: others may have asked for its models since. */
  lastChat(): RecordedRequest | undefined;
  /** Connections accepted so far. */
  readonly connections: number;
  /** The next chat request that this method has not given yet; waits for it. */
  nextChat(): Promise<RecordedRequest>;
  /** Closes the port and drops every connection, as a process that dies. */
  stop(): Promise<void>;
  /** Comes back on the same port. */
  start(): Promise<void>;
}

interface Served {
  /** 0: any free port. */
  readonly port: number;
  readonly chatPath: string;
  readonly answer: (request: RecordedRequest, response: ServerResponse) => void | Promise<void>;
}

/** Starts a server that records what it is asked; resolves when it listens. */
export async function startScripted({ port: wanted, chatPath, answer }: Served): Promise<ScriptedServer> {
  // Nobody else's while it is away.
  const port = wanted === 0 ? await ownPort() : wanted;
  let connections = 0;
  const requests: RecordedRequest[] = [];
  const calls: RecordedRequest[] = [];
  const unseen: RecordedRequest[] = [];
  const waiting: ((request: RecordedRequest) => void)[] = [];

  // Go's server has no time limits of its own; a connection stays open until the client closes it.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, (message, response) => {
    response.on('error', () => {});
    readText(message).then((body) => {
      const request = new RecordedRequest(message, response, body);
      requests.push(request);
      if (request.method === 'POST') calls.push(request);
      if (request.path === chatPath) (waiting.shift() ?? ((chat) => unseen.push(chat)))(request);
      return answer(request, response);
    }).catch((failure: unknown) => response.destroy(failure instanceof Error ? failure : undefined));
  });
  server.on('connection', () => {
    connections += 1;
  });

  const start = async (): Promise<void> => {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  };
  await start();

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    calls,
    get connections() {
      return connections;
    },
    lastChat: () => requests.findLast(({ path }) => path === chatPath),
    nextChat() {
      const request = unseen.shift();
      if (request !== undefined) return Promise.resolve(request);
      return patiently((bring) => {
        waiting.push(bring);
        return () => void waiting.splice(0, waiting.length, ...waiting.filter((one) => one !== bring));
      }, () => `no chat came; so far: ${requests.map(({ method, path }) => `${method} ${path}`).join(', ')}`);
    },
    start,
    async stop() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      for (const request of requests) request.markDropped();
      server.closeAllConnections();
      await closed;
    },
  };
}
