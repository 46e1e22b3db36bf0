import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepPerson } from '../../../src/identity/people.ts';
import type { Database } from '../../../src/store/database.ts';
import { createKeptPrompts, type KeptPrompts, type PromptReader } from '../../../src/workplace/prompts/kept-prompts.ts';
import { openTestDatabase } from '../../support/database.ts';
import { holdsOf } from '../retention/support.ts';

let db: Database;
let prompts: KeptPrompts;
const masterKey = randomBytes(32);

beforeAll(async () => {
  db = await openTestDatabase();
  prompts = createKeptPrompts({ db, masterKey, now: () => new Date() });
});
afterAll(() => db.close());

async function reader(groups: readonly string[] = [], edits: readonly string[] = []): Promise<PromptReader> {
  const id = await keepPerson(db, { issuer: 'https://i.example', subject: randomUUID(), name: 'Noor', email: null, claimed: [] }, new Date());
  return { id: id ?? '', groups, edits };
}
const OWN = { title: 'Verlof', text: 'Hoeveel verlof heb ik?', group: null };

test('one of somebody alone is theirs, and encrypted', async () => {
  const [noor, sam] = [await reader(['jeugd']), await reader(['jeugd'], ['jeugd'])];
  const id = await prompts.add(noor, OWN);
  expect(await prompts.list(noor)).toMatchObject([{ id, ...OWN }]);
  expect(await prompts.list(sam)).toEqual([]);
  expect(await prompts.find(sam, id)).toBeUndefined();
  await expect(prompts.change(sam, id, OWN)).rejects.toMatchObject({ code: 'prompt-unknown' });
  await expect(prompts.remove(sam, id)).rejects.toMatchObject({ code: 'prompt-unknown' });
  const [row] = await db.query<{ row: string }>(`SELECT p::text || encode(p.content, 'escape') AS row FROM kept_prompts p WHERE id = $1`, [id]);
  expect(row?.row).not.toMatch(/erlof/);
  // What is sealed is bound to its maker.
  await db.query('UPDATE kept_prompts SET person_id = $2 WHERE id = $1', [id, sam.id]);
  await expect(prompts.find(sam, id)).rejects.toThrow();
  await db.query('DELETE FROM kept_prompts WHERE id = $1', [id]);
});

test('one of a group is read by its members, and changed by its maker and the editors', async () => {
  const [maker, member, editor, outside] = [await reader(['jeugd']), await reader(['jeugd']), await reader(['jeugd'], ['jeugd']), await reader(['redactie'], ['redactie'])];
  const id = await prompts.add(maker, { ...OWN, group: 'jeugd' });
  expect((await prompts.find(member, id))?.text).toBe(OWN.text);
  expect(await prompts.find(outside, id)).toBeUndefined();
  await expect(prompts.remove(member, id)).rejects.toMatchObject({ code: 'prompt-not-yours' });
  await prompts.change(editor, id, { ...OWN, text: 'Nieuw', group: null });
  expect(await prompts.find(member, id)).toMatchObject({ text: 'Nieuw', group: 'jeugd', person: maker.id });
  await prompts.change(maker, id, OWN);
  expect(await prompts.find(member, id)).toBeUndefined();
  await prompts.remove(maker, id);
  expect(await prompts.list(maker)).toEqual([]);
});

test('one of a group is no longer that of a maker who left it', async () => {
  const [maker, member] = [await reader(['jeugd']), await reader(['jeugd'])];
  const id = await prompts.add(maker, { ...OWN, group: 'jeugd' });
  const gone = { ...maker, groups: [] };
  expect(await prompts.find(gone, id)).toBeUndefined();
  expect(await prompts.list(gone)).toEqual([]);
  await expect(prompts.change(gone, id, OWN)).rejects.toMatchObject({ code: 'prompt-unknown' });
  await expect(prompts.remove(gone, id)).rejects.toMatchObject({ code: 'prompt-unknown' });
  expect((await prompts.find(member, id))?.text).toBe(OWN.text);
});

test('none is kept for a group that somebody is not in, nor more than there is room for', async () => {
  const noor = await reader(['jeugd']);
  await expect(prompts.add(noor, { ...OWN, group: 'redactie' })).rejects.toMatchObject({ code: 'prompt-unknown' });
  await db.query(`INSERT INTO kept_prompts (id, person_id, wrapped, content, changed_at) SELECT gen_random_uuid(), $1, '', '', now() FROM generate_series(1, 200)`, [noor.id]);
  await expect(prompts.add(noor, OWN)).rejects.toMatchObject({ code: 'prompts-full' });
});

test('one of somebody whose things must be kept is neither changed nor taken, by whoever may, until the hold ends', async () => {
  const [maker, editor] = [await reader(['jeugd']), await reader(['jeugd'], ['jeugd'])];
  const id = await prompts.add(maker, { ...OWN, group: 'jeugd' });
  const hold = { id: randomUUID(), by: randomUUID(), reason: 'Bezwaar' };
  await holdsOf(db).make({ ...hold, scope: { personId: maker.id } });
  for (const who of [maker, editor])
    for (const doing of [() => prompts.change(who, id, { ...OWN, text: 'Anders', group: 'jeugd' }), () => prompts.remove(who, id)]) await expect(doing()).rejects.toMatchObject({ code: 'erasure-held' });
  expect((await prompts.find(maker, id))?.text).toBe(OWN.text);
  await holdsOf(db).end(hold);
  await prompts.remove(maker, id);
  expect(await prompts.find(maker, id)).toBeUndefined();
});

test('they go with the person', async () => {
  const noor = await reader();
  const id = await prompts.add(noor, OWN);
  await db.query('DELETE FROM people WHERE id = $1', [noor.id]);
  expect(await db.query('SELECT 1 FROM kept_prompts WHERE id = $1', [id])).toEqual([]);
});
