import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostChunk, ModelCall, PullProgress, Tool } from '../../../src/models/call.ts';
import { createOllamaHost } from '../../../src/models/ollama/host.ts';
import { calls, done, drop, error, raw, reply, silence, startOllamaHost, status, text, thinking, type OllamaHost } from '../../support/ollama-host/index.ts';
import { embedText } from '../../support/ollama-host/models.ts';
import { faultOf } from './support.ts';

const signal = new AbortController().signal;
const at = { model: 'chat', contextTokens: 8192 };
const weather: Tool = { name: 'weer', description: 'Het weer', parameters: { type: 'object', properties: { plaats: { type: 'string' } }, required: ['plaats'] } };
const waste: Tool = { name: 'afval', parameters: { type: 'object' } };
const ask: ModelCall = { model: 'loket-standaard', messages: [{ role: 'user', content: 'Wat voor weer is het?' }] };

let host: OllamaHost;
let model: ReturnType<typeof createOllamaHost>;
beforeEach(async () => {
  host = await startOllamaHost({ models: ['chat', { name: 'e5', kind: 'embedding' }], dimensions: 8 });
  model = createOllamaHost({ id: 'een', url: host.url, connectMs: 2_000, firstByteMs: 30_000, embedMs: 30_000, silenceMs: 30_000, checkMs: 5_000 });
});
afterEach(async () => {
  await model.close();
  await host.stop();
});

async function read(call: ModelCall): Promise<HostChunk[]> {
  const chunks: HostChunk[] = [];
  for await (const chunk of model.chat(call, at, signal)) chunks.push(chunk);
  return chunks;
}
const bodyOf = async (call: Partial<ModelCall>) => {
  await read({ ...ask, ...call });
  return host.lastChat()!.body;
};
const fault = async (call: ModelCall = ask) => faultOf(await read(call).then(() => Promise.reject(new Error('no fault')), (thrown: unknown) => thrown));

