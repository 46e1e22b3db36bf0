import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Caller, ModelChunk } from '../../../../src/models/call.ts';
import { ScriptedHost } from '../../../support/scripted-hosts.ts';
import { asking, caller, gatewayOver, patience, readAll, words } from './support.ts';

describe('a call whose hosts are all taken', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  const host = () => new ScriptedHost('een');

  test('waits, is told where it stands each time that changes, and then gets its answer', async () => {
    const one = host();
    const { gateway, reports } = gatewayOver([one]);
    const [first, second, third] = ['a', 'b', 'c'].map((id) => readAll(gateway.chat(asking(), caller(id), patience())));
    const running = await one.nextCall();
    await vi.advanceTimersByTimeAsync(2_000);
    running.answer();
    (await one.nextCall()).answer();
    await vi.advanceTimersByTimeAsync(1_000);
    (await one.nextCall()).answer();
    await first;
    const positions = (chunks: readonly ModelChunk[] = []) => chunks.flatMap((chunk) => (chunk.type === 'waiting' ? chunk.position : []));
    expect(positions(await second)).toEqual([1, 0]);
    expect(positions(await third)).toEqual([2, 1, 0]);
    expect(words((await third) ?? [])).toBe('Ja.');
    expect(reports.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
    expect(reports[0]?.waitedMs).toBe(0);
    expect(reports[1]?.waitedMs).toBeGreaterThanOrEqual(2_000);
  });

  test('is told to wait as long as calls were measured to take', async () => {
    const one = host();
    const { gateway } = gatewayOver([one]);
    const ran = readAll(gateway.chat(asking(), caller(), patience()));
    const running = await one.nextCall();
    await vi.advanceTimersByTimeAsync(5_000);
    running.answer();
    await ran;
    void readAll(gateway.chat(asking(), caller('a'), patience())).catch(() => undefined);
    gateway.chat(asking(), caller('b'), patience());
    const waiting = gateway.chat(asking(), caller('c'), patience());
    expect(await waiting.next()).toMatchObject({ value: { type: 'waiting', position: 1, expectedMs: 5_000 } });
    await gateway.close();
  });

  test('gives its place back when its signal aborts, and throws the reason', async () => {
    const one = host();
    const { gateway, reports } = gatewayOver([one]);
    void gateway.chat(asking(), caller('a'), patience()).next();
    const leaving = new AbortController();
    const chunks = gateway.chat(asking(), caller('b'), leaving.signal);
    await chunks.next();
    const next = chunks.next();
    expect(gateway.waiting().get('standaard')).toBe(1);
    leaving.abort(new Error('weg'));
    expect(gateway.waiting().get('standaard')).toBe(0);
    await expect(next).rejects.toThrow('weg');
    expect(reports).toMatchObject([{ outcome: 'cancelled', host: undefined, usage: { promptTokens: 0, answerTokens: 0 } }]);
    expect(one.calls).toHaveLength(1);
  });

  test('gives its place back when its reader stops', async () => {
    const one = host();
    const { gateway } = gatewayOver([one]);
    void gateway.chat(asking(), caller('a'), patience()).next();
    const chunks = gateway.chat(asking(), caller('b'), patience());
    await chunks.next();
    const next = chunks.next();
    await chunks.return?.();
    expect(gateway.waiting().get('standaard')).toBe(0);
    expect(await next).toEqual({ done: true, value: undefined });
  });

  test('is refused at once when the queue is full, with the time after which there is room', async () => {
    const one = host();
    const { gateway, reports } = gatewayOver([one], { settings: { maxWaiting: 2, assumedMs: 4_000 } });
    for (const id of ['a', 'b', 'c']) void gateway.chat(asking(), caller(id), patience()).next();
    await expect(gateway.chat(asking(), caller('d'), patience()).next()).rejects.toMatchObject({ code: 'queue-full', retryAfterMs: 8_000 });
    expect(reports).toMatchObject([{ outcome: 'queue-full' }]);
  });

  test('is refused at once when by all that was measured it would wait longer than it may', async () => {
    const one = host();
    const { gateway } = gatewayOver([one], { settings: { deadlineMs: 10_000 } });
    const ran = readAll(gateway.chat(asking(), caller(), patience()));
    const running = await one.nextCall();
    await vi.advanceTimersByTimeAsync(6_000);
    running.answer();
    await ran;
    for (const id of ['a', 'b', 'c']) gateway.chat(asking(), caller(id), patience()).next().catch(() => undefined);
    await expect(gateway.chat(asking(), caller('d'), patience()).next()).rejects.toMatchObject({ code: 'queue-full', retryAfterMs: 12_000 });
    await gateway.close();
  });

  test('makes room for another when the queue is full of its own', async () => {
    const { gateway } = gatewayOver([host()], { settings: { maxWaiting: 2 } });
    const [, , last] = ['a', 'a', 'a'].map((id) => {
      const chunks = gateway.chat(asking(), caller(id, 'api'), patience());
      void chunks.next();
      return chunks;
    });
    const refused = last?.next().catch((error: unknown) => error);
    const other = gateway.chat(asking(), caller('b', 'resident'), patience()).next();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await other).toMatchObject({ value: { type: 'waiting', position: 1 } });
    expect(await refused).toMatchObject({ code: 'queue-full' });
  });

  test('is refused when it waited too long', async () => {
    const { gateway, reports } = gatewayOver([host()], { settings: { deadlineMs: 10_000 } });
    void gateway.chat(asking(), caller('a'), patience()).next();
    const late = readAll(gateway.chat(asking(), caller('b'), patience()));
    late.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(10_000);
    await expect(late).rejects.toMatchObject({ code: 'queue-deadline', entry: { status: 503 } });
    expect(gateway.waiting().get('standaard')).toBe(0);
    // Whoever waited longest is not counted as one that waited for nothing.
    expect(reports).toMatchObject([{ outcome: 'queue-deadline', waitedMs: 10_000, durationMs: 10_000 }]);
  });

  test('asks its host even when nobody reads yet', async () => {
    const one = host();
    const { gateway } = gatewayOver([one]);
    const first = readAll(gateway.chat(asking(), caller('a'), patience()));
    const second = gateway.chat(asking(), caller('b'), patience());
    await second.next();
    (await one.nextCall()).answer();
    await first;
    (await one.nextCall()).answer('Ook.');
    expect(words(await readAll(second))).toBe('Ook.');
  });

  test('of a model that only another host has does not stand behind those for this one', async () => {
    const [one, two] = [new ScriptedHost('een', { models: [{ name: 'groot' }] }), new ScriptedHost('twee', { models: [{ name: 'klein' }] })];
    const { gateway } = gatewayOver([one, two], { settings: { checkEveryMs: 60_000 } });
    await vi.advanceTimersByTimeAsync(0);
    const others = [...['a', 'b', 'c', 'd'].map((id) => gateway.chat(asking(), caller(id), patience())), gateway.chat(asking('?', { model: 'klein' }), caller('e'), patience())];
    for (const other of others) other.next().catch(() => undefined);
    const last = gateway.chat(asking('?', { model: 'klein' }), caller('f'), patience()).next();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await last).toMatchObject({ value: { position: 1 } });
    expect([one.running, two.running]).toEqual([1, 1]);
    await gateway.close();
  });
});

