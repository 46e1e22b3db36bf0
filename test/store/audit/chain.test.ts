import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { append, chainKey } from '../../../src/audit/chain.ts';
import { signHead } from '../../../src/audit/head.ts';
import { makeCheckpoint } from '../../../src/audit/proof/checkpoints.ts';
import { verify } from '../../../src/audit/verify.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

const masterKey = randomBytes(32);

describe('the chain', () => {
  let db: Database;
  const add = (index: number) => {
    const entry = { kind: 'note', at: new Date(), facts: { index }, content: Buffer.from(`inhoud ${index}`) };
    return db.transaction((tx) => append(tx, chainKey(masterKey), entry));
  };
  const fourth = async () => (await db.query<{ number: number; hash: Buffer }>('SELECT number, hash FROM audit_entries WHERE number = 4'))[0] ?? { number: 0, hash: Buffer.alloc(32) };
  beforeEach(async () => {
    db = await openTestDatabase();
    for (let index = 1; index <= 5; index += 1) await add(index);
  });
  afterEach(() => db.close());

  test('verifies when nothing was touched', async () => {
    const [head] = await db.query<{ hash: Buffer }>('SELECT hash FROM audit_head');
    expect(await verify(db, masterKey)).toEqual({ entries: 5, head: head?.hash.toString('hex') });
  });

  test.each([
    ['a changed body', `UPDATE audit_entries SET body = replace(body, '"index":3', '"index":4') WHERE number = 3`, 3, 'altered'],
    ['changed content', `UPDATE audit_entries SET content = 'iets anders' WHERE number = 2`, 2, 'content-altered'],
    ['removed content', 'UPDATE audit_entries SET content = NULL WHERE number = 2', 2, 'content-missing'],
    ['a removed entry', 'DELETE FROM audit_entries WHERE number = 4', 4, 'missing'],
    ['a removed first entry', 'DELETE FROM audit_entries WHERE number = 1', 1, 'missing'],
    ['a removed last entry', 'DELETE FROM audit_entries WHERE number = 5', 5, 'cut-off'],
    [
      'a changed body with a hash that fits',
      `UPDATE audit_entries SET body = replace(body, '"index":3', '"index":4'),
        hash = sha256(convert_to(replace(body, '"index":3', '"index":4'), 'UTF8')) WHERE number = 3`,
      4,
      'unlinked',
    ],
    [
      'a changed last entry with hash and head that fit, without the key',
      `WITH made AS (UPDATE audit_entries SET body = replace(body, '"index":5', '"index":4'),
        hash = sha256(convert_to(replace(body, '"index":5', '"index":4'), 'UTF8')) WHERE number = 5 RETURNING hash) UPDATE audit_head SET hash = made.hash FROM made`,
      6,
      'unsigned',
    ],
    ['a signature that was taken away', 'UPDATE audit_head SET signature = NULL', 6, 'unsigned'],
    ['a signature that is written in another way', `UPDATE audit_head SET signature = signature || ' '`, 6, 'unsigned'],
    [
      'two entries that trade places',
      `UPDATE audit_entries a SET body = b.body, hash = b.hash, content = b.content FROM audit_entries b
        WHERE (a.number, b.number) IN ((2, 3), (3, 2))`,
      2,
      'unlinked',
    ],
    [
      'a cut-off end with the head made to fit the length only',
      'WITH gone AS (DELETE FROM audit_entries WHERE number = 5) UPDATE audit_head SET number = 4',
      5,
      'cut-off',
    ],
    [
      'an entry before the first',
      `WITH made AS (SELECT replace(body, '"number":1,', '"number":-1,') AS body FROM audit_entries WHERE number = 1)
        INSERT INTO audit_entries (number, body, hash) SELECT -1, body, sha256(convert_to(body, 'UTF8')) FROM made`,
      -1,
      'unlinked',
    ],
    ['a head that was set back', 'UPDATE audit_head SET (number, hash) = (SELECT number, hash FROM audit_entries WHERE number = 3)', 4, 'cut-off'],
  ])('names the first bad entry after %s', async (_, sql, number, fault) => {
    // Who can write the table can take this away too.
    await db.query('ALTER TABLE audit_entries DROP CONSTRAINT IF EXISTS audit_entries_number_check');
    await db.query(sql);
    expect((await verify(db, masterKey)).firstFault).toEqual({ number, fault });
  });

  test('with another key nothing fits', async () => {
    expect((await verify(db, randomBytes(32))).firstFault).toEqual({ number: 6, fault: 'unsigned' });
  });

  test('verifies while entries are added', async () => {
    let isFirst = true;
    const busy: Database = {
      ...db,
      async query<Row extends object>(sql: string, params?: readonly unknown[]) {
        const rows = await db.query<Row>(sql, params);
        if (isFirst && sql.includes('FROM audit_head h')) {
          isFirst = false;
          await add(6);
        }
        return rows;
      },
    };
    expect(await verify(busy, masterKey)).toEqual({ entries: 5, head: expect.any(String) });
    expect(await verify(db, masterKey)).toEqual({ entries: 6, head: expect.any(String) });
  });

  test('an earlier head is found again, unless it was cut off or everything was written anew', async () => {
    const { entries, head } = await verify(db, masterKey);
    const earlier = { number: entries, hash: head };
    await add(6);
    expect((await verify(db, masterKey, { expected: earlier })).firstFault).toBeUndefined();
    expect((await verify(db, masterKey, { expected: { ...earlier, number: 4 } })).firstFault).toEqual({ number: 4, fault: 'head-gone' });
    expect((await verify(db, masterKey, { expected: { ...earlier, number: 0 } })).firstFault).toEqual({ number: 0, fault: 'head-gone' });
    // Who has an older copy of the database puts that back: nothing within tells.
    await db.query('DELETE FROM audit_entries WHERE number > 4');
    await db.query('UPDATE audit_head SET (number, hash, signature) = (SELECT number, hash, $1 FROM audit_entries WHERE number = 4)', [signHead(await fourth(), chainKey(masterKey).signer)]);
    expect((await verify(db, masterKey)).firstFault).toBeUndefined();
    expect((await verify(db, masterKey, { expected: earlier })).firstFault).toEqual({ number: 5, fault: 'head-gone' });
    await add(5);
    expect((await verify(db, masterKey, { expected: earlier })).firstFault).toEqual({ number: 5, fault: 'head-gone' });
  });

  test('says for good that its end was changed from outside, and goes on', async () => {
    await db.query('DELETE FROM audit_entries WHERE number > 4');
    await db.query('UPDATE audit_head SET (number, hash) = (SELECT number, hash FROM audit_entries WHERE number = 4)');
    expect((await verify(db, masterKey)).firstFault).toEqual({ number: 5, fault: 'unsigned' });
    // What comes after would make it good.
    await add(5);
    await makeCheckpoint(db, chainKey(masterKey), new Date());
    expect((await verify(db, masterKey)).firstFault).toEqual({ number: 5, fault: 'doubted' });
    const kinds = await db.query('SELECT kind FROM audit_entries ORDER BY number DESC LIMIT 2');
    expect(kinds).toEqual([{ kind: 'note' }, { kind: 'chain.doubted' }]);
  });

  test('a head that was set back does not keep the desk from recording', async () => {
    await db.query('UPDATE audit_head SET number = 2');
    await add(6);
    expect((await verify(db, masterKey)).firstFault).toEqual({ number: 6, fault: 'doubted' });
  });

  test('a clock that goes back is no fault, and is told', async () => {
    const late = { kind: 'note', at: new Date(Date.now() - 3_600_000), facts: {} };
    await db.transaction((tx) => append(tx, chainKey(masterKey), late));
    expect(await verify(db, masterKey)).toMatchObject({ entries: 6, clockBack: { times: 1, first: 6 } });
  });

  test('has no place before the first', async () => {
    await expect(db.query(`INSERT INTO audit_entries (number, body, hash) SELECT 0, body, hash FROM audit_entries WHERE number = 1`)).rejects.toMatchObject({ code: '23514' });
  });

  test('its derived columns cannot be written', async () => {
    await expect(db.query("UPDATE audit_entries SET kind = 'iets anders'")).rejects.toMatchObject({ code: '428C9' });
  });
});
