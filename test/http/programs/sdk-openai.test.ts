import OpenAI, { AuthenticationError, BadRequestError, InternalServerError, NotFoundError } from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { type ProgramDesk, startProgramDesk } from '../../support/programs.ts';
import { end, fault, silence, text } from '../../support/scripted-gateway.ts';

const model = 'loket-standaard';
const messages = [{ role: 'user' as const, content: 'Wat kost een paspoort?' }];
const schema = { type: 'object', properties: { prijs: { type: 'number' } }, required: ['prijs'], additionalProperties: false };

describe('the openai SDK', () => {
  let desk: ProgramDesk;
  let client: OpenAI;
  beforeAll(async () => {
    desk = await startProgramDesk();
    client = new OpenAI({ baseURL: `${desk.url}/v1`, apiKey: 'alles', maxRetries: 0 });
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.reset());

  test('gets an answer', async () => {
    const { choices: [choice], usage, id } = await client.chat.completions.create({ model, messages });
    expect([choice?.message.content, choice?.finish_reason, usage?.total_tokens]).toEqual(['Een paspoort kost € 86,20.', 'stop', 15]);
    expect(id).toMatch(/^chatcmpl-/);
  });

  test('streams one', async () => {
    const pieces: string[] = [];
    let used: number | undefined;
    for await (const chunk of await client.chat.completions.create({ model, messages, stream: true, stream_options: { include_usage: true } })) {
      pieces.push(chunk.choices[0]?.delta.content ?? '');
      used = chunk.usage?.total_tokens ?? used;
    }
    expect([pieces.join(''), used]).toEqual(['Een paspoort kost € 86,20.', 15]);
  });

  test('gathers one with its own helper, tool calls too', async () => {
    desk.gateway.script = () => [text('Even kijken.'), { type: 'tool-calls', calls: [{ id: 'a', name: 'prijs', arguments: '{"van":"paspoort"}' }, { id: 'b', name: 'prijs', arguments: '{"van"' }] }, end('tool-calls')];
    const tools = [{ type: 'function' as const, function: { name: 'prijs', parameters: { type: 'object', properties: { van: { type: 'string' } } } } }];
    const { choices: [choice] } = await client.chat.completions.stream({ model, messages, tools }).finalChatCompletion();
    expect(choice).toMatchObject({ finish_reason: 'tool_calls', message: { content: 'Even kijken.' } });
    expect(choice?.message.tool_calls).toMatchObject([{ id: 'a', function: { name: 'prijs', arguments: '{"van":"paspoort"}' } }, { id: 'b', function: { arguments: '{"van"' } }]);
  });

  test('parses an answer by its schema', async () => {
    desk.gateway.script = () => [text('{"prijs"'), text(':86.2}'), end()];
    const { choices: [choice] } = await client.chat.completions.parse({ model, messages, response_format: { type: 'json_schema', json_schema: { name: 'prijs', strict: true, schema } } });
    expect(choice?.message.parsed).toEqual({ prijs: 86.2 });
    expect(desk.gateway.calls[0]?.call.format).toEqual({ schema });
  });

  test('gets embeddings, which it asks in base64', async () => {
    const { data } = await client.embeddings.create({ model: 'vectoren', input: ['a', 'b'] });
    expect(data.map(({ embedding }) => embedding.map((value) => Math.round(value * 10) / 10))).toEqual([[0.6, -0.8, 0], [0.6, -0.8, 0]]);
  });

  test('lists models and finds one', async () => {
    const ids: string[] = [];
    for await (const { id } of client.models.list()) ids.push(id);
    expect(ids).toContain('balie/loket');
    expect(await client.models.retrieve('balie/loket')).toMatchObject({ id: 'balie/loket' });
  });

  test('asks an assistant', async () => {
    const { choices: [choice] } = await client.chat.completions.create({ model: 'balie/loket', messages });
    expect(choice?.message).toMatchObject({ content: expect.stringContaining('[1]'), sources: [{ number: 1, title: 'Paspoort aanvragen' }] });
  });

  test.each([
    ['a wrong key', () => new OpenAI({ baseURL: `${desk.url}/v1`, apiKey: 'fout', maxRetries: 0 }).models.list(), AuthenticationError, 'key-invalid'],
    ['an unknown model', () => client.chat.completions.create({ model: 'gpt-5', messages }), NotFoundError, 'model-unknown'],
    ['a wrong field', () => client.chat.completions.create({ model, messages, temperature: 9 }), BadRequestError, 'input-invalid'],
  ])('raises for %s, with our code', async (_, call, kind, code) => {
    const error = await Promise.resolve(call()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ code, requestID: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  test('comes back as it is told when there is no room, and gets its answer', async () => {
    const patient = new OpenAI({ baseURL: `${desk.url}/v1`, apiKey: 'alles', maxRetries: 2 });
    let tries = 0;
    desk.gateway.script = () => ((tries += 1) === 1 ? [fault(new BalieError('queue-full', { retryAfterMs: 1 }))] : [text('Ja.'), end()]);
    const { choices: [choice] } = await patient.chat.completions.create({ model, messages });
    expect([choice?.message.content, tries]).toEqual(['Ja.', 2]);
    desk.gateway.script = () => [fault(new BalieError('queue-full'))];
    await expect(client.chat.completions.create({ model, messages })).rejects.toBeInstanceOf(InternalServerError);
  });

  test('raises when a stream breaks, after all pieces that came before', async () => {
    const made = Array.from({ length: 200 }, (_, index) => `${index};`);
    desk.gateway.script = () => [...made.map(text), fault(new BalieError('model-broken-stream'))];
    const pieces: string[] = [];
    const reading = async () => {
      for await (const chunk of await client.chat.completions.create({ model, messages, stream: true })) pieces.push(chunk.choices[0]?.delta.content ?? '');
    };
    await expect(reading()).rejects.toMatchObject({ code: 'model-broken-stream' });
    expect(pieces).toEqual(made);
  });

  test('raises when the desk itself is gone in the middle', async () => {
    const other = await startProgramDesk();
    other.gateway.script = () => [text('Een '), silence];
    const stream = await new OpenAI({ baseURL: `${other.url}/v1`, apiKey: 'alles', maxRetries: 0 }).chat.completions.create({ model, messages, stream: true });
    const reading = (async () => {
      for await (const _ of stream) void other.close();
    })();
    await expect(reading).rejects.toThrow();
  });

  test('frees the host when it aborts', async () => {
    desk.gateway.script = () => [text('Een '), silence];
    const stream = await client.chat.completions.create({ model, messages, stream: true });
    for await (const _ of stream) break;
    await expect.poll(() => desk.gateway.calls[0]?.signal.aborted).toBe(true);
    const leave = new AbortController();
    const waiting = client.chat.completions.create({ model, messages }, { signal: leave.signal });
    await expect.poll(() => desk.gateway.calls.length).toBe(2);
    leave.abort();
    await expect(waiting).rejects.toThrow();
    await expect.poll(() => desk.gateway.calls[1]?.signal.aborted).toBe(true);
  });
});
