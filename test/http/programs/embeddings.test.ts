import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { type ProgramDesk, startProgramDesk } from '../../support/programs.ts';

describe('OpenAI’s embeddings and models', () => {
  let desk: ProgramDesk;
  beforeAll(async () => {
    desk = await startProgramDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.reset());

  const embed = (body: object) => desk.post('/v1/embeddings', { model: 'vectoren', ...body });

  test('POST /v1/embeddings gives a vector for each text, in order', async () => {
    desk.gateway.vector = (each) => [each.length, 0.5];
    expect(await (await embed({ input: ['a', 'bb'] })).json()).toEqual({
      object: 'list',
      model: 'vectoren',
      data: [{ object: 'embedding', index: 0, embedding: [1, 0.5] }, { object: 'embedding', index: 1, embedding: [2, 0.5] }],
      usage: { prompt_tokens: 4, total_tokens: 4 },
    });
    expect(await (await embed({ input: 'ccc' })).json()).toMatchObject({ data: [{ embedding: [3, 0.5] }] });
    expect(desk.gateway.embedded.map(({ texts }) => texts)).toEqual([['a', 'bb'], ['ccc']]);
  });

  test('as floats of 32 bits in base64 to who asks so', async () => {
    const { data: [first] } = (await (await embed({ input: 'a', encoding_format: 'base64' })).json()) as { data: { embedding: string }[] };
    const bytes = Buffer.from(first?.embedding ?? '', 'base64');
    expect([0, 4, 8].map((at) => bytes.readFloatLE(at))).toEqual([Math.fround(0.6), Math.fround(-0.8), 0]);
  });

  test.each([
    [{ input: '' }, 'input'],
    [{ input: [] }, 'input'],
    [{ input: [1, 2] }, 'input.0'],
    [{ input: ['a', ''] }, 'input.1'],
    [{ input: 'a', encoding_format: 'hex' }, 'encoding_format'],
    [{ input: 'a', dimensions: 256 }, 'dimensions'],
  ])('refuses %j', async (body, param) => {
    const response = await embed(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'input-invalid', param } });
  });

  test('takes the length that the vectors have', async () => {
    expect((await embed({ input: 'a', dimensions: 3 })).status).toBe(200);
  });

  test('tells of a fault of the host, and records it', async () => {
    desk.gateway.vector = () => new BalieError('model-vectors-invalid');
    const response = await embed({ input: 'a' });
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ error: { code: 'model-vectors-invalid', type: 'server_error' } });
    expect(desk.ended.get(response.headers.get('X-Request-Id') ?? '')).toMatchObject({ outcome: 'failed', reason: 'model-vectors-invalid' });
    expect(desk.settled).toEqual([{ promptTokens: 0, answerTokens: 0 }]);
  });

  test('gives no vectors of an assistant, nor any without a key', async () => {
    expect((await desk.post('/v1/embeddings', { model: 'balie/loket', input: 'a' })).status).toBe(400);
    expect((await desk.post('/v1/embeddings', { model: 'vectoren', input: 'a' }, { token: 'x' })).status).toBe(401);
    expect((await desk.post('/v1/embeddings', { model: 'vectoren', input: 'a' }, { token: 'cms' })).status).toBe(403);
    expect(desk.steps).toEqual([]);
  });

  test('GET /v1/models lists what a key may use', async () => {
    const ids = async (token: string) => ((await (await desk.get('/v1/models', token)).json()) as { data: { id: string }[] }).data.map(({ id }) => id);
    expect(await ids('alles')).toEqual(['loket-standaard', 'vectoren', 'geheim', 'balie/collega', 'balie/loket']);
    expect(await ids('een')).toEqual(['loket-standaard']);
    expect(await ids('loket')).toEqual(['balie/loket']);
    // A key without models or assistants is for something else.
    expect((await desk.get('/v1/models', 'cms')).status).toBe(403);
    expect((await desk.get('/v1/models', 'x')).status).toBe(401);
  });

  test('GET /v1/models/{id} tells of one, of an assistant too', async () => {
    expect(await (await desk.get('/v1/models/loket-standaard')).json()).toMatchObject({ id: 'loket-standaard', object: 'model', context_length: 8_192, license: 'Apache-2.0' });
    for (const id of ['balie/loket', 'balie%2Floket']) expect(await (await desk.get(`/v1/models/${id}`)).json()).toMatchObject({ id: 'balie/loket', owned_by: 'balie' });
    expect((await desk.get('/v1/models/geheim', 'een')).status).toBe(403);
    for (const id of ['er-niet', '%E0%A4%A', '..%2f..']) expect((await desk.get(`/v1/models/${id}`)).status, id).toBe(404);
    expect((await desk.get('/v1/models/')).status).toBe(404);
  });

  test.each([['GET', '/v1'], ['GET', '/v1/'], ['GET', '/v1/chat/completions'], ['POST', '/v1/responses'], ['POST', '/v1/v1/chat/completions'], ['DELETE', '/v1/models/geheim']])('%s %s is not there, and says so as clients expect', async (method, path) => {
    const response = await fetch(desk.url + path, { method });
    expect([response.status, await response.json()]).toEqual([404, { error: { code: 'address-unknown', type: 'not_found_error', param: null, message: expect.stringContaining('/v1/chat/completions') } }]);
  });
});
