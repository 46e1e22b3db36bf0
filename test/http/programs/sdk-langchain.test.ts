import { HumanMessage, ToolMessage } from '@langchain/core/messages';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { type ProgramDesk, startProgramDesk } from '../../support/programs.ts';
import { end, fault, silence, text } from '../../support/scripted-gateway.ts';

const question = 'Wat kost een paspoort?';

describe('LangChain’s ChatOpenAI', () => {
  let desk: ProgramDesk;
  const chat = (apiKey = 'alles', model = 'loket-standaard') => new ChatOpenAI({ model, apiKey, maxRetries: 0, configuration: { baseURL: `${desk.url}/v1` } });
  beforeAll(async () => {
    desk = await startProgramDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.reset());

  test('gets an answer', async () => {
    const answer = await chat().invoke(question);
    expect(answer.text).toBe('Een paspoort kost € 86,20.');
    expect(answer).toMatchObject({ usage_metadata: { input_tokens: 12, output_tokens: 3, total_tokens: 15 } });
  });

  test('streams one', async () => {
    const pieces: string[] = [];
    for await (const chunk of await chat().stream(question)) pieces.push(chunk.text);
    expect(pieces.join('')).toBe('Een paspoort kost € 86,20.');
  });

  test('has tools called, and goes on with what they give', async () => {
    desk.gateway.script = () => [{ type: 'tool-calls', calls: [{ id: 'a', name: 'prijs', arguments: '{"van":"paspoort"}' }] }, end('tool-calls')];
    const model = chat().bindTools([{ name: 'prijs', description: 'Prijs', schema: { type: 'object', properties: { van: { type: 'string' } }, required: ['van'] } }]);
    const answer = await model.invoke(question);
    expect(answer.tool_calls).toMatchObject([{ id: 'a', name: 'prijs', args: { van: 'paspoort' } }]);
    await model.invoke([new HumanMessage(question), answer, new ToolMessage({ tool_call_id: 'a', content: '86,20' })]);
    expect(desk.gateway.calls[1]?.call.messages.slice(1)).toEqual([
      { role: 'assistant', content: '', toolCalls: [{ id: 'a', name: 'prijs', arguments: '{"van":"paspoort"}' }] },
      { role: 'tool', content: '86,20', toolCallId: 'a', toolName: 'prijs' },
    ]);
  });

  test('gets an object by its schema', async () => {
    desk.gateway.script = () => [text('{"prijs":86.2}'), end()];
    const schema = { title: 'prijs', type: 'object', properties: { prijs: { type: 'number' } }, required: ['prijs'] };
    expect(await chat().withStructuredOutput(schema, { method: 'jsonSchema' }).invoke(question)).toEqual({ prijs: 86.2 });
    expect(desk.gateway.calls[0]?.call.format).toMatchObject({ schema: { properties: { prijs: { type: 'number' } } } });
  });

  test('gets embeddings', async () => {
    const embeddings = new OpenAIEmbeddings({ model: 'vectoren', apiKey: 'alles', maxRetries: 0, configuration: { baseURL: `${desk.url}/v1` } });
    expect((await embeddings.embedDocuments(['a', 'b'])).map((vector) => vector.map((value) => Math.round(value * 10) / 10))).toEqual([[0.6, -0.8, 0], [0.6, -0.8, 0]]);
  });

  test('asks an assistant', async () => {
    expect((await chat('alles', 'balie/loket').invoke(question)).text).toContain('€ 86,20');
  });

  test('raises for a wrong key and an unknown model, with our code', async () => {
    await expect(chat('fout').invoke(question)).rejects.toMatchObject({ status: 401, code: 'key-invalid' });
    await expect(chat('alles', 'gpt-5').invoke(question)).rejects.toMatchObject({ status: 404, code: 'model-unknown' });
  });

  test('raises when a stream breaks, after all pieces that came before', async () => {
    const made = Array.from({ length: 200 }, (_, index) => `${index};`);
    desk.gateway.script = () => [...made.map(text), fault(new BalieError('model-broken-stream'))];
    const pieces: string[] = [];
    const reading = async () => {
      for await (const chunk of await chat().stream(question)) pieces.push(chunk.text);
    };
    await expect(reading()).rejects.toMatchObject({ code: 'model-broken-stream' });
    expect(pieces.join('')).toBe(made.join(''));
  });

  test('frees the host when it aborts', async () => {
    desk.gateway.script = () => [text('Een '), silence];
    const leave = new AbortController();
    const reading = (async () => {
      for await (const _ of await chat().stream(question, { signal: leave.signal })) leave.abort();
    })();
    await Promise.allSettled([reading]);
    await expect.poll(() => desk.gateway.calls[0]?.signal.aborted).toBe(true);
  });
});
