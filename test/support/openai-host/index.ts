/**
 * A scripted server with OpenAI's API for tests: a real HTTP server on 127.0.0.1 that writes what vLLM and llama.cpp's server write,
 * and misbehaves on demand.
 *
 *     const host = await startOpenAiHost({ models: ['groot'], script: answer('Dat kost 50 euro [1].'), apiKey: 'geheim' });
 *     host.setScript([say('Dat kost'), drop()]);          // dies mid-stream
 *     host.setFault('/v1/models', [silence()]);
 */
import { embedText } from '../ollama-host/models.ts';
import { Player } from '../ollama-host/player.ts';
import type { RecordedRequest } from '../ollama-host/recorded.ts';
import type { Step } from '../ollama-host/script.ts';
import { startScripted, type ScriptedServer } from '../ollama-host/server.ts';
import { sendJson } from '../ollama-host/wire.ts';
import { answer } from './script.ts';

export * from './script.ts';

type Script = readonly Step[] | ((request: RecordedRequest) => readonly Step[]);

type Fault = readonly Step[] | ((request: RecordedRequest) => readonly Step[] | undefined);

interface OpenAiHostOptions {
  /** Default: `groot`. */
  readonly models?: readonly string[];
  readonly script?: Script;
  /** Without it every request is served. */
  readonly apiKey?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Length of the vectors. Default 384. */
  readonly dimensions?: number;
}

export interface OpenAiHost extends ScriptedServer {
  setScript(script: Script): void;
  /** Plays steps for every request to a path, or for those that it has some for; undefined ends it. */
  setFault(path: string, steps: Fault | undefined): void;
}

const STREAM = 'text/event-stream; charset=utf-8';

/** Starts a host; resolves when it listens. */
export async function startOpenAiHost(options: OpenAiHostOptions = {}): Promise<OpenAiHost> {
  const { models = ['groot'], apiKey, dimensions = 384 } = options;
  let script: Script = options.script ?? answer('Dit is een proefantwoord.');
  const faults = new Map<string, Fault>();

  const server = await startScripted({
    port: options.port ?? 0,
    chatPath: '/v1/chat/completions',
    async answer(request, response) {
      const refuse = (status: number, message: string, type: string) => sendJson(response, status, { error: { message, type, param: null, code: status } });
      const fault = faults.get(request.path);
      const steps = typeof fault === 'function' ? fault(request) : fault;
      if (steps !== undefined) return new Player(request, response, STREAM).play(steps);
      if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`) return refuse(401, 'Invalid API Key', 'authentication_error');
      if (request.path === '/v1/models') return sendJson(response, 200, { object: 'list', data: models.map((id) => ({ id, object: 'model', owned_by: 'vllm' })) });
      if (!['/v1/chat/completions', '/v1/embeddings'].includes(request.path)) return sendJson(response, 404, { detail: 'Not Found' });
      const { model = '' } = request.body;
      if (!models.includes(model)) return refuse(404, `The model \`${model}\` does not exist.`, 'NotFoundError');
      if (request.path === '/v1/embeddings') return embed(request);
      return new Player(request, response, STREAM).play(typeof script === 'function' ? script(request) : script);

      function embed({ body }: RecordedRequest): void {
        const texts = body['input'] as readonly string[];
        // In another order than asked: only the index counts.
        const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: embedText(text, dimensions) })).toReversed();
        sendJson(response, 200, { object: 'list', model, data, usage: { prompt_tokens: texts.length, total_tokens: texts.length } });
      }
    },
  });
  return {
    ...server,
    get connections() {
      return server.connections;
    },
    setScript: (next) => {
      script = next;
    },
    setFault: (path, steps) => {
      if (steps === undefined) faults.delete(path);
      else faults.set(path, steps);
    },
  };
}
