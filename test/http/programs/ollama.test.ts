import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { type ProgramDesk, startProgramDesk } from '../../support/programs.ts';
import { end, fault, text } from '../../support/scripted-gateway.ts';

const ask = { model: 'loket-standaard', messages: [{ role: 'user', content: 'Wat kost een paspoort?' }] };

describe('Ollama’s API', () => {
  let desk: ProgramDesk;
  beforeAll(async () => {
    desk = await startProgramDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.reset());

  const chat = (body: object) => desk.post('/api/chat', body);
  const linesOf = (stream: string) => stream.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

  describe('POST /api/chat', () => {
    test('streams a line for each piece unless told not to, and counts at the end', async () => {
      const response = await chat(ask);
      expect(response.headers.get('Content-Type')).toBe('application/x-ndjson');
      const lines = linesOf(await response.text());
      expect(lines.slice(0, 2)).toMatchObject([
        { model: 'loket-standaard', created_at: expect.any(String), message: { role: 'assistant', content: 'Een paspoort ' }, done: false },
        { message: { role: 'assistant', content: 'kost € 86,20.' }, done: false },
      ]);
      expect(lines[2]).toMatchObject({ message: { content: '' }, done: true, done_reason: 'stop', prompt_eval_count: 12, eval_count: 3, total_duration: expect.any(Number) });
      expect(lines).toHaveLength(3);
    });

    test('gives an answer in one piece', async () => {
      expect(await (await chat({ ...ask, stream: false })).json()).toMatchObject({
        model: 'loket-standaard', message: { role: 'assistant', content: 'Een paspoort kost € 86,20.' }, done: true, done_reason: 'stop', eval_count: 3,
      });
    });

    test('asks the model what was sent, and keeps from it how it is to be run', async () => {
      const parameters = { type: 'object', properties: { plaats: { type: 'string' } } };
      await (await chat({
        model: 'loket-standaard:latest', keep_alive: '5m', format: parameters, think: 'high', truncate: false,
        options: { num_ctx: 4096, num_gpu: 1, num_predict: 20, temperature: 0.2, top_p: 0.9, presence_penalty: 1, frequency_penalty: 0.5, seed: 4, stop: ['X', 'Y'] },
        messages: [
          { role: 'system', content: 'Wees kort.' },
          { role: 'user', content: 'Weer in Ede en Epe?', images: ['iVBORw0KGgo='] },
          { role: 'assistant', content: '', tool_calls: [{ function: { name: 'weer', arguments: { plaats: 'Ede' } } }, { function: { name: 'weer', arguments: { plaats: 'Epe' } } }] },
          { role: 'tool', tool_name: 'weer', content: 'Zon' },
          { role: 'tool', tool_name: 'weer', content: 'Regen' },
        ],
        tools: [{ type: 'function', function: { name: 'weer', parameters } }],
      })).text();
      expect(desk.gateway.calls[0]?.call).toEqual({
        model: 'loket-standaard', maxTokens: 20, temperature: 0.2, topP: 0.9, presencePenalty: 1, frequencyPenalty: 0.5, seed: 4, stop: ['X', 'Y'], thinks: true,
        format: { schema: parameters }, tools: [{ name: 'weer', parameters }],
        messages: [
          { role: 'system', content: 'Wees kort.' },
          { role: 'user', content: 'Weer in Ede en Epe?', images: ['iVBORw0KGgo='] },
          { role: 'assistant', content: '', toolCalls: [{ id: 'call_1', name: 'weer', arguments: '{"plaats":"Ede"}' }, { id: 'call_2', name: 'weer', arguments: '{"plaats":"Epe"}' }] },
          { role: 'tool', content: 'Zon', toolCallId: 'call_1', toolName: 'weer' },
          { role: 'tool', content: 'Regen', toolCallId: 'call_2', toolName: 'weer' },
        ],
      });
    });

    test('gives calls of tools with their arguments as an object, and what is none as the model wrote it', async () => {
      desk.gateway.script = () => [{ type: 'thinking', text: 'Hm.' }, { type: 'tool-calls', calls: [{ id: 'a', name: 'weer', arguments: '{"plaats":"Ede"}' }, { id: 'b', name: 'weer', arguments: '{"plaats"' }] }, end('tool-calls')];
      const made = [{ function: { name: 'weer', arguments: { plaats: 'Ede' } } }, { function: { name: 'weer', arguments: '{"plaats"' } }];
      expect(await (await chat({ ...ask, stream: false })).json()).toMatchObject({ message: { content: '', thinking: 'Hm.', tool_calls: made } });
      expect(linesOf(await (await chat(ask)).text())).toMatchObject([{ message: { content: '', thinking: 'Hm.' } }, { message: { tool_calls: made } }, { done: true }]);
    });

    test('ends a broken stream with its error and a broken connection', async () => {
      desk.gateway.script = () => [text('Half'), fault(new BalieError('model-broken-stream'))];
      const received: string[] = [];
      const reading = (async () => {
        for await (const piece of (await chat(ask)).body ?? []) received.push(Buffer.from(piece).toString());
      })();
      await expect(reading).rejects.toThrow();
      expect(linesOf(received.join(''))).toMatchObject([{ message: { content: 'Half' } }, { error: expect.stringContaining('afgebroken'), code: 'model-broken-stream' }]);
    });

    test.each([
      [{ messages: [] }, 'messages'],
      [{ messages: [{ role: 'developer', content: 'x' }] }, 'messages.0.role'],
      [{ messages: [{ role: 'user', content: 'x', images: ['http://intern/'] }] }, 'messages.0.images.0'],
      [{ format: 'xml' }, 'format'],
      [{ format: { type: 'banaan' } }, 'format'],
      [{ options: { num_predict: 'veel' } }, 'options.num_predict'],
    ])('refuses %j', async (fields, name) => {
      const response = await chat({ ...ask, ...fields });
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ code: 'input-invalid', error: expect.stringContaining(`${name} `) });
    });
  });

  test('POST /api/embed gives vectors for one text or many', async () => {
    desk.gateway.vector = (each) => [each.length, 0];
    expect(await (await desk.post('/api/embed', { model: 'vectoren', input: 'abc', truncate: true })).json()).toMatchObject({ model: 'vectoren', embeddings: [[3, 0]], prompt_eval_count: 2 });
    expect(await (await desk.post('/api/embed', { model: 'vectoren', input: ['a', 'bb'] })).json()).toMatchObject({ embeddings: [[1, 0], [2, 0]] });
    await expect.poll(() => desk.steps.filter((step) => step === 'ended')).toHaveLength(2);
    expect(desk.received[0]).toMatchObject({ kind: 'embed', said: { texts: ['abc'] } });
    expect(await (await desk.post('/api/embeddings', { model: 'vectoren', prompt: 'abcd' })).json()).toEqual({ embedding: [4, 0] });
    expect((await desk.post('/api/embeddings', { model: 'vectoren', prompt: '' })).status).toBe(400);
    expect((await desk.post('/api/embeddings', { model: 'balie/loket', prompt: 'a' })).status).toBe(400);
    const wrong = await desk.post('/api/embed', { model: 'vectoren', input: 'abc', dimensions: 512 });
    expect([wrong.status, await wrong.json()]).toEqual([400, { code: 'input-invalid', error: expect.stringContaining('dimensions kan bij dit model alleen 2 zijn') }]);
  });

  test('GET /api/tags and POST /api/show tell of what a key may use, and of nothing else', async () => {
    const names = async (token: string) => ((await (await desk.get('/api/tags', token)).json()) as { models: { name: string }[] }).models.map(({ name }) => name);
    expect(await names('alles')).toEqual(['loket-standaard', 'vectoren', 'geheim', 'balie/collega', 'balie/loket']);
    expect(await names('een')).toEqual(['loket-standaard']);
    expect(await names('loket')).toEqual(['balie/loket']);
    expect(await (await desk.post('/api/show', { model: 'loket-standaard' })).json()).toMatchObject({
      capabilities: ['completion', 'tools', 'vision', 'thinking'], license: 'Apache-2.0', model_info: { 'balie.context_length': 8_192 },
    });
    expect((await desk.post('/api/show', { name: 'geheim' }, { token: 'een' })).status).toBe(403);
  });

  test.each([['POST', '/api/chat'], ['POST', '/api/generate'], ['POST', '/api/embed'], ['POST', '/api/embeddings'], ['GET', '/api/tags'], ['GET', '/api/ps'], ['POST', '/api/show'], ['GET', '/api/version']])('%s %s needs a key', async (method, path) => {
    const response = await fetch(desk.url + path, { method, ...(method === 'POST' && { body: '{}' }) });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ code: 'key-invalid', error: expect.stringContaining('sleutel') });
  });

  test('says which version it follows, takes a body of any type, and knows no other address', async () => {
    expect(await (await desk.get('/api/version')).json()).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
    expect((await desk.post('/api/chat', ask, { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })).status).toBe(200);
    for (const path of ['/api/pull', '/api/create', '/api/chat/meer']) {
      const response = await desk.post(path, {});
      expect([response.status, await response.json()]).toEqual([404, { code: 'address-unknown', error: expect.stringContaining('/api/chat') }]);
    }
  });

  test('leaves the desk’s own API alone', async () => {
    for (const path of ['/api/v1', '/api/v1/bestaat-niet', '/api/v1/chat']) expect((await desk.get(path)).headers.get('Content-Type'), path).toContain('application/problem+json');
  });
});
