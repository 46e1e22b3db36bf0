import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { groupRules } from '../../../src/identity/groups.ts';
import { createKey } from '../../../src/identity/keys.ts';
import { keepPerson, type KnownAs } from '../../../src/identity/people.ts';
import type { Group } from '../../../src/identity/groups.ts';
import { createLiveSessions } from '../../../src/identity/logins/live.ts';
import { openPersonSession, openSession, takeSession } from '../../../src/identity/sessions.ts';
import { doers, namesOf, nameOf } from '../../../src/identity/who.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

const start = new Date('2026-11-26T09:00:00Z');
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const GROUPS = [
  groupRules.parse({ id: 'medewerkers', title: 'Medewerkers', claims: ['m'] }),
  groupRules.parse({ id: 'redactie', title: 'Redactie', claims: ['r'], roles: ['employee', 'editor', 'reviewer'], collections: ['producten'], models: ['groot'] }),
  groupRules.parse({ id: 'beheer', title: 'Beheer', claims: ['b'], roles: ['admin'] }),
];

const whoseSession = (of: Database, token: string, now: Date, groups: readonly Group[] = []) => createLiveSessions({ db: of, groups, login: { stepUp: { maxAgeMinutes: 60 } }, now: () => now })(token);

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(() => db.query('DELETE FROM people'));

const known = (given: Partial<KnownAs> = {}): KnownAs => ({ issuer: 'https://a.example', subject: '1', name: 'Noor', email: 'noor@gemeente.example', claimed: ['m'], ...given });
async function kept(given: Partial<KnownAs> = {}): Promise<string> {
  const id = await keepPerson(db, known(given), start);
  if (id === undefined) throw new Error('nobody was kept');
  return id;
}
const rows = () => db.query<{ id: string; name: string; email: string | null; claimed: string[]; created_at: Date; seen_at: Date }>('SELECT id, name, email, claimed, created_at, seen_at FROM people ORDER BY issuer, subject');

describe('somebody', () => {
  test('is the same at the next login, as their provider knows them then', async () => {
    const id = await kept();
    expect(await keepPerson(db, known({ name: 'Noor Bos', email: null, claimed: ['r'] }), after(60))).toBe(id);
    expect(await rows()).toEqual([{ id, name: 'Noor Bos', email: null, claimed: ['r'], created_at: start, seen_at: after(60) }]);
  });

  test('is somebody else at another provider, or under another number there, whatever the name or address', async () => {
    const ids = [await kept(), await kept({ issuer: 'https://b.example' }), await kept({ subject: '2' }), await kept({ subject: '1 ' })];
    expect(new Set(ids).size).toBe(4);
  });

  test('is one person when two logins come at once', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => kept()));
    expect(new Set(ids).size).toBe(1);
    expect(await rows()).toHaveLength(1);
  });

  test('who was shut out stays out, and nothing of them is changed', async () => {
    const id = await kept();
    await db.query('UPDATE people SET disabled_at = $1', [start]);
    expect(await keepPerson(db, known({ name: 'Iemand', claimed: ['b'] }), after(1))).toBeUndefined();
    expect(await rows()).toMatchObject([{ id, name: 'Noor', claimed: ['m'] }]);
  });
});

