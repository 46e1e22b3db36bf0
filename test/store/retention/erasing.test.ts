import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { requireTrueClock } from '../../../src/retention/clock.ts';
import type { DataKind } from '../../../src/retention/rules.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { documents } from '../../support/documents.ts';
import { putDocument } from '../../support/put-document.ts';
import { daysAgo, holdsOf, keptTurns, retentionOf, said } from './support.ts';

let db: Database;
beforeEach(async () => void (db = await openTestDatabase()));
afterEach(() => db.close());

const RULES = { said: 'P28D', kinds: { prompts: 'P28D', documents: 'P28D', runs: 'P28D', energy: 'P28D', use: 'P28D', people: 'P28D', openings: 'P28D', changes: 'P28D', trials: 'P28D', holds: 'P28D', requests: 'P28D', records: 'P28D', erasures: 'P28D' } };
const PERSON = '4a2c7c1e-1b0a-4a53-9d27-52b8b6f0a001';
const OTHER = '4a2c7c1e-1b0a-4a53-9d27-52b8b6f0a002';
const old = daysAgo(40);
const fresh = daysAgo(3);

async function people(): Promise<void> {
  for (const [id, seen] of [[PERSON, old], [OTHER, fresh]] as const)
    await db.query(`INSERT INTO people (id, issuer, subject, name, email, claimed, created_at, seen_at) VALUES ($1::uuid, 'https://idp.example', $1::text, 'Noor de Wit', 'noor@gemeente.example', '{a}', $2, $2)`, [id, seen]);
}

/** A row of each kind that is old, and one that is not. */
const FILLED: Readonly<Partial<Record<DataKind, { readonly table: string; fill(at: Date): Promise<unknown> }>>> = {
  handovers: { table: 'handovers WHERE content IS NOT NULL', fill: (at) => db.query(`INSERT INTO handovers (id, conversation_id, created_at, wrapped, content) VALUES (gen_random_uuid(), gen_random_uuid(), $1, 'k', 'c')`, [at]) },
  reports: { table: 'source_reports', fill: (at) => db.query(`INSERT INTO source_reports (id, collection_id, document_id, person_id, created_at, wrapped, content) VALUES (gen_random_uuid(), 'producten', 'd', $2, $1, 'k', 'c')`, [at, PERSON]) },
  conversations: { table: 'conversations', fill: (at) => db.query(`INSERT INTO conversations (id, person_id, assistant, created_at, used_at) VALUES (gen_random_uuid(), $2, 'collega', $1, $1)`, [at, PERSON]) },
  prompts: { table: 'kept_prompts', fill: (at) => db.query(`INSERT INTO kept_prompts (id, person_id, wrapped, content, changed_at) VALUES (gen_random_uuid(), $2, 'k', 'c', $1)`, [at, PERSON]) },
  files: {
    table: 'chat_files',
    async fill(at) {
      const id = randomUUID();
      await db.query(`INSERT INTO chat_folders (conversation_id, person_id, wrapped, created_at) VALUES ($1, $2, 'k', $3)`, [id, PERSON, at]);
      await db.query(`INSERT INTO chat_files (id, conversation_id, created_at, bytes, named, original) VALUES ($1, $1, $2, 1, 'n', 'o')`, [id, at]);
    },
  },
  energy: { table: 'person_energy', fill: (at) => db.query('INSERT INTO person_energy (person_id, day, joules) VALUES ($1, $2, 1)', [PERSON, at]) },
  use: { table: 'key_use', fill: (at) => db.query(`INSERT INTO key_use (scope, day, requests, prompt_tokens, answer_tokens) VALUES ('sleutel', $1, 1, 1, 1)`, [at]) },
  runs: {
    table: 'runs',
    async fill(at) {
      for (const later of [0, 60_000]) await db.query(`INSERT INTO runs (id, collection_id, source, state, started_at, ended_at) VALUES (gen_random_uuid(), 'producten', $2, 'ended', $1, $1)`, [new Date(at.getTime() + later), `bron van ${at.toISOString()}`]);
    },
  },
  openings: {
    table: 'openings WHERE reason IS NOT NULL',
    fill: (at) => db.query(`INSERT INTO openings (number, form, asked_by, asker_roles, asked_at, category, scope, hours, wrapped, reason) SELECT count(*) + 1, gen_random_uuid(), $2, '{auditor}', $1, 'quality', 'review', 1, 'k', 'c' FROM openings`, [at, PERSON]),
  },
  changes: { table: 'console_changes', fill: (at) => db.query(`INSERT INTO console_changes (kind, subject, changed_by, changed_at, reason) VALUES ('key.made', 's', 'p', $1, 'r')`, [at]) },
  trials: { table: 'trials', fill: (at) => db.query(`INSERT INTO trials (id, assistant, owner, state, file, version, cases, wrapped, content, started_at, ended_at) VALUES (gen_random_uuid(), gen_random_uuid()::text, $2, 'done', 'system.md', 1, 10, 'k', 'c', $1, $1)`, [at, PERSON]) },
  holds: {
    table: 'legal_holds WHERE reason IS NOT NULL',
    fill: (at) => db.query(`INSERT INTO legal_holds (id, assistant, wrapped, reason, made_by, made_at, ends_at, ended_by, ended_at, end_reason) VALUES (gen_random_uuid(), 'loket', 'k', 'c', 'p', $2, NULL, 'p', $1, 'e'), (gen_random_uuid(), 'loket', 'k', 'c', 'p', $2, NULL, NULL, NULL, NULL)`, [at, daysAgo(90)]),
  },
  requests: {
    table: 'privacy_requests',
    fill: (at) => db.query(`INSERT INTO privacy_requests (id, kind, subject, subject_id, received_on, registered_by, registered_at, decision, decided_by, decided_at) VALUES (gen_random_uuid(), 'access', 'person', $2, '2026-01-01', $2, $1, 'granted', $3, $1)`, [at, PERSON, OTHER]),
  },
  records: {
    table: 'logbook_records',
    fill: (at) => db.query(`INSERT INTO logbook_records (trace_id, span_id, status, name, started, ended, activity, attributes, resource, entry) VALUES ($2, $3, 'Unset', 'Vraag', $1, $1, 'https://r.example/1', '{}', '{}', 1)`, [at.getTime(), randomUUID().replaceAll('-', ''), randomUUID().replaceAll('-', '').slice(0, 16)]),
  },
  erasures: { table: 'retention_runs WHERE day IS NOT NULL', fill: (at) => db.query(`INSERT INTO retention_runs (id, began_by, day, began_at, seen_at, ended_at) VALUES (gen_random_uuid(), 'day', '2026-01-01', $1, $1, $1)`, [at]) },
};

