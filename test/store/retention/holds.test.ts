import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readActs } from '../../../src/audit/management-log.ts';
import { heldBy } from '../../../src/retention/holds.ts';
import type { Database } from '../../../src/store/database.ts';
import { onServer, openTestDatabase } from '../../support/database.ts';
import { holdsOf, keptTurns, retentionOf, said } from './support.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
beforeEach(async () => void (await db.query('DELETE FROM legal_holds')));

const REASON = 'Bezwaar van mevrouw Jansen, zaak 2026-114';
const by = randomUUID();

describe('a hold', () => {
  test('is kept with its reason encrypted, and is in the chain by its numbers alone; made twice it is one', async () => {
    const hold = { id: randomUUID(), scope: { personId: randomUUID() }, reason: REASON, by };
    await holdsOf(db).make(hold);
    await holdsOf(db).make(hold);
    expect(await holdsOf(db).list(10)).toEqual([{ ...hold, madeAt: expect.any(Date), ended: undefined }]);
    const [act, ...others] = await readActs(db, 10);
    expect([act?.kind, act?.facts, others]).toEqual(['hold.made', { hold: hold.id, person: hold.scope.personId, byPerson: by }, []]);
    const rows = JSON.stringify(await db.query("SELECT h.*, encode(h.reason, 'escape') AS shown, (SELECT string_agg(body, ' ') FROM audit_entries) AS chain FROM legal_holds h"));
    expect(rows).not.toMatch(/Jansen|2026-114/);
    await holdsOf(db).end({ id: hold.id, by, reason: 'Zaak is klaar' });
    expect((await readActs(db, 1))[0]).toMatchObject({ kind: 'hold.ended', facts: { hold: hold.id, byPerson: by } });
    expect(await holdsOf(db).list(10)).toMatchObject([{ ended: { by, reason: 'Zaak is klaar' } }]);
    await expect(holdsOf(db).end({ id: hold.id, by, reason: 'nog eens' })).rejects.toMatchObject({ code: 'hold-over' });
    await expect(holdsOf(db).end({ id: randomUUID(), by, reason: 'niets' })).rejects.toMatchObject({ code: 'hold-unknown' });
  });

  test('loses its reasons so long after its end, and not before: that there was one stays, and can be read', async () => {
    const [past, open] = [randomUUID(), randomUUID()];
    for (const id of [past, open]) await holdsOf(db).make({ id, scope: { assistant: 'loket' }, reason: REASON, by });
    await holdsOf(db).end({ id: past, by, reason: 'Zaak is klaar' });
    await db.query(`UPDATE legal_holds SET made_at = now() - interval '6 years', ended_at = ended_at - interval '4 years'`);
    await retentionOf(db, { said: 'P28D' }).run('hand');
    expect(await holdsOf(db).list(10)).toEqual([
      expect.objectContaining({ id: open, reason: REASON, ended: undefined }), expect.objectContaining({ id: past, reason: undefined, ended: { at: expect.any(Date), by } }),
    ]);
    await expect(db.query('UPDATE legal_holds SET wrapped = NULL, reason = NULL WHERE id = $1', [open])).rejects.toThrow('legal_holds_end_reason');
  });

  test('is one of a thousand at most', async () => {
    const [id] = [randomUUID()];
    await holdsOf(db).make({ id, scope: { assistant: 'loket' }, reason: REASON, by });
    await db.query(`INSERT INTO legal_holds (id, assistant, wrapped, reason, made_by, made_at) SELECT gen_random_uuid(), assistant, wrapped, reason, made_by, made_at FROM legal_holds, generate_series(1, 999)`);
    await expect(holdsOf(db).make({ id: randomUUID(), scope: { assistant: 'loket' }, reason: REASON, by })).rejects.toMatchObject({ code: 'holds-full' });
  });

  test('is told to who is asked to erase what it keeps, by each way that leads there', async () => {
    const person = randomUUID();
    const turn = await said(db, 3, { assistant: 'collega', person });
    const make = async (scope: Parameters<ReturnType<typeof holdsOf>['make']>[0]['scope']) => {
      const id = randomUUID();
      await holdsOf(db).make({ id, scope, reason: REASON, by });
      return id;
    };
    expect(await heldBy(db, { conversationIds: [turn.conversationId] })).toEqual([]);
    const all = [await make({ conversationId: turn.conversationId }), await make({ personId: person }), await make({ assistant: 'collega', saidUntil: new Date() })];
    await make({ assistant: 'collega', saidFrom: new Date() });
    await make({ assistant: 'loket' });
    expect((await heldBy(db, { conversationIds: [turn.conversationId] })).toSorted()).toEqual(all.toSorted());
    expect((await heldBy(db, { personId: person })).toSorted()).toEqual(all.toSorted());
    expect(await heldBy(db, { conversationIds: [randomUUID()], personId: randomUUID() })).toEqual([]);
    for (const id of all) await holdsOf(db).end({ id, by, reason: 'klaar' });
    expect(await heldBy(db, { personId: person })).toEqual([]);
  });

  test.runIf(onServer)('that is made while something is erased waits for that, and holds from then on', async () => {
    const turn = await said(db, 40);
    const [began, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const erasing = db.transaction(async (tx) => {
      await tx.query('LOCK TABLE legal_holds IN SHARE MODE');
      began.resolve();
      await go.promise;
    });
    await began.promise;
    let isMade = false;
    const making = holdsOf(db).make({ id: randomUUID(), scope: { conversationId: turn.conversationId }, reason: REASON, by }).then(() => (isMade = true));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isMade).toBe(false);
    go.resolve();
    await Promise.all([erasing, making]);
    await retentionOf(db, { said: 'P28D' }).run('hand');
    expect(await keptTurns(db)).toContain(turn.id);
  });
});
