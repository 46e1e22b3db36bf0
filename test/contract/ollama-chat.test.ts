import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatChunk } from '../../src/answer/ports.ts';
import { BalieError } from '../../src/errors.ts';
import { createOllamaChat } from '../support/ollama-chat.ts';
import { createOllamaHost } from '../../src/models/ollama/host.ts';
import { sameModel } from '../../src/models/ollama/model-name.ts';
import { contractHosts } from './hosts.ts';
import type { ContractHost } from './hosts.ts';

/** What Balie expects of Ollama. A real model may answer anything, and slowly: nothing here depends on its words. */
describe.each(contractHosts)('chat on %s', (_name, open) => {
  let host: ContractHost;
  let chat: ReturnType<typeof createOllamaChat>;
  beforeAll(async () => {
    host = await open();
    chat = createOllamaChat({ url: host.url, contextTokens: 4096, connectMs: 5000, silenceMs: 120_000 });
  });
  afterAll(async () => {
    await chat?.close();
    await host?.stop();
  });

  function ask(content: string, maxTokens: number, signal = new AbortController().signal): AsyncIterable<ChatChunk> {
    return chat.chat({ model: host.model, messages: [{ role: 'user', content }], maxTokens }, signal);
  }

  async function read(chunks: AsyncIterable<ChatChunk>): Promise<ChatChunk[]> {
    const all: ChatChunk[] = [];
    for await (const chunk of chunks) all.push(chunk);
    return all;
  }

  async function codeOf(chunks: AsyncIterable<ChatChunk>): Promise<string> {
    const error: unknown = await read(chunks).then(() => 'no fault', (thrown: unknown) => thrown);
    return error instanceof BalieError ? error.code : String(error);
  }

  it('knows its models', { timeout: 60_000 }, async () => {
    const asked = createOllamaHost({ id: 'ollama', url: host.url, connectMs: 5_000, firstByteMs: 30_000, embedMs: 30_000, silenceMs: 30_000, checkMs: 30_000 });
    const names = (await asked.models(new AbortController().signal)).map(({ name }) => name);
    await asked.close();
    const has = (model: string) => names.some((name) => sameModel(name, model));
    expect(has(host.model)).toBe(true);
    expect(has('bestaat-niet:3b')).toBe(false);
    expect(has(`${host.model.replace(/:.*/, '')}:bestaat-niet`)).toBe(false);
  });

  it('streams an answer with an end and counts', { timeout: 400_000 }, async () => {
    const chunks = await read(ask('Zeg hallo', 30));
    expect(chunks[0]?.type).toBe('text');
    const end = chunks.at(-1);
    expect(end).toMatchObject({ type: 'end', reason: expect.stringMatching(/^(stop|length)$/) });
    if (end?.type !== 'end') throw new Error('no end');
    expect(end.promptTokens).toBeGreaterThan(0);
    expect(end.answerTokens).toBeGreaterThan(0);
  });

  it('stops at the maximum length', { timeout: 400_000 }, async () => {
    const end = (await read(ask('Tel van 1 tot 1000, elk getal op een nieuwe regel.', 5))).at(-1);
    expect(end).toMatchObject({ type: 'end', reason: 'length', answerTokens: 5 });
  });

  it('refuses a model it does not have', { timeout: 60_000 }, async () => {
    const messages = [{ role: 'user', content: 'Hallo' }] as const;
    const request = { model: 'bestaat-niet:3b', messages, maxTokens: 5 };
    expect(await codeOf(chat.chat(request, new AbortController().signal))).toBe('model-missing');
  });

  it('refuses a model that cannot chat', { timeout: 60_000 }, async () => {
    const messages = [{ role: 'user', content: 'Hallo' }] as const;
    const request = { model: host.embedModel, messages, maxTokens: 5 };
    expect(await codeOf(chat.chat(request, new AbortController().signal))).toBe('model-incapable');
  });

  it('refuses a prompt over the context, and does not shorten it', { timeout: 400_000 }, async () => {
    expect(await codeOf(ask('woord '.repeat(8000), 5))).toBe('context-overflow');
  });

  it('stops generating when the caller leaves, so that the next is served', { timeout: 400_000 }, async () => {
    const reason = new Error('weg');
    const caller = new AbortController();
    let read1 = 0;
    const leaving = (async () => {
      for await (const chunk of ask('Tel van 1 tot 1000, elk getal op een nieuwe regel.', 4000, caller.signal)) {
        if (chunk.type === 'text') read1 += 1;
        if (read1 === 3) caller.abort(reason);
      }
    })();
    await expect(leaving).rejects.toBe(reason);
    expect(read1).toBe(3);
    // One answer at a time is Ollama's default: the next starts only when the first has stopped.
    const left = performance.now();
    expect((await read(ask('Zeg hallo', 5))).at(-1)?.type).toBe('end');
    expect(performance.now() - left).toBeLessThan(100_000);
  });

  it('serves a second caller when the first leaves', { timeout: 400_000 }, async () => {
    const caller = new AbortController();
    const leaving = codeOf(ask('Tel van 1 tot 1000, elk getal op een nieuwe regel.', 4000, caller.signal));
    const staying = read(ask('Zeg hallo', 20));
    caller.abort(new Error('weg'));
    expect(await leaving).toBe('Error: weg');
    expect((await staying).at(-1)?.type).toBe('end');
  });
});
