import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { forgetSaid, keepForgetting } from '../../src/cli/keeping/keep-forgetting.ts';
import { agedHandovers } from '../../src/handover/handovers.ts';
import { eraserOf } from '../../src/retention/aged.ts';
import type { Database } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open.ts';
import { connect } from '../../src/store/postgres.ts';
import { createServerDatabase, onServer, openTestDatabase } from '../support/database.ts';
import { eraseSaid, eraseTalk } from '../support/erased.ts';
import { unpackDatabase } from '../support/process.ts';
import { createErasing } from '../../src/cli/privacy/erasing.ts';
import { legalHolds } from '../../src/cli/privacy/legal-holds.ts';
import { keepPerson } from '../../src/identity/people.ts';
import { masterKey, openLog, turn } from './audit/support.ts';

interface Place {
  readonly db: Database;
  /** In which files of the database some bytes stand. */
  filesWith(bytes: Buffer): Promise<string[]>;
  close(): Promise<void>;
}

const onFailure = (error: Error) => {
  throw error;
};

/** The embedded database of a data folder; its files can be read as any other. */
async function inFolder(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'balie-forget-'));
  await unpackDatabase(join(dataDir, 'postgres'));
  const db = await openStore({ databaseUrl: undefined, dataDir, onFailure });
  return {
    db,
    async filesWith(bytes) {
      const names = (await readdir(dataDir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
      const found = await Promise.all(names.map(async (name) => ((await readFile(name)).includes(bytes) ? [name.slice(dataDir.length)] : [])));
      return found.flat();
    },
    async close() {
      await db.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** On a server only the tables: its write-ahead log is its manager's. */
async function onTheServer(): Promise<Place> {
  const db = await openTestDatabase();
  return {
    db,
    async filesWith(bytes) {
      await db.query('CHECKPOINT');
      const rows = await db.query<{ name: string; content: Buffer }>(`SELECT name, pg_read_binary_file(pg_relation_filepath(name::regclass)) AS content FROM unnest(ARRAY['turn_keys', 'handovers', 'conversations', 'chat_folders', 'kept_prompts', 'source_reports', 'own_cases', 'people']) AS t(name)`);
      return rows.filter(({ content }) => content.includes(bytes)).map(({ name }) => name);
    },
    close: () => db.close(),
  };
}

describe('what was erased', () => {
  let place: Place;
  beforeEach(async () => {
    place = await (onServer ? onTheServer() : inFolder());
  });
  afterEach(() => place.close());

  /** On a server it may take some tries: whoever is just connecting to whatever database there holds what was deleted for a moment. */
  const forgotten = () => expect.poll(() => forgetSaid(place.db)).toBe(true);

  const keyOf = async (id: string) => (await place.db.query<{ wrapped: Buffer }>('SELECT wrapped FROM turn_keys WHERE turn_id = $1', [id]))[0]?.wrapped as Buffer;

  async function said(log: ReturnType<typeof openLog>, count: number) {
    const turns = Array.from({ length: count }, () => turn());
    for (const each of turns) await log.received(each);
    return turns;
  }

  test('is in no file of the database any more soon after, while all else can be read', async () => {
    const log = openLog(place.db);
    const [first, second, gone] = await said(log, 3);
    const key = await keyOf(gone?.id ?? '');
    expect(await eraseTalk(place.db, masterKey, gone?.conversationId ?? '', ['loket'])).toBe(true);
    // Deleted is not gone, nor after an ordinary VACUUM: this is what an attacker found.
    await place.db.query('VACUUM turn_keys');
    await place.db.query('CHECKPOINT');
    expect(await place.filesWith(key)).not.toEqual([]);

    const failures: unknown[] = [];
    const forgot = vi.fn(() => forgetSaid(place.db));
    const forgetting = keepForgetting(forgot, { onError: (error) => failures.push(error), restMs: 20 });
    await expect.poll(() => forgot.mock.settledResults.at(-1)?.value).toBe(true);
    await forgetting.stop();
    expect(failures).toEqual([]);
    expect(await place.filesWith(key)).toEqual([]);
    for (const kept of [first, second]) expect(await log.conversation(kept?.conversationId ?? '', 'loket')).toMatchObject([{ question: kept?.question }]);
    expect(await log.conversation(gone?.conversationId ?? '', 'loket')).toMatchObject([{ question: undefined }]);
    // It goes on as before: also what is said afterwards is kept, and can go.
    const [later] = await said(log, 1);
    const laterKey = await keyOf(later?.id ?? '');
    await eraseTalk(place.db, masterKey, later?.conversationId ?? '', ['loket']);
    await forgotten();
    expect(await place.filesWith(laterKey)).toEqual([]);
  });

  test('goes so at the end of its retention too, with what was passed on', async () => {
    const log = openLog(place.db);
    const [one] = await said(log, 1);
    await log.ended(one?.id ?? '', { outcome: 'answered', answer: 'Ja.', sources: [], durationMs: 1 });
    const handover = { wrapped: Buffer.from(randomUUID()), content: Buffer.from(randomUUID()) };
    await place.db.query('INSERT INTO handovers (id, conversation_id, created_at, wrapped, content) VALUES ($1, $1, now(), $2, $3)', [randomUUID(), handover.wrapped, handover.content]);
    const key = await keyOf(one?.id ?? '');
    const before = new Date(Date.now() + 60_000);
    expect([await eraseSaid(place.db, masterKey, before), await eraserOf(place.db, agedHandovers).erase({ kind: 'handovers', before })]).toEqual([1, 1]);
    await place.db.query('CHECKPOINT');
    expect(await place.filesWith(handover.wrapped)).not.toEqual([]);
    await forgotten();
    for (const bytes of [key, handover.wrapped, handover.content]) expect(await place.filesWith(bytes)).toEqual([]);
  });

  test('goes so with what employees have, and with test questions: keys and words', async () => {
    const { db } = place;
    const person = (await keepPerson(db, { issuer: 'https://inloggen.example', subject: 'noor', name: 'Noor Regenboogvlinder', email: 'noor.regenboogvlinder@lindewaarde.example', claimed: [] }, new Date())) ?? '';
    const conversationId = randomUUID();
    const key = () => Buffer.from(randomUUID());
    const wrapped = { title: key(), folder: key(), prompt: key(), report: key() };
    await db.query('INSERT INTO conversations (id, person_id, assistant, wrapped, title, created_at, used_at) VALUES ($1, $2, $3, $4, $4, now(), now())', [conversationId, person, 'collega', wrapped.title]);
    await db.query('INSERT INTO chat_folders (conversation_id, person_id, wrapped, created_at) VALUES ($1, $2, $3, now())', [conversationId, person, wrapped.folder]);
    await db.query('INSERT INTO kept_prompts (id, person_id, wrapped, content, changed_at) VALUES ($1, $2, $3, $3, now())', [randomUUID(), person, wrapped.prompt]);
    await db.query('INSERT INTO source_reports (id, collection_id, document_id, person_id, created_at, wrapped, content) VALUES ($1, $2, $2, $3, now(), $4, $4)', [randomUUID(), 'x', person, wrapped.report]);
    const asked = { ...turn(conversationId), assistant: 'collega', person };
    await openLog(db).received(asked);
    await db.query(`INSERT INTO own_cases (assistant, question, history, outcomes, cite, say, not_say, created_at, changed_at, version, turn_id) VALUES ('collega', 'Regenboogvlinder?', '{}', '{}', '{}', '{}', '{}', now(), now(), 1, $1)`, [asked.id]);
    const gone = [...Object.values(wrapped), await keyOf(asked.id), Buffer.from('egenboogvlinder')];
    await db.query('CHECKPOINT');
    expect(await Promise.all(gone.map((bytes) => place.filesWith(bytes)))).not.toContainEqual([]);
    await createErasing({ db, masterKey, now: () => new Date(), municipality: 'Gemeente', heldBy: legalHolds, forget: () => undefined }).person(person, { by: { by: 'request', request: randomUUID(), byPerson: randomUUID() } });
    await forgotten();
    expect(await Promise.all(gone.map((bytes) => place.filesWith(bytes)))).toEqual(gone.map(() => []));
  });

  test('says so when somebody still reads an older state, and is gone after the next time', async () => {
    if (!onServer) return expect(place.db.kind).toBe('embedded');
    const log = openLog(place.db);
    const [gone] = await said(log, 1);
    const key = await keyOf(gone?.id ?? '');
    await place.db.session(async (reader) => {
      // A walk through the log, or a copy that is being made.
      await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT pg_current_snapshot()');
      await eraseTalk(place.db, masterKey, gone?.conversationId ?? '', ['loket']);
      expect(await forgetSaid(place.db)).toBe(false);
      expect(await place.filesWith(key)).toEqual(['turn_keys']);
    });
    await forgotten();
    expect(await place.filesWith(key)).toEqual([]);
  });

  test('is told not to be where the database passes over tables, as for who does not own them', async () => {
    if (!onServer) return expect(place.db.kind).toBe('embedded');
    const server = process.env['DATABASE_URL'] ?? '';
    const { db: owner, url, drop } = await createServerDatabase(server, inject('serverTemplate'));
    const role = `balie_test_${randomUUID().replaceAll('-', '')}`;
    const own = new URL(url);
    [own.username, own.password] = [role, role];
    const db = connect({ kind: 'postgresql', connection: { connectionString: own.href } });
    try {
      await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD '${role}'; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`);
      const log = openLog(db);
      const [gone] = await said(log, 1);
      await eraseTalk(db, masterKey, gone?.conversationId ?? '', ['loket']);
      await expect(forgetSaid(db)).rejects.toMatchObject({ code: 'forgetting-refused', detail: expect.stringContaining('turn_keys') });
      await expect.poll(() => forgetSaid(owner), { timeout: 20_000 }).toBe(true);
    } finally {
      await db.close();
      await owner.close();
      await drop();
      await place.db.query(`DROP ROLE ${role}`);
    }
  });

  test('does not hold up questions for long where a table is in use', async () => {
    if (!onServer) return expect(place.db.kind).toBe('embedded');
    const log = openLog(place.db);
    const [held, isRead] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const reading = place.db.transaction(async (tx) => {
      await tx.query('SELECT count(*) FROM turn_keys');
      isRead.resolve();
      await held.promise;
    });
    await isRead.promise;
    const asked = turn();
    const began = performance.now();
    const forgetting = forgetSaid(place.db).then(() => 'done', (error: { code?: string }) => error.code);
    try {
      await log.received(asked);
      expect(performance.now() - began).toBeLessThan(20_000);
      expect(await forgetting).toBe('55P03');
    } finally {
      held.resolve();
      await reading;
    }
    expect(await log.conversation(asked.conversationId, 'loket')).toHaveLength(1);
  });
});
