import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invitationHash, invite, useInvitation } from '../../../src/identity/local/invitations.ts';
import { addPasskey, notePasskey, removePasskey } from '../../../src/identity/local/passkeys.ts';
import type { Database, Queryable } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());
const now = new Date();

/** The second begins when the first has done its work and not yet committed; on the embedded database it waits for that anyway. */
async function overlapping<T>(first: (tx: Queryable) => Promise<T>, second: (tx: Queryable) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
  let late: Promise<T> | undefined;
  const early = db.transaction(async (tx) => {
    const done = await first(tx);
    late = db.transaction(second);
    late.catch(() => undefined);
    await wait(300);
    return done;
  });
  const outcome = await Promise.allSettled([early]);
  return [...outcome, ...(await Promise.allSettled([late as Promise<T>]))];
}

async function withPasskeys(count: number): Promise<{ person: string; ids: string[] }> {
  const person = randomUUID();
  await db.query(`INSERT INTO people (id, issuer, subject, name, created_at, seen_at) VALUES ($1, 'balie', $2, 'Sam Bos', $3, $3)`, [person, person, now]);
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    ids.push(await addPasskey(db, person, { credential: Buffer.from(randomUUID()), publicKey: Buffer.of(0), counter: 5, transports: [], isSynced: false, name: 'Laptop' }, now));
  }
  return { person, ids };
}

test('an invitation is used by one of two at once', async () => {
  const { token } = await invite(db, { name: 'Sam Bos', claimed: ['balie:employee'] }, now);
  const hash = invitationHash(token) ?? Buffer.of();
  const outcomes = await overlapping((tx) => useInvitation(tx, hash, now), (tx) => useInvitation(tx, hash, now));
  expect(outcomes).toMatchObject([{ status: 'fulfilled', value: { name: 'Sam Bos' } }, { status: 'fulfilled', value: undefined }]);
});

test('of the last two passkeys one stays when both are removed at once', async () => {
  const { person, ids: [one = '', other = ''] } = await withPasskeys(2);
  const outcomes = await overlapping((tx) => removePasskey(tx, person, one), (tx) => removePasskey(tx, person, other));
  expect(outcomes).toMatchObject([{ status: 'fulfilled', value: true }, { status: 'rejected', reason: { code: 'passkey-last' } }]);
});

test('twenty passkeys stay the most when two are added at once', async () => {
  const { person } = await withPasskeys(19);
  const add = (tx: Queryable) => addPasskey(tx, person, { credential: Buffer.from(randomUUID()), publicKey: Buffer.of(0), counter: 0, transports: [], isSynced: false, name: 'Laptop' }, now);
  expect(await overlapping(add, add)).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'passkey-too-many' } }]);
});

test('a counter is taken once by two who show the same', async () => {
  const { ids: [id = ''] } = await withPasskeys(1);
  expect(await overlapping((tx) => notePasskey(tx, id, 6, now), (tx) => notePasskey(tx, id, 6, now))).toMatchObject([{ value: true }, { value: false }]);
});
