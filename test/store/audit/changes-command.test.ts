import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { audit } from '../../../src/cli/commands/audit.ts';
import { readConfig } from '../../../src/config/config.ts';
import { createKeyManager } from '../../../src/identity/key-manager.ts';
import { keepPerson } from '../../../src/identity/people.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { AUDIT_KEY, keysCommand } from '../../support/keys-command.ts';
import { answered, openLog, turn } from './support.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());

async function run(values: Readonly<Record<string, string>>, ...positionals: readonly string[]) {
  const [out, notes]: [string[], string[]] = [[], []];
  const say = { out: (line: string) => void out.push(line), note: (line: string) => void notes.push(line) };
  const code = await audit.run({ values, positionals, json: 'json' in values, config: readConfig({ AUDIT_KEY }), database: () => Promise.resolve(db), onFailure: () => undefined, ...say, signal: new AbortController().signal });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}

test('balie audit changes says who changed what of keys and groups, the last one first, and nothing of questions', async () => {
  expect(await run({}, 'changes')).toMatchObject({ code: 0, out: 'Er is nog niets aan sleutels, accounts, groepen, modelservers of modellen veranderd.' });
  const log = openLog(db, randomUUID(), Buffer.from(AUDIT_KEY, 'hex'));
  const one = turn();
  await log.received(one);
  await log.ended(one.id, answered);
  const { made } = keysCommand(db, { CHAT_MODEL: 'chat' });
  const { id, token } = await made('--models', 'chat', '--tokens-per-day', '100');
  const manager = createKeyManager(db, createManagementLog({ masterKey: Buffer.from(AUDIT_KEY, 'hex'), now: () => new Date('2026-11-26T09:03:00Z') }));
  await manager.change(id, { name: 'Ander', tokensPerDay: null, models: ['a', 'b'], isAdmin: true, group: 'Zuid\u001B[2J' }, { byKey: '4f1c9a02b7e35d68' });
  const { out, code } = await run({}, 'changes');
  expect(code).toBe(0);
  const lines = out.split('\n');
  expect(lines[0]).toMatch(new RegExp(`^5  2026-11-26 10:03  sleutel veranderd  ${id}  door sleutel 4f1c9a02b7e35d68  andere naam  group: geen > Zuid.*  models: chat > a, b  isAdmin: nee > ja  tokensPerDay: 100 > geen$`));
  expect(lines[1]).toMatch(/^4 {2}2026-11-26 10:03 {2}groep gemaakt {2}Zuid/);
  expect(lines[2]).toMatch(new RegExp(`^3  .*  sleutel gemaakt  ${id}  door ${userInfo().username} op de opdrachtregel  models: chat  tokensPerDay: 100$`));
  expect(lines).toHaveLength(3);
  expect(out).not.toContain('\u001B');
  expect(out).not.toContain(token.slice(-43));
  expect(JSON.parse((await run({ json: '' }, 'changes')).out)).toMatchObject({ changes: [{ number: 5, kind: 'key.changed' }, { number: 4 }, { number: 3 }] });
});

test('balie audit readings says who read what residents asked, apart from the changes', async () => {
  const before = (await run({}, 'changes')).out;
  const record = createManagementLog({ masterKey: Buffer.from(AUDIT_KEY, 'hex'), now: () => new Date('2026-11-26T09:05:00Z') });
  const facts = { turn: '00000000-0000-4000-8000-000000000001', byKey: '4f1c9a02b7e35d68' };
  await db.transaction((tx) => record(tx, { kind: 'review.opened', facts }));
  await db.transaction((tx) => record(tx, { kind: 'handover.requested', facts: { handover: 'x' } }));
  expect((await run({}, 'readings')).out).toMatch(new RegExp(`^\\d+  2026-11-26 10:05  antwoord gelezen  ${facts.turn}  door sleutel ${facts.byKey}$`));
  expect((await run({}, 'changes')).out).toBe(before);
});

test('balie audit changes names a person from their number, as they are called now', async () => {
  const ids = await Promise.all(['Noor de Wit', 'Wie\u001B[2J weg is'].map((name, index) => keepPerson(db, { issuer: 'https://inloggen.gemeente.example', subject: String(index), name, email: null, claimed: [] }, new Date())));
  const record = createManagementLog({ masterKey: Buffer.from(AUDIT_KEY, 'hex'), now: () => new Date('2026-11-26T09:07:00Z') });
  for (const byKey of ids) await db.transaction((tx) => record(tx, { kind: 'desk.on', facts: { name: '*', byKey: byKey ?? '' } }));
  const changes = async () => (await run({}, 'changes')).out.split('\n');
  expect((await changes())[1]).toContain(`door Noor de Wit (persoon ${ids[0]})`);
  expect((await changes())[0]).toMatch(/door Wie.*weg is \(persoon/);
  expect((await changes()).join()).not.toContain('\u001B');
  expect(JSON.parse((await run({ json: '' }, 'changes')).out)).toMatchObject({ names: { [ids[0] ?? '']: 'Noor de Wit' } });
  await db.query('DELETE FROM people WHERE id = $1', [ids[0]]);
  expect((await changes())[1]).toContain(`door persoon ${ids[0]}`);
});

test.each([[['changes', 'x']], [['readings', 'x']], [['verify', 'x']], [[]]])('%j is wrong use', async (positionals) => {
  expect((await run({}, ...positionals)).code).toBe(2);
  expect((await run({ expect: `1:${'0'.repeat(64)}` }, 'changes')).code).toBe(2);
});
