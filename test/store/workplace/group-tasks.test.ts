import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordAct } from '../../../src/audit/management-log.ts';
import { keepPerson } from '../../../src/identity/people.ts';
import type { Database } from '../../../src/store/database.ts';
import { createGroupTasks, type GroupTasks, type WrittenRecipe } from '../../../src/workplace/tasks/group-tasks.ts';
import { recipeRules } from '../../../src/workplace/tasks/recipe.ts';
import { sealRecipes } from '../../../src/workplace/tasks/sealed.ts';
import { openTestDatabase } from '../../support/database.ts';

const acts: { kind: string; facts: object }[] = [];
const record: RecordAct = async (_tx, act) => void acts.push(act);
const masterKey = randomBytes(32);
let db: Database;
let tasks: GroupTasks;
let [ans, bo] = ['', ''];
const person = async (name: string) => (await keepPerson(db, { issuer: 'https://i.example', subject: randomUUID(), name, email: null, claimed: [] }, new Date())) ?? '';

beforeAll(async () => {
  db = await openTestDatabase();
  tasks = createGroupTasks({ db, masterKey, now: () => new Date(), defaultModel: 'chat', record });
  [ans, bo] = [await person('Ans'), await person('Bo')];
});
afterAll(() => db.close());

function written(title: string, instruction = 'Schrijf het korter.'): WrittenRecipe {
  const recipe = recipeRules.parse({ title, description: 'Kort.', privacy: 'Geen namen.', groups: ['jeugd'], fields: [{ name: 'veld1', label: 'Tekst', kind: 'long-text' }], example: { veld1: 'Voorbeeld' } });
  return { recipe, instruction };
}
const running = async (name: string) => (await tasks.running()).find((task) => task.name === name);

test('a proposal runs from the moment that somebody else lets it through, as each next version does', async () => {
  const first = await tasks.propose({ ...written('Brief aan één ouder!'), group: 'jeugd' }, ans);
  const name = 'jeugd--brief-aan-een-ouder';
  expect(await running(name)).toBeUndefined();
  await expect(tasks.decide(first, true, ans)).rejects.toMatchObject({ code: 'task-own-proposal' });
  await tasks.decide(first, true, bo);
  expect(await running(name)).toMatchObject({ title: 'Brief aan één ouder!', madeBy: 'jeugd', model: 'chat', prompt: { version: 1, text: 'Schrijf het korter.\n\nTekst:\n<veld1>\n{{veld1}}\n</veld1>' } });
  await expect(tasks.decide(first, false, bo)).rejects.toMatchObject({ code: 'task-decided' });

  const second = await tasks.propose({ ...written('Brief aan één ouder!', 'Schrijf het nog korter.'), group: 'jeugd', task: name }, bo);
  await expect(tasks.propose({ ...written('Nog een'), group: 'jeugd', task: name }, ans)).rejects.toMatchObject({ code: 'task-proposed' });
  expect((await running(name))?.prompt.version).toBe(1);
  await tasks.decide(second, false, ans);
  const third = await tasks.propose({ ...written('Brief aan één ouder!', 'Schrijf het veel korter.'), group: 'jeugd', task: name }, bo);
  await tasks.decide(third, true, ans);
  expect(await running(name)).toMatchObject({ prompt: { version: 3, text: expect.stringContaining('veel korter') as unknown } });
  expect((await tasks.versions(['jeugd'])).map(({ version, state, authorName, decidedByName }) => [version, state, authorName, decidedByName])).toEqual([
    [3, 'approved', 'Bo', 'Ans'], [2, 'rejected', 'Bo', 'Ans'], [1, 'approved', 'Ans', 'Bo'],
  ]);
  expect(acts.map(({ kind }) => kind)).toEqual(['task.proposed', 'task.approved', 'task.proposed', 'task.rejected', 'task.proposed', 'task.approved']);
  expect(acts[1]?.facts).toEqual({ name, group: 'jeugd', version: 1, byPerson: bo });
});

