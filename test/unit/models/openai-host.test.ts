import { describe, expect, it } from 'vitest';
import type { ModelCall, Tool } from '../../../src/models/call.ts';
import { createOpenAiHost } from '../../../src/models/openai/host.ts';
import { page, pieces, raw, silence, type Step } from '../../support/ollama-host/script.ts';
import { embedText } from '../../support/ollama-host/models.ts';
import { answer, finish, finished, role, say, think, toolPieces, usage } from '../../support/openai-host/index.ts';
import { ask, at, limits, openAiPair, signal, textOf } from './openai-support.ts';

const weather: Tool = { name: 'weer', description: 'Het weer', parameters: { type: 'object', properties: { plaats: { type: 'string' } } } };
const pair = openAiPair();

const bodyOf = async (call: Partial<ModelCall>, more: Partial<typeof at & { canThink: boolean }> = {}) => {
  for await (const _ of pair.model.chat({ ...ask, ...call }, { ...at, ...more }, signal));
  return pair.host.lastChat()!.body;
};

describe('chat of createOpenAiHost', () => {
  it('streams an answer with its end and its counts', async () => {
    pair.host.setScript(answer('Een paspoort kost 80 euro.'));
    expect(await pair.read()).toEqual([
      ...['Een', ' paspoort', ' kost', ' 80', ' euro.'].map((text) => ({ type: 'text', text })),
      { type: 'end', reason: 'stop', usage: { promptTokens: 7, answerTokens: 5 } },
    ]);
  });

  it('names the host’s own model, sends its key, and only what is asked', async () => {
    expect(await bodyOf({})).toEqual({ model: 'groot', messages: ask.messages, stream: true, stream_options: { include_usage: true } });
    expect(pair.host.requests[0]?.headers.authorization).toBe('Bearer geheim');
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
      const by = createOpenAiHost({ id: 'x', url: pair.host.url + path, apiKey: 'geheim', ...limits });
      expect(textOf(await pair.read(ask, by))).toBe('Dit is een proefantwoord.');
      await by.close();
    }
    const inFront = createOpenAiHost({ id: 'x', url: `${pair.host.url}/modellen`, apiKey: 'geheim', ...limits });
    await expect(pair.read(ask, inFront)).rejects.toMatchObject({ code: 'model-unavailable' });
    expect(pair.host.requests.at(-1)?.path).toBe('/modellen/v1/chat/completions');
    await inFront.close();
  });

  it.each(['reasoning_content', 'reasoning'] as const)('gives thoughts (%s) as chunks of their own', async (field) => {
    pair.host.setScript([role(), think('Even denken', field), say('Zon'), finish(), finished()]);
    expect((await pair.read()).slice(0, 2)).toEqual([{ type: 'thinking', text: 'Even denken' }, { type: 'text', text: 'Zon' }]);
  });

  it('counts pieces where the host tells no tokens', async () => {
    pair.host.setScript([role(), think('x'), say('Zon'), say(' en'), say(' maan'), finish('length'), finished()]);
    expect((await pair.read()).at(-1)).toEqual({ type: 'end', reason: 'length', usage: { promptTokens: 6, answerTokens: 4 } });
  });

  it.each([1, 2, 3, 5, 7])('reads characters and events that arrive in pieces of %i bytes', async (size) => {
    pair.host.setScript([pieces(size), ...answer('Café: € 5 😀')]);
    expect(textOf(await pair.read())).toBe('Café: € 5 😀');
  });

  it('reads events as they may be written: CRLF, comments, names, ids, data on several lines, no space, no last empty line', async () => {
    const choice = (content: string) => JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
    const end = '{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}';
    pair.host.setScript([
      raw(`: ping\r\n\r\ndata: ${choice('Een')}\r\n\r\n`),
      raw(`event: message\nid: 1\nretry: 10\ndata:${choice(' twee')}\n\n`),
      raw('data: {"choices":\ndata: [{"index":0,"delta":{"content":" drie"}}]}\n\n'),
      raw(`data: ${end}\n\ndata: [DONE]\n`),
    ]);
    expect(textOf(await pair.read())).toBe('Een twee drie');
  });

  describe('with tools', () => {
    it('offers them, and puts the pieces of calls together', async () => {
      pair.host.setScript([
        role(),
        toolPieces({ index: 0, id: 'call_a', type: 'function', function: { name: 'weer', arguments: '' } }),
        toolPieces({ index: 0, function: { arguments: '{"plaats":' } }, { index: 1, id: 'call_b', function: { name: 'afval', arguments: '{' } }),
        toolPieces({ index: 0, function: { arguments: '"X"}' } }),
        toolPieces({ index: 1, function: { arguments: '}' } }),
        finish('tool_calls'), usage(5, 9), finished(),
      ]);
      expect(await pair.read({ ...ask, tools: [weather], toolChoice: { name: 'weer' } })).toEqual([
        { type: 'tool-calls', calls: [{ id: 'call_a', name: 'weer', arguments: '{"plaats":"X"}' }, { id: 'call_b', name: 'afval', arguments: '{}' }] },
        { type: 'end', reason: 'tool-calls', usage: { promptTokens: 5, answerTokens: 9 } },
      ]);
      expect(pair.host.requests[0]?.body).toMatchObject({ tools: [{ type: 'function', function: weather }], tool_choice: { type: 'function', function: { name: 'weer' } } });
    });

    it('ends with tool calls where the host says stop, and gives an id where it gives none', async () => {
      pair.host.setScript([toolPieces({ index: 0, function: { name: 'weer' } }), finish('stop'), finished()]);
      expect(await pair.read({ ...ask, tools: [weather], toolChoice: 'required' })).toMatchObject([
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
});

describe('embed of createOpenAiHost', () => {
  it('gives vectors in the order of the texts, of length 1', async () => {
    const { vectors, promptTokens } = await pair.model.embed(['paspoort', 'afval', 'hond'], at, signal);
    expect(vectors).toEqual(['paspoort', 'afval', 'hond'].map((text) => embedText(text, 8)));
    expect(promptTokens).toBe(3);
    expect(pair.host.requests[0]?.body).toEqual({ model: 'groot', input: ['paspoort', 'afval', 'hond'], encoding_format: 'float' });
    pair.host.setFault('/v1/embeddings', [page(200, JSON.stringify({ data: [{ index: 0, embedding: [3, 4] }] }))]);
    expect((await pair.model.embed(['x'], at, signal)).vectors).toEqual([[0.6, 0.8]]);
    expect(await pair.model.embed([], at, signal)).toEqual({ vectors: [], promptTokens: 0 });
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
    pair.host.setFault('/v1/embeddings', [step]);
    await expect(pair.model.embed(['een', 'twee'], at, signal)).rejects.toMatchObject({ code });
  });
});

describe('models and pull of createOpenAiHost', () => {
  it('tells which models there are, not which are in memory', async () => {
    expect(await pair.model.models(signal)).toEqual([{ name: 'groot' }]);
    pair.host.setFault('/v1/models', [page(200, '[]')]);
    await expect(pair.model.models(signal)).rejects.toMatchObject({ code: 'model-unavailable' });
    pair.host.setFault('/v1/models', [silence()]);
    const hasty = createOpenAiHost({ id: 'x', url: pair.host.url, ...limits, checkMs: 100 });
    await expect(hasty.models(signal)).rejects.toMatchObject({ code: 'model-silent' });
    await hasty.close();
  });

  it('cannot bring a model', async () => {
    await expect(pair.model.pull('ander', signal).next()).rejects.toMatchObject({ code: 'pull-unsupported' });
    expect(pair.host.requests).toHaveLength(0);
  });
});
