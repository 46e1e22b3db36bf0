import { userInfo } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { audit } from '../../../src/cli/commands/audit.ts';
import { people } from '../../../src/cli/commands/people.ts';
import { createKey, revokeKey } from '../../../src/identity/keys.ts';
import { tellFirstAdmin } from '../../../src/cli/people/links.ts';
import { groupRules } from '../../../src/identity/groups.ts';
import { findInvitation, invitationHash } from '../../../src/identity/local/invitations.ts';
import { keepPerson } from '../../../src/identity/people.ts';
import { openPersonSession } from '../../../src/identity/sessions.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { commandOn } from '../../support/keys-command.ts';

let db: Database;
let run: (...args: readonly string[]) => ReturnType<ReturnType<typeof commandOn>>;
beforeAll(async () => {
  db = await openTestDatabase();
  run = commandOn(people, db, { PORT: '8099' });
});
afterAll(() => db.close());

const tokenIn = (text: string) => /\/inloggen\/uitnodiging#(?<token>[\w-]{43})$/m.exec(text)?.groups?.['token'] ?? '';
const held = (token: string, at = new Date()) => findInvitation(db, invitationHash(token) ?? Buffer.of(), at);
const hours = (count: number) => new Date(Date.now() + count * 3_600_000);

async function local(claimed: readonly string[] = ['balie:employee'], withPasskey = true): Promise<string> {
  const [row] = await db.query<{ id: string }>(
    `INSERT INTO people (id, issuer, subject, name, claimed, created_at, seen_at) VALUES (gen_random_uuid(), 'balie', gen_random_uuid()::text, 'Sam Bos', $1, now(), now()) RETURNING id`, [claimed],
  );
  const id = row?.id ?? '';
  if (withPasskey) {
    await db.query(
      `INSERT INTO passkeys (id, person_id, credential, public_key, counter, is_synced, name, created_at) VALUES (gen_random_uuid(), $1, $2, '\\x00', 0, false, 'Laptop', now())`, [id, Buffer.from(id)],
    );
  }
  return id;
}

const provided = (claimed: readonly string[]) => keepPerson(db, { issuer: 'https://inloggen.gemeente.example', subject: 's', name: 'Noor\nde Wit', email: null, claimed }, new Date());

