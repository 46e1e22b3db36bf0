import { getEventListeners } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostChunk, ModelCall, Tool } from '../../../src/models/call.ts';
import { createOpenAiHost } from '../../../src/models/openai/host.ts';
import { drop, headers, page, pause, pieces, raw, silence, type Step } from '../../support/ollama-host/script.ts';
import { embedText } from '../../support/ollama-host/models.ts';
import {
  answer, event, fault, finish, finished, role, say, startOpenAiHost, think, toolPieces, usage, type OpenAiHost,
} from '../../support/openai-host/index.ts';
import { faultOf } from './support.ts';

const signal = new AbortController().signal;
const at = { model: 'groot', contextTokens: 8192 };
const weather: Tool = { name: 'weer', description: 'Het weer', parameters: { type: 'object', properties: { plaats: { type: 'string' } } } };
const ask: ModelCall = { model: 'loket-standaard', messages: [{ role: 'user', content: 'Wat kost een paspoort?' }] };
const limits = { connectMs: 2_000, firstByteMs: 30_000, embedMs: 30_000, silenceMs: 30_000, checkMs: 5_000 };

let host: OpenAiHost;
let model: ReturnType<typeof createOpenAiHost>;
let where: string;
beforeEach(async () => {
  host = await startOpenAiHost({ apiKey: 'geheim', dimensions: 8 });
  model = createOpenAiHost({ id: 'een', url: host.url, apiKey: 'geheim', ...limits });
  where = `groot op ${new URL(host.url).host}`;
});
afterEach(async () => {
  await model.close();
  await host.stop();
});

async function read(call: ModelCall = ask, by = model): Promise<HostChunk[]> {
  const chunks: HostChunk[] = [];
  for await (const chunk of by.chat(call, at, signal)) chunks.push(chunk);
  return chunks;
}
const textOf = (chunks: readonly HostChunk[]) => chunks.map((chunk) => (chunk.type === 'text' ? chunk.text : '')).join('');

/** Reads to the fault; gives it and the text before it. */
async function broken(steps: readonly Step[], by = model): Promise<{ code: string; detail: string | undefined; said: string }> {
  host.setScript(steps);
  const chunks: HostChunk[] = [];
  try {
    for await (const chunk of by.chat(ask, at, signal)) chunks.push(chunk);
  } catch (error) {
    return { ...faultOf(error), said: textOf(chunks) };
  }
  throw new Error(`no fault: ${textOf(chunks)}`);
}
const bodyOf = async (call: Partial<ModelCall>, more: Partial<typeof at & { canThink: boolean }> = {}) => {
  for await (const _ of model.chat({ ...ask, ...call }, { ...at, ...more }, signal));
  return host.requests.at(-1)!.body;
};

