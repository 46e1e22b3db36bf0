import type { commandOn } from '../../support/keys-command.ts';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { makeCheckpoint } from '../../../src/audit/proof/checkpoints.ts';
import { chainKey } from '../../../src/audit/chain.ts';
import { createKeyManager } from '../../../src/identity/key-manager.ts';
import { createPeopleManager } from '../../../src/identity/local/manage.ts';
import { removePasskey } from '../../../src/identity/local/passkeys.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import { READABLE } from '../../../src/knowledge/readers.ts';
import type { Database } from '../../../src/store/database.ts';
import { openBare } from '../../../src/store/open.ts';
import { createServerDatabase } from '../../support/database.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { colleague } from '../../support/employee.ts';
import { keepTurn } from '../../support/kept-turns.ts';
import { unpackDatabase } from '../../support/process.ts';
import { ROLE_GROUPS } from '../../support/roles.ts';
import { createPayloads } from '../../support/stored-fields/payloads.ts';
import { OUTSIDE, seedOutside, seedOversight, seedSettings } from '../../support/stored-fields/seed-console.ts';
import { seedDocuments } from '../../support/stored-fields/seed-documents.ts';
import { seedFactsheet } from '../../support/stored-fields/seed-factsheet.ts';
import { seedAccess, seedEmployee, seedResident, seedTask } from '../../support/stored-fields/seed-people.ts';
import { emptyPath } from '../../support/template.ts';

/** A desk that records, sends and reads all that it can. */
export function startFullDesk(): Promise<TestDesk> {
  return startTestDesk({ groups: ROLE_GROUPS, recordsIn: OUTSIDE, withWorkers: true, toReview: { sampleOneIn: 0, askedOften: 2 }, sendTo: { smtp: { host: '127.0.0.1', port: 9, security: 'none', from: 'balie@lindewaarde.example', to: 'kcc@lindewaarde.example' } } });
}

/** Something in each table that the desk fills by itself. */
export async function seedAll(of: TestDesk): Promise<void> {
  const p = createPayloads();
  const who = await colleague(of, ROLE_GROUPS.flatMap(({ claims }) => claims), 'Noor');
  const [mate, officer] = [await colleague(of, ['employee'], 'Sem'), await colleague(of, ['privacy-officer'])];
  const { documentId } = await seedDocuments(of, p);
  const resident = await seedResident(of, p);
  await seedEmployee(of, p, { who, mate, document: documentId });
  await seedTask(p, who);
  await seedOversight(of, p, who, { officer, turn: resident.id, conversationId: resident.conversationId });
  await seedAccess(of, p, who, mate);
  await seedSettings(of, p, who);
  await seedOutside(of, p);
  await seedFactsheet(of, p, who);
  const erased = await keepTurn(of);
  await of.desk.erasing.conversation(erased.conversationId, { by: { by: 'asker' } });
  await makeCheckpoint(of.db, chainKey(of.auditKey), new Date());
  // Numbers down to the last digit.
  await of.db.query(`INSERT INTO embedding_models (model, dimensions) VALUES ('e5', 3)`);
  await of.db.query(`INSERT INTO passage_embeddings (passage_id, model, embedding) SELECT id, 'e5', l2_normalize(ARRAY[0.1, 1/3::real, id::real * 1e-7]::vector) FROM passages`);
}

