import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCallLog } from '../../../src/audit/call-log.ts';
import { createManagementLog } from '../../../src/audit/management-log.ts';
import { createTurnLog } from '../../../src/audit/turn-log.ts';
import { createChainWriter } from '../../../src/audit/writing/chain-writer.ts';
import { logbook } from '../../../src/cli/commands/logbook.ts';
import { readConfig } from '../../../src/config/config.ts';
import { createFollower } from '../../../src/logbook/follow.ts';
import { createPseudonyms } from '../../../src/logbook/pseudonym.ts';
import { conversationMark } from '../../../src/audit/conversation-mark.ts';
import { eraseRecords, findRecords } from '../../../src/logbook/records.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { eraseTalk } from '../../support/erased.ts';
import { activityUri, logbookSettings, makingWith } from '../../support/logbook/settings.ts';
import { answered, masterKey, turn } from '../audit/support.ts';

let db: Database;
const now = () => new Date();
const trace = (span: string) => ({ traceparent: `00-4bf92f3577b34da6a3ce929d0e0e4736-${span}-00`, parentSpan: '53995c3f42cd8ad8' });
const follower = () => createFollower({ db, making: makingWith(masterKey, logbookSettings({})), now });
function logs() {
  const parts = { db, masterKey, instanceId: randomUUID(), now, isTraced: true };
  const write = createChainWriter(parts);
  return { turns: createTurnLog({ ...parts, write }), calls: createCallLog({ ...parts, write }) };
}
const all = (query: object = {}) => findRecords(db, { limit: 1_000, traceId: undefined, ...query });

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