describe('a session of somebody', () => {
  test('is theirs, with what their groups give', async () => {
    const id = await kept({ claimed: ['m', 'r'] });
    const token = await openPersonSession(db, id, start);
    expect(await whoseSession(db, token, start, GROUPS)).toEqual({
      id, name: 'Noor', group: null, collections: ['producten'], models: ['groot'], assistants: [], isAdmin: false, isReviewer: true,
      person: { roles: ['employee', 'editor', 'reviewer'], groups: ['medewerkers', 'redactie'], readers: ['resident', 'employee', 'medewerkers', 'redactie'], email: 'noor@gemeente.example', isConfirmed: true },
    });
  });

  test('gives at each request what the groups and the provider say then', async () => {
    const id = await kept({ claimed: ['r', 'b'] });
    const token = await openPersonSession(db, id, start);
    const rights = async (groups = GROUPS) => {
      const holder = await whoseSession(db, token, start, groups);
      return [holder?.isAdmin, holder?.isReviewer, holder?.collections, holder?.person?.roles];
    };
    expect(await rights()).toEqual([true, true, ['producten'], ['employee', 'editor', 'reviewer', 'admin']]);
    expect(await rights(GROUPS.slice(0, 2))).toEqual([false, true, ['producten'], ['employee', 'editor', 'reviewer']]);
    await keepPerson(db, known({ claimed: [] }), after(1));
    expect(await rights()).toEqual([false, false, [], []]);
    expect((await whoseSession(db, token, start))?.person?.readers).toEqual(['resident']);
  });

  test('ends when it is closed, when it is old or idle, when somebody is shut out, and when they are gone', async () => {
    const id = await kept();
    const open = () => openPersonSession(db, id, start);
    const [closed, idle, old] = [await open(), await open(), await open()];
    await takeSession(db, closed);
    expect(await whoseSession(db, closed, start, GROUPS)).toBeUndefined();
    expect(await whoseSession(db, idle, after(62), GROUPS)).toBeUndefined();
    for (let minutes = 50; minutes < 600; minutes += 50) expect(await whoseSession(db, old, after(minutes), GROUPS), `${minutes}`).toBeDefined();
    expect(await whoseSession(db, old, after(600), GROUPS)).toBeUndefined();
    const shut = await open();
    await db.query('UPDATE people SET disabled_at = $1', [start]);
    expect(await whoseSession(db, shut, start, GROUPS)).toBeUndefined();
    await db.query('UPDATE people SET disabled_at = NULL');
    expect(await whoseSession(db, shut, start, GROUPS)).toBeDefined();
    await db.query('DELETE FROM people');
    expect(await whoseSession(db, shut, start, GROUPS)).toBeUndefined();
  });

  test('is kept as a digest alone, is another one each time, and is of one of a person and a key', async () => {
    const id = await kept();
    const tokens = [await openPersonSession(db, id, start), await openPersonSession(db, id, start)];
    expect(tokens[0]).not.toBe(tokens[1]);
    expect(JSON.stringify(await db.query(`SELECT encode(hash, 'hex'), person_id::text FROM sessions`))).not.toMatch(new RegExp(tokens.map((token) => Buffer.from(token, 'base64url').toString('hex')).join('|')));
    const { id: keyId } = await createKey(db, { name: 'K', isAdmin: true });
    const insert = (key: string | null, person: string | null) => db.query(`INSERT INTO sessions (hash, key_id, person_id, created_at, last_used_at, expires_at) VALUES (decode(md5(random()::text), 'hex'), $1, $2, $3, $3, $3)`, [key, person, start]);
    await expect(insert(keyId, id)).rejects.toThrow();
    await expect(insert(null, null)).rejects.toThrow();
  });

  test('opened with a key is no person\'s', async () => {
    const { token } = await createKey(db, { name: 'K', isAdmin: true });
    const opened = await openSession(db, token, start);
    const holder = await whoseSession(db, opened?.token ?? '', start, GROUPS);
    expect(holder).toMatchObject({ name: 'K', isAdmin: true });
    expect(holder?.person).toBeUndefined();
  });
});

describe('who a number is of', () => {
  test('is a person or a key by their names now, or the number alone', async () => {
    const person = await kept({ name: 'Noor de Wit' });
    const { id: key } = await createKey(db, { name: 'Redactie', isAdmin: true });
    const gone = '00000000-0000-4000-8000-000000000000';
    expect(await namesOf(db, [person, key, gone, 'x', ''])).toEqual(new Map([[person, 'Noor de Wit'], [key, 'Redactie']]));
    expect([await nameOf(db, person), await nameOf(db, key), await nameOf(db, gone), await nameOf(db, 'x')]).toEqual(['Noor de Wit', 'Redactie', `persoon ${gone}`, 'sleutel x']);
    const { names, words } = await doers(db, [person, key, gone, person]);
    expect([words(person), words(key), words(gone)]).toEqual([`Noor de Wit (persoon ${person})`, `sleutel ${key}`, `persoon ${gone}`]);
    expect([...names.keys()]).toEqual([person]);
    expect((await doers(db, [])).names.size).toBe(0);
  });
});