describe('chat of createOllamaHost', () => {
  it('names the host’s own model, and only the options that are asked', async () => {
    expect(await bodyOf({})).toEqual({
      model: 'chat', messages: ask.messages, stream: true, think: false, truncate: false, shift: false, options: { num_ctx: 8192 },
    });
    const options = { maxTokens: 5, temperature: 0.3, topP: 0.9, presencePenalty: 1, frequencyPenalty: 0.5, seed: 7, stop: ['#'] };
    expect((await bodyOf(options)).options).toEqual({ num_ctx: 8192, num_predict: 5, temperature: 0.3, top_p: 0.9, presence_penalty: 1, frequency_penalty: 0.5, seed: 7, stop: ['#'] });
  });

  it('passes pictures, and the shape that the answer must have', async () => {
    const body = await bodyOf({ messages: [{ role: 'user', content: 'Wat is dit?', images: ['aGFsbG8='] }], format: 'json' });
    expect(body.messages).toEqual([{ role: 'user', content: 'Wat is dit?', images: ['aGFsbG8='] }]);
    expect(body['format']).toBe('json');
    const schema = { type: 'object', properties: { a: { type: 'string' } } };
    expect((await bodyOf({ format: { schema } }))['format']).toEqual(schema);
  });

  it('gives thoughts as chunks of their own to who wants them', async () => {
    host.setScript([thinking('Even denken'), text('Zon'), done()]);
    const chunks = await read(ask);
    expect(chunks.slice(0, 2)).toEqual([{ type: 'thinking', text: 'Even denken' }, { type: 'text', text: 'Zon' }]);
    expect(host.requests[0]?.body['think']).toBe(false);
  });

  it('asks for thoughts where the call says so', async () => {
    host.setFault('/api/chat', reply('Zon'));
    expect((await bodyOf({ thinks: true }))['think']).toBe(true);
  });

  it('passes a traceparent on, and nothing that is none', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    for await (const _ of model.chat(ask, { ...at, traceparent }, signal));
    for await (const _ of model.chat(ask, { ...at, traceparent: 'x\r\nX-Kwaad: 1' }, signal));
    expect(host.requests.map(({ headers }) => [headers['traceparent'], headers['x-kwaad']])).toEqual([[traceparent, undefined], [undefined, undefined]]);
  });

  describe('with tools', () => {
    const sent = { type: 'function', function: weather };

    it('offers them, and gives the calls whole', async () => {
      host.setScript([calls({ id: 'call_1', function: { index: 0, name: 'weer', arguments: { plaats: 'Lindewaarde' } } }, { function: { name: 'afval', arguments: {} } }), done()]);
      const chunks = await read({ ...ask, tools: [weather, waste] });
      expect(host.requests[0]?.body['tools']).toEqual([sent, { type: 'function', function: { name: 'afval', parameters: { type: 'object', properties: {} } } }]);
      expect(chunks).toMatchObject([
        { type: 'tool-calls', calls: [{ id: 'call_1', name: 'weer', arguments: '{"plaats":"Lindewaarde"}' }, { id: expect.stringMatching(/^call_[0-9a-f]{16}$/) as string, name: 'afval', arguments: '{}' }] },
        { type: 'end', reason: 'tool-calls' },
      ]);
    });

    it('says what was called before, also what a model botched, and which tool a result is of', async () => {
      const body = await bodyOf({
        messages: [
          ...ask.messages,
          { role: 'assistant', content: '', toolCalls: [{ id: 'a', name: 'weer', arguments: '{"plaats":"X"}' }, { id: 'b', name: 'afval', arguments: '{"half' }] },
          { role: 'tool', content: 'zon', toolCallId: 'a' },
          { role: 'tool', content: 'niets', toolCallId: 'onbekend' },
        ],
      });
      expect(body.messages?.slice(1)).toEqual([
        { role: 'assistant', content: '', tool_calls: [{ id: 'a', function: { name: 'weer', arguments: { plaats: 'X' } } }, { id: 'b', function: { name: 'afval', arguments: { arguments: '{"half' } } }] },
        { role: 'tool', content: 'zon', tool_call_id: 'a', tool_name: 'weer' },
        { role: 'tool', content: 'niets', tool_call_id: 'onbekend' },
      ]);
    });

    it('offers none when none may be called', async () => {
      expect(await bodyOf({ tools: [weather], toolChoice: 'none' })).not.toHaveProperty('tools');
    });

    it('holds the answer to a call where one must be made', async () => {
      host.setScript([text('{"name": "weer", '), text('"arguments": {"plaats": "Lindewaarde"}}'), done()]);
      const chunks = await read({ ...ask, tools: [weather, waste], toolChoice: { name: 'weer' } });
      const { body } = host.requests[0]!;
      expect(body['tools']).toEqual([sent]);
      expect(body['format']).toMatchObject({ type: 'object', properties: { name: { enum: ['weer'] }, arguments: weather.parameters }, required: ['name', 'arguments'] });
      expect(chunks).toMatchObject([{ type: 'tool-calls', calls: [{ name: 'weer', arguments: '{"plaats":"Lindewaarde"}' }] }, { type: 'end', reason: 'tool-calls' }]);
      await read({ ...ask, tools: [weather, waste], toolChoice: 'required' });
      expect(host.requests[1]?.body['format']).toMatchObject({ anyOf: [{}, {}] });
    });

    it('follows a host that recognised the forced call itself', async () => {
      host.setScript([calls({ id: 'c', function: { name: 'weer', arguments: {} } }), done()]);
      expect(await read({ ...ask, tools: [weather], toolChoice: 'required' })).toMatchObject([{ type: 'tool-calls', calls: [{ id: 'c' }] }, { type: 'end', reason: 'tool-calls' }]);
    });

    it('gives half of a forced call as text: the caller sees that it was cut', async () => {
      host.setScript([text('{"name": "we'), done('length')]);
      expect(await read({ ...ask, tools: [weather], toolChoice: 'required' })).toMatchObject([{ type: 'text', text: '{"name": "we' }, { type: 'end', reason: 'length' }]);
    });
  });

  it.each([
    ['tools', status(400, 'registry.ollama.ai/library/chat:latest does not support tools'), 'model-incapable'],
    ['thinking', status(400, '"chat" does not support thinking'), 'model-incapable'],
    ['pictures', status(500, 'received image but vision model not loaded'), 'model-incapable'],
    ['a long prompt', status(400, 'the input length exceeds the context length'), 'context-overflow'],
    ['another fault of ours', status(400, 'invalid message format'), 'model-refused-call'],
  ])('says why the host refused: %s', async (_, step, code) => {
    host.setScript([step]);
    expect((await fault()).code).toBe(code);
  });

  it('has the host wait for a reader that is far behind, without taking that for silence', async () => {
    const line = `${JSON.stringify({ message: { content: 'x'.repeat(1000) } })}\n`;
    host.setScript([...Array.from({ length: 40 }, () => raw(line.repeat(1000))), done()]);
    const chunks = model.chat(ask, at, signal);
    await chunks.next();
    const request = await host.nextChat();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(request.endedAs).toBeUndefined();
    let read = 1;
    for await (const _ of chunks) read += 1;
    expect(read).toBe(40_001);
  });
});

