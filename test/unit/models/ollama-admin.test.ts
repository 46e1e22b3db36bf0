import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sameModel } from '../../../src/models/ollama/model-name.ts';
import { modelState } from '../../../src/models/ollama/ollama-admin.ts';
import { drop, headers, page, pause, raw, silence, startOllamaHost, status } from '../../support/ollama-host/index.ts';
import type { OllamaHost, Step } from '../../support/ollama-host/index.ts';

describe('modelState', () => {
  let host: OllamaHost;
  beforeEach(async () => {
    host = await startOllamaHost({ models: ['ministral-3:3b', 'chat', { name: 'bge-m3', kind: 'embedding' }] });
  });
  afterEach(() => host.stop());
  const stateOf = (model: string, timeoutMs = 10_000): ReturnType<typeof modelState> =>
    modelState({ url: host.url, model, timeoutMs });

  it.each(['ministral-3:3b', 'chat', 'chat:latest', 'bge-m3', 'Ministral-3:3B'])('%s is ready', async (model) => {
    expect(await stateOf(model)).toEqual({ state: 'ready' });
  });

  const absent = ['ministral-3', 'ministral-3:8b', 'ministral', 'chat:small', 'hat', 'bge'];
  it.each(absent)('%s is missing', async (model) => {
    expect(await stateOf(model)).toEqual({ state: 'missing', hint: `ollama pull ${model}` });
  });

  it('sees a model that has been pulled', async () => {
    expect(await stateOf('nieuw')).toMatchObject({ state: 'missing' });
    host.setModels(['nieuw']);
    expect(await stateOf('nieuw')).toEqual({ state: 'ready' });
  });

  it('a host that is away is unreachable, and back is ready', async () => {
    await host.stop();
    expect(await stateOf('chat')).toEqual({ state: 'unreachable' });
    await host.start();
    expect(await stateOf('chat')).toEqual({ state: 'ready' });
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
    expect(await stateOf('chat')).toEqual({ state: 'unreachable' });
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  it.each<[string, Step[]]>([
    ['before the headers', [silence()]],
    ['in the body', [headers(), raw('{"models":['), silence()]],
  ])('a host that is silent %s is unreachable in time, and is left', async (_name, steps) => {
    host.setFault('/api/tags', steps);
    expect(await stateOf('chat', 200)).toEqual({ state: 'unreachable' });
    await host.requests[0]?.cancelled;
  });

  it('a host that trickles is unreachable in time', async () => {
    const drops = Array.from({ length: 40 }, () => [raw(' '), pause(100)]).flat();
    host.setFault('/api/tags', [headers(), ...drops, raw('{"models":[{"name":"chat:latest"}]}')]);
    expect(await stateOf('chat', 300)).toEqual({ state: 'unreachable' });
    await host.requests[0]?.cancelled;
  });
});

describe('sameModel', () => {
  it.each([
    ['chat', 'chat:latest'],
    ['library/chat', 'chat'],
    ['registry.ollama.ai/library/chat:latest', 'chat'],
    ['Gemeente/Chat:1B', 'gemeente/chat:1b'],
    ['localhost:5000/gemeente/chat', 'localhost:5000/gemeente/chat:latest'],
    ['hf.co/maker/model:Q4_K_M', 'HF.co/maker/model:q4_k_m'],
  ])('%s is %s', (one, other) => expect(sameModel(one, other)).toBe(true));

  it.each([
    ['chat', 'chat:3b'],
    ['chat', 'gemeente/chat'],
    ['gemeente/chat', 'hf.co/gemeente/chat'],
    ['chat', 'chat-large'],
  ])('%s is not %s', (one, other) => expect(sameModel(one, other)).toBe(false));
});
