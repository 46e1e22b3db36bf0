import { createPrivateKey } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastAct } from '../../../src/audit/management-log.ts';
import { verify } from '../../../src/audit/verify.ts';
import { readBackup } from '../../../src/backup/read.ts';
import { thereAlready } from '../../../src/backup/tables.ts';
import { todoLines } from '../../../src/cli/backup/afterwards.ts';
import { putBack } from '../../../src/cli/backup/put-back.ts';
import { audit } from '../../../src/cli/commands/audit.ts';
import { backup } from '../../../src/cli/commands/backup.ts';
import { restore } from '../../../src/cli/commands/restore.ts';
import type { Database } from '../../../src/store/database.ts';
import { readMigrations } from '../../../src/store/migrate.ts';
import { onServer } from '../../support/database.ts';
import type { TestDesk } from '../../support/desk.ts';
import { keepTurn } from '../../support/kept-turns.ts';
import { commandOn } from '../../support/keys-command.ts';
import { done, emptyOne, type EmptyOne, found, linesOf, rowsOf, seedAll, seedWithdrawn, startFullDesk } from './support.ts';

/** Not carried: what migrating makes, who is logged in or was invited, and counts of the moment. */
const LEFT_OUT = ['invitations', 'logins', 'model_pulls', 'passkey_challenges', 'idempotency_keys', 'request_windows', 'schema_migrations', 'sessions'];
/** Nothing here writes them: what a night, another desk, a website or a program of somebody does. They are carried as all others are, by the same lines of code. */
const EMPTY = [
  'ai_act_checks', 'assistant_evaluations', 'audit_kept_checkpoints', 'audit_verifications', 'calls', 'diligence_answers', 'diligence_files', 'diligence_measurements', 'diligence_others', 'diligence_probes',
  'diligence_snapshots', 'factsheet_drift', 'kept_corrections', 'key_use', 'live_assistants', 'live_upgrade', 'logbook_queue', 'logbook_records', 'logout_messages', 'opening_summaries', 'pages', 'person_energy',
  'program_conversations', 'retention_runs', 'token_budgets',
];
/** Other by the act that says that a backup was put back, and by the index on vectors, which is made anew. */
const OTHER = ['audit_entries', 'audit_head', 'embedding_models'];

let folder: string;
let desk: TestDesk;
let variables: Readonly<Record<string, string>>;
let keyFile: string;
let first: string;
let before: Map<string, string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-backup-'));
  keyFile = join(folder, 'backup.pem');
  first = join(folder, 'first.backup');
  desk = await startFullDesk();
  await seedAll(desk);
  variables = { AUDIT_KEY: desk.auditKey.toString('hex'), DATA_DIR: join(folder, 'from'), OLLAMA_URL: desk.host.url, CHAT_MODEL: 'chat' };
  const make = commandOn(backup, desk.db, variables);
  await done(make('key', '--out', keyFile));
  before = await rowsOf(desk.db);
  await mkdir(join(folder, 'from', 'map'), { recursive: true });
  await writeFile(join(folder, 'from', 'map', 'notitie.txt'), 'van hier');
  await writeFile(join(folder, 'from', 'audit.key'), variables['AUDIT_KEY'] ?? '');
  await done(make(first, '--key', `${keyFile}.pub`));
}, 120_000);
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

const sameIn = (rows: ReadonlyMap<string, string>) => Object.fromEntries([...rows].filter(([name]) => !LEFT_OUT.includes(name) && !OTHER.includes(name)));

test('the keys of what people said are not in it, nor anything to be read without the backup’s own', async () => {
  const bytes = await readFile(first);
  expect(bytes.includes('paspoort')).toBe(false);
  const seen: string[] = [];
  await readBackup(first, createPrivateKey(await readFile(keyFile)), { rows: (rows) => Promise.resolve(void seen.push(JSON.stringify(rows))) });
  expect(seen.join('')).toContain('paspoort');
  expect(seen.join('')).not.toContain(desk.auditKey.toString('hex'));
});