describe('of each kind', () => {
  beforeEach(async () => {
    await people();
    await syncCollections(db, [{ id: 'producten', title: 'Producten', owner: 'Team', readers: ['resident'] }]);
  });

  test.each(Object.entries(FILLED))('%s: what is old goes, what is not stays', async (kind, { table, fill }) => {
    for (const at of [old, fresh]) await fill(at);
    const count = async () => (await db.query<{ count: number }>(`SELECT count(*) AS count FROM ${table}`))[0]?.count ?? 0;
    const before = await count();
    const ahead = (await retentionOf(db, RULES).look(0)).filter((rule) => rule.kind === kind).reduce((sum, { due }) => sum + due, 0);
    expect([ahead, await count()]).toEqual([1, before]);
    const outcome = await retentionOf(db, RULES).run('hour');
    expect(outcome).toMatchObject({ erased: { [kind]: 1 }, failed: {} });
    // Its own report came with it.
    expect(await count()).toBe(before - 1 + (kind === 'erasures' ? 1 : 0));
    expect((await retentionOf(db, RULES).look(0)).filter((rule) => rule.kind === kind && rule.due > 0)).toEqual([]);
  });

  test('people who do not log in any more lose their name and address, not their number; those of the desk itself keep theirs', async () => {
    await db.query(`INSERT INTO people (id, issuer, subject, name, created_at, seen_at) VALUES (gen_random_uuid(), 'balie', 's', 'Eigen account', $1, $1)`, [old]);
    expect(await retentionOf(db, RULES).run('hour')).toMatchObject({ erased: { people: 1 } });
    expect(await db.query('SELECT id, name, email, claimed FROM people WHERE id = ANY ($1::uuid[]) ORDER BY id', [[PERSON, OTHER]])).toEqual([
      { id: PERSON, name: 'Oud-medewerker', email: null, claimed: [] }, { id: OTHER, name: 'Noor de Wit', email: 'noor@gemeente.example', claimed: ['a'] },
    ]);
    expect(await db.query(`SELECT 1 FROM people WHERE name = 'Eigen account'`)).toHaveLength(1);
    expect(await retentionOf(db, RULES).run('hour')).toMatchObject({ erased: {} });
  });

  test('sessions and logins that are over go, though nobody logs in', async () => {
    for (const until of [old, new Date(Date.now() + 60_000)]) {
      await db.query(`INSERT INTO sessions (hash, person_id, created_at, last_used_at, expires_at) VALUES (sha256(convert_to($2, 'UTF8')), $1, $3::timestamptz - interval '1 hour', now(), $3)`, [PERSON, until.toISOString(), until]);
      await db.query(`INSERT INTO passkey_challenges (challenge, expires_at) VALUES ($1, $2)`, [randomUUID(), until]);
    }
    expect(await retentionOf(db, RULES).run('hour')).toMatchObject({ erased: { expired: 1 }, failed: {} });
    expect([await db.query('SELECT 1 FROM sessions'), await db.query('SELECT 1 FROM passkey_challenges')].map(({ length }) => length)).toEqual([1, 1]);
  });

  test('documents go so long after their last day, with all that came of them, and their source does not bring them back', async () => {
    for (const document of documents.filter(({ sourceId }) => /^(?:paspoort|energietoeslag)/.test(sourceId))) await putDocument(db, document);
    expect(await retentionOf(db, { said: 'P28D' }).run('hour')).toMatchObject({ erased: {} });
    expect(await retentionOf(db, RULES).run('hour')).toMatchObject({ erased: { documents: 1 }, failed: {} });
    expect(await db.query('SELECT source_id FROM documents')).toEqual([{ source_id: 'paspoort.md' }]);
    expect(await db.query(`SELECT source_id, state FROM deliveries`)).toEqual([{ source_id: 'energietoeslag.md', state: 'withdrawn' }]);
    expect(await db.query(`SELECT outcome FROM document_events`)).toEqual([{ outcome: 'removed' }]);
  });

  test('all that goes with a conversation that is held stays: name, files, what was passed on, what somebody reported', async () => {
    const { conversationId } = await said(db, 40, { assistant: 'collega', person: PERSON });
    await db.query(`INSERT INTO conversations (id, person_id, assistant, created_at, used_at) VALUES ($1, $2, 'collega', $3, $3)`, [conversationId, PERSON, old]);
    await db.query(`INSERT INTO chat_folders (conversation_id, person_id, wrapped, created_at) VALUES ($1, $2, 'k', $3)`, [conversationId, PERSON, old]);
    await db.query(`INSERT INTO chat_files (id, conversation_id, created_at, bytes, named, original) VALUES ($1, $1, $2, 1, 'n', 'o')`, [conversationId, old]);
    await db.query(`INSERT INTO handovers (id, conversation_id, created_at, wrapped, content) VALUES ($1, $1, $2, 'k', 'c')`, [conversationId, old]);
    for (const kind of ['reports', 'handovers', 'prompts'] as const) await FILLED[kind]?.fill(old);
    await holdsOf(db).make({ id: randomUUID(), scope: { personId: PERSON }, reason: 'Onderzoek', by: OTHER });
    const outcome = await retentionOf(db, RULES).run('hour');
    expect(outcome).toMatchObject({ held: { turns: 1, conversations: 1, files: 1, handovers: 1, reports: 1, prompts: 1, people: 1 }, failed: {} });
    expect(outcome).toHaveProperty('erased', { handovers: 1 });
  });
});

