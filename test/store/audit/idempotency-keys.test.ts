import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TurnEvent } from '../../../src/answer/events.ts';
import type { TurnLog } from '../../../src/answer/ports.ts';
import { createIdempotencyKeys } from '../../../src/audit/idempotency-keys.ts';
import { verify } from '../../../src/audit/verify.ts';
import { takenOnce } from '../../../src/cli/desk/idempotent-turns.ts';
import { createErasing } from '../../../src/cli/privacy/erasing.ts';
import type { BalieError } from '../../../src/errors.ts';
import type { AppDeps } from '../../../src/http/deps.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { retentionOf } from '../retention/support.ts';
import { masterKey, openLog, turn as newTurn } from './support.ts';

type Request = Parameters<AppDeps['takeTurn']>[0];
type Outcome = 'answered' | 'abstained' | 'interrupted' | 'failed';

const assistant = { name: 'loket', audience: 'resident' } as Request['assistant'];
const source = { number: 1, title: 'Paspoort', url: 'https://gemeente.example/paspoort', quote: 'Een paspoort kost € 86,20.', headings: ['Kosten'], actions: [{ label: 'Aanvragen', url: 'https://gemeente.example/aanvragen' }] };
const details = { guard: { masked: ['name'] }, language: { detected: 'en', certainty: 1, answeredIn: 'en', answer: 'Dat kost € 86,20 [1].' }, plain: { terms: [{ term: 'leges', meaning: 'kosten' }] }, made: { messagesSha256: 'x', model: { model: 'ministral' } } };
const end = { answer: 'That is € 86.20 [1].', sources: [source], durationMs: 12, details } as unknown as Parameters<TurnLog['ended']>[1];

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());

/** A process of its own: it shares the database and the key. Each turn that it takes is noted; `during` is done in the midst of one. */
function aProcess(instanceId = randomUUID()) {
  const log = openLog(db, instanceId);
  const taken: string[] = [];
  const made = { outcome: 'answered' as Outcome, during: async () => {} };
  const takeTurn = takenOnce({
    db,
    keys: createIdempotencyKeys({ db, masterKey, instanceId }),
    log,
    isOfNeed: (question) => question === 'Ik wil niet meer leven',
    async *take({ question, conversationId, asker }, _signal, sent) {
      const one = { ...newTurn(), question, ...(conversationId !== undefined && { conversationId, isNew: false }), ...(asker?.person && { person: asker.person.id }) };
      const kept = sent({ ...log, ended: (id, { sources, ...how }) => log.ended(id, { ...how, sources }) });
      await kept.received(one);
      taken.push(one.id);
      await made.during();
      await log.ended(one.id, { ...end, outcome: made.outcome });
      const { id } = one;
      yield { type: 'done', turn: { id, conversationId: one.conversationId, outcome: made.outcome, answer: end.answer, sources: end.sources, masked: [], language: 'en' } };
    },
  });
  const ask = async (given: Partial<Request> & Pick<Request, 'idempotencyKey'>): Promise<TurnEvent[]> => {
    const events: TurnEvent[] = [];
    for await (const event of takeTurn({ assistant, question: 'Wat kost een paspoort?', conversationId: undefined, ...given }, new AbortController().signal)) events.push(event);
    return events;
  };
  return { ask, taken, made, instanceId };
}

/** Says of a process how long ago it was heard of; that it lived for a minute then. */
async function lives({ instanceId }: { readonly instanceId: string }, ago: string): Promise<void> {
  await db.query("INSERT INTO instances (id, seen_at, since) VALUES ($1, now() - $2::interval, now() - $2::interval - interval '1 minute')", [instanceId, ago]);
}

const turnIn = (events: readonly TurnEvent[]) => events.flatMap((event) => (event.type === 'done' ? [event.turn] : []))[0];
const entries = async () => (await db.query<{ count: number }>('SELECT count(*) AS count FROM audit_entries'))[0]?.count;
const codeOf = (asked: Promise<unknown>) => asked.then(() => 'taken', ({ code }: BalieError) => code);

