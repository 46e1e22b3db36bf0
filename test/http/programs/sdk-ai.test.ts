import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, embedMany, generateText, jsonSchema, Output, stepCountIs, streamText, tool } from 'ai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { type ProgramDesk, startProgramDesk } from '../../support/programs.ts';
import { end, fault, silence, text } from '../../support/scripted-gateway.ts';

const prompt = 'Wat kost een paspoort?';

describe('the Vercel AI SDK', () => {
  let desk: ProgramDesk;
  const provider = (apiKey = 'alles') => createOpenAICompatible({ name: 'balie', baseURL: `${desk.url}/v1`, apiKey, includeUsage: true, supportsStructuredOutputs: true });
  const model = () => provider()('loket-standaard');
  beforeAll(async () => {
    desk = await startProgramDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.reset());

  test('gets an answer, with what was thought', async () => {
    desk.gateway.script = () => [{ type: 'thinking', text: 'Hm.' }, text('Ja.'), end()];
    const result = await generateText({ model: model(), prompt, maxRetries: 0 });
    expect([result.text, result.reasoningText, result.finishReason, result.usage.totalTokens]).toEqual(['Ja.', 'Hm.', 'stop', 15]);
  });

  test('streams one', async () => {
    const result = streamText({ model: model(), prompt, maxRetries: 0 });
    const pieces: string[] = [];
    for await (const piece of result.textStream) pieces.push(piece);
    expect(pieces).toEqual(['Een paspoort ', 'kost € 86,20.']);
    expect((await result.usage).totalTokens).toBe(15);
  });

  test('runs tools and goes on with what they give', async () => {
    let round = 0;
    desk.gateway.script = () => ((round += 1) === 1 ? [{ type: 'tool-calls', calls: [{ id: 'a', name: 'prijs', arguments: '{"van":"paspoort"}' }] }, end('tool-calls')] : [text('€ 86,20'), end()]);
    const prijs = tool({ description: 'Prijs', inputSchema: jsonSchema<{ van: string }>({ type: 'object', properties: { van: { type: 'string' } } }), execute: ({ van }) => `${van}: 86,20` });
    const result = await generateText({ model: model(), prompt, tools: { prijs }, stopWhen: stepCountIs(3), maxRetries: 0 });
    expect(result.text).toBe('€ 86,20');
    expect(desk.gateway.calls[1]?.call.messages.at(-1)).toEqual({ role: 'tool', content: 'paspoort: 86,20', toolCallId: 'a', toolName: 'prijs' });
  });

  test('gets an object by its schema', async () => {
    desk.gateway.script = () => [text('{"prijs":86.2}'), end()];
    const result = await generateText({ model: model(), prompt, maxRetries: 0, output: Output.object({ schema: jsonSchema<{ prijs: number }>({ type: 'object', properties: { prijs: { type: 'number' } } }) }) });
    expect(result.output).toEqual({ prijs: 86.2 });
    expect(desk.gateway.calls[0]?.call.format).toMatchObject({ schema: { properties: { prijs: { type: 'number' } } } });
  });

  test('gets embeddings', async () => {
    const { embeddings } = await embedMany({ model: provider().embeddingModel('vectoren'), values: ['a', 'b'], maxRetries: 0 });
    expect(embeddings).toEqual([[0.6, -0.8, 0], [0.6, -0.8, 0]]);
  });

  test('asks an assistant', async () => {
    expect((await generateText({ model: provider()('balie/loket'), prompt, maxRetries: 0 })).text).toContain('€ 86,20');
  });

  test('raises for a wrong key and an unknown model, in our words', async () => {
    const asked = (key: string, name: string) => generateText({ model: provider(key)(name), prompt, maxRetries: 0 }).catch((error: unknown) => error);
    const wrongKey = await asked('fout', 'loket-standaard');
    expect(APICallError.isInstance(wrongKey)).toBe(true);
    expect(wrongKey).toMatchObject({ statusCode: 401, message: expect.stringContaining('sleutel') });
    expect(await asked('alles', 'gpt-5')).toMatchObject({ statusCode: 404, data: { error: { code: 'model-unknown' } } });
  });

  test('raises when a stream breaks, after all pieces that came before', async () => {
    const made = Array.from({ length: 200 }, (_, index) => `${index};`);
    desk.gateway.script = () => [...made.map(text), fault(new BalieError('model-broken-stream'))];
    const errors: unknown[] = [];
    const pieces: string[] = [];
    const result = streamText({ model: model(), prompt, maxRetries: 0, onError: ({ error }) => void errors.push(error) });
    const reading = async () => {
      for await (const part of result.fullStream) if (part.type === 'text-delta') pieces.push(part.text);
    };
    // It tells of the fault and reads on, until the connection breaks.
    await expect(reading()).rejects.toThrow('Failed to process');
    expect(pieces).toEqual(made);
    expect(String(errors[0]) + JSON.stringify(errors[0])).toContain('afgebroken');
  });

  test('frees the host when it aborts', async () => {
    desk.gateway.script = () => [text('Een '), silence];
    const leave = new AbortController();
    const result = streamText({ model: model(), prompt, abortSignal: leave.signal, maxRetries: 0 });
    for await (const _ of result.textStream) leave.abort();
    await expect.poll(() => desk.gateway.calls[0]?.signal.aborted).toBe(true);
  });
});
