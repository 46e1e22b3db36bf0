import { Ollama } from 'ollama';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { type ProgramDesk, startProgramDesk } from '../../support/programs.ts';
import { end, fault, silence, text } from '../../support/scripted-gateway.ts';

const model = 'loket-standaard';
const messages = [{ role: 'user', content: 'Wat kost een paspoort?' }];

describe('ollama-js', () => {
  let desk: ProgramDesk;
  const client = (key = 'alles') => new Ollama({ host: desk.url, headers: { Authorization: `Bearer ${key}` } });
  beforeAll(async () => {
    desk = await startProgramDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.reset());

  test('gets an answer', async () => {
    const answer = await client().chat({ model, messages });
    expect([answer.message.content, answer.done, answer.prompt_eval_count, answer.eval_count]).toEqual(['Een paspoort kost € 86,20.', true, 12, 3]);
  });

  test('streams one', async () => {
    const pieces: string[] = [];
    for await (const { message, done } of await client().chat({ model, messages, stream: true, think: true })) pieces.push(done ? 'END' : message.content);
    expect(pieces).toEqual(['Een paspoort ', 'kost € 86,20.', 'END']);
  });

  test('has tools called', async () => {
    desk.gateway.script = () => [{ type: 'tool-calls', calls: [{ id: 'a', name: 'prijs', arguments: '{"van":"paspoort"}' }] }, end('tool-calls')];
    const tools = [{ type: 'function', function: { name: 'prijs', description: 'Prijs', parameters: { type: 'object', properties: { van: { type: 'string' } } } } }];
    expect((await client().chat({ model, messages, tools })).message.tool_calls).toMatchObject([{ function: { name: 'prijs', arguments: { van: 'paspoort' } } }]);
  });

  test('gets an answer by a schema', async () => {
    desk.gateway.script = () => [text('{"prijs":86.2}'), end()];
    const format = { type: 'object', properties: { prijs: { type: 'number' } } };
    expect(JSON.parse((await client().chat({ model, messages, format })).message.content)).toEqual({ prijs: 86.2 });
    expect(desk.gateway.calls[0]?.call.format).toEqual({ schema: format });
  });

  test('gets embeddings, the list, one model and the version', async () => {
    expect((await client().embed({ model: 'vectoren', input: ['a', 'b'] })).embeddings).toEqual([[0.6, -0.8, 0], [0.6, -0.8, 0]]);
    expect(await client().embeddings({ model: 'vectoren', prompt: 'a' })).toEqual({ embedding: [0.6, -0.8, 0] });
    expect((await client().list()).models.map(({ name }) => name)).toContain('balie/loket');
    expect(await client().show({ model })).toMatchObject({ capabilities: expect.arrayContaining(['completion', 'tools']) });
    expect(await client().version()).toMatchObject({ version: expect.any(String) });
  });

  test('completes a prompt, whole and streamed, and loads a model', async () => {
    const prompt = 'Wat kost een paspoort?';
    const whole = await client().generate({ model, prompt, system: 'Wees kort.', options: { temperature: 0 } });
    expect([whole.response, whole.done, whole.done_reason, whole.prompt_eval_count, whole.eval_count]).toEqual(['Een paspoort kost € 86,20.', true, 'stop', 12, 3]);
    const pieces: string[] = [];
    for await (const { response, done } of await client().generate({ model, prompt, stream: true })) pieces.push(done ? 'END' : String(response));
    expect(pieces).toEqual(['Een paspoort ', 'kost € 86,20.', 'END']);
    expect(await client().generate({ model, prompt: '', keep_alive: '5m' })).toMatchObject({ response: '', done: true, done_reason: 'load' });
    expect((await client().ps()).models.map(({ name }) => name)).toEqual(['loket-standaard', 'geheim']);
  });

  test('asks an assistant', async () => {
    expect((await client().chat({ model: 'balie/loket', messages })).message.content).toContain('€ 86,20');
  });

  test('raises for a wrong key and an unknown model', async () => {
    await expect(client('fout').chat({ model, messages })).rejects.toMatchObject({ status_code: 401, error: expect.stringContaining('sleutel') });
    await expect(client().chat({ model: 'llama9', messages, stream: true })).rejects.toMatchObject({ status_code: 404 });
  });

  test('raises when a stream breaks, after all pieces that came before', async () => {
    const made = Array.from({ length: 200 }, (_, index) => `${index};`);
    desk.gateway.script = () => [...made.map(text), fault(new BalieError('model-broken-stream'))];
    const pieces: string[] = [];
    const reading = async () => {
      for await (const { message } of await client().chat({ model, messages, stream: true })) pieces.push(message.content);
    };
    await expect(reading()).rejects.toThrow('afgebroken');
    expect(pieces).toEqual(made);
  });

  test('frees the host when it aborts', async () => {
    desk.gateway.script = () => [text('Een '), silence];
    const one = client();
    const reading = (async () => {
      for await (const _ of await one.chat({ model, messages, stream: true })) one.abort();
    })();
    await expect(reading).rejects.toThrow();
    await expect.poll(() => desk.gateway.calls[0]?.signal.aborted).toBe(true);
  });
});
