import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { done, pause, pieces, raw, reply, silence, startOllamaHost, text, thinking } from '../../support/ollama-host/index.ts';
import type { OllamaHost } from '../../support/ollama-host/index.ts';
import { chatOn, question, readAll } from './support.ts';

describe('createOllamaChat', () => {
  let host: OllamaHost;
  let chat: ReturnType<typeof chatOn>;
  beforeEach(async () => {
    host = await startOllamaHost();
    chat = chatOn(host.url);
  });
  afterEach(async () => {
    await chat.close();
    await host.stop();
  });

  it('streams the answer token by token and ends with its counts', async () => {
    host.setScript(reply('Een paspoort kost 80 euro.'));
    const { chunks } = await readAll(chat);
    expect(chunks.map((chunk) => (chunk.type === 'text' ? chunk.text : chunk.type === 'end' && chunk.reason)))
      .toEqual(['Een', ' paspoort', ' kost', ' 80', ' euro.', 'stop']);
    expect(chunks.at(-1)).toEqual({ type: 'end', reason: 'stop', promptTokens: 6, answerTokens: 5 });
  });

  it('sends what the host needs, with options that do not vary', async () => {
    await readAll(chat, { ...question, maxTokens: 20 });
    await readAll(chat, { ...question, maxTokens: 30 });
    const [first, second] = host.requests;
    expect(first?.body).toEqual({
      model: 'chat',
      messages: [{ role: 'user', content: 'Wat kost een paspoort?' }],
      stream: true,
      think: false,
      truncate: false,
      shift: false,
      options: { num_ctx: 4096, num_predict: 20, temperature: 0 },
    });
    expect(second?.body.options).toEqual({ num_ctx: 4096, num_predict: 30, temperature: 0 });
    expect(first?.headers['content-type']).toBe('application/json');
  });

  it('keeps a path in front of /api', async () => {
    for (const path of ['/modellen/', '/modellen']) {
      const prefixed = chatOn(host.url + path);
      await expect(readAll(prefixed)).rejects.toThrow();
      await prefixed.close();
    }
    expect(host.requests.map(({ path }) => path)).toEqual(['/modellen/api/chat', '/modellen/api/chat']);
  });

  it.each([1, 2, 3, 5, 7])('reads characters and lines that arrive in pieces of %i bytes', async (size) => {
    host.setScript([pieces(size), ...reply(['Café: ', '€ 5 ', '😀'])]);
    expect((await readAll(chat)).text).toBe('Café: € 5 😀');
  });

  it('leaves thinking out of the answer', async () => {
    host.setScript([thinking('De burger vraagt'), thinking(' naar leges.'), text('80 euro'), done()]);
    const { chunks } = await readAll(chat);
    expect(chunks).toHaveLength(2);
    expect(chunks[0]).toEqual({ type: 'text', text: '80 euro' });
  });

  it('gives only an end for an empty answer', async () => {
    host.setScript(reply(''));
    expect((await readAll(chat)).chunks).toMatchObject([{ type: 'end', reason: 'stop' }]);
  });

  it('says when the answer was cut at its maximum length', async () => {
    host.setScript(reply('een twee drie vier vijf'));
    const { text: said, chunks } = await readAll(chat, { ...question, maxTokens: 2 });
    expect(said).toBe('een twee');
    expect(chunks.at(-1)).toMatchObject({ type: 'end', reason: 'length', answerTokens: 2 });
  });

  it('keeps connections for the next turn', async () => {
    for (let turn = 0; turn < 6; turn += 1) await readAll(chat);
    // undici may open a second one when the next turn comes just before it has put the first one back.
    expect(host.connections).toBeLessThanOrEqual(2);
    expect(await Promise.all(host.requests.map(({ ending }) => ending))).toEqual(Array(6).fill('completed'));
  });

  it('does not count the time that its reader takes as silence of the host', async () => {
    // 30 words in 6 s. The reader halts once, twice as long as the host may be silent, while the host goes on.
    host.setScript(reply(Array.from({ length: 30 }, (_, at) => ` ${at}`), { between: 200 }));
    const impatient = chatOn(host.url, { silenceMs: 2_000, firstByteMs: 20_000 });
    let read = 0;
    for await (const chunk of impatient.chat(question, new AbortController().signal)) {
      read += 1;
      if (read === 3 && chunk.type === 'text') await new Promise((resolve) => setTimeout(resolve, 4_000));
    }
    expect(read).toBe(31);
    await impatient.close();
  });

  describe('after the last line', () => {
    const last = raw('{"message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}\n');

    it('lets the host close the response', async () => {
      host.setScript([text('Dat'), last, pause(100)]);
      await readAll(chat);
      expect(await (await host.nextChat()).ending).toBe('completed');
    });

    it('does not wait long for it, and does not fail', async () => {
      host.setScript([text('Dat'), last, silence()]);
      expect((await readAll(chat)).text).toBe('Dat');
      await (await host.nextChat()).cancelled;
    });

    it.each([['text', text(' en meer')], ['nonsense', raw('<html>\n')]])('passes no %s on', async (_name, step) => {
      host.setScript([text('Dat'), last, step]);
      expect((await readAll(chat)).chunks.map(({ type }) => type)).toEqual(['text', 'end']);
    });
  });

  it('sends nothing before it is read', async () => {
    chat.chat(question, new AbortController().signal);
    await chat.chat(question, new AbortController().signal)[Symbol.asyncIterator]().return?.();
    await readAll(chat);
    expect(host.requests).toHaveLength(1);
  });
});