describe('the logbook that follows the audit log', () => {
  test('has a record of each processing from its start on, once, though two processes make them', async () => {
    const { turns, calls } = logs();
    const before = turn();
    await turns.received(before);
    await turns.ended(before.id, answered);
    await follower().start();
    await follower().start();

    const asked = turn();
    await turns.received({ ...asked, ...trace('00f067aa0ba902b7') });
    await turns.ended(asked.id, answered);
    const failing = turn();
    await turns.received({ ...failing, ...trace('00f067aa0ba902b7') });
    await turns.ended(failing.id, { ...answered, outcome: 'failed', reason: 'model-unavailable' });
    const call = randomUUID();
    await calls.received({ id: call, key: 'zaaksysteem', model: 'm', kind: 'chat', said: 'Jan Jansen' });
    await calls.ended(call, { outcome: 'answered', said: 'Jan Jansen', usage: { promptTokens: 1, answerTokens: 1 }, durationMs: 3 });
    await eraseTalk(db, masterKey, asked.conversationId, ['loket']);
    await createManagementLog({ masterKey, now })(db, { kind: 'key.made', facts: { key: 'k', byUser: 'root' } });

    await Promise.all([follower().follow(), follower().follow()]);
    await follower().follow();
    const records = await all();
    expect(records.map(({ status, attributes }) => [attributes['dpl.core.processing_activity_id'], status])).toEqual([
      [activityUri('turn-resident'), 'Ok'],
      [activityUri('turn-resident'), 'Error'],
      [activityUri('program-call'), 'Ok'],
      [activityUri('erasure'), 'Unset'],
    ]);
    // Two in one request: each has a span, the second beneath the first.
    expect(records.slice(0, 2)).toMatchObject([
      { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', parentSpanId: '53995c3f42cd8ad8' },
      { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', parentSpanId: '00f067aa0ba902b7', attributes: { 'exception.type': 'model-unavailable' } },
    ]);
    expect(new Set(records.map(({ spanId }) => spanId)).size).toBe(4);
    expect(await db.query('SELECT record FROM logbook_queue ORDER BY record')).toHaveLength(4);
  });

  test('finds them by person, activity, trace and period', async () => {
    const [first] = await all();
    const subject = first?.attributes['dpl.core.data_subject_id'] ?? '';
    expect(await all({ subject })).toHaveLength(2);
    expect(await all({ subject, activity: activityUri('erasure') })).toHaveLength(1);
    expect(await all({ traceId: first?.traceId })).toHaveLength(2);
    expect(await all({ startTime: (first?.startTime ?? 0) + 60_000 })).toEqual([]);
    expect(await all({ endTime: (first?.startTime ?? 0) - 1 })).toEqual([]);
    const part = await all({ limit: 3 });
    expect(await all({ after: part.at(-1)?.number })).toHaveLength(1);
  });

  test('holds nothing of what was asked or answered, nor the numbers of conversations', async () => {
    const rows = await db.query('SELECT to_jsonb(r) AS row FROM logbook_records r UNION ALL SELECT to_jsonb(o) FROM outlets o UNION ALL SELECT to_jsonb(q) FROM logbook_queue q');
    const text = JSON.stringify(rows);
    const [conversation] = await db.query<{ id: string }>('SELECT conversation_id AS id FROM turns ORDER BY received_at DESC LIMIT 1');
    expect(text).toContain(createPseudonyms(masterKey).of('conversation', conversationMark(conversation?.id ?? '')));
    expect(text).not.toMatch(/Jansen|83,90|paspoort/);
    expect(text).not.toContain(conversation?.id);
  });

  test.each([
    "UPDATE logbook_records SET status = 'Ok'",
    'UPDATE logbook_records SET ended = ended + 1',
    'DELETE FROM logbook_records',
    'TRUNCATE logbook_records CASCADE',
  ])('refuses %s', async (sql) => {
    await expect(db.query(sql)).rejects.toThrow('records of the logbook are not changed');
    expect(await all()).toHaveLength(4);
  });

  test('clears up what is past its time, but nothing that the receiver has not acknowledged', async () => {
    const late = new Date(Date.now() + 60_000);
    expect(await eraseRecords(db, late)).toBe(0);
    await db.query('DELETE FROM logbook_queue WHERE record = (SELECT min(record) FROM logbook_queue)');
    expect(await eraseRecords(db, new Date(Date.now() - 3_600_000))).toBe(0);
    expect(await eraseRecords(db, late)).toBe(1);
    expect(await all()).toHaveLength(3);
    await expect(db.query('DELETE FROM logbook_records')).rejects.toThrow('not changed');
  });

  test('goes on after more than one batch, and where it was', async () => {
    const record = createManagementLog({ masterKey, now });
    await db.transaction(async (tx) => {
      for (let index = 0; index < 230; index += 1) await record(tx, { kind: 'login.opened', facts: { person: randomUUID() } });
    });
    expect(await follower().follow()).toBe(230);
    expect(await all({ activity: activityUri('account') })).toHaveLength(230);
    expect(await follower().follow()).toBe(0);
  });
});

describe('balie logbook pseudonym', () => {
  const run = async (...positionals: string[]) => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const config = readConfig({ AUDIT_KEY: masterKey.toString('hex') });
    const code = await logbook.run({ values: {}, positionals, json: false, config, database: () => Promise.resolve(db), onFailure: () => undefined, out: say, note: say, signal: new AbortController().signal });
    return { code, said: said.join('\n') };
  };

  test('tells the code by which the records of a conversation are found', async () => {
    const [conversation] = await db.query<{ id: string }>('SELECT conversation_id AS id FROM turns ORDER BY received_at DESC LIMIT 1');
    const { code, said } = await run('pseudonym', 'conversation', (conversation?.id ?? '').toUpperCase());
    expect([code, (await all({ subject: said })).length]).toEqual([0, 1]);
  });

  test.each([[], ['pseudonym'], ['pseudonym', 'name', randomUUID()], ['pseudonym', 'person', 'Jan Jansen'], ['pseudonym', 'person', randomUUID(), 'x']])('takes nothing else: %s', async (...positionals) => {
    expect((await run(...positionals)).code).toBe(2);
  });
});
