import { expect, test } from 'vitest';
import { BalieError, type ErrorCode } from '../../../../src/errors.ts';
import { randomNumbers } from '../../../support/random.ts';
import { END, type ScriptedCall, ScriptedHost, text } from '../../../support/scripted-hosts.ts';
import { caller, gatewayOver, asking, MODELS } from './support.ts';

const FAULTS: readonly ErrorCode[] = ['model-unavailable', 'model-busy', 'model-silent', 'model-broken-stream', 'model-missing', 'context-overflow', 'model-refused-call', 'internal'];
const turns = async (count: number) => {
  for (let at = 0; at < count; at += 1) await new Promise((resolve) => setImmediate(resolve));
};

test.each(Array.from({ length: 12 }, (_, seed) => seed))('whatever hosts and callers do (%i), each call ends once, and every slot and place comes back', async (seed) => {
  const random = randomNumbers(seed);
  const play = async (call: ScriptedCall) => {
    await turns(random(4));
    const pieces = random(4);
    const breaksAt = random(3) === 0 ? random(4) : undefined;
    for (let piece = 0; piece <= pieces && call.ended === undefined; piece += 1) {
      if (piece === breaksAt) return call.fail(new BalieError(FAULTS[random(FAULTS.length)] ?? 'internal'));
      call.send(text('woord '));
      await turns(random(3));
    }
    if (random(20) === 0) void call.return();
    else call.send(END);
  };
  const hosts = ['een', 'twee', 'drie'].map((id) => new ScriptedHost(id, { script: (call) => void play(call) }));
  const { gateway, reports } = gatewayOver(hosts, { slots: 2, settings: { maxWaiting: 20, breaker: { faults: 2, restMs: 1, maxRestMs: 4 } } });

  const one = async (at: number) => {
    await turns(random(40));
    const leaving = new AbortController();
    if (random(4) === 0) void turns(random(20)).then(() => leaving.abort(new Error('weg')));
    const who = caller(`${at % 7}`, (['resident', 'employee', 'api'] as const)[at % 3]);
    try {
      if (at % 4 === 0) await gateway.embed('vectoren', ['een'], who, leaving.signal);
      else {
        const stopsAt = random(5) === 0 ? random(4) : Infinity;
        let seen = 0;
        for await (const chunk of gateway.chat(asking('?', { model: at % 3 === 0 ? 'klein' : 'loket' }), who, leaving.signal)) {
          if (chunk.type === 'end') return 'end';
          if ((seen += 1) > stopsAt) return 'stopped';
        }
        return 'ended without an end';
      }
      return 'vectors';
    } catch (error) {
      return error instanceof BalieError ? error.code : (error as Error).message;
    }
  };
  const change = async () => {
    for (let at = 0; at < 6; at += 1) {
      await turns(8);
      const catalogue = (isDraining: boolean) => ({ models: MODELS, hosts: hosts.map((host, place) => ({ host, pool: 'standaard', slots: 1 + random(3), isDraining: isDraining && place === 0 })) });
      gateway.replace(catalogue(random(2) === 0));
      await turns(3);
      gateway.replace(catalogue(false));
    }
  };
  const [ends] = await Promise.all([Promise.all(Array.from({ length: 150 }, (_, at) => one(at))), change()]);
  expect(ends).not.toContain('ended without an end');
  expect(ends.filter((end) => end === 'end' || end === 'vectors').length).toBeGreaterThan(10);
  expect(reports).toHaveLength(150);
  // The desk's own calls, at hosts that were silent, may come after all others.
  await expect.poll(() => gateway.hosts().map(({ inUse }) => inUse)).toEqual(Array.from({ length: 6 }, () => 0));
  for (const host of hosts) expect(host.running).toBe(0);
  expect(gateway.waiting().get('standaard')).toBe(0);
  await gateway.close();
});
