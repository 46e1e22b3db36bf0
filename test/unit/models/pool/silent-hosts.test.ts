import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BalieError } from '../../../../src/errors.ts';
import { createOllamaHost } from '../../../../src/models/ollama/host.ts';
import { createGateway } from '../../../../src/models/pool/gateway.ts';
import { silence, startOllamaHost } from '../../../support/ollama-host/index.ts';
import { type ScriptedCall, ScriptedHost, text } from '../../../support/scripted-hosts.ts';
import { asking, caller, gatewayOver, MODELS, patience, readAll, words } from './support.ts';

const SILENT = () => new BalieError('model-silent');
const CHECKED = { checkEveryMs: 15_000 };
const ask = (gateway: ReturnType<typeof gatewayOver>['gateway']) => readAll(gateway.chat(asking(), caller(), patience()));
const answering = (id: string) => new ScriptedHost(id, { script: (call) => call.answer(id) });
/** Three lists in a row do not come in time. */
const late = async (one: ScriptedHost) => {
  one.fault = SILENT();
  await vi.advanceTimersByTimeAsync(45_000);
  one.fault = undefined;
};

describe('a host', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  describe('whose list of models comes too late each time', () => {
    test('answers all the same when it is the only one, first one call, then as many as it has slots', async () => {
      const one = new ScriptedHost('een');
      const { gateway } = gatewayOver([one], { slots: 2, settings: CHECKED });
      await late(one);
      // Who runs the desk sees that something is wrong.
      expect(gateway.hosts()[0]).toMatchObject({ state: 'half-open' });
      const calls = [ask(gateway), ask(gateway), ask(gateway)];
      const first = await one.nextCall();
      await vi.advanceTimersByTimeAsync(100);
      expect(one.running).toBe(1);
      first.send(text('Ja.'));
      await vi.advanceTimersByTimeAsync(100);
      expect(one.running).toBe(2);
      expect(gateway.hosts()[0]).toMatchObject({ state: 'closed' });
      first.answer();
      for (const _ of [1, 2]) (await one.nextCall()).answer('Ja.');
      expect((await Promise.all(calls)).map(words)).toEqual(['Ja.Ja.', 'Ja.', 'Ja.']);
      await gateway.close();
    });

    test('is passed over while another answers, and gets those who wait when that goes', async () => {
      const [one, two] = [answering('een'), new ScriptedHost('twee')];
      const { gateway } = gatewayOver([one, two], { settings: { ...CHECKED, breaker: { faults: 3, restMs: 100_000, maxRestMs: 100_000 } } });
      await late(one);
      const writing = ask(gateway);
      const call = await two.nextCall();
      const waiting = Array.from({ length: 3 }, () => ask(gateway).catch((error: unknown) => error));
      await vi.advanceTimersByTimeAsync(100);
      expect(one.calls).toHaveLength(0);
      call.answer('twee');
      expect(words(await writing)).toBe('twee');
      two.script = (broken) => broken.fail(new BalieError('model-unavailable'));
      (await two.nextCall()).fail(new BalieError('model-unavailable'));
      await vi.advanceTimersByTimeAsync(100);
      expect((await Promise.all(waiting)).map((chunks) => words(chunks as never))).toEqual(['een', 'een', 'een']);
      await gateway.close();
    });

    test('and that writes an answer meanwhile is well', async () => {
      const one = new ScriptedHost('een');
      const { gateway } = gatewayOver([one], { slots: 2, settings: CHECKED });
      const running = ask(gateway);
      const call = await one.nextCall();
      call.send(text('Een '));
      await late(one);
      expect(gateway.hosts().map(({ state }) => state)).toEqual(['closed', 'closed']);
      call.answer('paspoort');
      expect(words(await running)).toBe('Een paspoort');
      await gateway.close();
    });

    test('is left alone once it is silent to a call too', async () => {
      const one = new ScriptedHost('een');
      const { gateway } = gatewayOver([one], { settings: CHECKED });
      await late(one);
      const trying = ask(gateway).catch((error: unknown) => error);
      (await one.nextCall()).fail(SILENT());
      expect(await trying).toMatchObject({ code: 'model-silent' });
      expect(gateway.hosts()[0]).toMatchObject({ state: 'open' });
      await expect(ask(gateway)).rejects.toMatchObject({ code: 'model-unavailable' });
      await gateway.close();
    });
  });

  describe('that was silent to calls while its list answers', () => {
    /** One of two that hangs, with its breaker open. */
    const hanging = async () => {
      const [one, two] = [new ScriptedHost('een', { script: (call) => call.fail(SILENT()) }), answering('twee')];
      const { gateway } = gatewayOver([one, two], { slots: 5, settings: { ...CHECKED, breaker: { faults: 3, restMs: 60_000, maxRestMs: 60_000 } } });
      while (gateway.hosts()[0]?.state === 'closed') await ask(gateway);
      one.script = undefined;
      return { one, two, gateway };
    };

    test('rests as long as it should: the list says nothing of the calls', async () => {
      const { one, gateway } = await hanging();
      await vi.advanceTimersByTimeAsync(45_000);
      expect(one.checks).toBeGreaterThan(2);
      expect(gateway.hosts()[0]).toMatchObject({ state: 'open' });
      await gateway.close();
    });

    test('is tried once at a time, also where its list hangs too; who asks meanwhile does not wait for that when the other goes', async () => {
      const { one, two, gateway } = await hanging();
      const before = one.calls.length;
      await vi.advanceTimersByTimeAsync(60_000);
      await one.nextCall();
      one.fault = SILENT();
      await vi.advanceTimersByTimeAsync(600_000);
      expect(one.calls).toHaveLength(before + 1);
      expect(one.running).toBe(1);
      two.script = (call) => call.fail(new BalieError('model-unavailable'));
      for (let at = 0; at < 4; at += 1) await expect(ask(gateway)).rejects.toMatchObject({ code: 'model-unavailable' });
      // It ends with the desk.
      await gateway.close();
      expect(one.running).toBe(0);
    });

    test('does not keep people from one that lives and lists late', async () => {
      const { one, two, gateway } = await hanging();
      await late(two);
      await vi.advanceTimersByTimeAsync(60_000);
      // Whoever waits at the hung one; the others are answered.
      const trying = ask(gateway).catch(() => undefined);
      const others = await Promise.all([1, 2, 3].map(() => ask(gateway)));
      expect(others.map(words)).toEqual(['twee', 'twee', 'twee']);
      for (const call of one.calls) call.fail(SILENT());
      await trying;
      await gateway.close();
    });

    test('is tried by the desk itself, and people wait there only once it has answered', async () => {
      const { one, two, gateway } = await hanging();
      const before = one.calls.length;
      await vi.advanceTimersByTimeAsync(60_000);
      const probe = await one.nextCall();
      expect(probe.call).toEqual({ model: 'groot', messages: [{ role: 'user', content: 'Hallo' }], maxTokens: 1, patienceMs: 150_000 });
      expect(probe.at).toMatchObject({ model: 'groot', contextTokens: 1_000 });
      for (let at = 0; at < 6; at += 1) expect(words(await ask(gateway))).toBe('twee');
      expect(one.calls).toHaveLength(before + 1);
      probe.fail(SILENT());
      await vi.advanceTimersByTimeAsync(100);
      expect(gateway.hosts()[0]).toMatchObject({ state: 'open', inUse: 0 });
      await vi.advanceTimersByTimeAsync(60_000);
      (await one.nextCall()).answer();
      await vi.advanceTimersByTimeAsync(100);
      expect(gateway.hosts()[0]).toMatchObject({ state: 'closed', inUse: 0 });
      one.script = (call: ScriptedCall) => call.answer('een');
      const said = new Set([words(await ask(gateway)), words(await ask(gateway))]);
      expect(said).toEqual(new Set(['een', 'twee']));
      expect(two.running).toBe(0);
      await gateway.close();
    });

    test('is tried no further once a call of its own was answered all the same: its slot comes back, and it is a host to send people to', async () => {
      const [one, two] = [new ScriptedHost('een'), new ScriptedHost('twee')];
      const { gateway } = gatewayOver([one, two], { slots: 2, settings: { breaker: { faults: 1, restMs: 60_000, maxRestMs: 60_000 } } });
      const slow = ask(gateway);
      const late = await one.nextCall();
      two.script = (call) => call.fail(new BalieError('model-unavailable'));
      const stuck = ask(gateway).catch((error: unknown) => error);
      (await one.nextCall()).fail(SILENT());
      expect(await stuck).toMatchObject({ code: 'model-silent' });
      two.script = (call) => call.answer('twee');
      expect(words(await ask(gateway))).toBe('twee');
      await vi.advanceTimersByTimeAsync(60_000);
      const probe = await one.nextCall();
      late.answer('Laat.');
      expect(words(await slow)).toBe('Laat.');
      await vi.advanceTimersByTimeAsync(0);
      expect(probe.ended).toBe('aborted');
      expect(gateway.hosts()[0]).toMatchObject({ state: 'closed', inUse: 0 });
      await gateway.close();
    });

    test('is tried by a call where there is no other host', async () => {
      const one = new ScriptedHost('een', { script: (call) => call.fail(SILENT()) });
      const { gateway } = gatewayOver([one]);
      for (let at = 0; at < 3; at += 1) await expect(ask(gateway)).rejects.toMatchObject({ code: 'model-silent' });
      await vi.advanceTimersByTimeAsync(2_000);
      expect(one.calls).toHaveLength(3);
      one.script = (call) => call.answer('terug');
      expect(words(await ask(gateway))).toBe('terug');
      await gateway.close();
    });

    test('loses those who wait there to another host when it is found out; whoever got a word stays', async () => {
      const [one, two] = [new ScriptedHost('een'), new ScriptedHost('twee')];
      const { gateway, reports } = gatewayOver([one, two], { slots: 5 });
      const calls = Array.from({ length: 10 }, () => ask(gateway));
      const at = await Promise.all(Array.from({ length: 5 }, () => one.nextCall()));
      for (const call of await Promise.all(Array.from({ length: 5 }, () => two.nextCall()))) call.answer('twee');
      two.script = (call) => call.answer('twee');
      at[4]?.send(text('een'));
      await vi.advanceTimersByTimeAsync(10);
      for (const call of at.slice(0, 3)) call.fail(SILENT());
      await vi.advanceTimersByTimeAsync(10);
      expect(at.map(({ ended }) => ended)).toEqual(['failed', 'failed', 'failed', 'left', undefined]);
      at[4]?.answer('!');
      expect((await Promise.all(calls)).map(words).toSorted()).toEqual(['een!', ...Array.from({ length: 9 }, () => 'twee')]);
      expect(reports.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 10 }, () => 'done'));
      await gateway.close();
    });
  });
});

test('an Ollama host that does not say which models are in memory says which it has, in the time that it is given', async () => {
  const server = await startOllamaHost({ models: ['groot'] });
  server.setFault('/api/ps', [silence()]);
  const limits = { connectMs: 2_000, firstByteMs: 30_000, embedMs: 30_000, silenceMs: 30_000, checkMs: 1_000 };
  const host = createOllamaHost({ id: 'een', url: server.url, ...limits });
  expect(await host.models(AbortSignal.timeout(1_000))).toMatchObject([{ name: 'groot:latest' }]);
  // Its checks do not take it for ill.
  const gateway = createGateway({ models: MODELS, hosts: [{ host, pool: 'standaard', slots: 1 }] }, { settings: { checkEveryMs: 30, checkMs: 1_000 } });
  const lists = () => server.requests.filter(({ path }) => path === '/api/tags').length;
  await expect.poll(lists, { timeout: 20_000 }).toBeGreaterThan(4);
  expect(gateway.hosts().map(({ state }) => state)).toEqual(['closed', 'closed']);
  await gateway.close();
  await server.stop();
});
