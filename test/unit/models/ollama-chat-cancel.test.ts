import { getEventListeners } from 'node:events';
import { Agent, buildConnector } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  end, error, headers, raw, reply, silence, startOllamaHost, status, text,
} from '../../support/ollama-host/index.ts';
import type { OllamaHost, Step } from '../../support/ollama-host/index.ts';
import { chatOn, faultOf, question, readAll, readFault } from './support.ts';

const reason = new Error('de vrager is weg');

describe('a caller that leaves', () => {
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

  it('before the question is sent', async () => {
    const { error: thrown } = await readFault(chat.chat(question, AbortSignal.abort(reason)));
    expect(thrown).toBe(reason);
    await readAll(chat);
    expect(host.requests).toHaveLength(1);
  });

  it('while connecting', async () => {
    const connect = buildConnector({});
    const held: (() => void)[] = [];
    const { promise: connecting, resolve } = Promise.withResolvers<void>();
    let isHeld = true;
    const pool = new Agent({
      connect: (options, callback) => {
        if (!isHeld) return connect(options, callback);
        held.push(() => connect(options, callback));
        resolve();
      },
    });
    const caller = new AbortController();
    const reading = readFault(chatOn(host.url, { dispatcher: pool }).chat(question, caller.signal));
    await connecting;
    caller.abort(reason);
    expect((await reading).error).toBe(reason);
    // The connection comes about after all: the question must not be sent on it.
    isHeld = false;
    for (const goOn of held) goOn();
    await readAll(chatOn(host.url, { dispatcher: pool }));
    expect(host.requests).toHaveLength(1);
    await pool.close();
  });

  it.each<[string, Step[], number]>([
    ['before the headers', [silence()], 0],
    ['before the first token', [headers(), silence()], 0],
    ['mid-stream', [text('Dat'), text(' kost'), silence()], 2],
    ['in a line', [text('Dat'), raw('{"model":'), silence()], 1],
  ])('%s: the host sees it', async (_name, steps, linesSent) => {
    host.setScript(steps);
    const caller = new AbortController();
    const seen = Promise.withResolvers<void>();
    const reading = readFault((async function* () {
      let count = 0;
      if (linesSent === 0) seen.resolve();
      for await (const chunk of chat.chat(question, caller.signal)) {
        count += 1;
        yield chunk;
        if (count === linesSent) seen.resolve();
      }
    })());
    const request = await host.nextChat();
    await seen.promise;
    expect(request.endedAs).toBeUndefined();
    caller.abort(reason);
    expect((await reading).error).toBe(reason);
    expect(await request.cancelled).toMatchObject({ linesSent });
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(0);
  });

  it('while the host is writing a refusal', async () => {
    host.setScript([headers(500), raw('{"error":"a'), silence()]);
    const caller = new AbortController();
    const reading = readFault(chat.chat(question, caller.signal));
    const request = await host.nextChat();
    await new Promise((resolve) => setTimeout(resolve, 50));
    caller.abort(reason);
    expect((await reading).error).toBe(reason);
    await request.cancelled;
  });

  it('by stopping to read', async () => {
    host.setScript([text('Dat'), silence()]);
    const caller = new AbortController();
    for await (const chunk of chat.chat(question, caller.signal)) if (chunk.type === 'text') break;
    expect(await (await host.nextChat()).cancelled).toMatchObject({ linesSent: 1 });
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(0);
  });

  it.each<[string, Step[]]>([
    ['before the headers', [silence()]],
    ['before the first token', [headers(), silence()]],
  ])('by return() while a next() waits, %s', async (_name, steps) => {
    host.setScript(steps);
    const caller = new AbortController();
    const chunks = chat.chat(question, caller.signal)[Symbol.asyncIterator]();
    const waiting = chunks.next();
    const request = await host.nextChat();
    await chunks.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await chunks.next()).toEqual({ done: true, value: undefined });
    await request.cancelled;
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(0);
  });

  it('gets nothing more after the abort, also when more has arrived', async () => {
    // Both lines in one packet.
    const lines = ['Dat', ' kost'].map((content) => `${JSON.stringify({ message: { content } })}\n`);
    host.setScript([raw(lines.join('')), silence()]);
    const caller = new AbortController();
    const chunks = chat.chat(question, caller.signal)[Symbol.asyncIterator]();
    expect(await chunks.next()).toMatchObject({ value: { text: 'Dat' } });
    caller.abort(reason);
    await expect(chunks.next()).rejects.toBe(reason);
    await (await host.nextChat()).cancelled;
  });

  it('lets go of the signal after an answer and after a fault', async () => {
    const caller = new AbortController();
    await readAll(chat, question, caller.signal);
    for (const steps of [[status(503, 'druk')], [text('Dat'), error('kapot')], [text('Dat'), end()]]) {
      host.setScript(steps);
      await readFault(chat.chat(question, caller.signal));
    }
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(0);
  });

  it('does not stop the stream of another caller', async () => {
    host.setScript(reply('een twee drie vier vijf zes', { between: 30 }));
    const caller = new AbortController();
    const leaving = readFault(chat.chat(question, caller.signal));
    const staying = readAll(chat);
    const requests = [await host.nextChat(), await host.nextChat()];
    caller.abort(reason);
    expect((await leaving).error).toBe(reason);
    expect((await staying).text).toBe('een twee drie vier vijf zes');
    expect((await Promise.all(requests.map(({ ending }) => ending))).toSorted()).toEqual(['cancelled', 'completed']);
  });

  it('at any moment leaves no request running at the host', async () => {
    host.setScript(reply('een twee drie vier vijf', { beforeHeaders: 2, beforeFirst: 2, between: 2 }));
    const outcomes = await Promise.all(Array.from({ length: 200 }, async (_, at) => {
      const caller = new AbortController();
      setTimeout(() => caller.abort(reason), at / 4);
      try {
        return (await readAll(chat, question, caller.signal)).chunks.at(-1)?.type;
      } catch (thrown) {
        return thrown;
      }
    }));
    expect(outcomes.filter((outcome) => outcome !== 'end' && outcome !== reason)).toEqual([]);
    expect(outcomes).toContain(reason);
    const endings = await Promise.all(host.requests.map(({ ending }) => ending));
    expect(endings).not.toContain('dropped');
    expect((await readAll(chat)).text).toBe('een twee drie vier vijf');
  });

  it('close() breaks off what still runs', async () => {
    host.setScript([text('Dat'), silence()]);
    const reading = readFault(chat.chat(question, new AbortController().signal));
    const request = await host.nextChat();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await chat.close();
    expect(faultOf((await reading).error).code).toBe('model-broken-stream');
    await request.cancelled;
  });
});
