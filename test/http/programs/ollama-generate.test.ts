import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { type ProgramDesk, startProgramDesk } from '../../support/programs.ts';
import { end, fault, text } from '../../support/scripted-gateway.ts';

const ask = { model: 'loket-standaard', prompt: 'Wat kost een paspoort?' };

describe('POST /api/generate', () => {
  let desk: ProgramDesk;
  beforeAll(async () => {
    desk = await startProgramDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.reset());

  const generate = (body: object, token?: string) => desk.post('/api/generate', body, token === undefined ? {} : { token });
  const linesOf = (stream: string) => stream.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

  test('streams a line for each piece unless told not to, and counts at the end', async () => {
    const response = await generate(ask);
    expect(response.headers.get('Content-Type')).toBe('application/x-ndjson');
    const lines = linesOf(await response.text());
    expect(lines).toMatchObject([
      { model: 'loket-standaard', created_at: expect.any(String), response: 'Een paspoort ', done: false },
      { response: 'kost € 86,20.', done: false },
      { response: '', done: true, done_reason: 'stop', prompt_eval_count: 12, eval_count: 3, total_duration: expect.any(Number) },
    ]);
    expect(Object.keys(lines[0] ?? {})).toEqual(['model', 'created_at', 'response', 'done']);
  });

  test('gives an answer in one piece, with the thoughts apart', async () => {
    desk.gateway.script = () => [{ type: 'thinking', text: 'Hm.' }, text('€ 86,20.'), end('length')];
    const answer = (await (await generate({ ...ask, stream: false, think: true })).json()) as object;
    expect(answer).toMatchObject({ model: 'loket-standaard', response: '€ 86,20.', thinking: 'Hm.', done: true, done_reason: 'length' });
    expect(answer).not.toHaveProperty('message');
  });

  test('asks the model what was sent, and keeps from it how it is to be run', async () => {
    const format = { type: 'object', properties: { prijs: { type: 'number' } } };
    await (await generate({
      ...ask, system: 'Wees kort.', images: ['iVBORw0KGgo='], format, keep_alive: '10m', raw: false, suffix: '', template: '', context: [], truncate: false,
      options: { num_ctx: 4096, num_gpu: 1, num_predict: 20, temperature: 0.2, top_p: 0.9, seed: 4, stop: ['X'] },
    })).text();
    await (await generate({ ...ask, system: '' })).text();
    expect(desk.gateway.calls.map(({ call }) => call)).toEqual([
      {
        model: 'loket-standaard', maxTokens: 20, temperature: 0.2, topP: 0.9, seed: 4, stop: ['X'], format: { schema: format },
        messages: [{ role: 'system', content: 'Wees kort.' }, { role: 'user', content: ask.prompt, images: ['iVBORw0KGgo='] }],
      },
      { model: 'loket-standaard', messages: [{ role: 'user', content: ask.prompt }] },
    ]);
  });

  test('goes by the limits and the record as any call: nothing is asked before it is kept', async () => {
    await (await generate({ ...ask, stream: false })).json();
    await expect.poll(() => desk.steps).toEqual(['admit', 'received after 0 calls', 'settle', 'ended']);
    expect(desk.received).toMatchObject([{ kind: 'chat', key: 'alles', model: 'loket-standaard', said: { messages: [{ role: 'user', content: ask.prompt }] } }]);
    expect([...desk.ended.values()]).toMatchObject([{ outcome: 'answered', said: { text: 'Een paspoort kost € 86,20.' } }]);
    desk.faults.admit = new BalieError('rate-limited', { retryAfterMs: 3_000 });
    const limited = await generate(ask);
    expect([limited.status, limited.headers.get('Retry-After')]).toEqual([429, '3']);
    expect(desk.gateway.calls).toHaveLength(1);
  });

  test.each([[{ prompt: '' }, 'load'], [{}, 'load'], [{ keep_alive: '10m' }, 'load'], [{ keep_alive: 0 }, 'unload'], [{ keep_alive: '0s' }, 'unload']])('an empty prompt (%j) has no model loaded: none is asked anything', async (fields, reason) => {
    expect(await (await generate({ model: 'loket-standaard', ...fields })).json()).toEqual({ model: 'loket-standaard', created_at: expect.any(String), response: '', done: true, done_reason: reason });
    expect([desk.gateway.calls, desk.steps]).toEqual([[], []]);
  });

  test('takes a turn of an assistant', async () => {
    const answer = await (await generate({ ...ask, model: 'balie/loket', stream: false })).json();
    expect(answer).toMatchObject({ model: 'balie/loket', response: expect.stringContaining('€ 86,20'), sources: expect.any(Array), conversation_id: expect.any(String) });
  });

  test('ends a broken stream with its error and a broken connection', async () => {
    desk.gateway.script = () => [text('Half'), fault(new BalieError('model-broken-stream'))];
    const received: string[] = [];
    const reading = (async () => {
      for await (const piece of (await generate(ask)).body ?? []) received.push(Buffer.from(piece).toString());
    })();
    await expect(reading).rejects.toThrow();
    expect(linesOf(received.join(''))).toMatchObject([{ response: 'Half' }, { error: expect.stringContaining('afgebroken'), code: 'model-broken-stream' }]);
  });

  test.each([
    [{ raw: true }, 'raw'],
    [{ suffix: 'einde' }, 'suffix'],
    [{ template: '{{ .Prompt }}' }, 'template'],
    [{ context: [1, 2] }, 'context'],
    [{ prompt: 3 }, 'prompt'],
    [{ images: ['http://intern/'] }, 'images.0'],
    [{ format: 'xml' }, 'format'],
    [{ options: { temperature: 9 } }, 'options.temperature'],
    [{ model: '' }, 'model'],
  ])('refuses %j', async (fields, name) => {
    const response = await generate({ ...ask, ...fields });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ code: 'input-invalid', error: expect.stringContaining(`${name} `) });
    expect(desk.gateway.calls).toEqual([]);
  });

  test.each([['alles', 'llama9', 404, 'model-unknown'], ['een', 'geheim', 403, 'key-forbidden'], ['loket', 'loket-standaard', 403, 'key-forbidden']])('is closed to %s for %s, also to load it', async (token, model, status, code) => {
    for (const prompt of ['Hallo', '']) {
      const response = await generate({ model, prompt }, token);
      expect([response.status, await response.json()]).toEqual([status, { code, error: expect.any(String) }]);
    }
  });

  test('GET /api/ps shows what is in memory, of what a key may use', async () => {
    const running = async (token: string) => ((await (await desk.get('/api/ps', token)).json()) as { models: { name: string }[] }).models;
    expect((await running('alles')).map(({ name }) => name)).toEqual(['loket-standaard', 'geheim']);
    expect(await running('een')).toMatchObject([{ name: 'loket-standaard', model: 'loket-standaard', context_length: 8_192, expires_at: '0001-01-01T00:00:00Z', size_vram: 0 }]);
    expect((await desk.get('/api/ps', 'cms')).status).toBe(403);
  });
});