describe('chat of createOpenAiHost', () => {
  it('streams an answer with its end and its counts', async () => {
    host.setScript(answer('Een paspoort kost 80 euro.'));
    expect(await read()).toEqual([
      ...['Een', ' paspoort', ' kost', ' 80', ' euro.'].map((text) => ({ type: 'text', text })),
      { type: 'end', reason: 'stop', usage: { promptTokens: 7, answerTokens: 5 } },
    ]);
  });

  it('names the host’s own model, sends its key, and only what is asked', async () => {
    expect(await bodyOf({})).toEqual({ model: 'groot', messages: ask.messages, stream: true, stream_options: { include_usage: true } });
    expect(host.requests[0]?.headers.authorization).toBe('Bearer geheim');
    const all = { maxTokens: 5, temperature: 0.3, topP: 0.9, presencePenalty: 1, frequencyPenalty: 0.5, seed: 7, stop: ['#'] };
    expect(await bodyOf(all)).toMatchObject({ max_tokens: 5, temperature: 0.3, top_p: 0.9, presence_penalty: 1, frequency_penalty: 0.5, seed: 7, stop: ['#'] });
  });

  it('asks a model that can think not to, unless it may', async () => {
    expect(await bodyOf({}, { canThink: true })).toMatchObject({ chat_template_kwargs: { enable_thinking: false } });
    expect(await bodyOf({ thinks: true }, { canThink: true })).toMatchObject({ chat_template_kwargs: { enable_thinking: true } });
    expect(await bodyOf({ thinks: true })).not.toHaveProperty('chat_template_kwargs');
  });

  it('passes pictures by their kind, and the shape that the answer must have', async () => {
    const images = ['/9j/4AAQ', 'iVBORw0K', 'R0lGODlh', 'UklGRiQA'];
    const body = await bodyOf({ messages: [{ role: 'user', content: 'Wat is dit?', images }], format: 'json' });
    expect(body.messages?.[0]?.content).toEqual([
      { type: 'text', text: 'Wat is dit?' },
      ...['jpeg', 'png', 'gif', 'webp'].map((kind, index) => ({ type: 'image_url', image_url: { url: `data:image/${kind};base64,${images[index]}` } })),
    ]);
    expect(body['response_format']).toEqual({ type: 'json_object' });
    const schema = { type: 'object' };
    expect((await bodyOf({ format: { schema } }))['response_format']).toEqual({ type: 'json_schema', json_schema: { name: 'answer', schema, strict: true } });
  });

  it('takes an address with and without /v1, and keeps what stands in front', async () => {
    for (const path of ['', '/', '/v1', '/v1/']) {
      const by = createOpenAiHost({ id: 'x', url: host.url + path, apiKey: 'geheim', ...limits });
      expect(textOf(await read(ask, by))).toBe('Dit is een proefantwoord.');
      await by.close();
    }
    const inFront = createOpenAiHost({ id: 'x', url: `${host.url}/modellen`, apiKey: 'geheim', ...limits });
    await expect(read(ask, inFront)).rejects.toMatchObject({ code: 'model-unavailable' });
    expect(host.requests.at(-1)?.path).toBe('/modellen/v1/chat/completions');
    await inFront.close();
  });

  it.each(['reasoning_content', 'reasoning'] as const)('gives thoughts (%s) as chunks of their own', async (field) => {
    host.setScript([role(), think('Even denken', field), say('Zon'), finish(), finished()]);
    expect((await read()).slice(0, 2)).toEqual([{ type: 'thinking', text: 'Even denken' }, { type: 'text', text: 'Zon' }]);
  });

  it('counts pieces where the host tells no tokens', async () => {
    host.setScript([role(), think('x'), say('Zon'), say(' en'), say(' maan'), finish('length'), finished()]);
    expect((await read()).at(-1)).toEqual({ type: 'end', reason: 'length', usage: { promptTokens: 6, answerTokens: 4 } });
  });

  it.each([1, 2, 3, 5, 7])('reads characters and events that arrive in pieces of %i bytes', async (size) => {
    host.setScript([pieces(size), ...answer('Café: € 5 😀')]);
    expect(textOf(await read())).toBe('Café: € 5 😀');
  });

  it('reads events as they may be written: CRLF, comments, names, ids, data on several lines, no space, no last empty line', async () => {
    const choice = (content: string) => JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
    const end = '{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}';
    host.setScript([
      raw(`: ping\r\n\r\ndata: ${choice('Een')}\r\n\r\n`),
      raw(`event: message\nid: 1\nretry: 10\ndata:${choice(' twee')}\n\n`),
      raw('data: {"choices":\ndata: [{"index":0,"delta":{"content":" drie"}}]}\n\n'),
      raw(`data: ${end}\n\ndata: [DONE]\n`),
    ]);
    expect(textOf(await read())).toBe('Een twee drie');
  });

  describe('with tools', () => {
    it('offers them, and puts the pieces of calls together', async () => {
      host.setScript([
        role(),
        toolPieces({ index: 0, id: 'call_a', type: 'function', function: { name: 'weer', arguments: '' } }),
        toolPieces({ index: 0, function: { arguments: '{"plaats":' } }, { index: 1, id: 'call_b', function: { name: 'afval', arguments: '{' } }),
        toolPieces({ index: 0, function: { arguments: '"X"}' } }),
        toolPieces({ index: 1, function: { arguments: '}' } }),
        finish('tool_calls'), usage(5, 9), finished(),
      ]);
      expect(await read({ ...ask, tools: [weather], toolChoice: { name: 'weer' } })).toEqual([
        { type: 'tool-calls', calls: [{ id: 'call_a', name: 'weer', arguments: '{"plaats":"X"}' }, { id: 'call_b', name: 'afval', arguments: '{}' }] },
        { type: 'end', reason: 'tool-calls', usage: { promptTokens: 5, answerTokens: 9 } },
      ]);
      expect(host.requests[0]?.body).toMatchObject({ tools: [{ type: 'function', function: weather }], tool_choice: { type: 'function', function: { name: 'weer' } } });
    });

    it('ends with tool calls where the host says stop, and gives an id where it gives none', async () => {
      host.setScript([toolPieces({ index: 0, function: { name: 'weer' } }), finish('stop'), finished()]);
      expect(await read({ ...ask, tools: [weather], toolChoice: 'required' })).toMatchObject([
        { type: 'tool-calls', calls: [{ id: expect.stringMatching(/^call_/) as string, name: 'weer', arguments: '{}' }] },
        { type: 'end', reason: 'tool-calls' },
      ]);
    });

    it('says what was called before, and offers none when none may be called', async () => {
      const body = await bodyOf({
        tools: [weather],
        toolChoice: 'none',
        messages: [
          ...ask.messages,
          { role: 'assistant', content: '', toolCalls: [{ id: 'a', name: 'weer', arguments: '{"plaats":"X"}' }, { id: 'b', name: 'weer', arguments: '{"half' }] },
          { role: 'tool', content: 'zon', toolCallId: 'a' },
        ],
      });
      expect(body.messages?.slice(1)).toEqual([
        {
          role: 'assistant', content: null, tool_calls: [
            { id: 'a', type: 'function', function: { name: 'weer', arguments: '{"plaats":"X"}' } },
            { id: 'b', type: 'function', function: { name: 'weer', arguments: '{"arguments":"{\\"half"}' } },
          ],
        },
        { role: 'tool', content: 'zon', tool_call_id: 'a' },
      ]);
      expect(body).not.toHaveProperty('tools');
      expect(body).not.toHaveProperty('tool_choice');
    });
  });

  it.each<[string, Step[], string]>([
    ['dropped', [say('Dat'), drop()], 'Dat'],
    ['reset', [say('Dat'), pause(50), drop('reset')], 'Dat'],
    ['ended after some text', [say('Dat')], 'Dat'],
    ['ended without anything', [headers()], ''],
    ['ended with a reason and no [DONE]', [say('Dat'), finish()], 'Dat'],
    ['ended with [DONE] and no reason', [say('Dat'), finished()], 'Dat'],
    ['ended in an event', [say('Dat'), raw('data: {"choi')], 'Dat'],
    ['an error, and [DONE] after it', [say('Dat'), fault('EngineCore died'), finished()], 'Dat'],
    ['an error as older vLLM writes it', [say('Dat'), event({ object: 'error', message: 'x', code: 500 }), finished()], 'Dat'],
    ['an error as older llama.cpp writes it', [say('Dat'), raw('error: {"code":500}\n\n')], 'Dat'],
    ['an event that is called error', [say('Dat'), raw('event: error\ndata: {}\n\n')], 'Dat'],
    ['an abort of the engine', [say('Dat'), finish('abort'), finished()], 'Dat'],
    ['no JSON', [say('Dat'), raw('data: {"choices"\n\n')], 'Dat'],
    ['no object', [say('Dat'), event('3')], 'Dat'],
    ['no completion', [say('Dat'), event({ hallo: 1 })], 'Dat'],
    ['a page', [raw('<html>\n')], ''],
    ['a line without an end', [raw(`data: ${'x'.repeat(4 * 1024 * 1024)}`), silence()], ''],
    ['a tool call without a name', [toolPieces({ index: 0, function: { arguments: '{}' } }), finish('tool_calls'), finished()], ''],
    ['a tool call in a strange place', [toolPieces({ index: 'x' })], ''],
    ['tool calls without end', [toolPieces(...Array.from({ length: 200 }, (_, index) => ({ index, function: { name: 'x' } })))], ''],
  ])('a stream that is not whole is broken: %s', async (_, steps, said) => {
    expect(await broken(steps)).toEqual({ code: 'model-broken-stream', detail: where, said });
    host.setScript(answer('weer goed'));
    expect(textOf(await read())).toBe('weer goed');
  });

  const refused = (status: number, body: object | string): Step[] => [page(status, typeof body === 'string' ? body : JSON.stringify(body))];
  const vllm = (message: string, code = 400) => ({ error: { message, type: 'BadRequestError', param: null, code } });
  it.each<[string, Step[], string]>([
    ['vLLM: too long', refused(400, vllm("This model's maximum context length is 4096 tokens. However, you requested 6616 tokens (568 in the messages, 6048 in the completion). Please reduce the length of the messages or completion.")), 'context-overflow'],
    ['newer vLLM: too long', refused(400, vllm("You passed 31745 input tokens and requested 1024 output tokens. However, the model's context length is only 32768 tokens, resulting in a maximum input length of 31744 tokens.")), 'context-overflow'],
    ['vLLM’s engine: too long', refused(400, vllm('The decoder prompt (length 5000) is longer than the maximum model length of 4096.')), 'context-overflow'],
    ['older vLLM: no room left', refused(400, { object: 'error', message: 'max_tokens must be at least 1, got -186.', type: 'BadRequestError', code: 400 }), 'context-overflow'],
    ['llama.cpp: too long', refused(400, { error: { code: 400, message: 'request (9412 tokens) exceeds the available context size (8192 tokens), try increasing it', type: 'exceed_context_size_error', n_prompt_tokens: 9412, n_ctx: 8192 } }), 'context-overflow'],
    ['llama.cpp: too long, found after the headers', [event({ error: { code: 400, message: 'x', type: 'exceed_context_size_error' } })], 'context-overflow'],
    ['vLLM: no tools', refused(400, vllm('"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set')), 'model-incapable'],
    ['llama.cpp: no tools', refused(500, { error: { code: 500, message: 'tools param requires --jinja flag', type: 'server_error' } }), 'model-incapable'],
    ['vLLM: no pictures', refused(400, vllm('groot is not a multimodal model')), 'model-incapable'],
    ['llama.cpp: no pictures', refused(500, { error: { code: 500, message: 'image input is not supported - hint: provide the mmproj', type: 'server_error' } }), 'model-incapable'],
    ['vLLM: no such model', refused(404, { error: { message: 'The model `x` does not exist.', type: 'NotFoundError', code: 404 } }), 'model-missing'],
    ['another address', refused(404, { detail: 'Not Found' }), 'model-unavailable'],
    ['a wrong key', refused(401, vllm('Unauthorized', 401)), 'model-unavailable'],
    ['llama.cpp: still loading', refused(503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }), 'model-busy'],
    ['too many at once', refused(429, 'slow down'), 'model-busy'],
    ['a proxy without a host', refused(502, '<h1>context length</h1>'), 'model-unavailable'],
    ['nonsense in our request', refused(400, vllm('temperature must be non-negative')), 'model-unavailable'],
    ['a dropped socket', [drop()], 'model-unavailable'],
  ])('says what is wrong before the first chunk: %s', async (_, steps, code) => {
    expect(await broken(steps)).toMatchObject({ code, said: '' });
  });

  it('follows no redirect: question and key go to no other host', async () => {
    const other = createServer((_, response) => void response.writeHead(307, { location: `${host.url}/v1/chat/completions` }).end());
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
    const redirected = createOpenAiHost({ id: 'x', url: `http://127.0.0.1:${(other.address() as AddressInfo).port}`, apiKey: 'geheim', ...limits });
    await expect(read(ask, redirected)).rejects.toMatchObject({ code: 'model-unavailable', detail: expect.stringContaining('HTTP 307') as string });
    await expect(redirected.models(signal)).rejects.toMatchObject({ code: 'model-unavailable' });
    expect(host.requests).toHaveLength(0);
    await redirected.close();
    await new Promise((resolve) => void other.close(resolve));
  });

  it('keeps key and host’s words out of its faults', async () => {
    host.setScript(refused(500, vllm('geheim van de host', 500)));
    const error = await read().then(() => undefined, (thrown: unknown) => thrown);
    expect(JSON.stringify(error) + String(error)).not.toContain('geheim');
    expect(String((error as Error).cause)).toContain('geheim van de host');
    // vLLM quotes the request that it refuses: a person's words are not for the logs either.
    host.setScript(refused(400, vllm("1 validation error: {'input': 'mijn geheim'}")));
    const quoting = await read().then(() => undefined, (thrown: unknown) => thrown);
    expect(String((quoting as Error).cause)).toBe('Error: host answered 400: BadRequestError');
  });

  it.each<[string, Step[], string]>([
    ['before the headers', [silence()], ''],
    ['before the first event', [headers(), silence()], ''],
    ['mid-stream', [say('Dat'), silence()], 'Dat'],
    ['in an event', [say('Dat'), raw('data: {"ch'), silence()], 'Dat'],
  ])('silence %s ends the call, also at the host', async (_, steps, said) => {
    const impatient = createOpenAiHost({ id: 'x', url: host.url, apiKey: 'geheim', ...limits, silenceMs: 150, firstByteMs: 300 });
    expect(await broken(steps, impatient)).toEqual({ code: 'model-silent', detail: where, said });
    await (await host.nextChat()).cancelled;
    await impatient.close();
  });

  it.each<[string, Step[]]>([
    ['before the headers', [silence()]],
    ['before the first event', [headers(), silence()]],
    ['mid-stream', [say('Dat'), silence()]],
  ])('a caller that leaves %s is seen by the host', async (_, steps) => {
    host.setScript(steps);
    const caller = new AbortController();
    const reason = new Error('weg');
    const reading = (async () => {
      for await (const _ of model.chat(ask, at, caller.signal));
    })();
    const request = await host.nextChat();
    caller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    await request.cancelled;
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(0);
  });
});

