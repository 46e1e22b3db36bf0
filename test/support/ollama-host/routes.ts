import type { ServerResponse } from 'node:http';
import { embedText, findModel, listEntry, showBody } from './models.ts';
import type { StoredModel } from './models.ts';
import { Player } from './player.ts';
import type { RecordedRequest } from './recorded.ts';
import { raw } from './script.ts';
import type { Step } from './script.ts';
import { countTokens, goJson, nanosSince, send, sendJson } from './wire.ts';

/** What the routes need of the host. */
export interface HostState {
  readonly models: readonly StoredModel[];
  readonly dimensions: number;
  /** Whether a model is in memory: each that has been asked something. */
  isLoaded(name: string): boolean;
  /** Has the model of a request in memory, or ends when its client leaves. */
  loadFor(request: RecordedRequest): Promise<void>;
  /** The steps for a chat request that the real host would accept. */
  stepsFor(request: RecordedRequest): Promise<readonly Step[]>;
  /** Steps that replace the host's own answer on a path. */
  faultFor(path: string): readonly Step[] | undefined;
}

type Route = (request: RecordedRequest, response: ServerResponse, state: HostState) => void | Promise<void>;

const routes: Record<string, Record<string, Route>> = {
  '/': { GET: root, HEAD: root },
  '/api/version': { GET: version, HEAD: version },
  '/api/tags': { GET: tags, HEAD: tags },
  '/api/ps': { GET: loaded },
  '/api/pull': { POST: pull },
  '/api/show': { POST: show },
  '/api/embed': { POST: embed },
  '/api/chat': { POST: chat },
  '/api/generate': { POST: generate },
};

/** Answers one request as Ollama 0.17.4 does (server/routes.go), or as a fault or script says. */
export async function route(request: RecordedRequest, response: ServerResponse, state: HostState): Promise<void> {
  const fault = state.faultFor(request.path);
  if (fault !== undefined) return new Player(request, response).play(fault);
  const methods = routes[request.path];
  if (methods === undefined) return send(response, 404, '404 page not found', 'text/plain');
  const handler = methods[request.method];
  if (handler !== undefined) return handler(request, response, state);
  response.setHeader('Allow', Object.keys(methods).join(', '));
  send(response, 405, '405 method not allowed', 'text/plain');
}

function root(_request: RecordedRequest, response: ServerResponse): void {
  send(response, 200, 'Ollama is running', 'text/plain; charset=utf-8');
}

function version(_request: RecordedRequest, response: ServerResponse): void {
  sendJson(response, 200, { version: '0.17.4' });
}

function tags(_request: RecordedRequest, response: ServerResponse, state: HostState): void {
  sendJson(response, 200, { models: state.models.map(listEntry) });
}

function loaded(_request: RecordedRequest, response: ServerResponse, state: HostState): void {
  sendJson(response, 200, { models: state.models.filter(({ name }) => state.isLoaded(name)).map(listEntry) });
}

/** The registry has every model but those that are called `bestaat-niet`. */
async function pull(request: RecordedRequest, response: ServerResponse): Promise<void> {
  const name = request.body.model ?? '';
  if (name === '' || /\s/.test(name)) return sendJson(response, 400, { error: 'invalid model name' });
  const lines: object[] = [{ status: 'pulling manifest' }];
  if (name.startsWith('bestaat-niet')) lines.push({ error: 'pull model manifest: file does not exist' });
  else {
    const digest = 'sha256:1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32';
    for (const completed of [undefined, 200, 400]) lines.push({ status: 'pulling 1d9614638d18', digest, total: 400, completed });
    lines.push({ status: 'verifying sha256 digest' }, { status: 'writing manifest' }, { status: 'success' });
  }
  await new Player(request, response).play(lines.map((line) => raw(`${goJson(line)}\n`)));
}

function show(request: RecordedRequest, response: ServerResponse, state: HostState): void {
  const name = request.body.model ?? request.body['name'];
  if (typeof name !== 'string' || name === '') return refuse(request, response);
  const model = findModel(state.models, name);
  if (model === undefined) return sendJson(response, 404, { error: `model '${name}' not found` });
  sendJson(response, 200, showBody(model));
}

async function embed(request: RecordedRequest, response: ServerResponse, state: HostState): Promise<void> {
  const start = performance.now();
  const input = request.body['input'];
  const texts: unknown[] = Array.isArray(input) ? input : [input ?? ''].filter((item) => item !== '');
  if (!texts.every((item) => typeof item === 'string')) return sendJson(response, 400, { error: 'invalid input type' });
  const name = request.body.model ?? '';
  if (findModel(state.models, name) === undefined) {
    return sendJson(response, 404, { error: `model "${name}" not found, try pulling it first` });
  }
  await state.loadFor(request);
  if (request.gone.aborted) return;
  if (texts.length === 0) return sendJson(response, 200, { model: name, embeddings: [] });
  sendJson(response, 200, {
    model: name,
    embeddings: texts.map((item) => embedText(item, state.dimensions)),
    total_duration: nanosSince(start),
    load_duration: 1_000_000,
    prompt_eval_count: texts.reduce((sum, item) => sum + countTokens(item), 0),
  });
}

async function chat(request: RecordedRequest, response: ServerResponse, state: HostState): Promise<void> {
  const { model: name, messages = [], options, think, truncate } = request.body;
  if (name === undefined || name === '') return refuse(request, response);
  const model = findModel(state.models, name);
  if (model === undefined) return sendJson(response, 404, { error: `model '${name}' not found` });
  if (think === true) return sendJson(response, 400, { error: `"${name}" does not support thinking` });
  if (model.kind !== 'chat') return sendJson(response, 400, { error: `"${name}" does not support chat` });
  await state.loadFor(request);
  if (request.gone.aborted) return;
  if (messages.length === 0) return new Player(request, response).loaded();
  const context = options?.['num_ctx'] ?? 4096;
  const prompt = messages.map(({ content }) => content).join('');
  if (truncate === false && typeof context === 'number' && countTokens(prompt) > context) {
    return new Player(request, response).fail(400, 'the input length exceeds the context length');
  }
  await new Player(request, response).play(await state.stepsFor(request));
}

/** Balie only has models loaded by it. */
async function generate(request: RecordedRequest, response: ServerResponse, state: HostState): Promise<void> {
  const { model: name = '' } = request.body;
  const model = findModel(state.models, name);
  if (model === undefined) return sendJson(response, 404, { error: `model '${name}' not found` });
  if (model.kind !== 'chat') return sendJson(response, 400, { error: `"${name}" does not support generate` });
  await state.loadFor(request);
  if (!request.gone.aborted) sendJson(response, 200, { model: name, response: '', done: true, done_reason: 'load' });
}

/** The three ways in which a request has no model. Go's words for bad JSON vary with the fault; this is one of them. */
function refuse(request: RecordedRequest, response: ServerResponse): void {
  if (request.text === '') return sendJson(response, 400, { error: 'missing request body' });
  if (!isJson(request.text)) {
    return sendJson(response, 400, { error: 'invalid character looking for beginning of object key string' });
  }
  sendJson(response, 400, { error: 'model is required' });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
