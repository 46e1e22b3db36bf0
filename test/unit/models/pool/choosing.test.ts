import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BalieError, type ErrorCode } from '../../../../src/errors.ts';
import { ScriptedHost, text } from '../../../support/scripted-hosts.ts';
import { asking, caller, gatewayOver, patience, readAll, words } from './support.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const ask = (gateway: ReturnType<typeof gatewayOver>['gateway'], parts = {}) => readAll(gateway.chat(asking('Wat kost een paspoort?', parts), caller(), patience()));
const answering = (id: string, words_ = id) => new ScriptedHost(id, { script: (call) => call.answer(words_) });
const faulty = (id: string, code: ErrorCode) => new ScriptedHost(id, { script: (call) => call.fail(new BalieError(code, { detail: id })) });

describe('of the hosts that have a free slot', () => {
  const loaded = (id: string, ...names: string[]) => new ScriptedHost(id, { models: ['groot', 'klein'].map((name) => ({ name, isLoaded: names.includes(name) })) });

  test('the one with the model in memory is taken, then the least loaded', async () => {
    const hosts = [loaded('een', 'klein'), loaded('twee', 'groot'), loaded('drie', 'groot')];
    const { gateway } = gatewayOver(hosts, { slots: 2, settings: { checkEveryMs: 60_000 } });
    await vi.advanceTimersByTimeAsync(0);
    for (let at = 0; at < 5; at += 1) void gateway.chat(asking(), caller(), patience()).next();
    expect(hosts.map(({ running }) => running)).toEqual([1, 2, 2]);
    await gateway.close();
  });

  test('they take turns where all is equal', async () => {
    const hosts = ['een', 'twee', 'drie'].map((id) => answering(id));
    const { gateway } = gatewayOver(hosts);
    for (let at = 0; at < 9; at += 1) await ask(gateway);
    expect(hosts.map(({ calls }) => calls.length)).toEqual([3, 3, 3]);
  });

  test('one that lacks the model is not asked', async () => {
    const [one, two] = [new ScriptedHost('een', { models: [{ name: 'klein' }], script: (call) => call.answer() }), answering('twee')];
    const { gateway } = gatewayOver([one, two], { settings: { checkEveryMs: 60_000 } });
    await vi.advanceTimersByTimeAsync(0);
    for (let at = 0; at < 4; at += 1) await ask(gateway);
    expect(one.calls).toHaveLength(0);
    await gateway.close();
  });

  test('none that has it is a fault with the line that mends it; once it is there, it answers without a restart', async () => {
    const one = new ScriptedHost('een', { script: (call) => (one.stored.length === 0 ? call.fail(new BalieError('model-missing')) : call.answer('een')) });
    one.stored = [];
    const { gateway } = gatewayOver([one], { settings: { checkEveryMs: 60_000 } });
    await vi.advanceTimersByTimeAsync(0);
    for (let at = 0; at < 3; at += 1) await expect(ask(gateway)).rejects.toMatchObject({ code: 'model-missing', detail: 'ollama pull groot' });
    expect(one.calls).toHaveLength(1);
    one.stored = [{ name: 'groot:latest' }];
    expect(words(await ask(gateway))).toBe('een');
    await gateway.close();
  });

  test('one that no host lists is asked for all the same: a proxy may list less than there is', async () => {
    const one = new ScriptedHost('een', { models: [{ name: 'anders' }], script: (call) => call.answer('een') });
    const { gateway } = gatewayOver([one], { settings: { checkEveryMs: 60_000 } });
    await vi.advanceTimersByTimeAsync(0);
    expect(words(await ask(gateway))).toBe('een');
    await gateway.close();
  });

  test('one that no host lists is asked for at each of them, also once one has answered', async () => {
    const hosts = ['een', 'twee'].map((id) => new ScriptedHost(id, { models: [{ name: 'anders' }] }));
    const { gateway } = gatewayOver(hosts, { settings: { checkEveryMs: 60_000 } });
    await vi.advanceTimersByTimeAsync(0);
    const calls = [ask(gateway), ask(gateway).catch(() => [])];
    hosts[0]?.calls[0]?.send(text('Een '));
    await vi.advanceTimersByTimeAsync(0);
    hosts[1]?.calls[0]?.fail(new BalieError('context-overflow'));
    await vi.advanceTimersByTimeAsync(0);
    calls.push(ask(gateway));
    await vi.advanceTimersByTimeAsync(0);
    expect(hosts.map(({ running }) => running)).toEqual([1, 1]);
    for (const host of hosts) host.calls.at(-1)?.answer();
    await Promise.all(calls);
    await gateway.close();
  });

  test('whoever waits goes to a free host as soon as it is known that no other has more of it', async () => {
    const [one, two] = [new ScriptedHost('een', { models: [{ name: 'anders' }] }), new ScriptedHost('twee')];
    const { gateway } = gatewayOver([one, two], { settings: { checkEveryMs: 60_000 } });
    await vi.advanceTimersByTimeAsync(0);
    const running = ask(gateway);
    const taken = await two.nextCall();
    const waiting = ask(gateway);
    await vi.advanceTimersByTimeAsync(0);
    expect(one.calls).toHaveLength(0);
    // From now on it is known of neither: each may have it.
    two.stored = [{ name: 'anders' }];
    await vi.advanceTimersByTimeAsync(60_000);
    expect(one.calls).toHaveLength(1);
    one.calls[0]?.answer('een');
    expect(words(await waiting)).toBe('een');
    taken.answer('twee');
    await running;
    await gateway.close();
  });

  test('a host that says so itself is believed', async () => {
    const one = faulty('een', 'model-missing');
    const { gateway } = gatewayOver([one]);
    one.stored = [];
    for (let at = 0; at < 3; at += 1) await expect(ask(gateway)).rejects.toMatchObject({ code: 'model-missing', detail: 'ollama pull groot' });
    expect(one.calls).toHaveLength(1);
  });
});
