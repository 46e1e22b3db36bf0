import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { awayOf } from '../../../src/cli/hosts/away.ts';
import { modelHints } from '../../../src/cli/hosts/model-hints.ts';
import { type PlacedModel, placesOf } from '../../../src/cli/hosts/model-places.ts';
import type { Backend, ListedModel } from '../../../src/models/catalogue.ts';
import { HostMaker } from '../../../src/models/hosts.ts';
import { busy, drop, headers, type OllamaHost, page, pause, raw, silence, startOllamaHost, status, type Step } from '../../support/ollama-host/index.ts';

const LIMITS = { connectMs: 2_000, firstByteMs: 10_000, silenceMs: 10_000, embedMs: 10_000, checkMs: 10_000 };
const backend = (id: string, url: string, more: Partial<Backend> = {}): Backend => ({ id, kind: 'ollama', url, pool: 'standaard', slots: 1, ...more });
const model = (name: string, more: Partial<ListedModel> = {}): ListedModel =>
  ({ name, model: name, pool: 'standaard', capabilities: ['chat'], contextTokens: 8_192, queryPrefix: '', passagePrefix: '', ...more });

describe('where models are', () => {
  let host: OllamaHost;
  let other: OllamaHost;
  beforeEach(async () => {
    host = await startOllamaHost({ models: ['ministral-3:3b', 'chat', { name: 'bge-m3', kind: 'embedding' }] });
    other = await startOllamaHost({ models: ['chat'] });
  });
  afterEach(async () => {
    await host.stop();
    await other.stop();
  });

  async function look(models: readonly ListedModel[], { limitMs = 10_000, ...more }: { readonly limitMs?: number } & Partial<Backend> = {}): Promise<{ models: PlacedModel[]; lines: string[] }> {
    const data = { backends: [backend('gpu-1', host.url, more), backend('gpu-2', other.url)], models };
    const hosts = new HostMaker(LIMITS).hostsOf(data.backends).map((placed) => placed.host);
    const placed = await placesOf(data, { hostOf: (id) => hosts.find((one) => one.id === id), signal: new AbortController().signal, limitMs });
    await Promise.all(hosts.map((one) => one.close()));
    return { models: placed, lines: modelHints({ data, models: placed, answering: ['loket'] }) };
  }
  const statesOf = async (name: string, limitMs?: number) => (await look([model('loket', { model: name })], limitMs === undefined ? {} : { limitMs })).models[0]?.places.map(({ state }) => state);

  it.each(['chat', 'chat:latest', 'Chat'])('%s is on both', async (name) => expect(await statesOf(name)).toEqual(['ready', 'ready']));
  it.each(['ministral-3', 'ministral-3:8b', 'chat:small', 'hat'])('%s is on neither', async (name) => expect(await statesOf(name)).toEqual(['missing', 'missing']));

  it('tells for each host that lacks a model the line that brings it there, and nothing to do for the others', async () => {
    const { lines } = await look([model('loket', { model: 'chat' }), model('zoeken', { model: 'bge-m3' })]);
    expect(lines).toEqual([
      'Model: loket (chat) op gpu-1 en gpu-2.',
      'Model: zoeken (bge-m3) op gpu-1.',
      `Model: zoeken ontbreekt op gpu-2. Haal het op met:\n  OLLAMA_HOST=${other.url} ollama pull bge-m3`,
      'Opnieuw starten is daarna niet nodig.',
    ]);
    expect((await look([model('chat')])).lines).toEqual(['Model: chat op gpu-1 en gpu-2.']);
  });

  it('names a host that is away with what to do, and says what answers are made of while nothing can answer', async () => {
    await host.stop();
    await other.stop();
    const { lines } = await look([model('loket', { model: 'chat' })]);
    expect(lines).toEqual([
      `Model: gpu-1 is niet bereikbaar op ${host.url}. Installeer en start daar Ollama, en voer uit wat er nog niet is:\n  OLLAMA_HOST=${host.url} ollama pull chat`,
      `Model: gpu-2 is niet bereikbaar op ${other.url}. Installeer en start daar Ollama, en voer uit wat er nog niet is:\n  OLLAMA_HOST=${other.url} ollama pull chat`,
      'Tot die tijd citeert de balie letterlijk uit de documenten. Opnieuw starten is daarna niet nodig.',
    ]);
    await other.start();
    expect((await look([model('loket', { model: 'chat' })])).lines).toEqual(['Model: loket (chat) op gpu-2.', expect.stringContaining('gpu-1 is niet bereikbaar'), 'Opnieuw starten is daarna niet nodig.']);
  });

  it('says of a server that cannot fetch models with what to start it', async () => {
    await host.stop();
    expect((await look([model('loket', { model: 'chat' })], { kind: 'openai' })).lines[1]).toBe(`Model: gpu-1 is niet bereikbaar op ${host.url}. Start daar de server met chat.`);
  });

  it('gives no line in which a name is more than a name', async () => {
    const { models } = await look([model('loket', { model: "chat;rm$(id)'x" })]);
    expect(models[0]?.places[1]?.hint).toBe(`OLLAMA_HOST=${other.url} ollama pull 'chat;rm$(id)'\\''x'`);
  });

  it.each<[string, Step]>([
    ['a page with an error', page(502, '<h1>Bad Gateway</h1>')],
    ['a refusal', status(500, 'kapot')],
    ['something else than a list', status(200, 'geen lijst')],
    ['no JSON', page(200, '<h1>Welkom</h1>')],
    ['a dropped socket', drop()],
  ])('%s is unreachable, and the console stays silent', async (_name, step) => {
    const spies = (['log', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level));
    host.setFault('/api/tags', [step]);
    expect(await statesOf('chat')).toEqual(['unreachable', 'ready']);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  it.each<[string, Step, string]>([
    ['HTTP 401', status(401, 'x'), 'weigert de sleutel (HTTP 401)'],
    ['HTTP 302', page(302, ''), 'verwijst door naar een ander adres (HTTP 302)'],
    ['HTTP 503', busy(), 'heeft het te druk (HTTP 503 of 429)'],
    ['HTTP 502', page(502, '<h1>Bad Gateway</h1>'), 'staat achter een proxy die hem niet bereikt (HTTP 502)'],
    ['a proxy’s own HTTP 503', page(503, '<h1>No server</h1>'), 'staat achter een proxy die hem niet bereikt (HTTP 503)'],
    ['HTTP 500', page(500, 'x'), 'geeft een fout (HTTP 500)'],
    ['HTTP 400, as http on a port of https', page(400, '<h1>The plain HTTP request was sent to HTTPS port</h1>'), 'geeft een fout (HTTP 400)'],
    ['a page', page(200, '<h1>Welkom</h1>'), 'is geen Ollama: op dit adres antwoordt iets anders'],
    ['HTTP 404', page(404, 'Not found'), 'is geen Ollama: op dit adres antwoordt iets anders'],
  ])('%s is told apart from a host that does not answer, by who starts the desk and by doctor', async (_name, step, said) => {
    host.setFault('/api/tags', [step]);
    const { lines } = await look([model('loket', { model: 'chat' })]);
    expect(lines.join('\n')).toContain(`gpu-1 op ${host.url} ${said}.`);
    expect(lines.join('\n')).not.toContain('Installeer en start');
  });

  it('a certificate that is not trusted has a name of its own', () => {
    const cause = Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' });
    expect(awayOf({ kind: 'ollama' }, new BalieError('model-unavailable', { detail: 'x', cause })).said).toBe('heeft een certificaat dat niet wordt vertrouwd (CERT_HAS_EXPIRED)');
  });

  it.each<[string, Step[]]>([
    ['that is silent before the headers', [silence()]],
    ['that is silent in the body', [headers(), raw('{"models":['), silence()]],
    ['that trickles', [headers(), ...Array.from({ length: 40 }, () => [raw(' '), pause(100)]).flat(), raw('{"models":[{"name":"chat:latest"}]}')]],
  ])('a host %s is unreachable in time, and is left', async (_name, steps) => {
    host.setFault('/api/tags', steps);
    expect(await statesOf('chat', 300)).toEqual(['unreachable', 'ready']);
    await host.requests[0]?.cancelled;
  });
});
