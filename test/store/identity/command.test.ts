import { userInfo } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../../src/audit/verify.ts';
import { findKey, listKeys, verifyKey } from '../../../src/identity/keys.ts';
import { addUse } from '../../../src/identity/limits/counters.ts';
import { dutchDay } from '../../../src/dutch-time.ts';
import type { Database } from '../../../src/store/database.ts';
import { actsIn } from '../../support/acts.ts';
import { openTestDatabase } from '../../support/database.ts';
import { AUDIT_KEY, keysCommand } from '../../support/keys-command.ts';

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  balie = keysCommand(db, CONFIGURED);
});
afterAll(() => db.close());

let balie: ReturnType<typeof keysCommand>;
const CONFIGURED = { CHAT_MODEL: 'chat', EMBED_MODEL: 'e5' };
const run = (...args: readonly string[]) => balie.run(...args);
const made = (...args: readonly string[]) => balie.made(...args);

describe('balie keys create', () => {
  test('makes a key with what was asked', async () => {
    const { code, out, notes } = await run(
      'create', '--name', 'Team Data', '--collections', 'producten', '--models', 'chat, e5', '--assistants', '*', '--admin', '--group', 'Data', '--expires', '2099-06-30',
      '--requests-per-minute', '60', '--tokens-per-day', '1000', '--tokens-per-month', '1000000000000',
    );
    expect(code).toBe(0);
    expect(notes).toContain('De groep Data is nieuw');
    const holder = await verifyKey(db, out, new Date());
    expect(holder).toMatchObject({ name: 'Team Data', group: 'Data', collections: ['producten'], models: ['chat', 'e5'], assistants: ['*'], isAdmin: true });
    expect(await findKey(db, holder?.id ?? '')).toMatchObject({
      requestsPerMinute: 60, tokensPerDay: 1_000, tokensPerMonth: 1_000_000_000_000, expiresAt: new Date('2099-06-30T22:00:00Z'),
    });
    expect((await run('create', '--name', 'Nog een', '--models', '*', '--group', 'Data')).notes).not.toContain('nieuw');
  });

  test.each([
    [['--models', 'gpt'], 'key-names-unknown', 'model gpt; deze modellen zijn er: chat, e5, of * voor alle'],
    [['--assistants', 'loket,baas'], 'key-names-unknown', 'assistent baas; deze assistenten zijn er: collega, loket, of * voor alle'],
    [['--collections', 'onbekend'], 'collection-unknown', expect.stringContaining('deze zijn er: producten') as string],
    [['--collections', '*'], 'collection-unknown', expect.any(String) as string],
  ])('%j is refused with what there is', async (args, code, detail) => {
    expect(await run('create', '--name', 'Fout', ...args)).toMatchObject({ code, detail, out: '' });
  });

  test.each([
    [[], 'De sleutel opent niets'],
    [['--models', ' , '], 'De sleutel opent niets'],
    [['--models', 'chat', '--tokens-per-day', '0'], '--tokens-per-day: een heel getal'],
    [['--models', 'chat', '--tokens-per-day', '1e3'], '--tokens-per-day: een heel getal'],
    [['--models', 'chat', '--tokens-per-month', '1000000000001'], '--tokens-per-month'],
    [['--models', 'chat', '--requests-per-minute=-1'], '--requests-per-minute'],
    [['--models', 'chat', '--group', ' '], '--group is leeg'],
    [['--models', 'chat', '--group', 'a\nb'], '--group'],
    [['--models', 'chat', '--group', 'g'.repeat(101)], '--group: hoogstens 100'],
    [['--models', 'chat', '--expires', '2020-01-01'], 'Geef met --expires'],
    [['--models', 'chat', '--overlap', '7d'], '--overlap hoort niet bij create'],
  ])('%j is wrong use', async (args, fault) => {
    const before = (await listKeys(db)).length;
    const { code, notes } = await run('create', '--name', 'Fout', ...args);
    expect(code).toBe(2);
    expect(notes).toContain(fault);
    expect((await listKeys(db)).length).toBe(before);
  });
});

describe('balie keys rotate', () => {
  test('gives a new key, and says until when the old one works', async () => {
    const old = await made('--models', 'chat');
    const { code, out, notes } = await run('rotate', old.id, '--overlap', '12u');
    expect(code).toBe(0);
    expect(notes).toContain(`De oude sleutel ${old.id} werkt tot`);
    expect(await verifyKey(db, out, new Date())).toMatchObject({ models: ['chat'] });
    const hours = ((await findKey(db, old.id))?.expiresAt?.getTime() ?? 0) - Date.now();
    expect(Math.round(hours / 60_000)).toBe(720);
    expect(await run('rotate', old.id)).toMatchObject({ code: 'key-rotated' });
    expect(await run('rotate', '0'.repeat(16))).toMatchObject({ code: 'key-unknown' });
    expect(await run('rotate', 'onzin')).toMatchObject({ code: 'key-unknown' });
  });

  test.each(['7', 'd', '91d', '1w', '-1d', ''])('--overlap %j is wrong use', async (overlap) => {
    const { id } = await made('--models', 'chat');
    expect(await run('rotate', id, `--overlap=${overlap}`)).toMatchObject({ code: 2, notes: expect.stringContaining('--overlap') });
  });
});

