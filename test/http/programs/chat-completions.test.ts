import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { type ProgramDesk, startProgramDesk } from '../../support/programs.ts';
import { end, text } from '../../support/scripted-gateway.ts';

const PATH = '/v1/chat/completions';
const ask = { model: 'loket-standaard', messages: [{ role: 'user', content: 'Wat kost een paspoort?' }] };

interface Chunk {
  choices: { delta: Record<string, unknown>; finish_reason: string | null }[];
  usage?: unknown;
}

const chunksOf = (stream: string) => stream.split('\n\n').filter((event) => event.startsWith('data: {')).map((event) => JSON.parse(event.slice(6)) as Chunk);

describe(`POST ${PATH}`, () => {
  let desk: ProgramDesk;
  beforeAll(async () => {
    desk = await startProgramDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.reset());

  const post = (body: object) => desk.post(PATH, body);
  const refusal = (body: object | string, init = {}) => desk.refusal(PATH, body, init);

  describe('gives', () => {
    test('an answer in one piece', async () => {
      const response = await post(ask);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({
        id: expect.stringMatching(/^chatcmpl-[0-9a-f-]{36}$/),
        object: 'chat.completion',
        created: expect.any(Number),
        model: 'loket-standaard',
        choices: [{ index: 0, message: { role: 'assistant', content: 'Een paspoort kost € 86,20.' }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
      });
    });

    test('the same answer as a stream, whose first piece says who speaks and whose last one why it ended', async () => {
      const response = await post({ ...ask, stream: true });
      expect(response.headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8');
      expect(response.headers.get('X-Accel-Buffering')).toBe('no');
      const stream = await response.text();
      expect(chunksOf(stream).map(({ choices: [choice] }) => [choice?.delta, choice?.finish_reason])).toEqual([
        [{ role: 'assistant', content: 'Een paspoort ' }, null],
        [{ content: 'kost € 86,20.' }, null],
        [{}, 'stop'],
      ]);
      expect(stream.endsWith('data: [DONE]\n\n')).toBe(true);
    });

    test('usage in a stream to who asks for it', async () => {
      const stream = await (await post({ ...ask, stream: true, stream_options: { include_usage: true } })).text();
      expect(chunksOf(stream).at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 } });
    });

    test('what a model thought apart from what it says', async () => {
      desk.gateway.script = () => [{ type: 'thinking', text: 'Even denken.' }, text('Ja.'), end()];
      expect(await (await post({ ...ask, reasoning_effort: 'low' })).json()).toMatchObject({ choices: [{ message: { content: 'Ja.', reasoning_content: 'Even denken.' } }] });
      const stream = await (await post({ ...ask, stream: true })).text();
      expect(chunksOf(stream)[0]?.choices[0]?.delta).toEqual({ role: 'assistant', reasoning_content: 'Even denken.' });
    });

    test('calls of tools as the model wrote them, botched ones too', async () => {
      const calls = [{ id: 'a', name: 'weer', arguments: '{"plaats": "Ede"' }, { id: 'b', name: 'weer', arguments: '{"plaats":"Epe"}' }];
      desk.gateway.script = () => [{ type: 'tool-calls', calls: calls.slice(0, 1) }, { type: 'tool-calls', calls: calls.slice(1) }, end('tool-calls')];
      const { choices: [choice] } = (await (await post(ask)).json()) as { choices: { message: { content: unknown; tool_calls: unknown[] }; finish_reason: string }[] };
      expect(choice).toMatchObject({ finish_reason: 'tool_calls', message: { content: null } });
      expect(choice?.message.tool_calls).toEqual(calls.map(({ id, name, arguments: given }) => ({ id, type: 'function', function: { name, arguments: given } })));
      const chunks = chunksOf(await (await post({ ...ask, stream: true })).text());
      expect(chunks.flatMap(({ choices: [piece] }) => (piece?.delta['tool_calls'] as { index: number }[] | undefined) ?? []).map(({ index }) => index)).toEqual([0, 1]);
      expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('tool_calls');
    });

    test('a stream that says nothing its opening and its end', async () => {
      desk.gateway.script = () => [end('length')];
      const chunks = chunksOf(await (await post({ ...ask, stream: true })).text());
      expect(chunks.map(({ choices: [piece] }) => [piece?.delta, piece?.finish_reason])).toEqual([[{ role: 'assistant', content: '' }, null], [{}, 'length']]);
    });
  });

  describe('asks', () => {
    test('the model all that was sent, in words of our own', async () => {
      const parameters = { type: 'object', properties: { plaats: { type: 'string' } }, required: ['plaats'] };
      await post({
        model: 'loket-standaard', user: 'jan@example.nl', store: true, metadata: { a: 'b' }, onbekend: [1],
        messages: [
          { role: 'developer', content: 'Wees kort.' },
          { role: 'user', content: [{ type: 'text', text: 'Wat staat hier?' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=', detail: 'low' } }] },
          { role: 'assistant', content: null, tool_calls: [{ id: 'a', type: 'function', function: { name: 'weer', arguments: '{"plaats"' } }] },
          { role: 'tool', tool_call_id: 'a', content: [{ type: 'text', text: 'Zon.' }] },
        ],
        max_completion_tokens: 20, max_tokens: 30, temperature: 0, top_p: 0.5, presence_penalty: -1, frequency_penalty: 0.5, seed: -4, stop: 'X', n: 1, reasoning_effort: 'high',
        tools: [{ type: 'function', function: { name: 'weer', description: 'Het weer', parameters, strict: true } }],
        tool_choice: { type: 'function', function: { name: 'weer' } },
        response_format: { type: 'json_schema', json_schema: { name: 'x', schema: parameters } },
      });
      expect(desk.gateway.calls[0]?.call).toEqual({
        model: 'loket-standaard',
        messages: [
          { role: 'system', content: 'Wees kort.' },
          { role: 'user', content: 'Wat staat hier?', images: ['iVBORw0KGgo='] },
          { role: 'assistant', content: '', toolCalls: [{ id: 'a', name: 'weer', arguments: '{"plaats"' }] },
          { role: 'tool', content: 'Zon.', toolCallId: 'a', toolName: 'weer' },
        ],
        maxTokens: 20, temperature: 0, topP: 0.5, presencePenalty: -1, frequencyPenalty: 0.5, seed: -4, stop: ['X'], thinks: true,
        tools: [{ name: 'weer', description: 'Het weer', parameters }],
        toolChoice: { name: 'weer' },
        format: { schema: parameters },
      });
    });

    test('no more than was sent, also of who sends null for what it leaves out', async () => {
      await post({ ...ask, stop: null, tools: null, temperature: null, response_format: { type: 'text' }, stream: null });
      expect(desk.gateway.calls[0]?.call).toEqual(ask);
    });

    test('for the key, in the trace that the request came with, when that is one', async () => {
      const trace = '00-0af7651916cd43dd8448eb211c80319c';
      const given = `${trace}-b7ad6b7169203331-01`;
      const responses = [await desk.post(PATH, ask, { headers: { traceparent: given } }), await desk.post(PATH, ask, { headers: { traceparent: `${given}-extra` } })];
      const [first, second] = desk.gateway.calls.map(({ caller }) => caller);
      expect(first).toEqual({ audience: 'api', id: 'alles', traceparent: expect.stringMatching(new RegExp(`^${trace}-[0-9a-f]{16}-01$`)) });
      expect(second?.traceparent).not.toContain(trace);
      expect(responses.map(({ headers }) => headers.get('traceresponse'))).toEqual([first?.traceparent, second?.traceparent]);
    });
  });

  describe('keeps', () => {
    test('to the order: admitted, recorded, and only then asked', async () => {
      const held = Promise.withResolvers<void>();
      desk.hold = held.promise;
      const answer = post(ask);
      await expect.poll(() => desk.steps).toEqual(['admit']);
      expect(desk.gateway.calls).toEqual([]);
      held.resolve();
      expect((await answer).status).toBe(200);
      await expect.poll(() => desk.steps).toEqual(['admit', 'received after 0 calls', 'settle', 'ended']);
    });

    test('a record of what was asked and said, without who asked and with a picture’s digest only', async () => {
      const messages = [{ role: 'user', content: [{ type: 'text', text: 'Wat is dit?' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,QUJD' } }] }];
      const response = await post({ ...ask, messages, user: 'jan@example.nl' });
      const id = response.headers.get('X-Request-Id') ?? '';
      await expect.poll(() => desk.ended.get(id)).toMatchObject({ outcome: 'answered', said: { text: 'Een paspoort kost € 86,20.' }, usage: { promptTokens: 12, answerTokens: 3 } });
      const [call] = desk.received;
      expect(call).toMatchObject({ id, key: 'alles', model: 'loket-standaard', kind: 'chat' });
      expect(call?.said).toEqual({ messages: [{ role: 'user', content: 'Wat is dit?', images: [expect.stringMatching(/^sha256:b5d4045c3f466fa9/)] }] });
      expect(JSON.stringify([desk.received, desk.logged])).not.toContain('jan@example.nl');
    });

    test('no host busy when the record fails, and gives back what was admitted', async () => {
      desk.faults.received = new BalieError('database-unavailable');
      expect(await refusal(ask)).toMatchObject({ status: 503, code: 'database-unavailable' });
      expect(desk.gateway.calls).toEqual([]);
      expect(desk.settled).toEqual([{ promptTokens: 0, answerTokens: 0 }]);
    });

    test('to its answer when the end cannot be recorded, and says so in the log', async () => {
      desk.faults.ended = new BalieError('database-unavailable');
      expect((await post(ask)).status).toBe(200);
      await expect.poll(() => desk.logged).toContainEqual(expect.objectContaining({ code: 'database-unavailable' }));
    });

    test('nothing that was said in its log', async () => {
      await post(ask);
      await expect.poll(() => desk.logged.at(-1)).toMatchObject({ message: 'request', route: PATH, status: 200, method: 'POST' });
      expect(JSON.stringify(desk.logged)).not.toMatch(/paspoort|Bearer/);
    });

    test('to the strict headers of all answers', async () => {
      for (const response of [await post(ask), await post({ ...ask, n: 2 }), await desk.get('/v1/bestaat-niet')]) {
        expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
        expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
        expect(response.headers.get('X-Frame-Options')).toBe('DENY');
        expect(response.headers.get('Referrer-Policy')).toBe('no-referrer');
        expect(response.headers.get('Strict-Transport-Security')).toContain('max-age=');
        expect(response.headers.get('Cache-Control')).toBe('no-store');
        expect(response.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
      }
    });
  });
});
