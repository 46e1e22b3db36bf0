import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BalieError, type ErrorCode } from '../../../src/errors.ts';
import { openAiFault } from '../../../src/models/openai/refusal.ts';
import { KEYS, type ProgramDesk, startProgramDesk } from '../../support/programs.ts';
import { fault } from '../../support/scripted-gateway.ts';

const OPENAI = '/v1/chat/completions';
const OLLAMA = '/api/chat';
const ask = { model: 'loket-standaard', messages: [{ role: 'user', content: 'x' }] };

describe('bad input', () => {
  let desk: ProgramDesk;
  beforeAll(async () => {
    desk = await startProgramDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.reset());

  /** Status and code, in the shape that each API's clients expect. */
  const both = async (body: unknown, init = {}) => {
    const openAi = await desk.post(OPENAI, body, init);
    const ollama = await desk.post(OLLAMA, body, init);
    const { error, ...rest } = (await openAi.json()) as { error: Record<string, unknown> };
    const told = (await ollama.json()) as { error: string; code: string };
    expect(Object.keys(error).toSorted()).toEqual(['code', 'message', 'param', 'type']);
    expect(rest).toEqual({});
    expect(Object.keys(told).toSorted()).toEqual(['code', 'error']);
    expect(told.error).toBe(error['message']);
    return [openAi.status, error['code'], ollama.status, told.code];
  };

  test.each([
    ['a body that is no JSON', '{"model": ', {}, 400, 'body-malformed'],
    ['no body', '', {}, 400, 'body-malformed'],
    ['JSON that is no object', '[1]', {}, 400, 'input-invalid'],
    ['null', 'null', {}, 400, 'input-invalid'],
    ['a model that is no text', { ...ask, model: { a: 1 } }, {}, 400, 'input-invalid'],
    ['a model that there is not', { ...ask, model: 'gpt-5' }, {}, 404, 'model-unknown'],
    ['a name that tries to write a header', { ...ask, model: 'x\r\nSet-Cookie: a=b' }, {}, 404, 'model-unknown'],
    ['a wrong key', ask, { token: 'fout' }, 401, 'key-invalid'],
    ['a key for other things', ask, { token: 'cms' }, 403, 'key-forbidden'],
    ['a prompt of ten megabytes', { ...ask, messages: [{ role: 'user', content: 'x'.repeat(10 * 1024 * 1024) }] }, {}, 413, 'body-too-large'],
    ['what tries to change all objects', '{"__proto__":{"model":"loket-standaard","messages":[{"role":"user","content":"x"}]}}', {}, 400, 'input-invalid'],
  ])('%s is refused in both APIs, with the same code and words', async (_, body, init, status, code) => {
    expect(await both(body, init)).toEqual([status, code, status, code]);
    expect(desk.gateway.calls).toEqual([]);
    expect(desk.steps).toEqual([]);
  });

  test.each<[ErrorCode, number]>([
    ['context-overflow', 400], ['model-refused-call', 400], ['body-too-large', 413], ['model-incapable', 400], ['model-missing', 503], ['model-unavailable', 503], ['queue-full', 503], ['queue-deadline', 503], ['model-silent', 504], ['internal', 500],
  ])('a fault of the model comes through in both: %s', async (code, status) => {
    desk.gateway.script = () => [fault(new BalieError(code))];
    expect(await both(ask)).toEqual([status, code, status, code]);
    for (const stream of [true, false]) expect(await both({ ...ask, stream })).toEqual([status, code, status, code]);
  });

  test('what a model host says is wrong with a call is told in its own words, not where it runs, and nobody is asked to come back', async () => {
    const words = 'Conversation roles must alternate user/assistant';
    desk.gateway.script = () => [fault(openAiFault(400, JSON.stringify({ error: { message: words, type: 'BadRequestError', code: 400 } }), 'groot op 10.0.0.9:8000'))];
    for (const path of [OPENAI, OLLAMA]) {
      const response = await desk.post(path, ask);
      const told = await response.text();
      expect([response.status, response.headers.get('Retry-After')]).toEqual([400, null]);
      expect(told).toContain(words);
      expect(told).not.toContain('10.0.0.9');
    }
    expect(desk.logged.some((line) => JSON.stringify(line).includes('alternate'))).toBe(false);
  });

  test('a fault that nobody foresaw tells nothing of itself, but in the log', async () => {
    desk.gateway.script = () => {
      throw new Error('wachtwoord=geheim');
    };
    const response = await desk.post(OPENAI, ask);
    const told = await response.text();
    expect([response.status, told]).toEqual([500, expect.stringContaining('internal')]);
    expect(told).not.toContain('geheim');
    expect(desk.logged).toContainEqual(expect.objectContaining({ code: 'internal', cause: 'Error: wachtwoord=geheim' }));
  });

  test('a prompt that just fits is taken', async () => {
    expect((await desk.post(OPENAI, { ...ask, messages: [{ role: 'user', content: 'x'.repeat(8 * 1024 * 1024 - 200) }] })).status).toBe(200);
  });

  test('bytes that are no text are refused, not guessed at', async () => {
    const body = Buffer.from('{"model":"loket-standaard","messages":[{"role":"user","content":"caf\xe9"}]}', 'latin1');
    const response = await fetch(desk.url + OPENAI, { method: 'POST', body, headers: { Authorization: 'Bearer alles', 'Content-Type': 'application/json' } });
    expect([response.status, await response.json()]).toMatchObject([400, { error: { code: 'body-malformed' } }]);
  });

  test('a form of a page is not taken for JSON', async () => {
    const response = await desk.post(OPENAI, ask, { headers: { 'Content-Type': 'text/plain' } });
    expect([response.status, await response.json()]).toMatchObject([415, { error: { code: 'content-type-unsupported' } }]);
  });

  test('no route for programs is open without a key, or with the cookie of a session', async () => {
    const routes = desk.app.routes.filter(({ method, path }) => method !== 'ALL' && /^\/(?:v1|api)\/(?!v1\/)/.test(path));
    expect(routes).toHaveLength(12);
    for (const { method, path } of routes) {
      expect(['program', 'model']).toContain(desk.app.access.accessOf(method, path));
      for (const headers of [{}, { Cookie: '__Host-balie=alles; balie-sessie=alles' }, { 'X-Api-Key': 'alles' }]) {
        expect((await fetch(desk.url + path, { method, headers, ...(method === 'POST' && { body: '{}' }) })).status, path).toBe(401);
      }
      expect((await fetch(`${desk.url}${path}?key=alles`, { method, ...(method === 'POST' && { body: '{}' }) })).status, path).toBe(401);
    }
  });

  /** What comes back for bytes as they are. */
  const raw = (request: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(desk.url).port), '127.0.0.1');
      let received = '';
      socket.setEncoding('utf8').on('data', (piece: string) => (received += piece)).on('close', () => resolve(received)).on('error', () => resolve(received));
      socket.write(request);
    });
  const head = (more: string) => `POST ${OPENAI} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer alles\r\nContent-Type: application/json\r\n${more}`;

  test('a body of no told length is cut off where there is no more room, and its sender hears why', async () => {
    const piece = `${(1024 * 1024).toString(16)}\r\n${'x'.repeat(1024 * 1024)}\r\n`;
    expect(await raw(head('Transfer-Encoding: chunked\r\n\r\n') + piece.repeat(10))).toMatch(/^HTTP\/1\.1 413[\s\S]*Connection: close[\s\S]*"code":"body-too-large"/i);
  });

  test('who asks before it sends is not told to go on with what is refused', async () => {
    const received = await raw(head(`Expect: 100-continue\r\nContent-Length: ${100 * 1024 * 1024}\r\n\r\n`));
    expect(received).toMatch(/^HTTP\/1\.1 413/);
    const body = JSON.stringify(ask);
    expect(await raw(head(`Expect: 100-continue\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`))).toMatch(/^HTTP\/1\.1 100 Continue[\s\S]*HTTP\/1\.1 200/);
  });

  test('headers cannot be slipped in, nor two requests in one', async () => {
    expect(await raw(head('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'))).toMatch(/^HTTP\/1\.1 400/);
    const { headers } = await desk.post(OPENAI, ask, { headers: { 'X-Request-Id': 'van-mij', traceparent: '00-x' } });
    expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(desk.gateway.calls[0]?.caller).toMatchObject({ audience: 'api', id: KEYS['alles']?.id, traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/) });
  });

  test('a client that goes before its body is whole is nobody’s fault', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(desk.url).port), '127.0.0.1', () => {
        socket.write(head('Content-Length: 500\r\n\r\n{"model":'), () => socket.destroy());
        socket.on('close', () => resolve());
      });
    });
    await expect.poll(() => desk.logged).toContainEqual(expect.objectContaining({ message: 'request', route: OPENAI }));
    expect(desk.steps).toEqual([]);
  });
});
