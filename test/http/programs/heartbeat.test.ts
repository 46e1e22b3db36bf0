import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { ChatOpenAI } from '@langchain/openai';
import { streamText } from 'ai';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ollama } from 'ollama';
import OpenAI from 'openai';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { StreamOut } from '../../../src/http/programs/wire/stream-out.ts';
import { chatWords } from '../../../src/http/ollama/words.ts';
import { completionWords } from '../../../src/http/openai/words.ts';

/** Streams as the routes make them, with beats of silence before, between and after all pieces. */
let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    const words = incoming.url?.startsWith('/api/') ? chatWords('m') : completionWords({ id: '1', model: 'm', includesUsage: false });
    const out = new StreamOut(outgoing, ['Content-Type', words.contentType], words.waiting({ position: 2, expectedMs: 100 }));
    const steps = [words.text('Een '), words.text('paspoort'), words.end('stop', { promptTokens: 1, answerTokens: 2 })];
    const next = () => {
      // The first beat only notes that it is quiet.
      out.beat();
      out.beat();
      out.ping = words.ping;
      const step = steps.shift();
      if (steps.length === 0) return out.end(step ?? '');
      out.write(step ?? '');
      // Each beat in a packet of its own.
      setImmediate(next);
    };
    incoming.resume().on('end', next);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const prompt = 'Wat kost een paspoort?';
const ask = { model: 'm', messages: [{ role: 'user' as const, content: prompt }], stream: true as const };

async function gathered<T>(stream: AsyncIterable<T>, text: (piece: T) => string | null | undefined): Promise<string> {
  let all = '';
  for await (const piece of stream) all += text(piece) ?? '';
  return all;
}

test.each([
  ['the openai SDK', async () => gathered(await new OpenAI({ baseURL: `${url}/v1`, apiKey: 'x' }).chat.completions.create(ask), ({ choices }) => choices[0]?.delta.content)],
  ['the Vercel AI SDK', () => gathered(streamText({ model: createOpenAICompatible({ name: 'b', baseURL: `${url}/v1` })('m'), prompt }).textStream, (piece) => piece)],
  ['LangChain', async () => gathered(await new ChatOpenAI({ model: 'm', apiKey: 'x', configuration: { baseURL: `${url}/v1` } }).stream(prompt), ({ text }) => text)],
  ['ollama-js', async () => gathered(await new Ollama({ host: url }).chat(ask), ({ message }) => message.content)],
])('%s does not mind the heartbeat, and says nothing of it', async (_, read) => {
  const said = (['warn', 'error', 'log'] as const).map((level) => vi.spyOn(console, level));
  expect(await read()).toBe('Een paspoort');
  for (const each of said) expect(each).not.toHaveBeenCalled();
});