test('all rows of all tables come back, by way of another kind of database and back again, with the same answers', { timeout: 400_000 }, async () => {
  expect([...before].filter(([, digest]) => digest === 'empty').map(([name]) => name).filter((name) => !LEFT_OUT.includes(name))).toEqual(EMPTY);
  const answers = await found(desk.db);
  expect(answers.length).toBeGreaterThan(2);

  // With a server: from that into an embedded one, and from there to the server. Without one: into one with files.
  const there = await emptyOne('embedded', join(folder, 'there'));
  expect(await commandOn(restore, desk.db, { ...variables, ...there.variables })(first, '--key', keyFile)).toMatchObject({ code: 0, out: expect.stringContaining('Het logboek klopt') });
  const middle = await there.open();
  expect(sameIn(await rowsOf(middle))).toEqual(sameIn(before));
  expect(await found(middle)).toEqual(answers);
  // What is given out goes on where it was, and triggers and foreign keys work again.
  expect(await middle.query(`INSERT INTO console_changes (kind, subject, changed_by, changed_at, reason) VALUES ('a', 'b', 'c', now(), '') RETURNING number`)).toEqual(await desk.db.query(`INSERT INTO console_changes (kind, subject, changed_by, changed_at, reason) VALUES ('a', 'b', 'c', now(), '') RETURNING number`));
  await expect(middle.query(`DELETE FROM setting_versions`)).rejects.toThrow('neither changed nor removed');
  await expect(middle.query(`INSERT INTO turn_keys (turn_id, wrapped) SELECT gen_random_uuid(), wrapped FROM turn_keys LIMIT 1`)).rejects.toMatchObject({ code: '23503' });
  await expect(middle.query(`SELECT FROM jobs.job WHERE singleton_key IN (SELECT id::text FROM deliveries WHERE state = 'waiting')`)).resolves.toHaveLength((await middle.query(`SELECT FROM deliveries WHERE state = 'waiting'`)).length);
  await middle.query(`DELETE FROM console_changes WHERE kind = 'a'`);

  expect(await readFile(join(folder, 'there', 'map', 'notitie.txt'), 'utf8')).toBe('van hier');
  await expect(readFile(join(folder, 'there', 'audit.key'))).rejects.toMatchObject({ code: 'ENOENT' });

  // Nobody said anything of erasures: they are asked after.
  expect(await commandOn(restore, middle, { ...variables, ...there.variables })('--finish')).toMatchObject({ code: 0, notes: expect.stringContaining('gewist of ingetrokken?') });
  const second = join(folder, 'second.backup');
  expect(await commandOn(backup, middle, { ...variables, ...there.variables })(second, '--key', `${keyFile}.pub`)).toMatchObject({ code: 0 });
  await middle.close();
  if (onServer) await goesBack(second, answers);
});

/** From an embedded database to a server. */
async function goesBack(file: string, answers: Awaited<ReturnType<typeof found>>): Promise<void> {
  const back = await emptyOne('postgresql', join(folder, 'back'));
  expect(await commandOn(restore, desk.db, { ...variables, ...back.variables })(file, '--key', keyFile)).toMatchObject({ code: 0 });
  const last = await back.open();
  expect(sameIn(await rowsOf(last))).toEqual(sameIn(before));
  expect(await found(last)).toEqual(answers);
  expect(await verify(last, desk.auditKey)).not.toHaveProperty('firstFault');
  await last.close();
  await back.drop();
}