describe('balie people', () => {
  test('invites somebody new, who is an employee in any case', async () => {
    const { code, out, notes } = await run('invite', '--name', 'Sam Bos', '--roles', 'admin, auditor');
    expect(code).toBe(0);
    expect(out).toMatch(/^http:\/\/localhost:8099\/inloggen\/uitnodiging#[\w-]{43}$/);
    expect(notes).toContain('Deze link werkt één keer');
    expect(await held(tokenIn(out))).toEqual({ isFirst: false, personId: null, name: 'Sam Bos', claimed: ['balie:employee', 'balie:auditor', 'balie:admin'] });
    expect(await held(tokenIn(out), hours(23.9))).toBeDefined();
    expect(await held(tokenIn(out), hours(24.1))).toBeUndefined();
  });

  test('invites who has an account to make another passkey, where the desk stands', async () => {
    const id = await local();
    const { out } = await commandOn(people, db, {}, { publicUrl: 'https://balie.gemeente.example' })('invite', '--for', id, '--json');
    const { link } = JSON.parse(out) as { link: string };
    expect(link).toMatch(/^https:\/\/balie\.gemeente\.example\/inloggen\/uitnodiging#/);
    expect(await held(tokenIn(link))).toMatchObject({ personId: id, name: 'Sam Bos' });
  });

  test('shuts out, lets in again, and shows who there is, in one line each', async () => {
    const [id, other] = [await local(), await provided(['medewerkers'])];
    await openPersonSession(db, other ?? '', new Date());
    expect(await run('disable', other ?? '')).toMatchObject({ code: 0 });
    expect(await db.query('SELECT FROM sessions WHERE person_id = $1', [other])).toEqual([]);
    // Whatever their provider says.
    expect(await provided(['medewerkers'])).toBeUndefined();
    const lines = (await run('list')).out.split('\n');
    expect(lines.find((line) => line.startsWith(other ?? '?'))).toMatch(/ {2}Noor de Wit {2}https:\/\/inloggen\.gemeente\.example {2}medewerkers {2}uitgezet op /);
    expect(lines.find((line) => line.startsWith(id))).toMatch(/ {2}Sam Bos {2}account van de balie, 1 passkey {2}balie:employee {2}laatst ingelogd op /);
    expect(await run('enable', other ?? '')).toMatchObject({ code: 0 });
    expect(await provided(['medewerkers'])).toBe(other);
  });

  test('records each change with who made it, without a name, and none that changes nothing', async () => {
    const id = await local();
    await run('invite', '--for', id);
    for (const action of ['disable', 'disable', 'enable']) await run(action, id);
    const rows = await db.query<{ body: string }>(`SELECT body FROM audit_entries WHERE body LIKE '%' || $1 || '%' ORDER BY number`, [id]);
    const acts = rows.map(({ body }) => JSON.parse(body) as { kind: string; facts: object });
    const facts = { person: id, byUser: userInfo().username };
    expect(acts.map(({ kind, facts }) => ({ kind, facts }))).toEqual(['person.invited', 'person.disabled', 'person.enabled'].map((kind) => ({ kind, facts })));
    const { out } = await commandOn(audit, db, {})('changes');
    expect(out).toContain(`account uitgezet  ${id}  door ${userInfo().username} op de opdrachtregel`);
    expect(out).not.toContain('Sam Bos');
  });

  test.each([
    [['invite'], 2], [['invite', '--name', ' '], 2], [['invite', '--name', 'x'.repeat(101)], 2], [['invite', '--name', 'Sam', '--roles', 'baas'], 2],
    [['invite', '--name', 'Sam', '--for', '00000000-0000-4000-8000-000000000000'], 2], [['list', 'alles'], 2], [['disable'], 2], [['onzin'], 2], [['list', '--name', 'Sam'], 2],
    [['invite', '--for', 'onzin'], 'person-unknown'], [['invite', '--for', '00000000-0000-4000-8000-000000000000'], 'person-unknown'],
    [['disable', '00000000-0000-4000-8000-000000000000'], 'person-unknown'], [['enable', 'x\u0007'], 'person-unknown'],
  ])('%j is refused', async (args, code) => {
    expect(await run(...args)).toMatchObject({ code, out: '' });
  });

  test('invites nobody to an account that is not the desk’s, or shut out', async () => {
    const id = await local();
    await run('disable', id);
    expect(await run('invite', '--for', id)).toMatchObject({ code: 'person-unknown' });
    expect(await run('invite', '--for', (await provided([])) ?? '')).toMatchObject({ code: 'person-unknown' });
  });
});

describe('the link of the first admin', () => {
  const admins = groupRules.parse({ id: 'beheer', title: 'Beheer', claims: ['beheer'], roles: ['employee', 'admin'] });
  beforeEach(() => db.query('DELETE FROM people; DELETE FROM api_keys; DELETE FROM invitations'));

  async function shown(publicUrl?: string): Promise<string> {
    const lines: string[] = [];
    await tellFirstAdmin({ db, config: { publicUrl, groups: [admins] }, port: '8080', note: (line) => void lines.push(line) });
    return lines.join('\n');
  }

  test('is there at each start, the older ones void, where nobody manages the desk', async () => {
    const [first, second] = [tokenIn(await shown()), tokenIn(await shown('https://balie.gemeente.example'))];
    expect(first).not.toBe(second);
    expect(await held(first)).toBeUndefined();
    expect(await held(second)).toEqual({ isFirst: true, personId: null, name: null, claimed: ['balie:employee', 'balie:editor', 'balie:reviewer', 'balie:admin'] });
    expect(await held(second, hours(24.1))).toBeUndefined();
    expect(await db.query('SELECT FROM invitations')).toHaveLength(1);
  });

  test('of many starts at once is one', async () => {
    await Promise.all(Array.from({ length: 5 }, () => shown()));
    expect(await db.query('SELECT FROM invitations WHERE is_first')).toHaveLength(1);
  });

  test.each<[string, () => Promise<unknown>, boolean]>([
    ['a key of an admin', () => createKey(db, { name: 'Beheer', isAdmin: true }), false],
    ['a key that manages nothing', () => createKey(db, { name: 'Redactie', collections: ['producten'] }), true],
    ['a key of an admin that is over', () => createKey(db, { name: 'Beheer', isAdmin: true, expiresAt: hours(-1) }), true],
    ['a key of an admin that is revoked', async () => revokeKey(db, (await createKey(db, { name: 'Beheer', isAdmin: true })).id), true],
    ['an account of an admin', () => local(['balie:admin']), false],
    ['an account of an admin without a passkey', () => local(['balie:admin'], false), true],
    ['an account of somebody else', () => local(), true],
    ['an account of an admin who left', async () => db.query('UPDATE people SET disabled_at = now() WHERE id = $1', [await local(['balie:admin'])]), true],
    ['an admin by the provider', () => provided(['beheer']), false],
    ['who the provider calls an admin of the desk itself', () => provided(['balie:admin']), true],
  ])('with %s', async (_, prepare, isShown) => {
    await prepare();
    expect((await shown()).includes('/inloggen/uitnodiging#')).toBe(isShown);
  });
});

test('no provider can be the desk itself', async () => {
  await expect(keepPerson(db, { issuer: 'balie', subject: 's', name: 'N', email: null, claimed: ['balie:admin'] }, new Date())).rejects.toThrow('may not be named');
});
