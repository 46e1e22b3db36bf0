import { describe, expect, test } from 'vitest';
import { BalieError } from '../../../../src/errors.ts';
import type { ModelCall } from '../../../../src/models/call.ts';
import { END, ScriptedHost, text } from '../../../support/scripted-hosts.ts';
import { asking, caller, gatewayOver, MODELS, patience, readAll, words } from './support.ts';

const answering = () => new ScriptedHost('een', { script: (call) => call.answer() });
const picture: ModelCall['messages'] = [{ role: 'user', content: 'Wat is dit?', images: ['aGFsbG8='] }];
const tools = [{ name: 'zoek', parameters: {} }];

describe('a chat through the gateway', () => {
  test('goes to the host by the host’s own name of the model, with its context and the caller’s trace', async () => {
    const one = answering();
    const { gateway } = gatewayOver([one]);
    await readAll(gateway.chat(asking(), { ...caller(), traceparent: '00-1-2-01' }, patience()));
    expect(one.calls[0]?.at).toEqual({ model: 'groot', contextTokens: 1_000, canThink: true, traceparent: '00-1-2-01' });
    expect(gateway.models()).toEqual(MODELS);
  });

  test('gives the host’s chunks as they are, and reports who used what', async () => {
    const sent = [text('Een'), { type: 'thinking', text: 'Hm' } as const, { type: 'tool-calls', calls: [{ id: '1', name: 'zoek', arguments: '{' }] } as const, END];
    const one = new ScriptedHost('een', { script: (call) => call.send(...sent) });
    const { gateway, reports } = gatewayOver([one]);
    const chunks = await readAll(gateway.chat(asking(), caller('x', 'api'), patience()));
    for (const [at, chunk] of chunks.entries()) expect(chunk).toBe(sent[at]);
    expect(reports).toEqual([
      {
        model: 'loket', audience: 'api', caller: 'x', kind: 'chat', host: 'een', outcome: 'done', usage: { promptTokens: 10, answerTokens: 3 },
        waitedMs: 0, firstChunkMs: expect.any(Number), durationMs: expect.any(Number),
      },
    ]);
  });

  test('does nothing before somebody reads', () => {
    const one = answering();
    const { gateway, reports } = gatewayOver([one]);
    void gateway.chat(asking(), caller(), patience()).return?.();
    expect([one.calls.length, reports.length]).toEqual([0, 0]);
  });

  test.each([
    ['its signal aborts', async (_chunks: AsyncIterator<unknown>, leaving: AbortController) => leaving.abort(new Error('weg'))],
    ['its reader stops', async (chunks: AsyncIterator<unknown>) => void (await chunks.return?.())],
  ])('leaves the host at once when %s, and counts what came', async (_, leave) => {
    const one = new ScriptedHost('een');
    const { gateway, reports } = gatewayOver([one]);
    const leaving = new AbortController();
    const chunks = gateway.chat(asking('Tel tot honderd.'), caller(), leaving.signal);
    const first = chunks.next();
    const call = await one.nextCall();
    call.send(text('een'), text('twee'));
    await first;
    await chunks.next();
    await leave(chunks, leaving);
    expect(call.ended).toBeDefined();
    expect(gateway.hosts()).toMatchObject([{ inUse: 0 }, { inUse: 0 }]);
    expect(reports).toMatchObject([{ outcome: 'cancelled', usage: { answerTokens: 2 } }]);
    expect(reports[0]?.usage.promptTokens).toBeGreaterThan(0);
  });

  test('that is aborted while the host is silent throws the reason', async () => {
    const one = new ScriptedHost('een');
    const { gateway } = gatewayOver([one]);
    const leaving = new AbortController();
    const chunks = gateway.chat(asking(), caller(), leaving.signal);
    const next = chunks.next();
    await one.nextCall();
    leaving.abort(new Error('weg'));
    await expect(next).rejects.toThrow('weg');
    expect(await chunks.next().catch((error: unknown) => error)).toMatchObject({ message: 'weg' });
  });

  test('with a signal that was aborted before never comes to a host', async () => {
    const one = answering();
    const { gateway } = gatewayOver([one]);
    await expect(gateway.chat(asking(), caller(), AbortSignal.abort(new Error('weg'))).next()).rejects.toThrow('weg');
    expect(one.calls).toHaveLength(0);
  });

  test('that just stops, without its end, is broken', async () => {
    const one = new ScriptedHost('een', { script: (call) => (call.send(text('Dat')), void call.return()) });
    const { gateway } = gatewayOver([one]);
    await expect(readAll(gateway.chat(asking(), caller(), patience()))).rejects.toMatchObject({ code: 'model-broken-stream' });
  });

  test('that its host refuses by throwing at once is a fault like any other, also for one that waited', async () => {
    const one = new ScriptedHost('een');
    const { gateway } = gatewayOver([one]);
    const first = readAll(gateway.chat(asking(), caller('a'), patience()));
    const call = await one.nextCall();
    const second = readAll(gateway.chat(asking(), caller('b'), patience()));
    one.chat = () => {
      throw new BalieError('model-incapable');
    };
    call.answer();
    expect(words(await first)).toBe('Ja.');
    await expect(second).rejects.toMatchObject({ code: 'model-incapable' });
    expect(gateway.hosts()).toMatchObject([{ inUse: 0 }, { inUse: 0 }]);
  });

  test('that is too long reaches its host without its oldest turns, and not at all where that does not help', async () => {
    const one = answering();
    const { gateway, reports } = gatewayOver([one]);
    const long = { role: 'user', content: 'x'.repeat(3_000) } as const;
    const messages = [long, { role: 'assistant', content: 'Goed.' }, { role: 'user', content: 'En nu?' }] as const;
    await readAll(gateway.chat(asking('', { messages }), caller(), patience()));
    expect(one.calls[0]?.call.messages).toEqual(messages.slice(2));
    await expect(gateway.chat(asking('x'.repeat(20_000)), caller(), patience()).next()).rejects.toMatchObject({ code: 'context-overflow', entry: { status: 400 } });
    expect(one.calls).toHaveLength(1);
    expect(reports.map(({ outcome }) => outcome)).toEqual(['done', 'context-overflow']);
  });

  test('of a model that is not in the catalogue is refused', () => {
    const { gateway } = gatewayOver([answering()]);
    expect(() => gateway.chat(asking('?', { model: 'groot' }), caller(), patience())).toThrow(expect.objectContaining({ code: 'model-unknown' }));
  });

  test.each<[string, Partial<ModelCall>]>([
    ['tools', { model: 'klein', tools }],
    ['vision', { model: 'klein', messages: picture }],
    ['chat', { model: 'vectoren' }],
  ])('of a model that is not capable of %s is refused before it waits, and told so', async (capability, parts) => {
    const one = answering();
    const { gateway, reports } = gatewayOver([one]);
    await expect(gateway.chat(asking('?', parts), caller(), patience()).next()).rejects.toMatchObject({ code: 'model-incapable', entry: { status: 400 }, told: `Dit model kan niet wat u vraagt: ${parts.model} is niet ingesteld voor ${capability}.` });
    expect(one.calls).toHaveLength(0);
    expect(reports).toMatchObject([{ outcome: 'model-incapable', host: undefined }]);
  });

  test('of a model that cannot think is just answered', async () => {
    const one = answering();
    const { gateway } = gatewayOver([one]);
    expect(words(await readAll(gateway.chat(asking('?', { model: 'klein', thinks: true }), caller(), patience())))).toBe('Ja.');
    expect(one.calls[0]?.call.thinks).toBe(false);
  });
});