describe('embed of createOpenAiHost', () => {
  it('gives vectors in the order of the texts, of length 1', async () => {
    const { vectors, promptTokens } = await model.embed(['paspoort', 'afval', 'hond'], at, signal);
    expect(vectors).toEqual(['paspoort', 'afval', 'hond'].map((text) => embedText(text, 8)));
    expect(promptTokens).toBe(3);
    expect(host.requests[0]?.body).toEqual({ model: 'groot', input: ['paspoort', 'afval', 'hond'], encoding_format: 'float' });
    host.setFault('/v1/embeddings', [page(200, JSON.stringify({ data: [{ index: 0, embedding: [3, 4] }] }))]);
    expect((await model.embed(['x'], at, signal)).vectors).toEqual([[0.6, 0.8]]);
    expect(await model.embed([], at, signal)).toEqual({ vectors: [], promptTokens: 0 });
  });

  const vectors = (...data: object[]) => page(200, JSON.stringify({ data }));
  it.each<[string, Step, string]>([
    ['one too few', vectors({ index: 0, embedding: [1, 0] }), 'model-vectors-invalid'],
    ['one twice', vectors({ index: 0, embedding: [1, 0] }, { index: 0, embedding: [1, 0] }), 'model-vectors-invalid'],
    ['all zeros', vectors({ index: 0, embedding: [1, 0] }, { index: 1, embedding: [0, 0] }), 'model-vectors-invalid'],
    ['no numbers', vectors({ index: 0, embedding: [1, 0] }, { index: 1, embedding: [null, 0] }), 'model-vectors-invalid'],
    ['base64', vectors({ index: 0, embedding: 'AAAA' }, { index: 1, embedding: 'AAAA' }), 'model-vectors-invalid'],
    ['a page', page(200, '<html>'), 'model-vectors-invalid'],
    ['no embedding model', page(501, '{"error":{"code":501,"message":"This server does not support embeddings. Start it with `--embeddings`","type":"not_supported_error"}}'), 'model-incapable'],
    ['a text that is too long', page(500, '{"error":{"code":500,"message":"input (904 tokens) is too large to process. increase the physical batch size","type":"server_error"}}'), 'context-overflow'],
  ])('refuses what cannot be right: %s', async (_, step, code) => {
    host.setFault('/v1/embeddings', [step]);
    await expect(model.embed(['een', 'twee'], at, signal)).rejects.toMatchObject({ code });
  });
});

describe('models and pull of createOpenAiHost', () => {
  it('tells which models there are, not which are in memory', async () => {
    expect(await model.models(signal)).toEqual([{ name: 'groot' }]);
    host.setFault('/v1/models', [page(200, '[]')]);
    await expect(model.models(signal)).rejects.toMatchObject({ code: 'model-unavailable' });
    host.setFault('/v1/models', [silence()]);
    const hasty = createOpenAiHost({ id: 'x', url: host.url, ...limits, checkMs: 100 });
    await expect(hasty.models(signal)).rejects.toMatchObject({ code: 'model-silent' });
    await hasty.close();
  });

  it('cannot bring a model', async () => {
    await expect(model.pull('ander', signal).next()).rejects.toMatchObject({ code: 'pull-unsupported' });
    expect(host.requests).toHaveLength(0);
  });
});