describe('a run', () => {
  test('tells in figures what it did, in its report and in the chain; one of which there is nothing to tell leaves none', async () => {
    const retention = retentionOf(db, RULES);
    expect(await retention.run('hour')).toEqual({ erased: {}, held: {}, failed: {} });
    expect(await retention.last(9)).toEqual([]);
    await said(db, 40);
    await retention.run('hand', { byUser: 'beheerder' });
    expect(await retention.last(9)).toMatchObject([{ beganBy: 'hand', erased: { turns: 1 }, held: {}, failed: {}, isInterrupted: false, endedAt: expect.any(Date) }]);
    const [entry] = await db.query<{ facts: object }>("SELECT body::jsonb -> 'facts' AS facts FROM audit_entries WHERE kind = 'content.retention'");
    expect(entry?.facts).toMatchObject({ beganBy: 'hand', erased: { turns: 1 }, byUser: 'beheerder' });
  });

  test('is one of all processes at once, and its daily report is one a day', async () => {
    await said(db, 40);
    const both = await Promise.all([retentionOf(db, RULES).run('day'), retentionOf(db, RULES).run('day')]);
    expect(both.filter((outcome) => typeof outcome === 'object')).toHaveLength(1);
    expect(await retentionOf(db, RULES).run('day')).toBe('reported');
    expect(await retentionOf(db, RULES).run('hour')).toMatchObject({ failed: {} });
    expect(await retentionOf(db, RULES).last(9)).toHaveLength(1);
  });

  test('takes nothing by a clock that is not that of the database, or by itself long after the last one', async () => {
    await said(db, 40);
    for (const minutes of [-6, 6]) await expect(requireTrueClock(db, 'hand', () => new Date(Date.now() + minutes * 60_000))).rejects.toMatchObject({ code: 'retention-clock' });
    await db.query(`INSERT INTO retention_runs (id, began_by, day, began_at, ended_at, seen_at) VALUES (gen_random_uuid(), 'day', current_date - 37, $1, $1, $1)`, [daysAgo(37)]);
    for (const beganBy of ['start', 'hour', 'day'] as const) await expect(retentionOf(db, RULES).run(beganBy)).rejects.toMatchObject({ code: 'retention-clock', detail: expect.stringContaining('37 dagen geleden') });
    expect(await keptTurns(db)).toHaveLength(1);
    expect(await retentionOf(db, RULES).run('hand')).toMatchObject({ erased: { turns: 1 } });
    expect(await retentionOf(db, RULES).run('hour')).toMatchObject({ failed: {} });
  });

  test('goes on where one was killed, which its report says', async () => {
    await said(db, 40);
    await db.query(`INSERT INTO retention_runs (id, began_by, day, began_at, seen_at) VALUES (gen_random_uuid(), 'day', current_date, now(), now())`);
    expect(await retentionOf(db, RULES).run('day')).toBe('busy');
    expect(await keptTurns(db)).toHaveLength(1);
    await db.query(`UPDATE retention_runs SET seen_at = now() - interval '3 minutes'`);
    expect(await retentionOf(db, RULES).run('day')).toMatchObject({ erased: { turns: 1 } });
    expect((await retentionOf(db, RULES).last(9)).filter(({ isInterrupted }) => isInterrupted)).toHaveLength(1);
  });

  test('goes on with the rest where one kind fails, and says which', async () => {
    await said(db, 40);
    await db.query('ALTER TABLE kept_prompts RENAME TO weg');
    const errors: unknown[] = [];
    const outcome = await retentionOf(db, RULES).run('day', { onError: (error) => errors.push(error) });
    expect(outcome).toMatchObject({ erased: { turns: 1 }, failed: { prompts: 'internal' } });
    expect(String(errors)).toContain('kept_prompts');
    expect(await retentionOf(db, RULES).last(1)).toMatchObject([{ failed: { prompts: 'internal' } }]);
  });

  test('counts what went before a fault in the same kind, and makes up for the rest the next time', async () => {
    const { id } = await said(db, 40);
    await db.query(`INSERT INTO own_cases (assistant, question, history, outcomes, cite, say, not_say, created_at, changed_at, version, turn_id) VALUES ('loket', 'v', '{}', '{}', '{}', '{}', '{}', now(), now(), 1, $1)`, [id]);
    await db.query('ALTER TABLE own_cases RENAME TO weg');
    const outcome = { erased: { turns: 1 }, failed: { turns: 'internal' } };
    expect(await retentionOf(db, { said: 'P28D' }).run('hour')).toMatchObject(outcome);
    expect(await keptTurns(db)).toEqual([]);
    expect(await retentionOf(db, { said: 'P28D' }).last(1)).toMatchObject([outcome]);
    await db.query('ALTER TABLE weg RENAME TO own_cases');
    expect(await retentionOf(db, { said: 'P28D' }).run('hour')).toMatchObject({ erased: {}, failed: {} });
    expect(await db.query('SELECT turn_id FROM own_cases')).toEqual([{ turn_id: null }]);
  });

  test('is looked at ahead: what would go in a week, without taking it', async () => {
    await said(db, 24);
    const due = async (days: number) => (await retentionOf(db, RULES).look(days)).find(({ kind }) => kind === 'turns')?.due;
    expect([await due(0), await due(7)]).toEqual([0, 1]);
    expect(await keptTurns(db)).toHaveLength(1);
  });
});
