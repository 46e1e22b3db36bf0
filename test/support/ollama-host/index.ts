/**
 * A scripted Ollama for tests: a real HTTP server on 127.0.0.1 that writes what Ollama 0.17.4 writes, byte for byte,
 * and misbehaves on demand.
 *
 *     const host = await startOllamaHost({ models: ['chat'], script: reply('Dat kost 50 euro [1].') });
 *     … createOllamaChat({ url: host.url, … }) …
 *     const request = await host.nextChat();       // waits until the host has it
 *     await request.cancelled;                      // the client hung up before the host was done
 *     host.setScript([text('Dat kost'), drop()]);   // dies mid-stream
 *     host.setScript(({ body }) => reply(`U vroeg: ${body.messages?.at(-1)?.content}`));
 *     await host.stop(); await host.start();        // away, and back on the same port
 *     await host.stop();                            // at the end
 *
 * A script is a list of steps (see script.ts) or a function from the request to one. Without a script the host answers
 * from the first source in the prompt (see echo.ts). Scripts are for chats that the real host would accept; a missing
 * model (404), an embedding model (400), a prompt over `num_ctx` with `truncate: false` (400) are refused before that,
 * and `num_predict` ends an answer with reason `length`. `setFault` puts steps on any other path, such as `/api/tags`.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { echoScript } from './echo.ts';
import { findModel, stored } from './models.ts';
import type { HostModel } from './models.ts';
import { RecordedRequest } from './recorded.ts';
import { route } from './routes.ts';
import type { Step } from './script.ts';

export type { RecordedRequest } from './recorded.ts';
export * from './script.ts';

export type Script = readonly Step[] | ((request: RecordedRequest) => readonly Step[] | Promise<readonly Step[]>);

export interface OllamaHostOptions {
  /** Default: one chat model `chat`. */
  readonly models?: readonly HostModel[];
  readonly script?: Script;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Length of the vectors of `/api/embed`. Default 384. */
  readonly dimensions?: number;
}

export interface OllamaHost {
  /** Stays the same after `stop` and `start`. */
  readonly url: string;
  /** Every request so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Connections accepted so far. */
  readonly connections: number;
  /** The next chat request that this method has not given yet; waits for it. */
  nextChat(): Promise<RecordedRequest>;
  setScript(script: Script): void;
  setModels(models: readonly HostModel[]): void;
  /** Plays steps for every request to a path, also `/api/chat`; undefined ends it. */
  setFault(path: string, steps: readonly Step[] | undefined): void;
  /** Closes the port and drops every connection, as a process that dies. */
  stop(): Promise<void>;
  /** Comes back on the same port. */
  start(): Promise<void>;
}

/** Starts a host; resolves when it listens. */
export async function startOllamaHost(options: OllamaHostOptions = {}): Promise<OllamaHost> {
  let models = (options.models ?? ['chat']).map(stored);
  let script: Script = options.script ?? echoScript;
  let port = options.port ?? 0;
  let connections = 0;
  const faults = new Map<string, readonly Step[]>();
  const requests: RecordedRequest[] = [];
  const unseen: RecordedRequest[] = [];
  const waiting: ((request: RecordedRequest) => void)[] = [];

  const state = {
    get models() {
      return models;
    },
    dimensions: options.dimensions ?? 384,
    isLoaded: (name: string) => requests.some(({ path, body }) => ['/api/chat', '/api/embed'].includes(path) && findModel(models, body.model ?? '')?.name === name),
    faultFor: (path: string) => faults.get(path),
    stepsFor: async (request: RecordedRequest) => (typeof script === 'function' ? script(request) : script),
  };

  // Go's server has no time limits of its own; a connection stays open until the client closes it.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, (message, response) => {
    response.on('error', () => {});
    readText(message).then((body) => {
      const request = new RecordedRequest(message, response, body);
      requests.push(request);
      if (request.path === '/api/chat') (waiting.shift() ?? ((chat) => unseen.push(chat)))(request);
      return route(request, response, state);
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
    port = (server.address() as AddressInfo).port;
  };
  await start();

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    get connections() {
      return connections;
    },
    nextChat() {
      const request = unseen.shift();
      return request === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(request);
    },
    setScript: (next) => {
      script = next;
    },
    setModels: (next) => {
      models = next.map(stored);
    },
    setFault: (path, steps) => {
      if (steps === undefined) faults.delete(path);
      else faults.set(path, steps);
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
