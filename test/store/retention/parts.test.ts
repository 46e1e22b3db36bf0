import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { agedJobs } from '../../../src/jobs/aged.ts';
import { eraserOf } from '../../../src/retention/aged.ts';
import type { Database, Queryable } from '../../../src/store/database.ts';
import { connect } from '../../../src/store/postgres.ts';
import { agedConversations } from '../../../src/workplace/conversations.ts';
import { agedPrompts } from '../../../src/workplace/prompts/kept-prompts.ts';
import { createServerDatabase, onServer, openTestDatabase } from '../../support/database.ts';
import { daysAgo, holdsOf, retentionOf } from './support.ts';

const PERSON = '4a2c7c1e-1b0a-4a53-9d27-52b8b6f0a001';
const COLLECTION = 'producten';
const old = daysAgo(40);
const before = daysAgo(28);

async function countOf(db: Queryable, table: string): Promise<number> {
  return (await db.query<{ count: number }>(`SELECT count(*) AS count FROM ${table}`))[0]?.count ?? 0;
}

async function fillPerson(db: Queryable): Promise<void> {
  await db.query(`INSERT INTO people (id, issuer, subject, name, created_at, seen_at) VALUES ($1, 'https://idp.example', 's', 'Noor de Wit', now(), now())`, [PERSON]);
}

async function fillPrompts(db: Queryable, count: number): Promise<void> {
  await db.query(`INSERT INTO kept_prompts (id, person_id, wrapped, content, changed_at) SELECT gen_random_uuid(), $1, 'k', 'c', $2 FROM generate_series(1, $3)`, [PERSON, old, count]);
}

/** Runs something before each transaction, with how many there were. */
function withBefore(db: Database, run: (already: number) => Promise<void>): Database {
  let already = 0;
  return {
    ...db,
    async transaction(work) {
      await run(already);
      already += 1;
      return db.transaction(work);
    },
  };
}

describe('what is past its retention goes in parts', () => {
  let db: Database;
  beforeEach(async () => {
    db = await openTestDatabase();
    await fillPerson(db);
  });
  afterEach(() => db.close());

  test('that are counted together', async () => {
    await fillPrompts(db, 100);
    const parts: number[] = [];
    expect(await eraserOf(db, agedPrompts).erase({ kind: 'prompts', before }, (count) => parts.push(count))).toBe(100);
    expect(parts.length).toBeGreaterThan(1);
    expect([parts.reduce((sum, each) => sum + each, 0), await countOf(db, 'kept_prompts')]).toEqual([100, 0]);
  });

  test('a hold that is made between two of them keeps what is still there', async () => {
    await fillPrompts(db, 100);
    const held = withBefore(db, async (already) => {
      if (already === 1) await holdsOf(db).make({ id: randomUUID(), scope: { personId: PERSON }, reason: 'Onderzoek', by: randomUUID() });
    });
    const erased = await eraserOf(held, agedPrompts).erase({ kind: 'prompts', before });
    expect(erased).toBeGreaterThan(0);
    expect(erased).toBeLessThan(100);
    expect(await countOf(db, 'kept_prompts')).toBe(100 - erased);
    expect(await eraserOf(db, agedPrompts).count({ kind: 'prompts', before })).toEqual({ due: 0, held: 100 - erased });
  });

  test('what went before a fault is gone, and stands in the report; the rest goes the next time', async () => {
    await fillPrompts(db, 100);
    let tries = 0;
    const breaking: Database = {
      ...db,
      transaction: (work) =>
        db.transaction((tx) =>
          work({
            async query(sql, ...given) {
              if (sql.includes('DELETE FROM kept_prompts') && (tries += 1) === 2) throw new Error('connection reset');
              return tx.query(sql, ...given);
            },
          }),
        ),
    };
    const rules = { said: 'P28D', kinds: { prompts: 'P28D' } };
    const outcome = await retentionOf(breaking, rules).run('hour');
    const erased = typeof outcome === 'object' ? (outcome.erased.prompts ?? 0) : 0;
    expect(outcome).toMatchObject({ erased: { prompts: expect.any(Number) }, failed: { prompts: 'internal' } });
    expect(await countOf(db, 'kept_prompts')).toBe(100 - erased);
    expect(await retentionOf(db, rules).last(1)).toMatchObject([{ erased: { prompts: erased }, failed: { prompts: 'internal' } }]);
    expect(await retentionOf(db, rules).run('hour')).toMatchObject({ erased: { prompts: 100 - erased }, failed: {} });
  });
});

/** So long a row takes to go, and so long a statement may take. */
const ROW_SECONDS = 0.06;
const STATEMENT_MS = 1_000;

interface Slow {
  /** Of which each row takes its time to go. */
  readonly table: string;
  fill(db: Queryable): Promise<unknown>;
  erase(db: Database): Promise<number>;
  readonly erased: number;
}

const SLOW: readonly Slow[] = [
  { table: 'kept_prompts', fill: (db) => fillPrompts(db, 25), erase: (db) => eraserOf(db, agedPrompts).erase({ kind: 'prompts', before }), erased: 25 },
  {
    // They go with their run.
    table: 'document_events',
    async fill(db) {
      await db.query(`INSERT INTO collections (id, title, owner, readers) VALUES ($1, 'Producten', 'Team', '{resident}')`, [COLLECTION]);
      const first = randomUUID();
      for (const [id, at] of [[first, old], [randomUUID(), new Date()]] as const) await db.query(`INSERT INTO runs (id, collection_id, source, state, started_at, ended_at) VALUES ($1, $2, 'bron', 'ended', $3, $3)`, [id, COLLECTION, at]);
      await db.query(`INSERT INTO document_events (run_id, collection_id, source_id, outcome, at) SELECT $1::uuid, $2, 'd' || n, 'new', $3::timestamptz FROM generate_series(1, 25) n`, [first, COLLECTION, old]);
    },
    erase: (db) => eraserOf(db, agedJobs).erase({ kind: 'runs', before, of: [COLLECTION] }),
    erased: 1,
  },
  {
    table: 'conversation_words',
    async fill(db) {
      const id = randomUUID();
      await db.query(`INSERT INTO conversations (id, person_id, assistant, created_at, used_at) VALUES ($1, $2, 'collega', $3, $3)`, [id, PERSON, old]);
      await db.query(`INSERT INTO conversation_words (part, conversation_id, words, said_at) SELECT gen_random_uuid(), $1, '{1}', $2 FROM generate_series(1, 25)`, [id, old]);
    },
    erase: (db) => eraserOf(db, agedConversations).erase({ kind: 'conversations', before, of: ['collega'] }),
    erased: 1,
  },
];

describe.runIf(onServer)('on a server on which it cannot go in the time of one statement', () => {
  test.each(SLOW)('$table: it is all gone in the end', async ({ table, fill, erase, erased }) => {
    const { db: owner, url, drop } = await createServerDatabase(process.env['DATABASE_URL'] ?? '', inject('serverTemplate'));
    const db = connect({ kind: 'postgresql', connection: { connectionString: url, statement_timeout: STATEMENT_MS } });
    try {
      await fillPerson(owner);
      await fill(owner);
      await owner.query(`CREATE FUNCTION go_slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(${ROW_SECONDS}); RETURN OLD; END $$`);
      await owner.query(`CREATE TRIGGER slow BEFORE DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION go_slowly()`);
      expect(await erase(db)).toBe(erased);
      expect(await countOf(owner, table)).toBe(0);
    } finally {
      await db.close();
      await owner.close();
      await drop();
    }
  });
});