describe('into an empty database', () => {
  let db: Database;
  let there: EmptyOne;
  beforeAll(async () => {
    there = await emptyOne(onServer ? 'postgresql' : 'embedded', join(folder, 'empty'));
    db = await there.open();
  });
  afterAll(async () => {
    await db.close();
    await there.drop();
  });
  const put = async (file = first, given: { readonly auditKey?: string; readonly migrations?: Awaited<ReturnType<typeof readMigrations>>; readonly erase?: (key: Buffer) => Promise<void> } = {}) =>
    putBack(db, { file, secret: createPrivateKey(await readFile(keyFile)), config: { auditKey: given.auditKey ?? desk.auditKey.toString('hex'), dataDir: folder }, dataDir: join(folder, 'empty-files'), ...(given.migrations && { migrations: given.migrations }), ...(given.erase && { erase: given.erase }) });

  test.each([
    ['a master key of another desk', 'backup-foreign', () => put(first, { auditKey: 'b2'.repeat(32) })],
    ['a backup of a newer version', 'backup-newer', async () => put(first, { migrations: (await readMigrations()).slice(0, -1) })],
    ['one whose end is missing', 'backup-damaged', async () => {
      const cut = join(folder, 'cut.backup');
      await writeFile(cut, (await readFile(first)).subarray(0, -100));
      return put(cut);
    }],
    ['a fault at the very end', 'broken', async () => put(first, { migrations: [...(await readMigrations()), { version: 999, name: '0999_broken.sql', sha256: '0', sql: 'SELECT broken' }] }).catch(() => Promise.reject(Object.assign(new Error('broken'), { code: 'broken' })))],
  ])('%s leaves nothing behind', async (_what, code, work) => {
    await expect(work()).rejects.toMatchObject({ code });
    expect(await thereAlready(db)).toEqual([]);
  });

  test('what migrations came since are run over what it holds; what was erased since is erased again', { timeout: 300_000 }, async () => {
    const [gone, stays] = [await keepTurn(desk), await keepTurn(desk)];
    const { filesOnly, access, withdraw } = await seedWithdrawn(desk);
    const older = join(folder, 'older.backup');
    const make = commandOn(backup, desk.db, variables);
    expect(await make(older, '--key', `${keyFile}.pub`)).toMatchObject({ code: 0 });
    await desk.desk.erasing.conversation(gone.conversationId, { by: { by: 'asker' } });
    await desk.desk.erasing.conversation(filesOnly, { personId: access.person, by: { by: 'asker', byPerson: access.person } });
    await withdraw();
    const log = join(folder, 'log.jsonl');
    expect(await commandOn(audit, desk.db, variables)('export', '--out', log)).toMatchObject({ code: 0 });

    const later = { version: 999, name: '0999_later.sql', sha256: '0', sql: `CREATE TABLE later AS SELECT count(*) AS turns FROM turns` };
    // A file stands where a folder should come: the rows are in by then, and all else is done.
    await mkdir(join(folder, 'empty-files'), { recursive: true });
    await writeFile(join(folder, 'empty-files', 'map'), 'in de weg');
    const erased: Buffer[] = [];
    const done = await put(older, { migrations: [...(await readMigrations()), later], erase: (key) => Promise.resolve(void erased.push(key)) });
    expect(done).toMatchObject({ todo: [{ what: 'files', detail: 'EEXIST' }], chain: { entries: expect.any(Number) } });
    expect(todoLines(done.todo)).toEqual([expect.stringMatching(/^Teruggezet; nog te doen: de bestanden: maak plaats .* \.balie-restore/), expect.stringContaining('balie restore --finish uit')]);
    expect(await readFile(join(folder, 'empty-files', '.balie-restore', 'map', 'notitie.txt'), 'utf8')).toBe('van hier');
    // Whoever took the cause away has the rest done, and no more than the rest.
    const queued = () => db.query(`SELECT data FROM jobs.job WHERE name = 'handover' ORDER BY data`);
    const jobs = await db.query(`UPDATE handover_sendings SET state = 'waiting' RETURNING jsonb_build_object('handoverId', handover_id, 'way', way) AS data`);
    expect([jobs.length, await queued()]).toEqual([1, []]);
    const finish = commandOn(restore, db, { ...variables, DATA_DIR: join(folder, 'empty-files') });
    const file = join(folder, 'empty-files', 'map', 'notitie.txt');
    await rm(join(folder, 'empty-files', 'map'));
    await mkdir(join(folder, 'empty-files', 'map'));
    await writeFile(file, 'van nu');
    expect(await finish('--finish')).toMatchObject({ code: 1, out: expect.stringContaining(`.balie-restore staat. (${file})`) });
    expect(await readFile(file, 'utf8')).toBe('van nu');
    await rm(file);
    // Erasing again was asked, and nothing says that it was done: it may have been broken off just then.
    for (let times = 0; times < 2; times += 1) {
      expect(await finish('--finish')).toMatchObject({ code: 1, out: expect.stringMatching(/^Nog niet alles is gedaan\.\n.*gewist of ingetrokken is\. .*\n.*de wachtrij: .*\n.*balie restore --finish --erasures EXPORT uit.*\nHet logboek klopt/) });
      expect((await lastAct(db, 'backup.finished'))?.facts).toMatchObject({ left: 'erasures queue' });
      // It may be of somebody who is to be erased again: nothing of it is sent before that is done.
      expect(await queued()).toEqual([]);
      expect(await readFile(file, 'utf8')).toBe('van hier');
    }
    expect(await commandOn(restore, desk.db, variables)('--finish')).toMatchObject({ code: 'restore-never' });
    expect(erased).toEqual([desk.auditKey]);
    expect(done.chain).not.toHaveProperty('firstFault');
    expect(await db.query('SELECT l.turns = count(t) AS same FROM later l, turns t GROUP BY l.turns')).toEqual([{ same: true }]);

    const again = commandOn(restore, db, variables);
    const { code, out } = await again('--erasures', log);
    expect([code, linesOf(out)]).toEqual([0, [
      'Opnieuw gewist: 2 gesprekken en 0 medewerkers.', `Opnieuw ingetrokken sleutels: ${access.key}.`, `Opnieuw verwijderde passkeys: ${access.passkey}.`, `Opnieuw buitengesloten medewerkers: ${access.person}.`,
      `Verwijderd sinds de reservekopie, en er misschien weer (haal ze zelf weg): ${access.document}.`,
    ]]);
    expect(await db.query('SELECT FROM chat_folders WHERE conversation_id = $1', [filesOnly])).toEqual([]);
    expect(await db.query('SELECT FROM api_keys WHERE id = $1 AND revoked_at IS NULL', [access.key])).toEqual([]);
    expect(await db.query('SELECT FROM passkeys WHERE id = $1', [access.passkey])).toEqual([]);
    expect(await db.query('SELECT FROM people WHERE id = $1 AND disabled_at IS NULL', [access.person])).toEqual([]);
    expect(await db.query('SELECT turn_id AS id FROM turn_keys WHERE turn_id = ANY ($1)', [[gone.id, stays.id]])).toEqual([{ id: stays.id }]);
    expect(await verify(db, desk.auditKey)).not.toHaveProperty('firstFault');
    expect(await finish('--finish')).toMatchObject({ code: 0, out: expect.stringMatching(/^Alles wat na het terugzetten nog moest, is gedaan\.\nHet logboek klopt/), notes: '' });
    expect(await queued()).toEqual(jobs);
    // What is there is never written over.
    await expect(put()).rejects.toMatchObject({ code: 'restore-not-empty' });
    // Once is enough.
    expect(await again('--erasures', log)).toMatchObject({ code: 0, out: expect.stringMatching(/^Opnieuw gewist: 0 gesprekken en 0 medewerkers\.\nVerwijderd sinds [^\n]+$/) });
    const lines = (await readFile(log, 'utf8')).split('\n');
    for (const [name, text] of [['changed', lines.join('\n').replace(gone.id, stays.id)], ['cut', lines.slice(0, -2).join('\n')], ['other', 'wat tekst']] as const) {
      const file = join(folder, `${name}.jsonl`);
      await writeFile(file, text);
      expect(await again('--erasures', file), name).toMatchObject({ code: 'erasures-invalid' });
    }
  });
});

test('a rehearsal restores, counts, searches and asks, and is in the log', { timeout: 300_000 }, async () => {
  const tried = await commandOn(restore, desk.db, variables)(first, '--key', keyFile, '--try', '--json');
  expect(tried).toMatchObject({ code: 0 });
  expect(JSON.parse(tried.out)).toMatchObject({ ok: true, otherCounts: [], isFound: true, outcome: expect.stringMatching(/answered|quoted/) });
  const { out } = await commandOn(audit, desk.db, variables)('changes', '--json');
  expect(JSON.parse(out).changes.find(({ kind }: { kind: string }) => kind === 'backup.tested')).toMatchObject({ facts: { isWhole: true } });
});
