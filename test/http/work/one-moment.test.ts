import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workDeps } from '../../../src/cli/deps/work-deps.ts';
import type { Database, Queryable } from '../../../src/store/database.ts';
import type { Conversation } from '../../../src/workplace/conversations.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';

let desk: TestDesk;
let noor: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  noor = await colleague(desk);
});
afterAll(() => desk.close());

/** A conversation of so many questions, the workplace that reads it, and what asks one more in the midst of that. */
async function talkOf(count: number) {
  const id = randomUUID();
  const ask = (question: string, isNew = false) => desk.desk.log.received({ id: randomUUID(), conversationId: id, isNew, assistant: 'collega', question, person: noor.id });
  for (let number = 1; number <= count; number += 1) await ask(`Vraag ${number}`, number === 1);
  const late: Promise<void>[] = [];
  /** The embedded database lets nobody in between: there it comes after. */
  const askMeanwhile = async () => {
    if (late.length > 0) return;
    late.push(ask('Vraag ertussen'));
    await Promise.race([late[0], sleep(300)]);
  };
  const afterFirst = (inner: Queryable): Queryable['query'] => async (sql, params, options) => {
    const rows = await inner.query<never>(sql, params, options);
    if (sql.startsWith('SELECT')) await askMeanwhile();
    return rows;
  };
  const db: Database = { ...desk.db, query: afterFirst(desk.db), transaction: (work) => desk.db.transaction((tx) => work({ query: afterFirst(tx) })) };
  const log = {
    ...desk.desk.log,
    async conversation(...asked: Parameters<typeof desk.desk.log.conversation>) {
      const turns = await desk.desk.log.conversation(...asked);
      await askMeanwhile();
      return turns;
    },
  };
  const conversation = { id, assistant: 'collega' } as Conversation;
  return { conversation, late, deps: workDeps({ db, desk: { ...desk.desk, log }, groups: [], onErased: () => undefined }) };
}

test('a question that comes in while a conversation is read drops none of the others', async () => {
  const { conversation, late, deps } = await talkOf(2);
  const { turns, before, total } = await deps.turns({ id: noor.id, readers: [] }, conversation);
  await Promise.all(late);
  expect({ questions: turns.map(({ question }) => question), before, total }).toEqual({ questions: ['Vraag 1', 'Vraag 2'], before: 0, total: 2 });
});

test('nor does it show one twice to who reads along', async () => {
  const { conversation, late, deps } = await talkOf(60);
  const shared = { conversation, owner: { id: noor.id, name: 'Noor' }, sharedAt: new Date(), withFiles: false };
  const { turns, total } = await deps.sharedTurns(shared, []);
  await Promise.all(late);
  expect(total).toBe(60);
  expect(new Set(turns.map(({ id }) => id)).size).toBe(turns.length);
});