/** What lives now, and what takes it back: a conversation with files alone, a key, one of two passkeys, its owner, and a document. */
export async function seedWithdrawn({ db, auditKey }: TestDesk) {
  const record = createManagementLog({ masterKey: auditKey, now: () => new Date() });
  const by = { byUser: 'beheer' };
  const keys = createKeyManager(db, record);
  const { id: key } = await keys.create({ name: 'Programma', models: ['*'] }, by);
  const [owner] = await db.query<{ person: string }>('SELECT person_id AS person FROM passkeys JOIN people p ON p.id = person_id WHERE p.disabled_at IS NULL LIMIT 1');
  const [passkey, filesOnly, person = ''] = [randomUUID(), randomUUID(), owner?.person];
  await db.query(`INSERT INTO passkeys (id, person_id, credential, public_key, counter, is_synced, name, created_at) SELECT $1, person_id, '\\x02', public_key, counter, is_synced, name, created_at FROM passkeys WHERE person_id = $2 LIMIT 1`, [passkey, person]);
  await db.query(`INSERT INTO chat_folders (conversation_id, person_id, wrapped, created_at) SELECT $1, $2, wrapped, now() FROM chat_folders LIMIT 1`, [filesOnly, person]);
  const [{ document, collection } = { document: '', collection: '' }] = await db.query<{ document: string; collection: string }>('SELECT id AS document, collection_id AS collection FROM documents LIMIT 1');
  const withdraw = async () => {
    await keys.revoke(key, by);
    await db.transaction(async (tx) => {
      await removePasskey(tx, person, passkey);
      await record(tx, { kind: 'passkey.removed', facts: { person, passkey, byPerson: person } });
    });
    await createPeopleManager(db, record).setDisabled(person, true, by);
    await db.transaction((tx) => record(tx, { kind: 'document.removed', facts: { name: document, collection, ...by } }));
  };
  return { filesOnly, access: { key, passkey, person, document }, withdraw };
}

/** What a restore told, but for what others on the same server may have in use just then. */
export const linesOf = (out: string) => out.split('\n').filter((line) => !line.startsWith('Het gewiste staat nog in de bestanden'));

/** A digest of all rows of each table. */
export async function rowsOf(db: Database): Promise<Map<string, string>> {
  const tables = await db.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relpersistence = 'p' ORDER BY 1`);
  const found = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await db.query<{ digest: string | null }>(`SELECT encode(sha256(convert_to(string_agg(to_jsonb(t)::text, chr(10) ORDER BY to_jsonb(t)::text), 'UTF8')), 'hex') AS digest FROM ${name} t`);
    found.set(name, row?.digest ?? 'empty');
  }
  return found;
}

/** What the desk finds. Of figures twelve digits: WebAssembly and a server may differ in the last bit. */
export async function found(db: Database): Promise<string[]> {
  const search = createSearch(db);
  const ask = (question: string) => search.search({ question, readers: READABLE.employee, on: '2026-11-27', limit: 5, signal: new AbortController().signal });
  const results = await Promise.all(['Wat kost een paspoort?', 'rijbewijs ophalen', 'verhuizen'].map(ask));
  return results.flatMap(({ passages }) => passages.map((passage) => JSON.stringify(passage, (_name, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value))));
}

export interface EmptyOne {
  /** For a command that is to use it. */
  readonly variables: Readonly<Record<string, string>>;
  open(): Promise<Database>;
  drop(): Promise<void>;
}

/** A database without anything in it, which nobody has open. */
export async function emptyOne(kind: Database['kind'], dataDir: string): Promise<EmptyOne> {
  if (kind === 'embedded') {
    await unpackDatabase(join(dataDir, 'postgres'), emptyPath);
    return { variables: { DATA_DIR: dataDir }, open: () => openBare({ databaseUrl: undefined, dataDir, onFailure: () => undefined }), drop: () => Promise.resolve() };
  }
  const { db, url, drop } = await createServerDatabase(process.env['DATABASE_URL'] ?? '');
  await db.close();
  return { variables: { DATA_DIR: dataDir, DATABASE_URL: url }, open: () => openBare({ databaseUrl: url, dataDir, onFailure: () => undefined }), drop };
}

/** A command that has to go well. */
export async function done(work: ReturnType<ReturnType<typeof commandOn>>): Promise<void> {
  const { code, detail } = await work;
  if (code !== 0) throw new Error(`${code}: ${detail ?? ''}`);
}
