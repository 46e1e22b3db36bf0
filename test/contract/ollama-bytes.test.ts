import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractHosts } from './hosts.ts';
import type { ContractHost } from './hosts.ts';

const json = 'application/json; charset=utf-8';
const time = String.raw`"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z"`;
const counts = 'total_duration load_duration prompt_eval_count prompt_eval_duration eval_count eval_duration'
  .split(' ').map((name) => `,"${name}":[1-9]\\d*`).join('');
const line = (ending: string): RegExp => new RegExp(
  `^\\{"model":"MODEL","created_at":${time},"message":\\{"role":"assistant","content":".*"\\}${ending}\\}$`,
);
const token = line(',"done":false');
const last = line(`,"done":true,"done_reason":"(stop|length)"${counts}`);

/** What the host writes, byte for byte where a model has no say. Holds the scripted host to the real one. */
describe.each(contractHosts)('bytes of %s', { timeout: 400_000 }, (_name, open) => {
  let host: ContractHost;
  beforeAll(async () => {
    host = await open();
  });
  afterAll(() => host?.stop());

  interface Answer {
    readonly status: string;
    readonly type: string | undefined;
    readonly names: string[];
    readonly text: string;
  }

  async function call(path: string, body?: string, method: 'GET' | 'HEAD' = 'GET'): Promise<Answer> {
    const response = await request(host.url + path, {
      method: body === undefined ? method : 'POST',
      body: body ?? null,
      responseHeaders: 'raw',
      headersTimeout: 0,
    });
    const raw = (response.headers as unknown as (string | Buffer)[]).map(String);
    const names = raw.filter((_, at) => at % 2 === 0);
    return {
      status: `${response.statusCode} ${response.statusText}`,
      type: raw[names.indexOf('Content-Type') * 2 + 1],
      names,
      text: (await response.body.text()).replaceAll(`"${host.model}"`, '"MODEL"'),
    };
  }
  const chat = (more: object): Promise<Answer> => call('/api/chat', JSON.stringify({ model: host.model, ...more }));
  const messages = [{ role: 'user', content: 'Zeg <hallo> & café' }];

  it('a streamed answer', async () => {
    const { text, ...head } = await chat({ messages, options: { num_predict: 8 } });
    expect(head).toEqual({
      status: '200 OK', type: 'application/x-ndjson', names: ['Content-Type', 'Date', 'Transfer-Encoding'],
    });
    const lines = text.split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.pop()).toMatch(last);
    expect(lines.length).toBeGreaterThan(0);
    for (const each of lines) expect(each).toMatch(token);
  });

  it('an answer in one piece', async () => {
    const { text, ...head } = await chat({ messages, stream: false, options: { num_predict: 8 } });
    expect(head).toEqual({ status: '200 OK', type: json, names: ['Content-Type', 'Date', 'Content-Length'] });
    expect(text).toMatch(last);
  });

  it('a chat without messages only loads the model', async () => {
    const { text, status } = await chat({ messages: [] });
    expect(status).toBe('200 OK');
    expect(text).toMatch(line(',"done":true,"done_reason":"load"'));
  });

  it.each([
    ['a missing model', '{"model":"nope","messages":[]}', '404 Not Found', `{"error":"model 'nope' not found"}`],
    ['no model', '{"messages":[]}', '400 Bad Request', '{"error":"model is required"}'],
    ['no body', '', '400 Bad Request', '{"error":"missing request body"}'],
  ])('a refused chat: %s', async (_case, body, status, text) => {
    const names = ['Content-Type', 'Date', 'Content-Length'];
    expect(await call('/api/chat', body)).toEqual({ status, type: json, names, text });
  });

  it('thinking that the model does not have', async () => {
    expect(await chat({ messages, think: true }))
      .toMatchObject({ status: '400 Bad Request', text: `{"error":"\\"${host.model}\\" does not support thinking"}` });
  });

  it.each([
    [true, 'application/json', 'Transfer-Encoding'],
    [false, json, 'Content-Length'],
  ])('a prompt over the context, streamed: %s', async (stream, type, framing) => {
    const long = [{ role: 'user', content: 'woord '.repeat(8000) }];
    expect(await chat({ messages: long, stream, truncate: false, options: { num_ctx: 4096 } })).toEqual({
      status: '400 Bad Request',
      type,
      names: ['Content-Type', 'Date', framing],
      text: '{"error":"the input length exceeds the context length"}',
    });
  });

  it('the list of models', async () => {
    const { text, status, type } = await call('/api/tags');
    expect({ status, type }).toEqual({ status: '200 OK', type: json });
    const { models } = JSON.parse(text) as { models: Record<string, unknown>[] };
    const own = models.find(({ name }) => name === 'MODEL' || name === `${host.model}:latest`);
    expect(Object.keys(own ?? {})).toEqual(['name', 'model', 'modified_at', 'size', 'digest', 'details']);
    expect(Object.keys(own?.['details'] as object))
      .toEqual(['parent_model', 'format', 'family', 'families', 'parameter_size', 'quantization_level']);
  });

  it('one model', async () => {
    const { text, status, type } = await call('/api/show', JSON.stringify({ model: host.model }));
    expect({ status, type }).toEqual({ status: '200 OK', type: json });
    expect(JSON.parse(text)).toMatchObject({ details: { format: 'gguf' }, capabilities: ['completion'] });
    expect(await call('/api/show', '{"model":"nope"}'))
      .toMatchObject({ status: '404 Not Found', text: `{"error":"model 'nope' not found"}` });
  });

  it('vectors of length 1, in the order asked', async () => {
    const embed = async (input: unknown): Promise<number[][]> => {
      const { text, status } = await call('/api/embed', JSON.stringify({ model: host.embedModel, input }));
      expect(status).toBe('200 OK');
      const body = JSON.parse(text) as { embeddings: number[][] };
      expect(Object.keys(body).slice(0, 2)).toEqual(['model', 'embeddings']);
      return body.embeddings;
    };
    const [first = [], second = []] = await embed(['query: paspoort', 'query: afval']);
    expect(Math.hypot(...first)).toBeCloseTo(1, 3);
    expect((await embed('query: afval'))[0]?.length).toBe(second.length);
    expect(await embed([])).toEqual([]);
    expect(await call('/api/embed', '{"model":"nope","input":"x"}'))
      .toMatchObject({ status: '404 Not Found', text: '{"error":"model \\"nope\\" not found, try pulling it first"}' });
  });

  it('other addresses', async () => {
    const names = ['Content-Type', 'Date', 'Content-Length'];
    expect(await call('/')).toEqual({
      status: '200 OK', type: 'text/plain; charset=utf-8', names, text: 'Ollama is running',
    });
    expect(await call('/', undefined, 'HEAD')).toMatchObject({ status: '200 OK', text: '' });
    expect(await call('/api/nope')).toEqual({
      status: '404 Not Found', type: 'text/plain', names, text: '404 page not found',
    });
    expect(await call('/api/chat')).toEqual({
      status: '405 Method Not Allowed', type: 'text/plain', names: ['Allow', ...names], text: '405 method not allowed',
    });
    expect((await call('/api/version')).text).toMatch(/^\{"version":"\d+\.\d+\.\d+"\}$/);
  });
});
