import { createPrivateKey, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signHead } from '../../../src/audit/head.ts';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { createSigner } from '../../../src/audit/signing.ts';
import { putBack } from '../../../src/cli/backup/put-back.ts';
import { audit } from '../../../src/cli/commands/audit.ts';
import { backup } from '../../../src/cli/commands/backup.ts';
import { restore } from '../../../src/cli/commands/restore.ts';
import { createErasing } from '../../../src/cli/privacy/erasing.ts';
import { legalHolds } from '../../../src/cli/privacy/legal-holds.ts';
import { createKeyManager } from '../../../src/identity/key-manager.ts';
import { createPeopleManager } from '../../../src/identity/local/manage.ts';
import { createHolds } from '../../../src/retention/holds.ts';
import type { Database } from '../../../src/store/database.ts';
import { switchTo } from '../../../src/switches/store.ts';
import { onServer, openTestDatabase } from '../../support/database.ts';
import { commandOn } from '../../support/keys-command.ts';
import { masterKey } from '../audit/support.ts';
import { said } from '../retention/support.ts';
import { done, emptyOne, type EmptyOne } from './support.ts';

export const by = { byUser: 'beheer' };
export const record = createManagementLog({ masterKey, now: () => new Date() });
export const keysOf = (db: Database) => createKeyManager(db, record);
export const peopleOf = (db: Database) => createPeopleManager(db, record);
export const turn = (db: Database, assistant: string, message: string | null) => switchTo(db, { assistant, message, by, now: new Date() }, record);
const holdsOf = (db: Database) => createHolds({ db, masterKey, now: () => new Date(), record });
const headOf = async (db: Database) => (await db.query<{ number: number }>('SELECT number FROM audit_head'))[0]?.number ?? 0;

/** A database of which a backup was made, what was done in it since, and its log of before, of after, and with a gap between. */
export async function startLater() {
  const folder = await mkdtemp(join(tmpdir(), 'balie-later-'));
  const variables = { AUDIT_KEY: masterKey.toString('hex'), DATA_DIR: folder };
  const old = await openTestDatabase();
  const opened: { db: Database; one: EmptyOne }[] = [];
  const file = (name: string) => join(folder, name);
  const exported = (db: Database, name: string, ...more: readonly string[]) => done(commandOn(audit, db, variables)('export', '--out', file(name), ...more));

  const was = await seed(old);
  await done(commandOn(backup, old, variables)('key', '--out', file('sleutel.pem')));
  await exported(old, 'older.jsonl');
  await turn(old, 'nog-iets', 'Even niet');
  await done(commandOn(backup, old, variables)(file('vandaag.backup'), '--key', file('sleutel.pem.pub')));
  // Behind the backup stands that it was made.
  const head = (await headOf(old)) - 1;
  await goOn(old, was);
  await exported(old, 'newer.jsonl');
  await exported(old, 'gap.jsonl', '--from', String(head + 2));

  async function restored(erase?: (db: Database) => Promise<void>) {
    const one = await emptyOne(onServer ? 'postgresql' : 'embedded', join(folder, randomUUID()));
    const db = await one.open();
    opened.push({ db, one });
    const secret = createPrivateKey(await readFile(file('sleutel.pem')));
    const dataDir = join(folder, randomUUID());
    const { todo } = await putBack(db, { file: file('vandaag.backup'), secret, config: { auditKey: variables.AUDIT_KEY, dataDir: folder }, dataDir, ...(erase && { erase: () => erase(db) }) });
    return { db, todo, again: commandOn(restore, db, { ...variables, DATA_DIR: dataDir }) };
  }

  return {
    old, was, head, file, variables, exported, restored,
    /** As a server that was brought back to a moment: nothing in it says so. */
    async atThatMoment() {
      const found = await restored();
      const [last] = await old.query<{ number: number; hash: Buffer }>('SELECT number, hash FROM audit_entries WHERE number = $1', [head]);
      if (last === undefined) throw new Error('no such entry');
      await found.db.query('DELETE FROM audit_entries WHERE number > $1', [head]);
      await found.db.query('UPDATE audit_head SET number = $1, hash = $2, signature = $3', [head, last.hash, signHead(last, createSigner(masterKey))]);
      return found;
    },
    /** Closes what was restored into. */
    async closeOpened() {
      for (const { db, one } of opened.splice(0)) {
        await db.close();
        await one.drop();
      }
    },
    async close() {
      await old.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function seed(db: Database) {
  const keys = keysOf(db);
  const made = { revoked: await keys.create({ name: 'a', models: ['*'] }, by), narrowed: await keys.create({ name: 'b', models: ['*'], assistants: ['loket'], isAdmin: true }, by), emptied: await keys.create({ name: 'c', models: ['klein'] }, by) };
  const [person, talk, stopped, withFiles, released] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await db.query(`INSERT INTO people (id, issuer, subject, name, claimed, created_at, seen_at) VALUES ($1, 'x', 'noor', 'Noor', '{}', now(), now())`, [person]);
  await db.query(`INSERT INTO conversations (id, person_id, assistant, created_at, used_at) VALUES ($1, $2, 'collega', now(), now())`, [talk, person]);
  for (const [id, group] of [[stopped, 'team'], [withFiles, 'afdeling']]) await db.query('INSERT INTO conversation_shares (id, conversation_id, created_at, group_id, with_files) VALUES ($1, $2, now(), $3, true)', [id, talk, group]);
  const turns = { erased: await said(db, 3), held: await said(db, 3), aged: await said(db, 60), stray: await said(db, 60) };
  await holdsOf(db).make({ id: released, scope: { conversationId: turns.erased.conversationId }, reason: 'Zaak 1', by: person });
  return { revoked: made.revoked.id, narrowed: made.narrowed.id, emptied: made.emptied.id, person, talk, stopped, withFiles, released, ...turns };
}

/** What was done after the backup. */
async function goOn(db: Database, was: Awaited<ReturnType<typeof seed>>): Promise<void> {
  const [keys, holds] = [keysOf(db), holdsOf(db)];
  await keys.revoke(was.revoked, by);
  await keys.change(was.narrowed, { models: ['klein'], isAdmin: false, requestsPerMinute: 5, collections: ['producten'] }, by);
  await keys.change(was.emptied, { models: [], assistants: ['loket'] }, by);
  await peopleOf(db).setDisabled(was.person, true, by);
  await turn(db, 'loket', 'Even dicht');
  await turn(db, 'nog-iets', null);
  const act = (kind: string, facts: Parameters<typeof record>[1]['facts']) => db.transaction((tx) => record(tx, { kind, facts }));
  await act('share.stopped', { share: was.stopped, conversation: was.talk, byKey: was.person });
  await act('share.made', { share: was.withFiles, conversation: was.talk, toGroup: 'afdeling', withFiles: false, byKey: was.person });
  await act('setting.published', { name: 'guard', number: 2, byPerson: was.person });
  await holds.end({ id: was.released, by: was.person, reason: 'Klaar' });
  const erasing = createErasing({ db, masterKey, now: () => new Date(), municipality: 'Lindewaarde', heldBy: legalHolds, forget: () => undefined });
  for (const { conversationId } of [was.erased, was.held]) await erasing.conversation(conversationId, { by: { by: 'asker' } });
  for (const conversationId of [was.held.conversationId, was.aged.conversationId, randomUUID()]) await holds.make({ id: randomUUID(), scope: { conversationId }, reason: 'Zaak 2', by: was.person });
}