describe('a question that is sent again with its key', () => {
  test('of which the turn has ended gets that turn from the log, as it was given, from whichever process; nothing is written', async () => {
    const [here, there] = [aProcess(), aProcess()];
    const idempotencyKey = randomUUID();
    const first = turnIn(await here.ask({ idempotencyKey }));
    const before = await entries();
    const again = await there.ask({ idempotencyKey });
    expect(again.map(({ type }) => type)).toEqual(['status', 'sources', 'done']);
    const { conversationId } = first ?? {};
    expect(again[0]).toEqual({ type: 'status', phase: 'searching', conversationId, turnId: first?.id });
    expect(turnIn(again)).toEqual({
      id: first?.id, conversationId, outcome: 'answered', question: 'Wat kost een paspoort?', masked: ['name'], answer: end.answer, sources: [source], language: 'en', dutch: 'Dat kost € 86,20 [1].',
      terms: [{ term: 'leges', meaning: 'kosten' }], generatedBy: { model: 'ministral' },
    });
    // Who heard of the conversation before the line broke names it.
    expect(turnIn(await here.ask({ idempotencyKey, conversationId }))?.id).toBe(first?.id);
    expect([await entries(), here.taken.length, there.taken.length]).toEqual([before, 1, 0]);
  });

  test('while its turn runs is told so, here and elsewhere, also when both come at once', async () => {
    const [here, there] = [aProcess(), aProcess()];
    // Which of them takes it when both come at once, nobody knows.
    await db.query('INSERT INTO instances (id) VALUES ($1), ($2)', [here.instanceId, there.instanceId]);
    const idempotencyKey = randomUUID();
    here.made.during = async () => {
      expect(await codeOf(here.ask({ idempotencyKey }))).toBe('turn-running');
      expect(await codeOf(there.ask({ idempotencyKey }))).toBe('turn-running');
    };
    await here.ask({ idempotencyKey });
    expect([here.taken.length, there.taken.length]).toEqual([1, 0]);

    here.made.during = async () => {};
    const atOnce = randomUUID();
    const others = Array.from({ length: 4 }, (_, index) => (index % 2 === 0 ? here : there).ask({ idempotencyKey: randomUUID() }));
    const told = await Promise.all(Array.from({ length: 6 }, (_, index) => codeOf((index % 2 === 0 ? here : there).ask({ idempotencyKey: atOnce }))));
    // What was written in one statement with those that came too late is there.
    expect((await Promise.all(others)).map((events) => turnIn(events)?.outcome)).toEqual(['answered', 'answered', 'answered', 'answered']);
    expect(new Set(told)).toEqual(new Set(['taken', 'turn-running']));
    expect(here.taken.length + there.taken.length).toBe(6);
    expect((await verify(db, masterKey)).firstFault).toBeUndefined();
  });

  test('of which the process is gone is asked anew, and what that one still brings is not kept', async () => {
    const [gone, there] = [aProcess(), aProcess()];
    await lives(gone, '13 seconds');
    await lives(there, '5 seconds');
    const idempotencyKey = randomUUID();
    gone.made.during = async () => {
      expect(turnIn(await there.ask({ idempotencyKey }))?.outcome).toBe('answered');
    };
    await gone.ask({ idempotencyKey });
    expect(there.taken).toHaveLength(1);
    // By the order of the chain: both may come in one millisecond.
    const outcomes = await db.query("SELECT t.outcome FROM turns t JOIN audit_entries e ON e.turn_id = t.id AND e.kind = 'turn.received' WHERE t.id = ANY($1::uuid[]) ORDER BY e.number", [[...gone.taken, ...there.taken]]);
    expect(outcomes).toEqual([{ outcome: 'interrupted' }, { outcome: 'answered' }]);
  });

  test.each([['a process that was away itself, as after a database that was', '20 seconds', 'turn-running'], ['a clock that was put back by an hour', '-1 hour', 'taken']])('is judged after %s', async (_, ago, told) => {
    const [other, there] = [aProcess(), aProcess()];
    await lives(other, ago === '-1 hour' ? ago : '21 seconds');
    await lives(there, ago === '-1 hour' ? '5 seconds' : ago);
    const idempotencyKey = randomUUID();
    other.made.during = async () => expect(await codeOf(there.ask({ idempotencyKey }))).toBe(told);
    await other.ask({ idempotencyKey });
  });

  test.each<Outcome>(['interrupted', 'failed'])('that was %s is a new turn, to which the key goes over', async (outcome) => {
    const here = aProcess();
    const idempotencyKey = randomUUID();
    here.made.outcome = outcome;
    await here.ask({ idempotencyKey });
    here.made.outcome = 'abstained';
    const second = turnIn(await here.ask({ idempotencyKey }));
    expect(here.taken).toEqual([expect.any(String), second?.id]);
    expect(turnIn(await here.ask({ idempotencyKey }))?.id).toBe(second?.id);
    expect(here.taken).toHaveLength(2);
  });

  test('with another question, or in another conversation, is refused', async () => {
    const here = aProcess();
    const idempotencyKey = randomUUID();
    await here.ask({ idempotencyKey });
    for (const other of [{ question: 'Wat kost een rijbewijs?' }, { conversationId: randomUUID() }]) expect(await codeOf(here.ask({ idempotencyKey, ...other }))).toBe('idempotency-key-reused');
    expect(here.taken).toHaveLength(1);
  });

  test('by somebody else, of another assistant, or under another key of the log, is another question', async () => {
    const here = aProcess();
    const idempotencyKey = randomUUID();
    const ids = [randomUUID(), randomUUID()];
    const asked: Partial<Request>[] = [{}, { assistant: { ...assistant, name: 'vergunning' } }, ...ids.map((id) => ({ asker: { audience: 'employee' as const, id, person: { id, readers: ['medewerker'] } } }))];
    for (const one of asked) await here.ask({ idempotencyKey, ...one });
    expect(here.taken).toHaveLength(4);
    const named = { key: idempotencyKey, assistant: 'loket', question: 'Wat kost een paspoort?', ofFiles: false };
    const of = (key: Buffer) => createIdempotencyKeys({ db, masterKey: key, instanceId: randomUUID() });
    expect(await of(masterKey).find(of(masterKey).named(named))).toMatchObject({ turnId: here.taken[0] });
    expect(await of(masterKey).find(of(randomBytes(32)).named(named))).toBeUndefined();
  });

  test('that says that somebody is in need is never looked up, nor refused', async () => {
    const here = aProcess();
    const idempotencyKey = randomUUID();
    await here.ask({ idempotencyKey });
    for (const _ of [1, 2]) await here.ask({ idempotencyKey, question: 'Ik wil niet meer leven' });
    expect(here.taken).toHaveLength(3);
  });
});