describe('vectors through the gateway', () => {
  const embed = (gateway: ReturnType<typeof gatewayOver>['gateway'], signal = patience()) => gateway.embed('vectoren', ['een', 'twee'], caller(), signal);

  test('come in order, and are reported', async () => {
    const { gateway, reports } = gatewayOver([answering()]);
    expect(await embed(gateway)).toEqual({ vectors: [[1, 0], [1, 0]], promptTokens: 2 });
    expect(reports).toMatchObject([{ kind: 'embed', model: 'vectoren', host: 'een', outcome: 'done', usage: { promptTokens: 2, answerTokens: 0 } }]);
  });

  test('do not wait for an answer that is being written, and what fails there closes no host for answers', async () => {
    const one = new ScriptedHost('een');
    const { gateway } = gatewayOver([one], { settings: { breaker: { faults: 1, restMs: 1_000, maxRestMs: 1_000 } } });
    const answer = readAll(gateway.chat(asking(), caller(), patience()));
    const writing = await one.nextCall();
    const vectors = embed(gateway);
    (await one.nextCall()).answer();
    expect((await vectors).promptTokens).toBe(2);
    const failing = embed(gateway);
    (await one.nextCall()).fail(new BalieError('model-unavailable'));
    await expect(failing).rejects.toMatchObject({ code: 'model-unavailable' });
    expect(gateway.hosts().map(({ pool, state }) => [pool, state])).toEqual([['standaard', 'closed'], ['standaard/embeddings', 'open']]);
    writing.answer();
    expect(words(await answer)).toBe('Ja.');
    await gateway.close();
  });

  test('wait for a slot, and come from another host where one fails', async () => {
    const one = new ScriptedHost('een');
    const { gateway } = gatewayOver([one]);
    const [first, second] = [embed(gateway), embed(gateway)];
    const call = await one.nextCall();
    expect(one.calls).toHaveLength(1);
    call.answer();
    await first;
    (await one.nextCall()).answer();
    await second;
    const failing = new ScriptedHost('twee', { script: (broken) => broken.fail(new BalieError('model-unavailable')) });
    const { gateway: other } = gatewayOver([failing, answering()]);
    expect((await embed(other)).promptTokens).toBe(2);
  });

  test('that are sent away while they wait, for their model is gone, take no slot afterwards', async () => {
    const one = new ScriptedHost('een');
    const { gateway, reports } = gatewayOver([one]);
    const both = Promise.allSettled([embed(gateway), embed(gateway)]);
    (await one.nextCall()).fail(new BalieError('model-missing'));
    expect(await both).toMatchObject([{ reason: { code: 'model-missing' } }, { reason: { code: 'model-missing' } }]);
    expect(reports).toHaveLength(2);
    expect(gateway.hosts().map(({ inUse }) => inUse)).toEqual([0, 0]);
    const next = embed(gateway);
    (await one.nextCall()).answer();
    expect((await next).promptTokens).toBe(2);
  });

  test('are given up with their caller, waiting or not', async () => {
    const one = new ScriptedHost('een');
    const { gateway, reports } = gatewayOver([one]);
    const leaving = new AbortController();
    const calls = [embed(gateway, leaving.signal), embed(gateway, leaving.signal)].map((call) => call.catch((error: Error) => error.message));
    await one.nextCall();
    leaving.abort(new Error('weg'));
    expect(await Promise.all(calls)).toEqual(['weg', 'weg']);
    expect(gateway.hosts()).toMatchObject([{ inUse: 0 }, { inUse: 0 }]);
    expect(reports.map(({ outcome }) => outcome)).toEqual(['cancelled', 'cancelled']);
  });

  test('of a model that is unknown or makes none are refused', async () => {
    const { gateway } = gatewayOver([answering()]);
    await expect(gateway.embed('onbekend', ['een'], caller(), patience())).rejects.toMatchObject({ code: 'model-unknown', entry: { status: 404 } });
    await expect(gateway.embed('loket', ['een'], caller(), patience())).rejects.toMatchObject({ code: 'model-incapable' });
  });
});
