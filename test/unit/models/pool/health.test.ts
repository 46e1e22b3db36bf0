import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BalieError, type ErrorCode } from '../../../../src/errors.ts';
import { ScriptedHost, text } from '../../../support/scripted-hosts.ts';
import { asking, caller, gatewayOver, MODELS, patience, readAll, words } from './support.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const ask = (gateway: ReturnType<typeof gatewayOver>['gateway'], parts = {}) => readAll(gateway.chat(asking('Wat kost een paspoort?', parts), caller(), patience()));
const answering = (id: string, words_ = id) => new ScriptedHost(id, { script: (call) => call.answer(words_) });
const faulty = (id: string, code: ErrorCode) => new ScriptedHost(id, { script: (call) => call.fail(new BalieError(code, { detail: id })) });

describe('a call whose host fails it before the first chunk', () => {
  test.each(['model-unavailable', 'model-busy', 'model-silent', 'model-broken-stream', 'model-missing'] as const)('with %s goes to another', async (code) => {
    const { gateway, reports } = gatewayOver([faulty('een', code), answering('twee')]);
    expect(words(await ask(gateway))).toBe('twee');
    expect(reports).toMatchObject([{ outcome: 'done', host: 'twee' }]);
    expect(gateway.hosts().map(({ inUse }) => inUse)).toEqual([0, 0, 0, 0]);
  });

  test.each(['context-overflow', 'model-incapable', 'model-refused-call', 'body-too-large'] as const)('with %s does not: the call is at fault, and the host is not', async (code) => {
    const other = answering('twee');
    const { gateway } = gatewayOver([faulty('een', code), other], { settings: { breaker: { faults: 1, restMs: 1_000, maxRestMs: 1_000 } } });
    await expect(ask(gateway)).rejects.toMatchObject({ code });
    expect(other.calls).toHaveLength(0);
    expect(gateway.hosts()[0]).toMatchObject({ state: 'closed' });
  });

  test('is asked of each host once, and fails with what the last one said', async () => {
    const hosts = ['een', 'twee', 'drie'].map((id) => faulty(id, 'model-busy'));
    const { gateway, reports } = gatewayOver(hosts);
    await expect(ask(gateway)).rejects.toMatchObject({ code: 'model-busy', detail: 'drie' });
    for (const host of hosts) expect(host.calls).toHaveLength(1);
    expect(reports).toMatchObject([{ outcome: 'model-busy', usage: { promptTokens: 0, answerTokens: 0 } }]);
  });

  test('is first in line where the other hosts are taken', async () => {
    const [one, two] = [new ScriptedHost('een'), new ScriptedHost('twee')];
    const { gateway } = gatewayOver([one, two]);
    const failing = ask(gateway);
    const first = await one.nextCall();
    const running = ask(gateway);
    const taken = await two.nextCall();
    const waiting = ask(gateway);
    first.fail(new BalieError('model-silent'));
    await vi.advanceTimersByTimeAsync(10);
    // The one that waited got the place at the host that failed.
    (await one.nextCall()).answer('wie wachtte');
    expect(words(await waiting)).toBe('wie wachtte');
    taken.answer();
    await running;
    (await two.nextCall()).answer('elders');
    expect(words(await failing)).toBe('elders');
  });

  test('never goes elsewhere once a chunk was given', async () => {
    const other = answering('twee');
    const one = new ScriptedHost('een', { script: (call) => (call.send(text('Dat')), call.fail(new BalieError('model-broken-stream'))) });
    const { gateway, reports } = gatewayOver([one, other]);
    const chunks = gateway.chat(asking(), caller(), patience());
    expect(await chunks.next()).toMatchObject({ value: { text: 'Dat' } });
    await expect(chunks.next()).rejects.toMatchObject({ code: 'model-broken-stream' });
    expect(other.calls).toHaveLength(0);
    expect(reports).toMatchObject([{ outcome: 'model-broken-stream', host: 'een', usage: { answerTokens: 1 } }]);
  });
});

