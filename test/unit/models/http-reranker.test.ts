import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpReranker, type HttpReranker, type HttpRerankerSettings } from '../../../src/models/http-reranker.ts';
import { faultOf } from './support.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const signal = new AbortController().signal;
const passages = ['Een paspoort kost geld.', 'De hond blaft.', 'Een auto.'];
/** As llama.cpp's server (xllamacpp 2026.10.11549) wrote it: best first. */
const llamaCpp = {
  model: 'e5', object: 'list', usage: { prompt_tokens: 32, total_tokens: 32 },
  results: [
    { index: 1, relevance_score: 0.2509884834289551 },
    { index: 2, relevance_score: -3.21637479960918427 },
    { index: 0, relevance_score: 0.18272607028484344 },
  ],
};
/** As vLLM's RerankResponse has it: with the texts. */
const vllm = {
  id: 'rerank-1', model: 'bge', usage: { prompt_tokens: 3, total_tokens: 3 },
  results: [2, 0, 1].map((index) => ({ index, document: { text: passages[index], multi_modal: null }, relevance_score: index / 4 })),
};

let server: Server;
let bodies: Record<string, unknown>[];
let paths: (string | undefined)[];
let answer: Answer;
let reranker: HttpReranker;
const at = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const on = (more: Partial<HttpRerankerSettings> = {}) => createHttpReranker({ url: at(), model: 'bge', connectMs: 2_000, answerMs: 30_000, ...more });
const giving = (value: unknown, status = 200): Answer => (response) => void response.writeHead(status, { 'content-type': 'application/json' }).end(typeof value === 'string' ? value : JSON.stringify(value));

beforeEach(async () => {
  bodies = [];
  paths = [];
  server = createServer((request, response) => {
    paths.push(`${request.method} ${request.url}`);
    void json(request).then((body) => (bodies.push(body as Record<string, unknown>), answer(response, request)), () => undefined);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  reranker = on();
});
afterEach(async () => {
  await reranker.close();
  server.closeAllConnections();
  await new Promise((resolve) => void server.close(resolve));
});

const fault = async (by = reranker) => faultOf(await by.rerank('Wat kost een paspoort?', passages, signal).then(() => undefined, (error: unknown) => error));

describe('createHttpReranker', () => {
  it.each([
    ['llama.cpp', llamaCpp, [0.18272607028484344, 0.2509884834289551, -3.21637479960918427]],
    ['vLLM', vllm, [0, 0.25, 0.5]],
    ['the bare list of TEI', [{ index: 1, score: 2 }, { index: 0, score: 1, text: 'x' }, { index: 2, score: 0 }], [1, 2, 0]],
  ])('gives the scores of %s in the order of the passages', async (_, value, scores) => {
    answer = giving(value);
    expect(await reranker.rerank('Wat kost een paspoort?', passages, signal)).toEqual(scores);
    expect(paths).toEqual(['POST /v1/rerank']);
    expect(bodies).toEqual([{ model: 'bge', query: 'Wat kost een paspoort?', documents: passages, top_n: 3 }]);
  });

  it('names no model where none is configured, and asks nothing for no passages', async () => {
    answer = giving(llamaCpp);
    const nameless = on({ model: undefined });
    await nameless.rerank('vraag', passages, signal);
    expect(bodies[0]).not.toHaveProperty('model');
    expect(await nameless.rerank('vraag', [], signal)).toEqual([]);
    expect(bodies).toHaveLength(1);
    await nameless.close();
  });

  it('sends no more than small models read, and no half of a surrogate pair', async () => {
    answer = giving({ results: [{ index: 0, relevance_score: 1 }] });
    await reranker.rerank(`${'v'.repeat(399)}🎉`, [`${'p'.repeat(1_399)}🎉`], signal);
    expect(bodies[0]).toMatchObject({ query: `${'v'.repeat(399)}\ufffd`, documents: [`${'p'.repeat(1_399)}\ufffd`] });
  });

  it.each<[string, unknown]>([
    ['one too few', { results: llamaCpp.results.slice(1) }],
    ['one too many', { results: [...llamaCpp.results, { index: 3, relevance_score: 1 }] }],
    ['one twice', { results: [...llamaCpp.results.slice(1), { index: 2, relevance_score: 1 }] }],
    ['an index out of range', { results: [...llamaCpp.results.slice(1), { index: 7, relevance_score: 1 }] }],
    ['an index that is no whole number', { results: [...llamaCpp.results.slice(1), { index: 1.5, relevance_score: 1 }] }],
    ['a score that is none (NaN)', { results: [...llamaCpp.results.slice(1), { index: 1, relevance_score: null }] }],
    ['a score without end', '{"results":[{"index":0,"relevance_score":1e999},{"index":1,"relevance_score":0},{"index":2,"relevance_score":0}]}'],
    ['no results', { data: [] }],
    ['no object', '3'],
    ['no JSON', '<html>'],
    ['nothing', ''],
  ])('refuses scores that cannot be right: %s', async (_, value) => {
    answer = giving(value);
    const { code, detail } = await fault();
    expect(code).toBe('model-scores-invalid');
    expect(detail).toMatch(/^bge op 127\.0\.0\.1:\d+: /);
    answer = giving(llamaCpp);
    expect(await reranker.rerank('weer goed', passages, signal)).toHaveLength(3);
  });

  it.each([
    ['busy', 503, { error: { message: 'Loading model', type: 'unavailable_error', code: 503 } }, 'model-busy'],
    ['a text that is too long', 500, { error: { code: 500, message: 'input (904 tokens) is too large to process' } }, 'model-unavailable'],
    ['no reranker', 501, { error: { code: 501, message: 'This server does not support reranking' } }, 'model-unavailable'],
    ['another path', 404, { detail: 'Not Found' }, 'model-unavailable'],
  ])('says what a refusal is: %s', async (_, status, value, code) => {
    answer = giving(value, status);
    expect((await fault()).code).toBe(code);
  });

  it('follows no redirect: nothing goes to another host', async () => {
    answer = (response) => void response.writeHead(307, { location: `${at()}/elders` }).end();
    expect(await fault()).toMatchObject({ code: 'model-unavailable', detail: expect.stringContaining('HTTP 307') as string });
    expect(paths).toEqual(['POST /v1/rerank']);
  });

  it('bounds what it reads', async () => {
    answer = giving(`[${' '.repeat(2_100_000)}]`);
    expect((await fault()).code).toBe('model-unavailable');
  });

  it('waits no longer than it may, also in the middle of an answer', async () => {
    const hasty = on({ answerMs: 300 });
    answer = () => undefined;
    expect((await fault(hasty)).code).toBe('model-silent');
    answer = (response) => void response.writeHead(200).write('{"results":');
    expect((await fault(hasty)).code).toBe('model-silent');
    await hasty.close();
  });

  it('is told when the host is away, and when it hangs up', async () => {
    const away = on({ url: 'http://127.0.0.1:9' });
    expect((await fault(away)).code).toBe('model-unavailable');
    await away.close();
    answer = (response) => void response.destroy();
    expect((await fault()).code).toBe('model-unavailable');
  });

  it('closes the connection when its caller leaves, and gives the reason', async () => {
    const left = Promise.withResolvers<void>();
    const caller = new AbortController();
    answer = (response) => {
      response.on('close', () => left.resolve());
      caller.abort(new Error('weg'));
    };
    await expect(reranker.rerank('vraag', passages, caller.signal)).rejects.toThrow('weg');
    await left.promise;
    await expect(reranker.rerank('vraag', passages, caller.signal)).rejects.toThrow('weg');
    expect(bodies).toHaveLength(1);
  });
});