test('is withdrawn by its group alone, and stays away', async () => {
  const id = await tasks.propose({ ...written('Weg ermee'), group: 'jeugd' }, ans);
  await tasks.decide(id, true, bo);
  expect(await tasks.withdraw('jeugd--weg-ermee', ['redactie'], bo)).toBe(false);
  expect(await running('jeugd--weg-ermee')).toBeDefined();
  expect(await tasks.withdraw('jeugd--weg-ermee', ['jeugd'], bo)).toBe(true);
  expect(await running('jeugd--weg-ermee')).toBeUndefined();
  expect(await tasks.version(id)).toBeUndefined();
  await expect(tasks.propose({ ...written('Weg ermee'), group: 'jeugd', task: 'jeugd--weg-ermee' }, ans)).rejects.toMatchObject({ code: 'task-unknown' });
  // Its name is not given away: what was run under it stands in the log.
  await tasks.propose({ ...written('Weg ermee'), group: 'jeugd' }, ans);
  expect((await tasks.versions(['jeugd']))[0]?.task).toBe('jeugd--weg-ermee-2');
});

test('a task of another group takes no version, and two at once of the same name get two names', async () => {
  await tasks.propose({ ...written('Eigen'), group: 'redactie' }, ans);
  await expect(tasks.propose({ ...written('Eigen'), group: 'jeugd', task: 'redactie--eigen' }, ans)).rejects.toMatchObject({ code: 'task-unknown' });
  await Promise.all([tasks.propose({ ...written('Gelijk'), group: 'redactie' }, ans), tasks.propose({ ...written('Gelijk'), group: 'redactie' }, bo)]);
  expect((await tasks.versions(['redactie'])).map(({ task }) => task).toSorted()).toEqual(['redactie--eigen', 'redactie--gelijk', 'redactie--gelijk-2']);
});

test('the database itself lets nobody approve their own', async () => {
  const id = await tasks.propose({ ...written('Zelf'), group: 'vol' }, ans);
  await expect(db.query(`UPDATE group_task_versions SET state = 'approved', decided_by = author, decided_at = now() WHERE id = $1`, [id])).rejects.toThrow(/other_check/);
});

test('a group has room for so many proposals', async () => {
  for (let count = 1; count < 20; count += 1) await tasks.propose({ ...written(`Nummer ${count}`), group: 'vol' }, ans);
  await expect(tasks.propose({ ...written('Te veel'), group: 'vol' }, ans)).rejects.toMatchObject({ code: 'tasks-full' });
});

test('stands encrypted, also what was kept in plain text before that: it runs as it did, and opens in its own place alone', async () => {
  const instruction = 'Gebruik nooit de naam Zwaluwnest.';
  const id = await tasks.propose({ ...written('Nestkast', instruction), group: 'natuur' }, ans);
  await tasks.decide(id, true, bo);
  const dump = async () => JSON.stringify(await db.query(`SELECT v::text AS row, encode(content, 'escape') AS content FROM group_task_versions v`));
  expect(await dump()).not.toMatch(/Zwaluwnest|Geen namen/);
  // As it was before migration 41.
  const { recipe } = written('Nestkast');
  await db.query('UPDATE group_task_versions SET wrapped = NULL, content = NULL, recipe = $2::jsonb, instruction = $3 WHERE id = $1', [id, JSON.stringify(recipe), instruction]);
  const before = await running('natuur--nestkast');
  expect(before?.prompt.text).toContain('Zwaluwnest');
  expect(await Promise.all([sealRecipes(db, masterKey), sealRecipes(db, masterKey)])).toEqual(expect.arrayContaining([0, 1]));
  expect(await dump()).not.toMatch(/Zwaluwnest|Geen namen/);
  expect(await running('natuur--nestkast')).toEqual(before);
  const other = await tasks.propose({ ...written('Ander'), group: 'natuur' }, ans);
  await db.query('UPDATE group_task_versions SET (wrapped, content) = (SELECT wrapped, content FROM group_task_versions WHERE id = $2) WHERE id = $1', [other, id]);
  await expect(tasks.version(other)).rejects.toThrow();
});
