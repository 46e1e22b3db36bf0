import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Problem } from '../../src/http/faults.ts';
import type { Database } from '../../src/store/database.ts';
import type { Challenge } from '../../src/visitors/challenges.ts';
import { limitRules } from '../../src/visitors/limit-rules.ts';
import { createVisitorLimits } from '../../src/visitors/limits.ts';
import { openTestDatabase } from '../support/database.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { proofOf } from '../support/proof.ts';
import { PASSPORT, TURNS } from '../support/questions.ts';
import { withoutIds } from '../support/without-ids.ts';

const MINE = '203.0.113.7';
const YOURS = '203.0.113.8';
/** Of the other kind, of which a network is somebody. */
const NETWORK = '2a02:a45f:8d31:1319:8a2e:0370:7348:0001';
const SITE = 'https://www.lindewaarde.example';
const limits = limitRules.parse({ address: { free: 1, most: 2 }, token: { free: 2, most: 3 }, difficulty: 10 });

interface Given {
  readonly from?: string;
  readonly proof?: string;
  readonly question?: string;
  readonly headers?: Record<string, string>;
}

const ask = (url: string, { from = MINE, proof, question = PASSPORT, headers = {} }: Given = {}) =>
  fetch(url + TURNS, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': from, ...(proof !== undefined && { 'Balie-Proof': proof }), ...headers }, body: JSON.stringify({ question }) });
const challengeIn = async (response: Response): Promise<Challenge> => {
  const { challenge } = (await response.json()) as Problem;
  if (challenge === undefined) throw new Error('no challenge');
  return challenge;
};

describe('limits of who asks without an account', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk({ limits, widgetOrigins: [SITE] });
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.db.query('DELETE FROM visitor_counts'));

  const askByForm = (fields: Record<string, string>, { from = MINE, path = '/' } = {}) =>
    fetch(desk.url + path, { method: 'POST', headers: { 'X-Forwarded-For': from, 'Sec-Fetch-Site': 'same-origin' }, body: new URLSearchParams(fields) });

  test('answer, then ask for a proof and answer with it, then refuse until later', async () => {
    expect((await ask(desk.url)).status).toBe(200);
    const asked = await ask(desk.url);
    expect([asked.status, asked.headers.get('Content-Type')]).toEqual([429, 'application/problem+json; charset=utf-8']);
    expect(Number(asked.headers.get('Retry-After'))).toBeGreaterThan(0);
    const problem = (await asked.clone().json()) as Problem;
    expect(problem).toMatchObject({ code: 'proof-needed', retryable: true, challenge: { algorithm: 'PBKDF2-SHA-256', difficulty: 10 } });
    const proof = proofOf(await challengeIn(asked));
    expect((await ask(desk.url, { proof })).status).toBe(200);
    const refused = await ask(desk.url, { proof });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeLessThanOrEqual(601);
    expect(await refused.json()).toMatchObject({ code: 'too-many-questions', action: expect.stringContaining('bel de gemeente') });
    // Whoever else asks is answered.
    expect((await ask(desk.url, { from: YOURS })).status).toBe(200);
    expect(desk.metrics()).toMatch(/^balie_visitor_questions_total\{verdict="proof-needed",limit="address"\} 1$/m);
    expect(desk.metrics()).toMatch(/^balie_visitor_questions_total\{verdict="too-many",limit="address"\} 1$/m);
  });

  test('take no proof of another address, a forged or a used one', async () => {
    await ask(desk.url);
    await ask(desk.url, { from: YOURS });
    const yours = proofOf(await challengeIn(await ask(desk.url, { from: YOURS })));
    for (const proof of [yours, 'x.y.1', `${yours}0`, '']) expect(await (await ask(desk.url, { proof })).json()).toMatchObject({ code: 'proof-needed' });
    expect((await ask(desk.url, { from: YOURS, proof: yours })).status).toBe(200);
    expect((await ask(desk.url, { from: YOURS, proof: 'x'.repeat(2_000) })).status).toBe(400);
  });

  test('believe nobody who says to be somebody else: what proxies near by say counts', async () => {
    await ask(desk.url, { from: `198.51.100.1, ${MINE}` });
    expect((await ask(desk.url, { from: `198.51.100.2, ${MINE}` })).status).toBe(429);
  });

  test('never refuse who is in need: over the limits they get the numbers, and nothing is kept of it nor asked of the database', async () => {
    const kept = async () => (await desk.db.query('SELECT FROM turns')).length;
    const before = await kept();
    const from = '203.0.113.99';
    for (let times = 0; times < 6; times += 1) {
      const answered = await ask(desk.url, { from, question: 'Ik wil dood' });
      expect(await answered.json()).toMatchObject({ outcome: 'handed-over', answer: expect.stringContaining('0800-0113') });
    }
    expect(await kept()).toBe(before + 2);
    // By the form too, which shows what was asked and begins no conversation that is not there.
    const page = await (await askByForm({ question: 'Ik wil dood' }, { from })).text();
    expect(page).toContain('0800-0113');
    expect(page).toContain('Ik wil dood');
    expect(page).not.toContain('name="conversationId"');
    expect(await kept()).toBe(before + 2);
    const query = vi.spyOn(desk.db, 'query');
    expect(await (await ask(desk.url, { from, question: 'Ik wil dood' })).json()).toMatchObject({ outcome: 'handed-over' });
    // The desk itself looks every two seconds whether it was turned off, or set otherwise.
    expect(query.mock.calls.map(([sql]) => sql).filter((sql) => !/FROM (?:switches|setting_versions)\b/.test(sql))).toEqual([]);
    // They count with all others: after them an ordinary question is one too many.
    expect((await ask(desk.url, { from })).status).toBe(429);
    expect((await ask(desk.url, { from: '203.0.113.98', question: 'Ik wil dood' })).status).toBe(200);
    expect(await kept()).toBe(before + 3);
  });

  test('bound how often conversations are erased and kept as files', async () => {
    const from = '203.0.113.97';
    const conversationId = '0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05';
    const remove = () => fetch(`${desk.url}/api/v1/conversations/${conversationId}`, { method: 'DELETE', headers: { 'X-Forwarded-For': from } });
    expect((await remove()).status).toBe(404);
    expect((await askByForm({ conversationId }, { from, path: '/gesprek/bewaren' })).status).toBe(404);
    const refused = await remove();
    expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'too-many-requests', retryable: true }]);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    for (const path of ['/gesprek/bewaren', '/gesprek/wissen']) expect((await askByForm({ conversationId }, { from, path })).status).toBe(429);
    expect((await ask(desk.url, { from })).status).toBe(200);
  });

  test('without JavaScript: the page says what to do, gives the number, and keeps the question', async () => {
    expect((await askByForm({ question: PASSPORT })).status).toBe(200);
    const asked = await askByForm({ question: 'Wat kost een <rijbewijs>?' });
    expect(asked.status).toBe(429);
    expect(asked.headers.get('Retry-After')).toMatch(/^\d+$/);
    const page = await asked.text();
    expect(page).toContain('Wat kost een &lt;rijbewijs&gt;?</textarea>');
    expect(page).toContain('Er komen nu veel vragen binnen.');
    expect(page).toMatch(/Uw vraag staat nog in het vak\. Bellen kan op <a [^>]*href="tel:14000"/);
    expect(page).not.toContain('robot');
  });

  test('go by the token in other sites, whatever addresses it is used from, and on when it is renewed', async () => {
    const fieldIn = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
    const first = await (await fetch(`${desk.url}/widget/loket`, { headers: { Referer: SITE } })).text();
    const second = await askByForm({ token: fieldIn(first, 'token'), question: PASSPORT }, { path: '/widget/loket', from: '203.0.113.1' });
    const token = fieldIn(await second.text(), 'token');
    const headers = { Origin: SITE, 'Sec-Fetch-Site': 'cross-site', 'Balie-Token': token };
    expect((await ask(desk.url, { from: '203.0.113.2', headers })).status).toBe(200);
    const asked = await ask(desk.url, { from: '203.0.113.3', headers });
    // A program of that site may read it, and answer.
    expect(asked.headers.get('Access-Control-Allow-Origin')).toBe(SITE);
    const proof = proofOf(await challengeIn(asked));
    const preflight = await fetch(desk.url + TURNS, { method: 'OPTIONS', headers: { Origin: SITE, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'balie-proof,balie-token,content-type' } });
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toContain('Balie-Proof');
    expect((await ask(desk.url, { from: '203.0.113.3', headers, proof })).status).toBe(200);
    expect(await (await ask(desk.url, { from: '203.0.113.4', headers })).json()).toMatchObject({ code: 'too-many-questions' });
  });

  test('leave no address in the log, in figures or in the database', async () => {
    for (const from of [MINE, MINE, NETWORK]) await ask(desk.url, { from });
    const tables = await desk.db.query<{ name: string }>(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`);
    const rows = await Promise.all(tables.map(({ name }) => desk.db.query(`SELECT t::text FROM "${name}" t`)));
    const kept = JSON.stringify([rows, desk.logged, desk.metrics()]);
    expect(kept).toContain('address:');
    expect(kept).not.toContain(MINE);
    expect(kept).not.toContain(NETWORK.slice(0, 19));
    // Its bytes: four of them stand in any long cipher by chance, the eight of a network in none.
    expect(withoutIds(kept)).not.toContain(Buffer.from([203, 0, 113, 7]).toString('hex'));
    expect(kept).not.toContain(NETWORK.slice(0, 19).replaceAll(':', ''));
  });
});

test('two desks on one database count together', async () => {
  const db: Database = await openTestDatabase();
  const masterKey = Buffer.alloc(32, 7);
  const began = Date.now();
  const open = () => startTestDesk({ visitors: createVisitorLimits(db, { masterKey, rules: limits, now: () => began }) });
  const [one, other] = await Promise.all([open(), open()]);
  expect((await ask(one.url)).status).toBe(200);
  const proof = proofOf(await challengeIn(await ask(other.url)));
  expect((await ask(one.url, { proof })).status).toBe(200);
  expect(await (await ask(other.url, { proof })).json()).toMatchObject({ code: 'too-many-questions' });
  expect((await ask(other.url, { from: YOURS })).status).toBe(200);
  await Promise.all([one.close(), other.close()]);
  await db.close();
});
