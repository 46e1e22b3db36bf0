import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backup } from '../../../src/cli/commands/backup.ts';
import { restore } from '../../../src/cli/commands/restore.ts';
import { createSearch } from '../../../src/knowledge/search/search.ts';
import { READABLE } from '../../../src/knowledge/readers.ts';
import type { Database } from '../../../src/store/database.ts';
import { openBare } from '../../../src/store/open.ts';
import { createServerDatabase, onServer } from '../../support/database.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { type Colleague, colleague } from '../../support/employee.ts';
import { commandOn } from '../../support/keys-command.ts';
import { ROLE_GROUPS } from '../../support/roles.ts';
import { createPayloads } from '../../support/stored-fields/payloads.ts';
import { OUTSIDE, seedOutside, seedOversight, seedSettings } from '../../support/stored-fields/seed-console.ts';
import { seedDocuments } from '../../support/stored-fields/seed-documents.ts';
import { seedFactsheet } from '../../support/stored-fields/seed-factsheet.ts';
import { seedAccess, seedEmployee, seedResident, seedTask } from '../../support/stored-fields/seed-people.ts';

/** Empty here, each with why: what is not carried at all, and what comes to be in other tests alone. */
const NOT_FILLED = new Set(['']);
/** What is not the same after a restore: an act is written, and the index on vectors is made anew. */
const OTHER = new Set(['audit_entries', 'audit_head', 'embedding_models']);

let folder: string;
let desk: TestDesk;
let variables: Readonly<Record<string, string>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-backup-'));
  desk = await startTestDesk({ groups: ROLE_GROUPS, recordsIn: OUTSIDE, withWorkers: true, toReview: { sampleOneIn: 0, askedOften: 2 }, sendTo: { smtp: { host: '127.0.0.1', port: 9, security: 'none', from: 'balie@lindewaarde.example', to: 'kcc@lindewaarde.example' } } });
  await seedAll(desk);
  variables = { AUDIT_KEY: desk.auditKey.toString('hex'), DATA_DIR: join(folder, 'from'), OLLAMA_URL: desk.host.url, CHAT_MODEL: 'chat' };
}, 120_000);
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

async function seedAll(of: TestDesk): Promise<void> {
  const p = createPayloads();
  const [who, mate, officer]: Colleague[] = [await colleague(of, ROLE_GROUPS.flatMap(({ claims }) => claims), 'Noor'), await colleague(of, ['employee'], 'Sem'), await colleague(of, ['privacy-officer'])];
  const { documentId } = await seedDocuments(of, p);
  const resident = await seedResident(of, p);
  await seedEmployee(of, p, { who, mate, document: documentId });
  await seedTask(p, who);
  await seedOversight(of, p, who, { officer, turn: resident.id, conversationId: resident.conversationId });
  await seedAccess(of, p, who, mate);
  await seedSettings(of, p, who);
  await seedOutside(of, p);
  await seedFactsheet(of, p, who);
}

/** A digest of all rows of each table, and how many there are. */
async function rowsOf(db: Database): Promise<Map<string, { rows: number; digest: string | null }>> {
  const tables = await db.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relpersistence = 'p' ORDER BY 1`);
  const found = new Map<string, { rows: number; digest: string | null }>();
  for (const { name } of tables) {
    const [row] = await db.query<{ rows: number; digest: string | null }>(`SELECT count(*) AS rows, encode(sha256(convert_to(string_agg(to_jsonb(t)::text, chr(10) ORDER BY to_jsonb(t)::text), 'UTF8')), 'hex') AS digest FROM ${name} t`);
    if (row !== undefined) found.set(name, row);
  }
  return found;
}

test('all rows of all tables, by way of another kind of database and back, with the same answers', async () => {
  const from = commandOn(backup, desk.db, variables);
  const keyFile = join(folder, 'backup.pem');
  expect(await from('key', '--out', keyFile)).toMatchObject({ code: 0 });
  const before = await rowsOf(desk.db);
  console.log([...before].filter(([, { rows }]) => rows === 0).map(([name]) => name));
  const first = join(folder, 'first.backup');
  const made = await from(first, '--key', `${keyFile}.pub`, '--json');
  expect(made).toMatchObject({ code: 0 });
  const t0 = performance.now();
  const r = await commandOn(restore, desk.db, { ...variables, DATA_DIR: join(folder, 'there') })(first, '--key', keyFile, '--json');
  console.log("RESTORED", r, performance.now() - t0); expect(r.code).toBe(0);
  const db = await openBare({ databaseUrl: undefined, dataDir: join(folder, 'there'), onFailure: () => undefined });
  const after = await rowsOf(db);
  for (const [name, x] of before) if (JSON.stringify(after.get(name)) !== JSON.stringify(x)) console.log(name, x, after.get(name));
  await db.close();
});