describe('embed of createOllamaHost', () => {
  it('gives vectors in order, with what they cost', async () => {
    const { vectors, promptTokens } = await model.embed(['paspoort', 'afval'], { model: 'e5', contextTokens: 512 }, signal);
    expect(vectors).toEqual([embedText('paspoort', 8), embedText('afval', 8)]);
    expect(promptTokens).toBeGreaterThan(0);
    expect(host.requests[0]?.body.options).toEqual({ num_ctx: 512 });
  });

  it.each([
    ['no embedding model', status(400, 'this model does not support embeddings'), 'model-incapable'],
    ['no numbers', status(500, 'failed to encode response: json: unsupported value: NaN'), 'model-vectors-invalid'],
    ['a text that is too long', status(400, 'the input length exceeds the context length'), 'context-overflow'],
    ['no memory', status(500, 'model requires more system memory (2.1 GiB) than is available (0.4 GiB)'), 'model-unavailable'],
    ['a runner that stopped', status(500, 'llama runner process has terminated: signal: killed'), 'model-unavailable'],
    ['a runner that does not come', status(500, 'timed out waiting for llama runner to start'), 'model-unavailable'],
    ['a missing model', status(404, 'model "e5" not found, try pulling it first'), 'model-missing'],
    ['half an answer', raw('{"embeddings":[['), 'model-vectors-invalid'],
    ['an answer without an end', raw(' '.repeat(65 * 1024 * 1024)), 'model-unavailable'],
  ])('says what is wrong: %s', async (_, step, code) => {
    host.setFault('/api/embed', [step]);
    await expect(model.embed(['x'], { model: 'e5', contextTokens: 512 }, signal)).rejects.toMatchObject({ code });
  });
});

describe('models of createOllamaHost', () => {
  const digest = expect.stringMatching(/^[0-9a-f]{64}$/) as string;

  it('tells which there are, their digests and which are in memory', async () => {
    await read(ask);
    expect(await model.models(signal)).toEqual([{ name: 'chat:latest', digest, quantisation: 'Q4_K_M', parameters: '630.17M', isLoaded: true }, { name: 'e5:latest', digest, quantisation: 'Q4_0', parameters: '117.51M', isLoaded: false }]);
  });

  it('leaves open what is in memory where the host does not tell', async () => {
    host.setFault('/api/ps', [status(404, 'no')]);
    expect(await model.models(signal)).toMatchObject([{ name: 'chat:latest', digest }, { name: 'e5:latest', digest }]);
  });

  it('fails when the host is away, slow or something else', async () => {
    const hasty = createOllamaHost({ id: 'x', url: host.url, connectMs: 200, firstByteMs: 200, embedMs: 200, silenceMs: 200, checkMs: 200 });
    host.setFault('/api/tags', [silence()]);
    await expect(hasty.models(signal)).rejects.toMatchObject({ code: 'model-silent' });
    await hasty.close();
    host.setFault('/api/tags', [raw('[]')]);
    await expect(model.models(signal)).rejects.toMatchObject({ code: 'model-unavailable' });
    await host.stop();
    await expect(model.models(signal)).rejects.toMatchObject({ code: 'model-unavailable' });
  });
});

describe('pull of createOllamaHost', () => {
  const pulled = async (name: string) => {
    const seen: PullProgress[] = [];
    for await (const progress of model.pull(name, signal)) seen.push(progress);
    return seen;
  };

  it('tells how far it is, to the end', async () => {
    const seen = await pulled('ministral-3:3b');
    expect(host.requests[0]?.body).toEqual({ model: 'ministral-3:3b', stream: true });
    expect(seen[0]).toEqual({ status: 'pulling manifest' });
    expect(seen).toContainEqual({ status: 'pulling 1d9614638d18', completedBytes: 200, totalBytes: 400 });
    expect(seen.at(-1)).toEqual({ status: 'success' });
  });

  it.each<[string, Parameters<OllamaHost['setFault']>[1], string]>([
    ['a model that the registry has not', undefined, 'model-missing'],
    ['a disk that is full', [raw('{"status":"pulling manifest"}\n'), error('write /root/.ollama: no space left on device')], 'pull-failed'],
    ['a registry that is away', [error('pull model manifest: dial tcp: lookup registry.ollama.ai: no such host')], 'pull-failed'],
    ['a host that dies', [raw('{"status":"pulling manifest"}\n'), drop()], 'pull-failed'],
    ['an end without success', [raw('{"status":"pulling manifest"}\n')], 'pull-failed'],
    ['another server', [status(404, 'no')], 'pull-failed'],
  ])('says what is wrong: %s', async (_, steps, code) => {
    host.setFault('/api/pull', steps);
    await expect(pulled('bestaat-niet:3b')).rejects.toMatchObject({ code });
  });

  it('ends at the host when the caller leaves', async () => {
    host.setFault('/api/pull', [raw('{"status":"pulling manifest"}\n'), silence()]);
    for await (const _ of model.pull('groot', signal)) break;
    expect(await host.requests[0]?.ending).toBe('cancelled');
  });
});
