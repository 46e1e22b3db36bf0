import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BalieError } from '../../../../src/errors.ts';
import type { CallReport } from '../../../../src/models/call.ts';
import type { PooledGateway } from '../../../../src/models/pool/gateway.ts';
import { openTestEmbedder } from '../../../support/embedder.ts';
import { silence, startOllamaHost } from '../../../support/ollama-host/index.ts';
import { embedText } from '../../../support/ollama-host/models.ts';
import { ScriptedHost } from '../../../support/scripted-hosts.ts';
import { asking, caller, gatewayOver, patience, readAll, words } from './support.ts';

/** Of who asks; half of it is for one host. */
const LIMIT = 20;

describe('a call whose caller waits for so long in all', () => {
  let stuck: ScriptedHost;
  let well: ScriptedHost;
  let gateway: PooledGateway;
  let reports: CallReport[];
  beforeEach(() => {
    stuck = new ScriptedHost('vast');
    well = new ScriptedHost('goed', { script: (call) => call.answer() });
    ({ gateway, reports } = gatewayOver([stuck, well]));
  });
  afterEach(() => gateway.close());

  const vector = (signal: AbortSignal) => gateway.embed('vectoren', ['x'], caller(), signal, LIMIT);
  const answer = (signal: AbortSignal) => readAll(gateway.chat(asking('Hoi', { limitMs: LIMIT }), caller(), signal));
  const stateOf = (pool: string) => gateway.hosts().find((host) => host.id === 'vast' && host.pool === pool)?.state;
  /** Asks the host that is stuck, and leaves after all of the time, as whoever waits does. */
  async function inVain(ask: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    const leave = new AbortController();
    const before = stuck.calls.length;
    const asked = ask(leave.signal);
    await expect.poll(() => stuck.calls.length).toBe(before + 1);
    await sleep(2 * LIMIT);
    leave.abort(new Error('te laat'));
    await expect(asked).rejects.toThrow('te laat');
  }

  it.each([['vectors', vector], ['texts', answer]] as const)('is lost at a silent host once, and from then on goes to another in time: %s', async (_, ask) => {
    await inVain(ask);
    // Nobody ends these: whoever asks gets what the other host gives.
    for (let asked = 0; asked < 8; asked += 1) await ask(patience());
    expect(reports.map(({ outcome, host }) => `${outcome} ${host}`)).toEqual(['cancelled vast', ...Array.from({ length: 8 }, () => 'done goed')]);
  });

  it('closes a host for vectors that gives none, and not for texts, which a slow one may write all the same', async () => {
    await inVain(vector);
    for (let asked = 0; asked < 4; asked += 1) await vector(patience());
    expect(stuck.calls).toHaveLength(3);
    expect([stateOf('standaard/embeddings'), stateOf('standaard')]).toEqual(['open', 'closed']);
    await inVain(answer);
    for (let asked = 0; asked < 8; asked += 1) await answer(patience());
    expect(stateOf('standaard')).toBe('closed');
  });

  it('stays at a host that is the only one, however slow: nothing is held against it', async () => {
    const alone = gatewayOver([stuck]);
    for (const ask of [1, 2, 3, 4]) {
      const leave = new AbortController();
      const asked = alone.gateway.embed('vectoren', [`${ask}`], caller(), leave.signal, LIMIT);
      await sleep(2 * LIMIT);
      leave.abort(new Error('te laat'));
      await expect(asked).rejects.toThrow('te laat');
    }
    expect(stuck.calls).toHaveLength(4);
    expect(alone.gateway.hosts().map(({ state }) => state)).toEqual(['closed', 'closed']);
    await alone.gateway.close();
  });

  it('stays at a host that has kept nobody waiting in vain, and at one that has answered since', async () => {
    const slow = answer(patience());
    await sleep(4 * LIMIT);
    stuck.calls[0]?.answer('Langzaam.');
    expect(words(await slow)).toBe('Langzaam.');
    await answer(patience());
    await inVain(answer);
    await answer(patience());
    // Who waits for as long as it takes has it answer.
    const whole = readAll(gateway.chat(asking(), caller(), patience()));
    stuck.calls.at(-1)?.answer('Toch.');
    expect(words(await whole)).toBe('Toch.');
    await answer(patience());
    const again = answer(patience());
    await sleep(4 * LIMIT);
    stuck.calls.at(-1)?.answer('Weer.');
    expect(words(await again)).toBe('Weer.');
  });

  it('stays where it is when the other host failed it', async () => {
    await inVain(answer);
    well.script = (call) => call.fail(new BalieError('model-unavailable'));
    const asked = answer(patience());
    await expect.poll(() => stuck.calls.length).toBe(2);
    await sleep(4 * LIMIT);
    stuck.calls[1]?.answer('Laat.');
    expect(words(await asked)).toBe('Laat.');
  });
});

it('each question has a vector from some moment on, when one of two Ollama hosts lists its models and computes nothing', async () => {
  const hosts = await Promise.all([1, 2].map(() => startOllamaHost({ models: [{ name: 'e5', kind: 'embedding' }], dimensions: 8 })));
  const embedder = openTestEmbedder({ urls: hosts.map(({ url }) => url) });
  hosts[0]?.setFault('/api/embed', [silence()]);
  const limitMs = 1_000;
  const found: boolean[] = [];
  const question = () => embedder.embedQuery('vraag', AbortSignal.timeout(limitMs), { limitMs }).then((vector) => vector.length === embedText('vraag', 8).length, () => false);
  while (found.length < 30 && !(found.length >= 6 && found.slice(-6).every(Boolean))) found.push(await question());
  expect(found.slice(-6)).toEqual(Array.from({ length: 6 }, () => true));
  await embedder.close();
  for (const host of hosts) await host.stop();
});
