import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { append, verify } from '../../../src/audit/chain.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';

describe('the chain', () => {
  let db: Database;
  beforeEach(async () => {
    db = await openTestDatabase();
    for (let index = 1; index <= 5; index += 1) {
      const entry = { kind: 'turn.received', turnId: randomUUID(), at: new Date(), facts: { index }, content: Buffer.from(`inhoud ${index}`) };
      await db.transaction((tx) => append(tx, entry));
    }
  });
  afterEach(() => db.close());

  test('verifies when nothing was touched', async () => {
    const [head] = await db.query<{ hash: Buffer }>('SELECT hash FROM audit_head');
    expect(await verify(db)).toEqual({ entries: 5, head: head?.hash.toString('hex') });
  });

  test.each([
    ['a changed body', `UPDATE audit_entries SET body = replace(body, '"index":3', '"index":4') WHERE number = 3`, 3, 'altered'],
    ['changed content', `UPDATE audit_entries SET content = 'iets anders' WHERE number = 2`, 2, 'content-altered'],
    ['a removed entry', 'DELETE FROM audit_entries WHERE number = 4', 4, 'missing'],
    ['a removed first entry', 'DELETE FROM audit_entries WHERE number = 1', 1, 'missing'],
    ['a removed last entry', 'DELETE FROM audit_entries WHERE number = 5', 5, 'cut-off'],
    [
      'a changed body with its hash made to fit',
      `UPDATE audit_entries SET body = replace(body, '"index":3', '"index":4'),
        hash = sha256(convert_to(replace(body, '"index":3', '"index":4'), 'UTF8')) WHERE number = 3`,
      4,
      'unlinked',
    ],
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
  ])('names the first bad entry after %s', async (_, sql, number, fault) => {
    await db.query(sql);
    expect((await verify(db)).firstFault).toEqual({ number, fault });
  });

  test('its derived columns cannot be written', async () => {
    await expect(db.query("UPDATE audit_entries SET kind = 'iets anders'")).rejects.toMatchObject({ code: '428C9' });
  });
});