describe('a host', () => {
  test('that fails again and again is left alone, and is tried by one call once it has rested', async () => {
    const one = faulty('een', 'model-unavailable');
    const { gateway } = gatewayOver([one, answering('twee')], { slots: 5 });
    for (let at = 0; at < 20; at += 1) await ask(gateway);
    expect(one.calls).toHaveLength(3);
    expect(gateway.hosts()[0]).toMatchObject({ state: 'open' });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(gateway.hosts()[0]).toMatchObject({ state: 'half-open' });
    one.script = undefined;
    const trying = ask(gateway);
    const trial = await one.nextCall();
    await ask(gateway);
    expect(one.calls).toHaveLength(4);
    trial.answer();
    await trying;
    expect(gateway.hosts()[0]).toMatchObject({ state: 'closed' });
  });

  test('that fails its trial rests longer', async () => {
    const one = faulty('een', 'model-unavailable');
    const { gateway } = gatewayOver([one, answering('twee')]);
    for (let at = 0; at < 6; at += 1) await ask(gateway);
    await vi.advanceTimersByTimeAsync(2_000);
    for (let at = 0; at < 6; at += 1) await ask(gateway);
    expect(one.calls).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(gateway.hosts()[0]).toMatchObject({ state: 'open' });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(gateway.hosts()[0]).toMatchObject({ state: 'half-open' });
  });

  test('that fails anew after it had answered rests as long as it should, whatever was left of its rest before', async () => {
    const [one, two] = [new ScriptedHost('een'), new ScriptedHost('twee')];
    const { gateway } = gatewayOver([one, two], { slots: 2, settings: { breaker: { faults: 1, restMs: 10_000, maxRestMs: 10_000 } } });
    const [slow] = [ask(gateway), ask(gateway)];
    const [answered] = [await one.nextCall(), await two.nextCall()];
    one.script = (call) => call.fail(new BalieError('model-unavailable'));
    two.script = (call) => call.answer('twee');
    expect(words(await ask(gateway))).toBe('twee');
    expect(gateway.hosts()[0]).toMatchObject({ state: 'open' });
    answered.answer();
    await slow;
    expect(gateway.hosts()[0]).toMatchObject({ state: 'closed' });
    await vi.advanceTimersByTimeAsync(9_000);
    expect(words(await ask(gateway))).toBe('twee');
    expect(gateway.hosts()[0]).toMatchObject({ state: 'open' });
    await vi.advanceTimersByTimeAsync(9_000);
    expect(gateway.hosts()[0]).toMatchObject({ state: 'open' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(gateway.hosts()[0]).toMatchObject({ state: 'half-open' });
  });

  test('that is the only one is asked even so: it may be back', async () => {
    const one = faulty('een', 'model-unavailable');
    const { gateway } = gatewayOver([one]);
    for (let at = 0; at < 5; at += 1) await expect(ask(gateway)).rejects.toMatchObject({ code: 'model-unavailable' });
    expect(one.calls).toHaveLength(5);
    one.script = (call) => call.answer('terug');
    expect(words(await ask(gateway))).toBe('terug');
  });

  test('that was silent is not: whoever tries it would wait as long', async () => {
    const one = faulty('een', 'model-silent');
    const { gateway } = gatewayOver([one]);
    for (let at = 0; at < 5; at += 1) await ask(gateway).catch(() => undefined);
    expect(one.calls).toHaveLength(3);
    await expect(ask(gateway)).rejects.toMatchObject({ code: 'model-unavailable', retryAfterMs: 2_000 });
  });

  test('that goes down takes those that wait for it along at once, not at their deadline', async () => {
    const one = new ScriptedHost('een');
    const { gateway } = gatewayOver([one]);
    const calls = Array.from({ length: 10 }, () => ask(gateway).catch((error: unknown) => error));
    await one.nextCall();
    one.kill();
    for (const end of await Promise.all(calls)) expect(end).toMatchObject({ code: expect.stringMatching(/^model-(unavailable|broken-stream)$/) });
    expect(one.calls).toHaveLength(3);
  });

  test('is asked every so often what models it has, and is known to be away by that', async () => {
    const one = new ScriptedHost('een');
    const { gateway } = gatewayOver([one], { settings: { checkEveryMs: 15_000 } });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(one.checks).toBe(2);
    one.fault = new BalieError('model-unavailable');
    await vi.advanceTimersByTimeAsync(45_000);
    expect(gateway.hosts()[0]?.state).not.toBe('closed');
    await gateway.close();
    await vi.advanceTimersByTimeAsync(45_000);
    expect(one.checks).toBe(5);
    expect(one.isClosed).toBe(true);
  });

  test('that is too busy to say what models it has, each time, is left alone', async () => {
    const one = new ScriptedHost('een');
    one.fault = new BalieError('model-busy');
    const { gateway } = gatewayOver([one], { settings: { checkEveryMs: 15_000 } });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(gateway.hosts()[0]?.state).toBe('closed');
    await vi.advanceTimersByTimeAsync(15_000);
    expect(gateway.hosts()[0]?.state).toBe('open');
    await gateway.close();
  });

  test('that is drained gets no new calls and ends those it has', async () => {
    const [one, two] = [new ScriptedHost('een'), answering('twee')];
    const { gateway } = gatewayOver([one, two], { slots: 3 });
    const drain = (isDraining: boolean) => gateway.replace({ models: MODELS, hosts: [one, two].map((host) => ({ host, pool: 'standaard', slots: 3, isDraining: isDraining && host === one })) });
    const running = ask(gateway);
    const call = await one.nextCall();
    drain(true);
    for (let at = 0; at < 5; at += 1) expect(words(await ask(gateway))).toBe('twee');
    // For vectors too.
    expect(gateway.hosts().map(({ id, state, inUse }) => `${id} ${state} ${inUse}`)).toEqual(['een draining 1', 'twee closed 0', 'een draining 0', 'twee closed 0']);
    call.answer('af');
    expect(words(await running)).toBe('af');
    expect(gateway.hosts()[0]).toMatchObject({ state: 'draining', inUse: 0 });
    expect(one.isClosed).toBe(false);
    drain(false);
    void ask(gateway);
    (await one.nextCall()).answer('weer terug');
    expect(gateway.hosts()[0]).toMatchObject({ state: 'closed' });
  });

  test('that is drained while others wait for it sends those away whom no other can serve', async () => {
    const one = new ScriptedHost('een');
    const { gateway } = gatewayOver([one]);
    const running = ask(gateway);
    const call = await one.nextCall();
    const waiting = ask(gateway);
    gateway.replace({ models: MODELS, hosts: [{ host: one, pool: 'standaard', slots: 1, isDraining: true }] });
    await expect(waiting).rejects.toMatchObject({ code: 'model-unavailable' });
    call.answer('af');
    expect(words(await running)).toBe('af');
  });

  test('that goes from the catalogue ends its calls, and is closed then', async () => {
    const [one, two] = [new ScriptedHost('een'), answering('twee')];
    const { gateway } = gatewayOver([one]);
    const running = ask(gateway);
    const call = await one.nextCall();
    const waiting = ask(gateway);
    gateway.replace({ models: MODELS, hosts: [{ host: two, pool: 'standaard', slots: 1 }] });
    expect(words(await waiting)).toBe('twee');
    expect(one.isClosed).toBe(false);
    call.answer('af');
    expect(words(await running)).toBe('af');
    await vi.advanceTimersByTimeAsync(0);
    expect([one.isClosed, two.isClosed]).toEqual([true, false]);
    expect(gateway.hosts()).toMatchObject([{ id: 'twee', pool: 'standaard', inUse: 0 }, { id: 'twee', pool: 'standaard/embeddings', inUse: 0 }]);
  });
});
