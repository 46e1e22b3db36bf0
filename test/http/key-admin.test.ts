import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKey, type NewKey, verifyKey } from '../../src/identity/keys.ts';
import { addUse } from '../../src/identity/limits/counters.ts';
import { dutchDay } from '../../src/dutch-time.ts';
import { clearOfMidnight } from '../support/clear-of-midnight.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { cookieOf, login } from './admin-support.ts';
import { expectProblem, refusal } from './push-support.ts';

let desk: TestDesk;
let admin: Holder;
beforeAll(clearOfMidnight);
beforeAll(async () => {
  desk = await startTestDesk();
  admin = await holder({ name: 'Beheerder', isAdmin: true });
});
afterAll(() => desk.close());

interface Holder {
  readonly id: string;
  readonly token: string;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

async function holder(key: NewKey): Promise<Holder> {
  const { id, token } = await createKey(desk.db, key);
  return {
    id,
    token,
    send: (method, path, body, headers = {}) =>
      fetch(`${desk.url}/api/v1${path}`, {
        method,
        headers: { Authorization: `Bearer ${token}`, ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
  };
}

const bodyOf = async (response: Response) => (await response.json()) as Record<string, unknown>;
const made = async (body: object) => (await bodyOf(await admin.send('POST', '/keys', { name: 'Programma', models: ['chat'], ...body }))) as { id: string; token: string };
const paramsOf = async (response: Response) => (await expectProblem(response, 400, 'input-invalid'))['invalidParams'] as { name: string; reason: string }[];

const NO_KEY = '0'.repeat(16);
const ROUTES = [
  ['GET', '/keys'], ['POST', '/keys'], ['GET', `/keys/${NO_KEY}`], ['PATCH', `/keys/${NO_KEY}`], ['DELETE', `/keys/${NO_KEY}`], ['POST', `/keys/${NO_KEY}/rotations`],
  ['GET', '/key-groups'], ['GET', '/key-groups/Data'], ['PUT', '/key-groups/Data'],
] as const;

describe.each(ROUTES)('%s %s', (method, path) => {
  test('is closed without a key, and to keys that are not of an admin, whatever else they open', async () => {
    expect(await refusal(await fetch(`${desk.url}/api/v1${path}`, { method }))).toBe('401 key-invalid');
    const other = await holder({ name: 'Alles', collections: ['producten'], models: ['*'], assistants: ['*'] });
    expect(await refusal(await other.send(method, path, method === 'GET' || method === 'DELETE' ? undefined : {}))).toBe('403 admin-key-required');
    const cookie = cookieOf(await login(desk, other.token));
    const bySession = await fetch(`${desk.url}/api/v1${path}`, { method, headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' } });
    expect(await refusal(bySession)).toBe('403 admin-key-required');
  });

  test('is not open to a form of another site, for an admin who is logged in', async () => {
    const cookie = cookieOf(await login(desk, admin.token));
    const response = await fetch(`${desk.url}/api/v1${path}`, { method, headers: { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' } });
    expect(await refusal(response)).toBe('403 cross-site-refused');
  });
});

describe('keys', () => {
  test('are made with rights and limits; the token is told once, and is in no log', async () => {
    const response = await admin.send('POST', '/keys', {
      name: ' Team Data ', group: 'Data', collections: ['producten'], models: ['chat', 'chat'], assistants: ['*'], limits: { requestsPerMinute: 60 }, expiresAt: '2099-07-01T00:00:00+02:00',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const { token, ...key } = (await bodyOf(response)) as { token: string; id: string };
    expect(key).toMatchObject({
      name: 'Team Data', group: 'Data', collections: ['producten'], models: ['chat'], assistants: ['*'], isAdmin: false, state: 'valid',
      limits: { requestsPerMinute: 60, tokensPerDay: null, tokensPerMonth: null }, expiresAt: '2099-06-30T22:00:00.000Z', lastUsedAt: null, rotatedFrom: null,
    });
    expect(response.headers.get('Location')).toBe(`/api/v1/keys/${key.id}`);
    expect(await verifyKey(desk.db, token, new Date())).toMatchObject({ id: key.id });
    for (const path of ['/keys', `/keys/${key.id}`]) expect(await (await admin.send('GET', path)).text()).not.toContain(token.slice(-43));
    expect(JSON.stringify(desk.logged)).not.toContain(token.slice(-20));
    expect((await bodyOf(await admin.send('GET', '/keys')))['keys']).toEqual(expect.arrayContaining([{ ...key, lastUsedAt: expect.any(String) as string }]));
  });

  test.each([
    [{}, ['name']],
    [{ name: '' }, ['name']],
    [{ name: 'x'.repeat(201) }, ['name']],
    [{ name: 'a\nb' }, ['name']],
    [{ name: 'x', models: 'chat' }, ['models']],
    [{ name: 'x', models: [7] }, ['models.0']],
    [{ name: 'x', models: Array.from({ length: 201 }, (_, n) => `m${n}`) }, ['models']],
    [{ name: 'x', models: ['gpt'], assistants: ['baas'], collections: ['*'] }, ['collections', 'models', 'assistants']],
    [{ name: 'x', models: ['chat'], limits: { tokensPerDay: 0, tokensPerMonth: 1.5, requestsPerMinute: 2_000_000, x: 1 } }, ['limits.requestsPerMinute', 'limits.tokensPerDay', 'limits.tokensPerMonth', 'limits.x']],
    [{ name: 'x', models: ['chat'], expiresAt: '2020-01-01T00:00:00Z' }, ['expiresAt']],
    [{ name: 'x', models: ['chat'], expiresAt: '2099-01-01' }, ['expiresAt']],
    [{ name: 'x', models: ['chat'], isAdmin: 'yes', token: 'x' }, ['isAdmin', 'token']],
  ])('%j is refused, with each fault named', async (body, fields) => {
    const faults = await paramsOf(await admin.send('POST', '/keys', body));
    expect(faults.map(({ name }) => name).toSorted()).toEqual([...fields].toSorted());
  });

  test('name what there is when they name what is not there', async () => {
    const [fault] = await paramsOf(await admin.send('POST', '/keys', { name: 'x', assistants: ['baas'] }));
    expect(fault?.reason).toBe('onbekend: baas. Deze zijn er: collega, loket');
  });

  test('and their groups are left as they are by a change that says nothing: no body is no empty one', async () => {
    const { id } = await made({});
    await admin.send('PUT', '/key-groups/Zuid', { requestsPerMinute: 7 });
    for (const [method, path] of [['PATCH', `/keys/${id}`], ['PUT', '/key-groups/Zuid']] as const) expect(await refusal(await admin.send(method, path))).toBe('400 body-malformed');
    expect((await bodyOf(await admin.send('GET', '/key-groups/Zuid')))['limits']).toMatchObject({ requestsPerMinute: 7 });
    expect((await admin.send('PUT', '/key-groups/Zuid', {})).status).toBe(200);
  });

  test.each([
    ['DELETE', '/keys', 'GET, HEAD, POST'], ['POST', `/keys/${NO_KEY}`, 'DELETE, GET, HEAD, PATCH'], ['PUT', '/assistants/loket/turns', 'POST'],
  ])('%s %s is told in which ways it can be asked, and nothing of an address that there is not', async (method, path, allowed) => {
    const response = await admin.send(method, path, {});
    expect(response.headers.get('Allow')).toBe(allowed);
    await expectProblem(response, 405, 'method-not-allowed');
    expect(await refusal(await admin.send(method, '/keys/een/twee/drie', {}))).toBe('404 not-found');
  });

  test('without a right, or in a body that is none, are not made', async () => {
    expect(await refusal(await admin.send('POST', '/keys', { name: 'x' }))).toBe('400 key-without-rights');
    expect(await refusal(await admin.send('POST', '/keys', '{"name":'))).toBe('400 body-malformed');
    expect(await refusal(await admin.send('POST', '/keys', 'name=x', { 'Content-Type': 'text/plain' }))).toBe('415 content-type-unsupported');
    expect(await refusal(await admin.send('POST', '/keys', { name: 'x'.repeat(2_000_000) }))).toBe('413 body-too-large');
  });

  test('change as told, at once, and keep the rest', async () => {
    const { id, token } = await made({ limits: { tokensPerDay: 100, requestsPerMinute: 9 } });
    const mine = () => fetch(`${desk.url}/api/v1/own-key`, { headers: { Authorization: `Bearer ${token}` } });
    expect((await mine()).status).toBe(200);
    const response = await admin.send('PATCH', `/keys/${id}`, { assistants: ['loket'], limits: { tokensPerDay: null }, isAdmin: true });
    expect(await bodyOf(response)).toMatchObject({ name: 'Programma', models: ['chat'], assistants: ['loket'], limits: { tokensPerDay: null, requestsPerMinute: 9 } });
    // What this desk remembered of the key is forgotten.
    expect((await fetch(`${desk.url}/api/v1/keys`, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(200);
    expect(await refusal(await admin.send('PATCH', `/keys/${id}`, { models: [], assistants: [], isAdmin: false }))).toBe('400 key-without-rights');
    expect(await refusal(await admin.send('PATCH', `/keys/${NO_KEY}`, { name: 'x' }))).toBe('404 key-unknown');
    expect((await paramsOf(await admin.send('PATCH', '/keys/onzin', { name: 'x' })))[0]?.name).toBe('id');
  });

  test('may keep a name that has gone from the configuration', async () => {
    const { id } = await holder({ name: 'Oud', collections: ['producten', 'opgeheven'] });
    expect(await bodyOf(await admin.send('PATCH', `/keys/${id}`, { collections: ['opgeheven'] }))).toMatchObject({ collections: ['opgeheven'] });
    expect((await paramsOf(await admin.send('PATCH', `/keys/${id}`, { collections: ['ander'] })))[0]?.name).toBe('collections');
  });

  test('that are revoked open nothing from that moment on, and stay in the list', async () => {
    const { id, token } = await made({});
    const mine = () => fetch(`${desk.url}/api/v1/own-key`, { headers: { Authorization: `Bearer ${token}` } });
    expect((await mine()).status).toBe(200);
    expect((await admin.send('DELETE', `/keys/${id}`)).status).toBe(204);
    expect(await refusal(await mine())).toBe('401 key-invalid');
    expect(await bodyOf(await admin.send('GET', `/keys/${id}`))).toMatchObject({ state: 'revoked', revokedAt: expect.stringMatching(/Z$/) as string });
    expect(await refusal(await admin.send('PATCH', `/keys/${id}`, { name: 'x' }))).toBe('409 key-ended');
    expect(await refusal(await admin.send('DELETE', `/keys/${NO_KEY}`))).toBe('404 key-unknown');
    expect((await admin.send('DELETE', `/keys/${id}`)).status).toBe(204);
  });

  test('are replaced by one with the same rights, while the old one goes on for a while', async () => {
    const old = await made({ assistants: ['loket'] });
    const response = await admin.send('POST', `/keys/${old.id}/rotations`, { overlapHours: 2 });
    expect(response.status).toBe(201);
    const next = (await bodyOf(response)) as { id: string; token: string };
    expect(next).toMatchObject({ models: ['chat'], assistants: ['loket'], rotatedFrom: old.id });
    for (const { token } of [old, next]) expect((await fetch(`${desk.url}/api/v1/own-key`, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(200);
    const { expiresAt } = (await bodyOf(await admin.send('GET', `/keys/${old.id}`))) as { expiresAt: string };
    expect(Math.round((Date.parse(expiresAt) - Date.now()) / 60_000)).toBe(120);
    expect(await refusal(await admin.send('POST', `/keys/${old.id}/rotations`, {}))).toBe('409 key-rotated');
    expect((await admin.send('POST', `/keys/${next.id}/rotations`)).status).toBe(201);
    expect((await paramsOf(await admin.send('POST', `/keys/${next.id}/rotations`, { overlapHours: -1 })))[0]?.name).toBe('overlapHours');
    expect(await refusal(await admin.send('POST', `/keys/${NO_KEY}/rotations`))).toBe('404 key-unknown');
  });
});

describe('groups', () => {
  test('are made and set whole', async () => {
    const path = `/key-groups/${encodeURIComponent('Team / Zuid')}`;
    expect(await refusal(await admin.send('GET', path))).toBe('404 key-group-unknown');
    expect(await bodyOf(await admin.send('PUT', path, { tokensPerDay: 5, requestsPerMinute: 7 }))).toEqual({
      name: 'Team / Zuid', limits: { requestsPerMinute: 7, tokensPerDay: 5, tokensPerMonth: null }, use: [],
    });
    expect(await bodyOf(await admin.send('PUT', path, { tokensPerMonth: 9 }))).toMatchObject({ limits: { requestsPerMinute: null, tokensPerDay: null, tokensPerMonth: 9 } });
    expect(await bodyOf(await admin.send('GET', path))).toMatchObject({ limits: { tokensPerMonth: 9 } });
  });

  test('are listed by name, each with its limits and what its keys used this month', async () => {
    const day = dutchDay(new Date());
    await admin.send('PUT', '/key-groups/Zonder', {});
    await admin.send('PUT', '/key-groups/Afval', { tokensPerDay: 5 });
    await addUse(desk.db, [
      { scope: 'group:Afval', day, requests: 3, promptTokens: 50, answerTokens: 6 },
      { scope: 'group:Afval', day: '2020-01-01', requests: 1, promptTokens: 1, answerTokens: 1 },
      { scope: 'group:Opgeheven', day, requests: 1, promptTokens: 1, answerTokens: 1 },
    ]);
    const response = await admin.send('GET', '/key-groups');
    expect([response.status, response.headers.get('API-Version'), response.headers.get('Cache-Control')]).toEqual([200, '1.0.0', 'no-store']);
    const { groups } = (await response.json()) as { groups: { name: string }[] };
    expect(groups.find(({ name }) => name === 'Afval')).toEqual({
      name: 'Afval', limits: { requestsPerMinute: null, tokensPerDay: 5, tokensPerMonth: null }, use: [{ day, requests: 3, promptTokens: 50, answerTokens: 6 }],
    });
    expect(groups.find(({ name }) => name === 'Zonder')).toMatchObject({ use: [] });
    const names = groups.map(({ name }) => name);
    expect(names.indexOf('Afval')).toBeLessThan(names.indexOf('Zonder'));
    expect(names).not.toContain('Opgeheven');
  });

  test('take no body that is none, and no limit that is none', async () => {
    expect(await refusal(await admin.send('PUT', '/key-groups/Data', 'x', { 'Content-Type': 'text/plain' }))).toBe('415 content-type-unsupported');
    expect((await paramsOf(await admin.send('PUT', '/key-groups/Data', { tokensPerDay: -1 })))[0]?.name).toBe('tokensPerDay');
    expect((await paramsOf(await admin.send('PUT', `/key-groups/${'x'.repeat(101)}`, {})))[0]?.name).toBe('name');
  });
});

test('the holder of a key sees what it opens, its limits, and its use of this month and its group’s', async () => {
  const mine = await holder({ name: 'Team Data', models: ['chat'], group: 'Samen', tokensPerDay: 500 });
  const day = dutchDay(new Date());
  await addUse(desk.db, [
    { scope: `key:${mine.id}`, day, requests: 2, promptTokens: 30, answerTokens: 4 },
    { scope: 'group:Samen', day, requests: 3, promptTokens: 50, answerTokens: 6 },
    { scope: 'group:Ander', day, requests: 1, promptTokens: 1, answerTokens: 1 },
  ]);
  const response = await mine.send('GET', '/own-key');
  expect(await bodyOf(response)).toMatchObject({
    id: mine.id, models: ['chat'], limits: { tokensPerDay: 500 }, use: [{ day, requests: 2, promptTokens: 30, answerTokens: 4 }],
    groupState: { name: 'Samen', limits: { tokensPerDay: null }, use: [{ day, requests: 3, promptTokens: 50, answerTokens: 6 }] },
  });
  expect(await refusal(await fetch(`${desk.url}/api/v1/own-key`))).toBe('401 key-invalid');
});
