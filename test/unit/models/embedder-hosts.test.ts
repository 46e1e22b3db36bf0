import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallReport } from '../../../src/models/call.ts';
import { openTestEmbedder, type TestEmbedder } from '../../support/embedder.ts';
import { busy, type OllamaHost, silence, startOllamaHost, status } from '../../support/ollama-host/index.ts';
import { startOpenAiHost } from '../../support/openai-host/index.ts';
import { embedText } from '../../support/ollama-host/models.ts';

const signal = new AbortController().signal;
const resident = (id: string) => ({ audience: 'resident' as const, id });

describe('vectors from several hosts', () => {
  let hosts: OllamaHost[];
  let embedder: TestEmbedder;
  let reports: CallReport[];
  beforeEach(async () => {
    hosts = await Promise.all(['een', 'twee'].map(() => startOllamaHost({ models: [{ name: 'e5', kind: 'embedding' }, 'chat'], dimensions: 8 })));
    reports = [];
    embedder = openTestEmbedder({ urls: hosts.map(({ url }) => url), onEnd: (report) => void reports.push(report) });
  });
  afterEach(async () => {
    await embedder.close();
    for (const host of hosts) await host.stop();
  });

  const asked = (at: number) => hosts[at]?.requests.filter(({ path }) => path === '/api/embed').length;

  it.each([['busy', [busy()]], ['ill', [status(500, 'llama runner process has terminated')]], ['short of memory', [status(500, 'model requires more system memory (2.1 GiB) than is available (0.4 GiB)')]], ['without the model', [status(404, 'model "e5" not found, try pulling it first')]]] as const)('go on at the other when one is %s', async (_, steps) => {
    hosts[0]?.setFault('/api/embed', steps);
    for (const text of ['a', 'b', 'c']) expect(await embedder.embedPassages([text], signal)).toEqual([embedText(text, 8)]);
    expect(asked(1)).toBe(3);
    expect(reports.map(({ kind, audience, outcome, host, model }) => [kind, audience, outcome, host, model])).toEqual(Array.from({ length: 3 }, () => ['embed', 'background', 'done', 'gpu-2', 'e5']));
  });

  it('leave a host alone that is down, and come back to it', async () => {
    await hosts[0]?.stop();
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) expect(await embedder.embedQuery(text, signal)).toEqual(embedText(text, 8));
    expect(embedder.gateway.hosts().find(({ id, pool }) => id === 'gpu-1' && pool.endsWith('/embeddings'))).toMatchObject({ state: 'open' });
    // Answers are another matter: nobody has found it wanting there.
    expect(embedder.gateway.hosts().find(({ id, pool }) => id === 'gpu-1' && pool === 'standaard')).toMatchObject({ state: 'closed' });
  });

  it('come from servers with OpenAI’s API too, the other when one is busy', async () => {
    const servers = await Promise.all([1, 2].map(() => startOpenAiHost({ models: ['e5'], dimensions: 8 })));
    const other = openTestEmbedder({ kind: 'openai', urls: servers.map(({ url }) => url), passagePrefix: 'passage: ' });
    servers[0]?.setFault('/v1/embeddings', [busy()]);
    for (const text of ['a', 'b']) expect(await other.embedPassages([text], signal)).toEqual([embedText(`passage: ${text}`, 8)]);
    expect(await other.embedQuery('vraag', signal)).toEqual(embedText('vraag', 8));
    await other.close();
    for (const server of servers) await server.stop();
  });

  it.each([['ollama', 1], ['openai', 4]] as const)('are made one batch at a time by Ollama, which mixes up those that come together, however many answers it writes: %s', async (kind, atOnce) => {
    const other = openTestEmbedder({ kind, urls: ['http://127.0.0.1:9'], slots: 4 });
    expect(other.gateway.hosts().map(({ pool, slots }) => [pool, slots])).toEqual([['standaard', 4], ['standaard/embeddings', atOnce]]);
    await other.close();
  });

  it('both down: told as such, at once', async () => {
    for (const host of hosts) await host.stop();
    await expect(embedder.embedQuery('x', signal)).rejects.toMatchObject({ code: 'model-unavailable' });
  });

  it('a question leaves the queue when its time is over, and passages wait behind questions', async () => {
    for (const host of hosts) host.setFault('/api/embed', [silence()]);
    const leave = new AbortController();
    const running = ['a', 'b'].map((text) => embedder.embedPassages([text], leave.signal).catch(() => 'weg'));
    await expect.poll(() => [asked(0), asked(1)]).toEqual([1, 1]);
    const hasty = new AbortController();
    const late = embedder.embedQuery('te laat', hasty.signal, { caller: resident('x') });
    const passages = Array.from({ length: 4 }, (_, at) => embedder.embedPassages([`passage ${at}`], signal));
    const questions = Array.from({ length: 4 }, (_, at) => embedder.embedQuery(`vraag ${at}`, signal, { caller: resident(`${at}`) }));
    expect(embedder.gateway.waiting().get('standaard/embeddings')).toBe(9);
    hasty.abort(new Error('te laat'));
    await expect(late).rejects.toThrow('te laat');
    for (const host of hosts) host.setFault('/api/embed', undefined);
    leave.abort();
    await Promise.all([...running, ...questions, ...passages]);
    const order = reports.flatMap(({ audience, outcome }) => (outcome === 'done' ? audience : []));
    expect(order).toHaveLength(8);
    expect(order.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => 'resident'));
  });
});
