import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOllamaHost } from '../../../../src/models/ollama/host.ts';
import { createGateway, type PooledGateway } from '../../../../src/models/pool/gateway.ts';
import { embedText } from '../../../support/ollama-host/models.ts';
import { type OllamaHost, silence, startOllamaHost } from '../../../support/ollama-host/index.ts';
import { asking, caller, patience, readAll, words } from './support.ts';

const limits = { connectMs: 2_000, firstByteMs: 300_000, embedMs: 300_000, silenceMs: 300_000, checkMs: 300_000 };
const models = [
  { name: 'loket', model: 'groot', capabilities: ['chat' as const], contextTokens: 1_000, pool: 'standaard' },
  { name: 'zoek', model: 'e5', capabilities: ['embeddings' as const], contextTokens: 512, pool: 'standaard' },
];

describe('a model that must be read into memory while nobody waits that long', () => {
  let host: OllamaHost;
  let gateway: PooledGateway;
  /** Of each load that was begun, what ends it. */
  let begun: PromiseWithResolvers<void>[];
  beforeEach(async () => {
    host = await startOllamaHost({ models: ['groot', { name: 'e5', kind: 'embedding' }], dimensions: 8 });
    begun = [];
    host.setLoad(() => {
      const load = Promise.withResolvers<void>();
      begun.push(load);
      return load.promise;
    });
    gateway = createGateway({ models, hosts: [{ host: createOllamaHost({ id: 'een', url: host.url, ...limits }), pool: 'standaard', slots: 4 }] }, { settings: { checkEveryMs: 0 } });
  });
  afterEach(async () => {
    await gateway.close();
    await host.stop();
  });

  const asked = (path: string) => host.requests.filter((request) => request.path === path);
  /** Asks, waits until the host has it, and leaves. */
  async function leaves(ask: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    const leave = new AbortController();
    const before = host.requests.length;
    const left = ask(leave.signal).catch(() => 'left');
    await expect.poll(() => host.requests.length).toBeGreaterThan(before);
    leave.abort();
    expect(await left).toBe('left');
  }
  const vector = (signal: AbortSignal) => gateway.embed('zoek', ['vraag'], caller(), signal);
  const answer = (signal: AbortSignal) => readAll(gateway.chat(asking(), caller(), signal));

  it('is read on after the one who asked for a vector has left: the next one has it', async () => {
    await leaves(vector);
    await expect.poll(() => begun.length).toBe(2);
    begun[1]?.resolve();
    await asked('/api/embed')[1]?.ending;
    expect(await vector(patience())).toMatchObject({ vectors: [embedText('vraag', 8)] });
    expect(asked('/api/embed').map(({ endedAs, body }) => [endedAs, body['input'], body.options])).toEqual([
      ['cancelled', ['vraag'], { num_ctx: 512 }],
      // With what calls have: another window would make the host load it anew.
      ['completed', [], { num_ctx: 512 }],
      ['completed', ['vraag'], { num_ctx: 512 }],
    ]);
    expect(begun).toHaveLength(2);
  });

  it('is read on once for all who leave, and for answers as those want it', async () => {
    await leaves(answer);
    await leaves(answer);
    await expect.poll(() => begun.length).toBe(3);
    expect(asked('/api/generate').map(({ body }) => body)).toEqual([{ model: 'groot', stream: false, options: { num_ctx: 1_000 } }]);
    for (const load of begun) load.resolve();
    await asked('/api/generate')[0]?.ending;
    expect(words(await answer(patience()))).not.toBe('');
  });

  it('is read on when the host was silent for longer than who asked puts up with', async () => {
    await expect(readAll(gateway.chat(asking('Hoi', { patienceMs: 1 }), caller(), patience()))).rejects.toMatchObject({ code: 'model-silent' });
    await expect.poll(() => asked('/api/generate').length).toBe(1);
  });

  it('is not read when it is known to be there', async () => {
    const first = answer(patience());
    await expect.poll(() => begun.length).toBe(1);
    begun[0]?.resolve();
    await first;
    host.setScript([silence()]);
    await leaves(answer);
    await leaves(answer);
    expect(asked('/api/generate')).toEqual([]);
  });

  it('is left as it is when the desk closes', async () => {
    await leaves(vector);
    await expect.poll(() => begun.length).toBe(2);
    await gateway.close();
    expect(await asked('/api/embed')[1]?.ending).toBe('cancelled');
  });
});
