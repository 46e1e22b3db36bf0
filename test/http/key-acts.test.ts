import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../src/audit/verify.ts';
import { createKey } from '../../src/identity/keys.ts';
import { actsIn } from '../support/acts.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
let admin: { readonly id: string; readonly token: string };
beforeAll(async () => {
  desk = await startTestDesk();
  admin = await createKey(desk.db, { name: 'Beheerder', isAdmin: true });
});
afterAll(() => desk.close());

const send = (method: string, path: string, body?: unknown, { token } = admin) =>
  fetch(`${desk.url}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const made = async (body: object) => (await (await send('POST', '/keys', body)).json()) as { id: string; token: string };
/** What was recorded by a piece of work. */
async function recorded(work: () => Promise<unknown>) {
  const before = (await actsIn(desk.db)).length;
  await work();
  return (await actsIn(desk.db)).slice(before);
}

test('all that an admin changes of keys and groups is in the audit log, with the key that did it and never a secret', async () => {
  const byKey = admin.id;
  let id = '';
  let tokens: string[] = [];
  const acts = await recorded(async () => {
    const first = await made({ name: 'Jan Jansen', group: 'Zuid', models: ['chat'], limits: { tokensPerDay: 100 }, expiresAt: '2099-01-01T00:00:00Z' });
    id = first.id;
    await send('PATCH', `/keys/${id}`, { name: 'Piet Pieters', group: 'Noord', models: [], assistants: ['loket'], limits: { tokensPerDay: null }, expiresAt: null });
    await send('PUT', '/key-groups/Noord', { requestsPerMinute: 7 });
    await send('PUT', '/key-groups/Nieuw', { tokensPerMonth: 9 });
    const next = (await (await send('POST', `/keys/${id}/rotations`, { overlapHours: 0 })).json()) as { id: string; token: string };
    await send('DELETE', `/keys/${next.id}`);
    tokens = [first.token, next.token];
  });
  expect(acts).toEqual([
    { kind: 'key-group.made', facts: { group: 'Zuid', byKey } },
    { kind: 'key.made', facts: { key: id, byKey, group: 'Zuid', models: ['chat'], tokensPerDay: 100, expiresAt: '2099-01-01T00:00:00.000Z' } },
    { kind: 'key-group.made', facts: { group: 'Noord', byKey } },
    {
      kind: 'key.changed',
      facts: {
        key: id, byKey, isRenamed: true,
        from: { group: 'Zuid', models: ['chat'], assistants: [], tokensPerDay: 100, expiresAt: '2099-01-01T00:00:00.000Z' },
        to: { group: 'Noord', models: [], assistants: ['loket'], tokensPerDay: null, expiresAt: null },
      },
    },
    { kind: 'key-group.changed', facts: { group: 'Noord', byKey, from: { requestsPerMinute: null }, to: { requestsPerMinute: 7 } } },
    { kind: 'key-group.made', facts: { group: 'Nieuw', byKey, tokensPerMonth: 9 } },
    { kind: 'key.rotated', facts: { key: id, byKey, successor: expect.stringMatching(/^[0-9a-f]{16}$/) as string, expiresAt: expect.any(String) as string } },
    { kind: 'key.revoked', facts: { key: acts[6]?.facts['successor'], byKey } },
  ]);
  const text = JSON.stringify(acts);
  for (const token of tokens) expect(text).not.toContain(token.slice(-43));
  // Nobody's name is in what cannot be erased.
  expect(text).not.toMatch(/Jan|Piet/);
  expect(await verify(desk.db, desk.auditKey)).toMatchObject({ entries: acts.length });
  expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
});

test('nothing is recorded of what is refused, or of what changes nothing', async () => {
  const { id } = await made({ name: 'Programma', models: ['chat'], group: 'Noord' });
  const other = await made({ name: 'Ander', models: ['chat'] });
  const acts = await recorded(async () => {
    const answers = [
      await send('PATCH', `/keys/${id}`, { models: [] }), await send('POST', '/keys', { name: 'x' }), await send('DELETE', `/keys/${'0'.repeat(16)}`),
      await send('DELETE', `/keys/${id}`, undefined, other), await send('PUT', '/key-groups/Noord', { tokensPerDay: -1 }), await send('PATCH', `/keys/${id}`, { models: ['chat'], name: 'Programma' }),
      await send('PUT', '/key-groups/Noord', { requestsPerMinute: 7 }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 404, 403, 400, 200, 200]);
  });
  expect(acts).toEqual([]);
});

test('a change that cannot be recorded is not made', async () => {
  const { id } = await made({ name: 'Programma', models: ['chat'] });
  await desk.db.query('ALTER TABLE audit_entries RENAME TO audit_away');
  try {
    const answers = [await send('POST', '/keys', { name: 'Vergeefs', models: ['chat'] }), await send('DELETE', `/keys/${id}`), await send('PUT', '/key-groups/Vergeefs', {})];
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500]);
  } finally {
    await desk.db.query('ALTER TABLE audit_away RENAME TO audit_entries');
  }
  expect(await (await send('GET', '/keys')).text()).not.toContain('Vergeefs');
  expect(await (await send('GET', `/keys/${id}`)).json()).toMatchObject({ state: 'valid' });
  expect((await send('GET', '/key-groups/Vergeefs')).status).toBe(404);
});

test('an act that is altered afterwards is found', async () => {
  await made({ name: 'Programma', models: ['chat'] });
  const [{ number }] = (await desk.db.query<{ number: number }>(`SELECT max(number) AS number FROM audit_entries WHERE kind = 'key.made'`)) as [{ number: number }];
  await desk.db.query(`UPDATE audit_entries SET body = replace(body, $2, 'ffffffffffffffff') WHERE number = $1`, [number, admin.id]);
  expect((await verify(desk.db, desk.auditKey)).firstFault).toEqual({ number, fault: 'altered' });
});
