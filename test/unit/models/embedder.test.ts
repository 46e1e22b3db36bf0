import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestEmbedder, type TestEmbedder } from '../../support/embedder.ts';
import {
  busy, drop, headers, page, pause, raw, silence, startOllamaHost, status, type OllamaHost, type Step,
} from '../../support/ollama-host/index.ts';
import { embedText } from '../../support/ollama-host/models.ts';
import { faultOf } from './support.ts';

const signal = new AbortController().signal;

/** What the host was asked for: beside that it may have been asked to load the model, for who did not wait for it. */
const withTexts = (host: OllamaHost) => host.requests.flatMap(({ body: { input } }) => (Array.isArray(input) && input.length > 0 ? [input as unknown[]] : []));

describe('createEmbedder', () => {
  let host: OllamaHost;
  let embedder: TestEmbedder;
  let where: string;
  const embedderOn = (more: Partial<Parameters<typeof openTestEmbedder>[0]> = {}) => openTestEmbedder({ urls: [host.url], queryPrefix: 'query: ', passagePrefix: 'passage: ', ...more });
  beforeEach(async () => {
    host = await startOllamaHost({ models: [{ name: 'e5', kind: 'embedding' }], dimensions: 8 });
    embedder = embedderOn();
    where = `e5 op ${new URL(host.url).host}`;
  });
  afterEach(async () => {
    await embedder.close();
    await host.stop();
  });

  /** Has the host give these vectors, expects a fault, and an embedder that works again for the next text. */
  async function fault(steps: readonly Step[], texts: readonly string[] = ['een', 'twee'], by = embedder) {
    host.setFault('/api/embed', steps);
    const thrown = await by.embedPassages(texts, signal).then(() => Promise.reject(new Error('no fault')), (error: unknown) => error);
    host.setFault('/api/embed', undefined);
    expect(await embedder.embedQuery('weer goed', signal)).toHaveLength(8);
    return faultOf(thrown);
  }
  const giving = (embeddings: unknown) => [headers(), raw(JSON.stringify({ model: 'e5', embeddings }))];

  it('puts the prefixes in front and gives the vectors in order', async () => {
    const vectors = await embedder.embedPassages(['paspoort', 'rijbewijs'], signal);
    expect(vectors).toEqual([embedText('passage: paspoort', 8), embedText('passage: rijbewijs', 8)]);
    expect(await embedder.embedQuery('paspoort', signal)).toEqual(embedText('query: paspoort', 8));
    expect(host.requests.map(({ body }) => [body.model, body['input']])).toEqual([
      ['e5', ['passage: paspoort', 'passage: rijbewijs']],
      ['e5', ['query: paspoort']],
    ]);
  });

  it('asks nothing for no passages', async () => {
    expect(await embedder.embedPassages([], signal)).toEqual([]);
    expect(host.requests).toEqual([]);
  });

  it('is named after what the vectors of passages depend on', () => {
    const names = [{}, { passagePrefix: '' }, { passagePrefix: 'p' }, { queryPrefix: '' }, { model: 'bge-m3' }].map((more) => embedderOn(more).model);
    expect(new Set(names).size).toBe(4);
    expect(names[0]).toBe(names[3]);
    expect(names[1]).toBe('e5');
  });

  const unit = [1, 0, 0];
  it.each<[string, unknown]>([
    ['one too few', [unit]],
    ['one too many', [unit, unit, unit]],
    ['none', undefined],
    ['mixed dimensions', [unit, [1, 0]]],
    ['an empty vector', [unit, []]],
    ['a null in it', [unit, [1, null, 0]]],
    ['text', [unit, ['1', 0, 0]]],
    ['not normalised', [unit, [0.9, 0.9, 0]]],
    ['too short', [unit, [0.97, 0, 0]]],
    ['all zero', [unit, [0, 0, 0]]],
  ])('refuses vectors that cannot be right: %s', async (_, embeddings) => {
    const { code, detail } = await fault(giving(embeddings));
    expect(code).toBe('model-vectors-invalid');
    expect(detail).toMatch(new RegExp(`^${where}: `));
  });

  it('takes a length that rounding explains', async () => {
    host.setFault('/api/embed', giving([[0.985, 0, 0], [1.015, 0, 0]]));
    expect(await embedder.embedPassages(['een', 'twee'], signal)).toHaveLength(2);
  });

  it.each<[string, readonly Step[], string]>([
    ['a missing model', [status(404, 'model "e5" not found, try pulling it first')], 'model-missing'],
    ['another server', [page(404, '404 page not found')], 'model-unavailable'],
    ['a busy host', [busy()], 'model-busy'],
    ['texts that the model cannot handle', [status(500, 'failed to encode response: json: unsupported value: NaN')], 'model-vectors-invalid'],
    ['a text that the host will not have', [status(400, 'invalid input type')], 'model-vectors-invalid'],
    ['no embedding model', [status(400, 'this model does not support embeddings')], 'model-vectors-invalid'],
    ['a proxy without a host', [page(502, 'Bad Gateway')], 'model-unavailable'],
    ['a welcome page', [page(200, '<h1>Welkom</h1>')], 'model-vectors-invalid'],
    ['a dropped socket', [drop('reset')], 'model-unavailable'],
    ['half an answer', [headers(), raw('{"model":"e5","embeddings":[[1,'), drop()], 'model-unavailable'],
  ])('%s', async (_, steps, code) => {
    const spies = (['log', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level));
    const found = await fault(steps);
    expect(found.code).toBe(code);
    expect(found.detail).toMatch(new RegExp(code === 'model-missing' ? '^ollama pull e5$' : `^${where}|^e5: de modelserver weigert embeddings$`));
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  it('a host that is away', async () => {
    await host.stop();
    await expect(embedder.embedQuery('x', signal)).rejects.toMatchObject({ code: 'model-unavailable' });
    await host.start();
    expect(await embedder.embedQuery('x', signal)).toHaveLength(8);
  });

  it.each<[string, Step[]]>([
    ['is silent', [silence()]],
    ['stops half-way', [headers(), raw('{"embeddings":['), silence()]],
    ['trickles', [headers(), ...Array.from({ length: 40 }, () => [raw(' '), pause(100)]).flat()]],
  ])('a host that %s is left in time', async (_, steps) => {
    const hasty = embedderOn({ answerMs: 300 });
    expect(await fault(steps, ['x'], hasty)).toEqual({ code: 'model-silent', detail: where });
    await host.requests[0]?.cancelled;
    await hasty.close();
  });

  it('gives the caller’s own reason when the caller leaves, and closes the connection', async () => {
    host.setFault('/api/embed', [silence()]);
    const leave = new AbortController();
    const asked = embedder.embedQuery('x', leave.signal);
    await expect.poll(() => host.requests.length).toBe(1);
    leave.abort(new Error('weg'));
    await expect(asked).rejects.toThrow('weg');
    await host.requests[0]?.cancelled;
    await expect(embedder.embedQuery('x', leave.signal)).rejects.toThrow('weg');
    expect(withTexts(host)).toEqual([['query: x']]);
  });

  it('has one batch at an Ollama host at a time; a question goes before all passages that wait, and a failed batch stops no other', async () => {
    host.setFault('/api/embed', [silence()]);
    const leave = new AbortController();
    const first = embedder.embedPassages(['een'], leave.signal).catch(() => 'weg');
    const second = embedder.embedPassages(['twee'], signal);
    await expect.poll(() => host.requests.length).toBe(1);
    const question = embedder.embedQuery('vraag', signal, { caller: { audience: 'resident', id: 'a' } });
    host.setFault('/api/embed', undefined);
    leave.abort();
    expect([await first, await question, await second]).toEqual(['weg', embedText('query: vraag', 8), [embedText('passage: twee', 8)]]);
    expect(withTexts(host)).toEqual([['passage: een'], ['query: vraag'], ['passage: twee']]);
  });

  it('asks a model that is not listed only where nothing is', async () => {
    host.setModels([{ name: 'e5', kind: 'embedding' }, { name: 'oud', kind: 'embedding' }]);
    const as = { name: 'oud', queryPrefix: 'q: ' };
    expect(await embedder.embedQuery('x', signal, { as })).toEqual(embedText('q: x', 8));
    const listed = embedderOn({ isListed: true });
    await expect(listed.embedQuery('x', signal, { as })).rejects.toMatchObject({ code: 'model-missing', detail: 'oud' });
    expect(await listed.embedQuery('x', signal, { as: { name: 'e5:latest', queryPrefix: 'q: ' } })).toEqual(embedText('q: x', 8));
    await listed.close();
  });
});