test('a key counts for a day, and goes then', async () => {
  const here = aProcess();
  const [old, fresh] = [randomUUID(), randomUUID()];
  await here.ask({ idempotencyKey: old });
  await here.ask({ idempotencyKey: fresh });
  const ageing = `UPDATE idempotency_keys SET kept_at = now() - interval '25 hours' WHERE turn_id = $1`;
  await db.query(ageing, [here.taken[0]]);
  await here.ask({ idempotencyKey: old });
  expect(here.taken).toHaveLength(3);
  await db.query(ageing, [here.taken[2]]);
  await retentionOf(db, { said: 'P28D' }).run('hour');
  expect(await db.query('SELECT turn_id AS id FROM idempotency_keys WHERE turn_id = ANY($1::uuid[])', [here.taken])).toEqual([{ id: here.taken[1] }]);
});

test('with a conversation its keys are erased', async () => {
  const here = aProcess();
  const idempotencyKey = randomUUID();
  const { conversationId = '' } = turnIn(await here.ask({ idempotencyKey })) ?? {};
  const erasing = createErasing({ db, masterKey, now: () => new Date(), municipality: 'Lindewaarde', heldBy: async () => false, forget: () => undefined });
  await erasing.conversation(conversationId, { by: { by: 'asker' } });
  expect(await db.query('SELECT FROM idempotency_keys WHERE turn_id = $1', [here.taken[0]])).toEqual([]);
});