describe('many calls', () => {
  /** Answers each call some turns of the loop later, in a changing order. */
  const busy = (id: string) => new ScriptedHost(id, { script: (call) => void setImmediate(() => setImmediate(() => call.answer())) });

  test('never get more than its slots from a host, and no slot is lost, though many leave', async () => {
    const hosts = [busy('een'), busy('twee'), busy('drie')];
    const { gateway, reports } = gatewayOver(hosts, { slots: 2 });
    const calls = Array.from({ length: 400 }, async (_, at) => {
      const who: Caller = { audience: (['resident', 'employee', 'api'] as const)[at % 3] ?? 'api', id: `${at % 11}` };
      const leaving = new AbortController();
      const chunks = gateway.chat(asking(), who, leaving.signal);
      if (at % 5 === 0) {
        await chunks.next();
        if (at % 10 === 0) leaving.abort(new Error('weg'));
        await chunks.return?.();
        return 'left';
      }
      return words(await readAll(chunks));
    });
    const ends = await Promise.all(calls);
    expect(ends.filter((end) => end === 'Ja.')).toHaveLength(320);
    for (const host of hosts) expect(host.most).toBe(2);
    expect(gateway.hosts().map(({ inUse }) => inUse)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(gateway.waiting().get('standaard')).toBe(0);
    expect(reports).toHaveLength(400);
  });

  test.each([
    ['residents', [['resident', 9], ['employee', 1]]],
    ['a program', [['employee', 1], ['api', 9]]],
  ] as const)('of %s leave the other audience half of what is handed out', async (_, askers) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const host = new ScriptedHost('een', { script: (call) => void setTimeout(() => call.answer(), 100) });
    const { gateway, reports } = gatewayOver([host]);
    const all = askers.flatMap(([audience, many]) =>
      Array.from({ length: many * 20 }, (_call, at) => readAll(gateway.chat(asking(), caller(`${audience}-${at % many}`, audience), patience()))),
    );
    await vi.advanceTimersByTimeAsync(200 * 100);
    await Promise.all(all);
    vi.useRealTimers();
    const first = reports.slice(0, 38);
    const few = askers.find(([, many]) => many === 1)?.[0];
    const share = first.filter(({ audience }) => audience === few).length / first.length;
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
  });

  test('in a queue of 10,000 all get an answer', async () => {
    const host = busy('een');
    const { gateway, reports } = gatewayOver([host], { slots: 100, settings: { maxWaiting: 10_000 } });
    await Promise.all(Array.from({ length: 10_100 }, (_, at) => readAll(gateway.chat(asking(), caller(`${at % 1_000}`), patience()))));
    expect(reports).toHaveLength(10_100);
    expect(host.most).toBe(100);
  });
});
