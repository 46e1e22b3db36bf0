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
import { echoScript } from './echo.ts';
import { findModel, stored } from './models.ts';
import type { HostModel } from './models.ts';
import type { RecordedRequest } from './recorded.ts';
import { type HostState, route } from './routes.ts';
import type { Step } from './script.ts';
import { startScripted, type ScriptedServer } from './server.ts';

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

export interface OllamaHost extends ScriptedServer {
  setScript(script: Script): void;
  setModels(models: readonly HostModel[]): void;
  /** Plays steps for every request to a path, also `/api/chat`; undefined ends it. */
  setFault(path: string, steps: readonly Step[] | undefined): void;
  /** From now on no model is in memory: a request reads it, and only one that stays until this is over has it there for the next. */
  setLoad(load: () => Promise<unknown>): void;
}

/** Starts a host; resolves when it listens. */
export async function startOllamaHost(options: OllamaHostOptions = {}): Promise<OllamaHost> {
  let models = (options.models ?? ['chat']).map(stored);
  let script: Script = options.script ?? echoScript;
  const faults = new Map<string, readonly Step[]>();
  let load: (() => Promise<unknown>) | undefined;
  const memory = new Set<string>();
  const state: HostState = {
    get models() {
      return models;
    },
    dimensions: options.dimensions ?? 384,
    isLoaded: (name) => (load !== undefined ? memory.has(name) : server.requests.some(({ path, body }) => ['/api/chat', '/api/embed'].includes(path) && findModel(models, body.model ?? '')?.name === name)),
    async loadFor({ body, gone }) {
      const name = findModel(models, body.model ?? '')?.name;
      if (load === undefined || name === undefined || memory.has(name)) return;
      const left = new Promise((resolve) => gone.addEventListener('abort', resolve));
      await Promise.race([load(), left]);
      // "client connection closed before server finished loading, aborting load"
      if (!gone.aborted) memory.add(name);
    },
    faultFor: (path) => faults.get(path),
    stepsFor: async (request) => (typeof script === 'function' ? script(request) : script),
  };
  const server = await startScripted({ port: options.port ?? 0, chatPath: '/api/chat', answer: (request, response) => route(request, response, state) });
  return {
    ...server,
    get connections() {
      return server.connections;
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
    setLoad: (next) => {
      load = next;
      memory.clear();
    },
  };
}
