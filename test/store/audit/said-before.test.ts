import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSaidBefore, takeSaidBefore } from '../../../src/audit/said-before.ts';
import type { Database } from '../../../src/store/database.ts';
import { openTestDatabase } from '../../support/database.ts';
import { retentionOf, said as saidTurn } from '../retention/support.ts';

const masterKey = randomBytes(32);
let db: Database;
beforeAll(async () => void (db = await openTestDatabase()));
afterAll(() => db.close());

const exchange = (answer: string) => ({ key: 'a'.repeat(16), assistant: 'loket', said: [{ role: 'system', content: 'Wees kort.' }, { role: 'user', content: 'Wat kost een paspoort?' }, { role: 'assistant', content: answer }] });
/** Each stands for a process of its own: they share the database and the key alone. */
const process = () => createSaidBefore({ db, masterKey });

test('what went through one process is known in another; nothing else is, and no words are kept', async () => {
  const id = randomUUID();
  await process().keep(exchange('Dat kost € 86,20.'), id);
  expect(await process().find(exchange('Dat kost € 86,20.'))).toBe(id);
  expect(await process().find({ ...exchange(' Dat kost € 86,20.\n'), said: exchange('Dat kost € 86,20.').said.slice(1) })).toBe(id);
  for (const other of [exchange('Dat is gratis.'), { ...exchange('Dat kost € 86,20.'), key: 'b'.repeat(16) }, { ...exchange('Dat kost € 86,20.'), assistant: 'collega' }, { ...exchange(''), said: [] }])
    expect(await process().find(other)).toBeUndefined();
  expect(await createSaidBefore({ db, masterKey: randomBytes(32) }).find(exchange('Dat kost € 86,20.'))).toBeUndefined();
  const again = randomUUID();
  await process().keep(exchange('Dat kost € 86,20.'), again);
  expect(await process().find(exchange('Dat kost € 86,20.'))).toBe(again);
  await takeSaidBefore(db, [again]);
  expect(await process().find(exchange('Dat kost € 86,20.'))).toBeUndefined();
});

test('goes with the last that was said in it, and not before', async () => {
  const [old, fresh] = [await saidTurn(db, 40), await saidTurn(db, 3)];
  await process().keep(exchange('oud'), old.conversationId);
  await process().keep(exchange('nieuw'), fresh.conversationId);
  await db.query(`UPDATE program_conversations SET kept_at = now() - interval '3 days'`);
  await retentionOf(db, { said: 'P28D' }).run('hour');
  expect([await process().find(exchange('oud')), await process().find(exchange('nieuw'))]).toEqual([undefined, fresh.conversationId]);
});
