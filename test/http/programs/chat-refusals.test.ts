import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { type ProgramDesk, startProgramDesk } from '../../support/programs.ts';
import { fault } from '../../support/scripted-gateway.ts';

const PATH = '/v1/chat/completions';
const ask = { model: 'loket-standaard', messages: [{ role: 'user', content: 'Wat kost een paspoort?' }] };

describe(`POST ${PATH} refuses`, () => {
  let desk: ProgramDesk;
  beforeAll(async () => {
    desk = await startProgramDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.reset());

  const post = (body: object) => desk.post(PATH, body);
  const refusal = (body: object | string, init = {}) => desk.refusal(PATH, body, init);

  const user = (content: unknown) => ({ messages: [{ role: 'user', content }] });
  const image = (url: string) => user([{ type: 'image_url', image_url: { url } }]);
  const tool = (parameters: unknown) => ({ tools: [{ type: 'function', function: { name: 'weer', parameters } }] });
  const schema = (value: unknown) => ({ response_format: { type: 'json_schema', json_schema: { schema: value } } });
  const deep = (depth: number): object => (depth === 0 ? {} : { items: deep(depth - 1) });
  test.each([
    ['no messages', { messages: [] }, 'messages'],
    ['messages that are no list', { messages: 'hoi' }, 'messages'],
    ['a role that there is not', { messages: [{ role: 'directeur', content: 'x' }] }, 'messages.0.role'],
    ['a number for text', user(5), 'messages.0.content'],
    ['a part that there is not', user([{ type: 'input_audio', input_audio: {} }]), 'messages.0.content.0.type'],
    ['an address for a picture: nothing is fetched', image('https://intern.example/foto.png'), 'messages.0.content.0.image_url.url'],
    ['a picture of another kind', image('data:image/svg+xml;base64,PHN2Zz4='), 'messages.0.content.0.image_url.url'],
    ['a picture that is not base64', image('data:image/png;base64,<script>'), 'messages.0.content.0.image_url.url'],
    ['more than one answer', { n: 2 }, 'n'],
    ['a temperature of 5', { temperature: 5 }, 'temperature'],
    ['a negative bound', { max_tokens: -1 }, 'max_tokens'],
    ['half a seed', { seed: 0.5 }, 'seed'],
    ['a flag in words', { stream: 'yes' }, 'stream'],
    ['a tool without a name', { tools: [{ type: 'function', function: {} }] }, 'tools.0.function.name'],
    ['a tool with a line in its name', { tools: [{ type: 'function', function: { name: 'a\r\nX: y' } }] }, 'tools.0.function.name'],
    ['a choice that there is not', { tool_choice: 'soms' }, 'tool_choice'],
    ['a choice for a tool that was not given', { ...tool({}), tool_choice: { type: 'function', function: { name: 'onbekend' } } }, 'tool_choice'],
    ['a tool that must be called where there is none', { tool_choice: 'required' }, 'tool_choice'],
    ['a penalty of 3', { presence_penalty: 3 }, 'presence_penalty'],
    ['a schema of no type', schema({ type: 'banaan' }), 'response_format.json_schema.schema'],
    ['a schema that is no object', schema('{}'), 'response_format.json_schema.schema'],
    ['a schema that refers elsewhere', schema({ $ref: 'https://elders.example/s.json' }), 'response_format.json_schema.schema'],
    ['a schema without end', schema(deep(100)), 'response_format.json_schema.schema'],
    ['a broken schema of a tool', tool({ type: 'object', properties: [] }), 'tools.0.function.parameters'],
    ['a schema inside a schema that is wrong', tool({ properties: { a: { anyOf: [{ type: 'string' }, { enum: [] }] } } }), 'tools.0.function.parameters'],
  ])('%s', async (_, fields, param) => {
    const error = await refusal({ ...ask, ...fields });
    expect(error).toMatchObject({ status: 400, code: 'input-invalid', type: 'invalid_request_error', param });
    expect(error.message).toContain(param);
    expect(desk.steps).toEqual([]);
  });

  test('a model that there is not, and one that is not the key’s', async () => {
    expect(await refusal({ ...ask, model: 'gpt-5' })).toMatchObject({ status: 404, code: 'model-unknown', type: 'not_found_error' });
    expect(await refusal({ ...ask, model: 'bestaat-niet' }, { token: 'een' })).toMatchObject({ status: 404, code: 'model-unknown' });
    const forbidden = await refusal({ ...ask, model: 'geheim' }, { token: 'een' });
    expect(forbidden).toMatchObject({ status: 403, code: 'key-forbidden', type: 'permission_error' });
    expect(await refusal({ ...ask, model: 'er-niet' }, { token: 'een' })).toEqual(forbidden);
    expect(desk.steps).toEqual([]);
  });

  test.each(['', 'Bearer', 'Bearer fout', 'Basic alles', 'Bearer alles x'])('who has no key: %j', async (authorization) => {
    const response = await desk.post(PATH, ask, { headers: { Authorization: authorization } });
    expect(response.status).toBe(401);
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
    expect(await response.json()).toMatchObject({ error: { code: 'key-invalid', type: 'authentication_error', param: null } });
    expect(desk.steps).toEqual([]);
  });

  test('who is over a limit, and says when to come back', async () => {
    desk.faults.admit = new BalieError('rate-limited', { retryAfterMs: 2_300 });
    const response = await post(ask);
    expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '3']);
    expect(await response.json()).toMatchObject({ error: { code: 'rate-limited', type: 'rate_limit_error', message: expect.stringContaining('Wacht') } });
    expect(desk.steps).toEqual(['admit']);
  });

  test('a call for which there is no room with a status of its own, streamed or not', async () => {
    desk.gateway.script = () => [{ type: 'waiting', position: 3, expectedMs: 100 }, fault(new BalieError('queue-full', { retryAfterMs: 10_000 }))];
    for (const stream of [true, false]) {
      const response = await post({ ...ask, stream });
      expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '10']);
      expect(await response.json()).toMatchObject({ error: { code: 'queue-full', type: 'server_error' } });
    }
  });
});