describe('balie keys usage and group', () => {
  test('tell what was used this month, and what may be', async () => {
    const { id } = await made('--models', 'chat', '--tokens-per-day', '1000', '--group', 'Team Zuid');
    const day = dutchDay(new Date());
    await addUse(db, [
      { scope: `key:${id}`, day, requests: 3, promptTokens: 1_200, answerTokens: 34 },
      { scope: 'group:Team Zuid', day, requests: 5, promptTokens: 2_000, answerTokens: 0 },
      { scope: `key:${id}`, day: '2020-01-01', requests: 9, promptTokens: 9, answerTokens: 9 },
    ]);
    expect((await run('group', 'Team Zuid', '--tokens-per-month', '50000')).code).toBe(0);
    const { out } = await run('usage', id);
    expect(out).toContain('vandaag 1.234 van 1.000 tokens, deze maand 1.234 tokens in 3 verzoeken');
    expect(out).toContain(`${day}  3 verzoeken, 1.200 tokens erin, 34 eruit`);
    expect(out).toContain('groep Team Zuid  hoogstens 50.000 tokens per maand');
    expect(out).toContain('vandaag 2.000 tokens, deze maand 2.000 van 50.000 tokens');
    // By the whole day: the number of a key is drawn, and may have any four figures in it.
    expect(out).not.toContain('2020-01-01');
    expect(JSON.parse((await run('usage', id, '--json')).out)).toMatchObject({ key: { id }, use: { days: [{ day, requests: 3 }], group: { tokensPerMonth: 50_000 } } });
  });

  test('a limit is changed by itself, and taken away with geen', async () => {
    await run('group', 'Team Noord', '--tokens-per-day', '10', '--requests-per-minute', '5');
    const { out } = await run('group', 'Team Noord', '--tokens-per-day', 'geen', '--tokens-per-month', '70', '--json');
    expect(JSON.parse(out)).toEqual({ group: { name: 'Team Noord', requestsPerMinute: 5, tokensPerDay: null, tokensPerMonth: 70, days: [] } });
    expect((await run('group', 'x'.repeat(101))).code).toBe(2);
    expect((await run('group', 'Team Noord', '--name', 'x')).code).toBe(2);
  });
});

test('balie keys list shows rights, limits and state, on one line each', async () => {
  const { id } = await made('--assistants', 'loket', '--requests-per-minute', '60', '--admin');
  await run('revoke', id);
  expect((await run('list')).out.split('\n').find((line) => line.startsWith(id))).toMatch(
    /^[0-9a-f]{16} {2}Programma {2}assistenten loket; beheerder {2}hoogstens 60 verzoeken per minuut {2}ingetrokken op .*, nooit gebruikt$/,
  );
  expect((await run('list', 'x')).code).toBe(2);
  expect((await run()).code).toBe(2);
  expect((await run('toString')).code).toBe(2);
});

describe('what a command changes', () => {
  test('is in the audit log, with the account that did it and never the secret', async () => {
    const before = (await actsIn(db)).length;
    const byUser = userInfo().username;
    const { id, token } = await made('--models', 'chat', '--group', 'Team Oost', '--tokens-per-day', '1000', '--expires', '2099-06-30');
    const next = JSON.parse((await run('rotate', id, '--overlap', '1d', '--json')).out) as { id: string; token: string; oldExpiresAt: string };
    await run('group', 'Team Oost', '--tokens-per-month', '5000');
    await run('revoke', id);
    const acts = (await actsIn(db)).slice(before);
    expect(acts).toEqual([
      { kind: 'key-group.made', facts: { group: 'Team Oost', byUser } },
      { kind: 'key.made', facts: { key: id, byUser, group: 'Team Oost', models: ['chat'], tokensPerDay: 1_000, expiresAt: '2099-06-30T22:00:00.000Z' } },
      { kind: 'key.rotated', facts: { key: id, byUser, successor: next.id, expiresAt: next.oldExpiresAt, successorExpiresAt: expect.any(String) as string } },
      { kind: 'key-group.changed', facts: { group: 'Team Oost', byUser, from: { tokensPerMonth: null }, to: { tokensPerMonth: 5_000 } } },
      { kind: 'key.revoked', facts: { key: id, byUser } },
    ]);
    for (const secret of [token, next.token]) expect(JSON.stringify(acts)).not.toContain(secret.slice(-43));
    expect((await verify(db, Buffer.from(AUDIT_KEY, 'hex'))).firstFault).toBeUndefined();
  });

  test('is nothing where nothing is done: looking, asking in vain, revoking twice', async () => {
    const { id } = await made('--models', 'chat');
    await run('revoke', id);
    const before = await actsIn(db);
    for (const args of [['list'], ['usage', id], ['group', 'Team Oost'], ['revoke', id], ['revoke', '0'.repeat(16)], ['rotate', id], ['create', '--name', 'x', '--models', 'gpt']]) await run(...args);
    expect(await actsIn(db)).toEqual(before);
  });

  test('is not done where it cannot be recorded: with another key of the log than the desk’s', async () => {
    const before = await listKeys(db);
    const other = keysCommand(db, { ...CONFIGURED, AUDIT_KEY: 'b2'.repeat(32) });
    expect(await other.run('create', '--name', 'Programma', '--models', 'chat')).toMatchObject({ code: 'audit-key-wrong', out: '' });
    expect(await listKeys(db)).toEqual(before);
  });
});
