import { monitorEventLoopDelay } from 'node:perf_hooks';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../support/desk.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'Content-Type': 'application/json' };
/** What one of them took before it was bounded: nine seconds and more. The desk itself needs a few milliseconds; a busy machine some more. */
const STANDS_STILL_MS = 1_000;
const MEGA = 1_000_000;

describe('what a stranger may send', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk();
    await send('POST', '/', FORM, 'question=');
    await send('POST', '/api/v1/assistants/loket/turns', JSON_TYPE, '{}');
  });
  afterAll(() => desk.close());

  /** By Node's own client: it sends what a browser would not. @returns the status; 0 where the connection was closed. */
  function send(method: string, path: string, headers: Record<string, string>, body = ''): Promise<number> {
    return new Promise((resolve) => {
      const sent = request(desk.url + path, { method, headers: { ...headers, ...(body !== '' && { 'Content-Length': Buffer.byteLength(body) }) } }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      });
      sent.on('error', () => resolve(0)).end(body);
    });
  }

  /** The longest time in which nobody else was answered. */
  async function stillFor(work: () => Promise<unknown>): Promise<number> {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await work();
    await new Promise((resolve) => setTimeout(resolve, 20));
    delay.disable();
    return delay.max / 1e6;
  }

  const FORMS = ['/', '/reactie', '/gesprek/wissen', '/gesprek/bewaren', '/doorgeven', '/doorgeven/bestand', '/doorgeven/versturen', '/widget/loket', '/beheer/inloggen'];
  const BODIES: [string, string][] = [
    ['half a million names', 'a&'.repeat(MEGA / 2)],
    ['a megabyte of spaces', `question=${'+'.repeat(MEGA)}`],
    ['a megabyte of nothing', '&'.repeat(MEGA)],
    ['a megabyte of half escapes', `question=${'%'.repeat(MEGA)}`],
  ];

  test.each(BODIES)('a form with %s is refused before it is read, by each address that takes forms', async (_, body) => {
    for (const path of FORMS) {
      let status = 0;
      const ms = await stillFor(async () => (status = await send('POST', path, { ...FORM, 'Sec-Fetch-Site': 'same-origin' }, body)));
      expect(status, path).toBe(413);
      expect(ms, path).toBeLessThan(STANDS_STILL_MS);
    }
  });

  test.each([
    ['201 fields', 'a=1&'.repeat(200) + 'question=x', 413],
    ['200 fields', 'a=1&'.repeat(199) + 'question=', 400],
    ['a question of 100,000 characters', `question=${'a'.repeat(100_000)}`, 400],
    ['all that a form may hold, of spaces', `question=${'+'.repeat(128 * 1024 - 9)}`, 400],
  ])('a form with %s', async (_, body, status) => {
    expect(await send('POST', '/', FORM, body)).toBe(status);
  });

  test.each([
    ['a megabyte of lists in lists', `${'['.repeat(MEGA / 2)}${']'.repeat(MEGA / 2)}`],
    ['objects in objects', `${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`],
    ['unknown names', `{${Array.from({ length: 80_000 }, (__, n) => `"a${n}":1`).join(',')}}`],
    ['one name again and again', `{${'"question":"a",'.repeat(60_000)}"question":""}`],
    ['a number of a million digits', `{"question":${'9'.repeat(MEGA)}}`],
    ['escapes', `{"question":"${'\\u0020'.repeat(160_000)}"}`],
    ['white space', `${' '.repeat(MEGA)}{}`],
    ['a list where a text should be', `{"question":[${'1,'.repeat(MEGA / 2 - 20)}1]}`],
  ])('JSON of %s does not hold the desk up', async (_, body) => {
    const id = '0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05';
    for (const [method, path] of [['POST', '/api/v1/assistants/loket/turns'], ['PUT', `/api/v1/turns/${id}/feedback`], ['POST', `/api/v1/conversations/${id}/handover`], ['POST', '/api/v1/widget/tokens']] as const) {
      let status = 0;
      const ms = await stillFor(async () => (status = await send(method, path, JSON_TYPE, body)));
      expect([400, 413], path).toContain(status);
      expect(ms, path).toBeLessThan(STANDS_STILL_MS);
    }
  });

  /** Node reads at most 16 kB of them. */
  const fill = (part: string) => part.repeat(Math.floor(15_000 / part.length));
  test.each([
    ['Cookie', fill('a=b; ')],
    ['Cookie', `__Host-balie=${fill('%41')}`],
    ['Cookie', fill('"=;')],
    ['Accept-Language', fill('en;q=0.9,')],
    ['Accept-Language', fill(';q=1')],
    ['Accept-Encoding', fill('; q=0,')],
    ['Accept-Encoding', `br${fill(';q=0 ')}x`],
    ['If-None-Match', fill('"a", ')],
    ['X-Forwarded-For', fill('10.0.0.1,')],
    ['X-Forwarded-For', fill('[::1]:1,')],
    ['Authorization', `Bearer ${fill(' ')}a b`],
    ['Referer', `https://${fill('a.')}`],
    ['Accept', fill('application/x,')],
    ['Balie-Token', fill('a.')],
    ['Balie-Proof', fill('a.')],
    ['Content-Type', `multipart/form-data; ${fill('boundary=a;')}`],
    ['Content-Type', `application/json${fill(' ')};x`],
    ['traceparent', fill('00-')],
    ['Origin', `https://${fill('a.')}`],
  ])('the header %s filled with rubbish does not hold the desk up: %#', async (name, value) => {
    for (const [method, path] of [['GET', '/'], ['GET', '/widget.js'], ['GET', '/widget/loket'], ['GET', '/api/v1/openapi.json'], ['POST', '/api/v1/assistants/loket/turns'], ['POST', '/'], ['GET', '/werk']] as const) {
      const type: Record<string, string> = path === '/' ? FORM : JSON_TYPE;
      const ms = await stillFor(() => send(method, path, { ...type, [name]: value }, method === 'POST' ? '{}' : ''));
      expect(ms, path).toBeLessThan(STANDS_STILL_MS);
    }
  });

  test('an address with a long query does not hold the desk up', async () => {
    for (const query of ['a&', 'taal=%41&', '+', '%', 'taal[]=x&']) {
      expect(await stillFor(() => send('GET', `/?${fill(query)}`, {})), query).toBeLessThan(STANDS_STILL_MS);
    }
  });
});
