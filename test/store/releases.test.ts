import { createPrivateKey } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChainWriter } from '../../src/audit/writing/chain-writer.ts';
import { createTurnLog } from '../../src/audit/turn-log.ts';
import { verify } from '../../src/audit/verify.ts';
import { putBack } from '../../src/cli/backup/put-back.ts';
import { ask } from '../../src/cli/commands/ask.ts';
import { backup } from '../../src/cli/commands/backup.ts';
import { verifyKey } from '../../src/identity/keys.ts';
import type { Database } from '../../src/store/database.ts';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { createConversations } from '../../src/workplace/conversations.ts';
import { onServer, openEmptyDatabase } from '../support/database.ts';
import { commandOn } from '../support/keys-command.ts';
import { type AskedTurn, emptied, loadRelease, readReleases, type Release } from '../support/releases.ts';
import { schemaOf } from '../support/schema-of.ts';
import { isWhole } from '../support/whole.ts';

const releases = await readReleases();
/** On the embedded database the oldest and the newest, where not all is asked for: what is brought up to date is the same, and takes five times as long there. */
const taken = onServer || isWhole ? releases : releases.filter((_, at) => at === 0 || at === releases.length - 1);
const migrations = await readMigrations();
const names = migrations.map(({ name }) => name);
/** Made while the desk runs, for each model of vectors. */
const MADE_LATER = /^index CREATE INDEX \S*passage_embeddings\S*_\w*hnsw|^index .*USING hnsw/;

let folder: string;
let db: Database;
let other: Database;
let fresh: readonly string[];
let keyFile: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-releases-'));
  keyFile = join(folder, 'key.pem');
  [db, other] = [await openEmptyDatabase(), await openEmptyDatabase()];
  await migrate(db);
  fresh = await schemaIn(db);
  await commandOn(backup, db, {})('key', '--out', keyFile);
}, 300_000);
afterAll(async () => {
  await db.close();
  await other.close();
  await rm(folder, { recursive: true, force: true });
});

const schemaIn = async (of: Database) => (await schemaOf(of)).filter((line) => !MADE_LATER.test(line));

const saidOf = ({ question, answer, outcome }: AskedTurn) => ({ question, outcome, answer });

async function saidIn(of: Database, { auditKey, turns }: Release) {
  const masterKey = Buffer.from(auditKey, 'hex');
  const shared = { db: of, masterKey, instanceId: '00000000-0000-4000-8000-000000000001', now: () => new Date() };
  const log = createTurnLog({ ...shared, write: createChainWriter(shared) });
  const conversations = new Map(turns.map(({ conversationId }) => [conversationId, 'loket']));
  const said = await Promise.all([...conversations].map(([id, assistant]) => log.conversation(id, assistant)));
  return said.flat().map(({ question, outcome, end }) => ({ question, outcome, answer: end?.answer }));
}

test('there are twelve or more, each of another schema', () => {
  expect(releases.length).toBeGreaterThanOrEqual(12);
  expect(new Set(releases.map((release) => release.migrations)).size).toBe(releases.length);
});

describe.each(taken)('a database of schema $migrations', (release) => {
  const { auditKey, turns, key, person } = release;
  const masterKey = Buffer.from(auditKey, 'hex');
  const variables = { AUDIT_KEY: auditKey, CHAT_MODEL: 'chat', OLLAMA_URL: 'http://127.0.0.1:9' };

  test('is brought up to date, and all that was in it is there', async () => {
    await emptied(db);
    await loadRelease(db, release);
    expect(await migrate(db)).toEqual(names.slice(release.migrations));
    expect(await schemaIn(db)).toEqual(fresh);
    const chain = await verify(db, masterKey);
    expect(chain).not.toHaveProperty('firstFault');
    expect(chain.entries).toBeGreaterThanOrEqual(turns.length * 2);
    expect(await saidIn(db, release)).toEqual(turns.map(saidOf));
    if (key !== undefined) expect(await verifyKey(db, key.token, new Date())).toMatchObject({ id: key.id, collections: ['nieuws'] });
    if (person !== undefined) {
      const found = await createConversations({ db, masterKey, now: () => new Date() }).search(person.id, 'paspoort', { page: 1, pageSize: 5 });
      expect(found).toMatchObject({ total: 1, conversations: [{ id: person.turn.conversationId }] });
    }
  });

  test('answers with the same source, and is in a backup that can be put back', async () => {
    const [first] = turns;
    const asked = await commandOn(ask, db, { ...variables, DATA_DIR: folder })(first?.question ?? '', '--json');
    expect(asked).toMatchObject({ code: 0 });
    expect((JSON.parse(asked.out) as { sources: readonly { title: string }[] }).sources.map(({ title }) => title)).toEqual(expect.arrayContaining([...(first?.sources ?? [])]));
    const file = join(folder, `${release.migrations}.backup`);
    expect(await commandOn(backup, db, { ...variables, DATA_DIR: join(folder, 'none') })(file, '--key', `${keyFile}.pub`)).toMatchObject({ code: 0 });
    await emptied(other);
    const { chain, todo } = await putBack(other, { file, secret: createPrivateKey(await readFile(keyFile)), config: { auditKey, dataDir: folder }, dataDir: join(folder, `files-${release.migrations}`) });
    expect(todo).toEqual([]);
    expect(chain).not.toHaveProperty('firstFault');
    expect(await schemaIn(other)).toEqual(fresh);
    expect(await saidIn(other, release)).toEqual(turns.map(saidOf));
  });
});

test('it may stop after each migration and go on from there', async () => {
  const [oldest] = releases;
  if (oldest === undefined) throw new Error('no release');
  await emptied(db);
  await loadRelease(db, oldest);
  for (let n = oldest.migrations + 1; n <= migrations.length; n += 1) expect(await migrate(db, migrations.slice(0, n))).toEqual([names[n - 1]]);
  expect(await schemaIn(db)).toEqual(fresh);
  expect(await verify(db, Buffer.from(oldest.auditKey, 'hex'))).not.toHaveProperty('firstFault');
  expect(await saidIn(db, oldest)).toEqual(oldest.turns.map(saidOf));
});
