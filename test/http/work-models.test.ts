import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KeyHolder } from '../../src/identity/keys.ts';
import { addEnergy } from '../../src/workplace/energy.ts';
import { clearOfMidnight } from '../support/clear-of-midnight.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';

const admin: KeyHolder = { id: 'a'.repeat(16), name: 'Beheer', group: null, collections: [], models: [], assistants: [], isAdmin: true, isReviewer: false };
const groups = [
  ...GROUPS,
  { id: 'onderzoek', title: 'Onderzoek', claims: ['onderzoek'], roles: ['employee' as const], collections: [], assistants: ['loket'], models: ['groot', 'weg'] },
  { id: 'alles', title: 'Alles', claims: ['alles'], roles: ['employee' as const], collections: [], assistants: [], models: ['*'] },
];
let desk: TestDesk;
let noor: Colleague;
let plain: Colleague;
beforeAll(clearOfMidnight);
beforeAll(async () => {
  desk = await startTestDesk({ groups, verifyKey: () => Promise.resolve(admin) });
  for (const [name, model] of [['groot', { model: 'chat', contextTokens: 8_192 }], ['vectoren', { model: 'nomic', capabilities: ['embeddings'] }]] as const) {
    const made = await fetch(`${desk.url}/api/v1/models/${name}`, { method: 'PUT', headers: { Authorization: 'Bearer x', 'Content-Type': 'application/json' }, body: JSON.stringify(model) });
    if (!made.ok) throw new Error(`${name} was not made: ${made.status}`);
  }
  [noor, plain] = [await colleague(desk, ['onderzoek']), await colleague(desk)];
});
afterAll(() => desk.close());

const optionsIn = (html: string, name: string) => [...(new RegExp(`<select[^>]*name="${name}">(.*?)</select>`, 's').exec(html)?.[1] ?? '').matchAll(/<option value="([^"]*)"( selected)?/g)].map(([, value = '', selected]) => (selected === undefined ? value : `${value}*`));
const page = async (by: Colleague, path: string) => (await by.get(path)).text();
const begin = async (by: Colleague, fields: Record<string, string>) => ((await by.post('/werk', { assistent: 'collega', vraag: 'Wat kost een paspoort?', ...fields })).headers.get('Location') ?? '').replace('#antwoord', '');

describe('a model', () => {
  test('can be chosen of those that a group names and that write; who has no other is offered none', async () => {
    expect(optionsIn(await page(noor, '/werk'), 'model')).toEqual(['*', 'groot']);
    expect(optionsIn(await page(noor, '/werk'), 'assistent')).toEqual(['collega*', 'loket']);
    expect(optionsIn(await page(await colleague(desk, ['alles']), '/werk'), 'model')).toEqual(['*', 'groot']);
    for (const name of ['model', 'assistent']) expect(optionsIn(await page(plain, '/werk'), name)).toEqual([]);
  });

  test('that is chosen writes, stands in the record, and is chosen for the next question', async () => {
    const path = await begin(noor, { model: 'groot' });
    const modelOf = async () => (await desk.db.query<{ model: string }>(`SELECT e.body::jsonb -> 'facts' ->> 'model' AS model FROM audit_entries e JOIN turns t ON t.id = e.turn_id WHERE t.conversation_id = $1 AND e.kind = 'turn.ended' ORDER BY e.number`, [path.split('/').at(-1)])).map(({ model }) => model);
    expect(await modelOf()).toEqual(['groot']);
    expect(optionsIn(await page(noor, path), 'model')).toEqual(['', 'groot*']);
    await noor.post(path, { vraag: 'Wat kost een paspoort?', model: '' });
    expect(await modelOf()).toEqual(['groot', 'chat']);
    expect(optionsIn(await page(noor, path), 'model')).toEqual(['*', 'groot']);
  });

  test.each([['onderzoek', 'weg'], ['medewerkers', 'groot'], ['alles', 'vectoren']])('of which a group says nothing, or that does not run or write, is refused: %s, %s', async (claim, model) => {
    const by = await colleague(desk, [claim]);
    const refused = await by.post('/werk', { assistent: 'collega', vraag: 'Wat kost een paspoort?', model });
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('Dit taalmodel kunt u hier niet kiezen.');
    expect(await desk.db.query('SELECT 1 FROM turns WHERE person_id = $1', [by.id])).toEqual([]);
  });

  test('goes with its group, also in a conversation that had it', async () => {
    const by = await colleague(desk, ['onderzoek']);
    const path = await begin(by, { model: 'groot' });
    await desk.db.query(`UPDATE people SET claimed = '{medewerkers}' WHERE id = $1`, [by.id]);
    expect(optionsIn(await page(by, path), 'model')).toEqual([]);
    expect((await by.post(path, { vraag: 'En voor een kind?', model: 'groot' })).status).toBe(403);
    expect((await by.post(path, { vraag: 'En voor een kind?' })).status).toBe(303);
  });
});

describe('what somebody used', () => {
  test('is told by day and month, with energy where that is known, and nothing of anybody else', async () => {
    const by = await colleague(desk);
    expect(await page(by, '/werk/verbruik')).toContain('U hebt nog niets gevraagd.');
    await begin(by, {});
    await begin(by, {});
    const before = await page(by, '/werk/verbruik');
    const [month, day] = [...before.matchAll(/<tr><th scope="row">([^<]+)<\/th><td>(\d+)<\/td><td>([\d.]+)<\/td><td>(\d+)<\/td>/g)];
    for (const line of [month, day]) {
      expect(line?.[2]).toBe('2');
      expect(Number(line?.[3]?.replace('.', ''))).toBeGreaterThan(10);
      expect(Number(line?.[4])).toBeGreaterThan(0);
    }
    expect(before).toContain('niet bekend');
    await addEnergy(desk.db, by.id, 5_400, new Date());
    const after = await page(by, '/werk/verbruik');
    expect(after).toContain('1,5 Wh');
    expect(after).toContain('schatting');
    expect(await page(await colleague(desk), '/werk/verbruik')).toContain('U hebt nog niets gevraagd.');
  });

  test('stands after what was said is erased', async () => {
    const by = await colleague(desk);
    const path = await begin(by, {});
    await by.post(`${path}/wissen`);
    expect(await page(by, '/werk/verbruik')).toMatch(/<th scope="row">[^<]+<\/th><td>1<\/td>/);
  });
});

test('the page that explains says how long, who, and what of confidence', async () => {
  const html = await page(noor, '/werk/uitleg');
  for (const text of ['Na 28 dagen', 'Wie dit kan zien', 'Wie antwoorden beoordeelt', 'Vertrouwelijk gesprek']) expect(html).toContain(text);
});
