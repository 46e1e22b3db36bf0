import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAiActPaths } from '../../src/factsheet/ai-act/paths.ts';
import { registeredAssistants } from '../../src/factsheet/register/kept.ts';
import { createStatements } from '../../src/factsheet/statements/statements.ts';
import { createKey } from '../../src/identity/keys.ts';
import { openSession } from '../../src/identity/sessions.ts';
import { actsIn } from '../support/acts.ts';
import { MUNICIPALITY, walkOf } from '../support/ai-act.ts';
import { dayFromNow } from '../support/day-from-now.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { sayEverything } from '../support/register/say.ts';
import { faultsBySchema } from '../support/register/schema.ts';
import { LOGIN, type ScriptedRegister, startScriptedRegister } from '../support/scripted-register.ts';

const LIST = '/beheer/factsheet/register';
const PATH = `${LIST}/loket`;

let there: ScriptedRegister;
let desk: TestDesk;
let admin: Colleague;
beforeAll(async () => {
  there = await startScriptedRegister();
  // Nobody said anything yet, in the configuration neither.
  desk = await startTestDesk({ groups: GROUPS, siteConfig: { factsheet: [], algorithmRegister: { ...LOGIN, url: there.url, tokenUrl: `${there.url}/token` } } });
  admin = await colleague(desk, ['beheer']);
});
afterAll(async () => {
  await desk.close();
  await there.stop();
});

const textOf = async (response: Response | Promise<Response>) => (await response).text();
const seenOn = (html: string) => /name="gezien" value="(?<seen>[0-9a-f]*)"/.exec(html)?.groups?.['seen'] ?? '';

test('what people have not said yet is told before anything is sent', async () => {
  expect(await textOf(admin.get(LIST))).toMatch(/loket[\s\S]*niet in het register|velden nog niet goed/);
  const page = await textOf(admin.get(PATH));
  expect(page).toContain('Wordt geweigerd, want dit veld is verplicht en nog leeg.');
  const refused = await admin.post(PATH, { doe: 'concept', gezien: '', zeker: 'ja' });
  expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('Het Algoritmeregister zou dit weigeren. Er is niets verstuurd.')]);
  expect(there.entries).toEqual([]);
  // Who stands there by hand is not known here.
  expect(await registeredAssistants(desk.db)).toBeUndefined();
});

describe('with all that is asked', () => {
  beforeAll(() => sayEverything(desk, { name: 'Balie &' }));

  test('its file is a record that the published list of fields takes', async () => {
    const file = await admin.get(`${PATH}/record.json`);
    expect(file.headers.get('Content-Disposition')).toContain('attachment');
    const record = (await file.json()) as Record<string, unknown>;
    expect(faultsBySchema(record)).toEqual([]);
    expect(record).toMatchObject({ name: 'Balie &', lang: 'nld', source_id: expect.stringMatching(/\/loket$/) as unknown });
  });

  test('a concept goes there after a second press; it is released by another', async () => {
    const asked = await textOf(admin.post(PATH, { doe: 'concept', gezien: '' }));
    expect(asked).toContain('Concept naar het Algoritmeregister sturen?');
    expect(asked).toContain('Assistent Balie &amp;.');
    expect(there.entries).toEqual([]);
    const done = await admin.post(PATH, { doe: 'concept', gezien: '', zeker: 'ja' });
    expect([done.status, done.headers.get('Location')]).toEqual([303, `${PATH}?gedaan=concept`]);
    expect(there.entries).toMatchObject([{ state: 'STATE_1', isPublic: false }]);
    const page = await textOf(admin.get(`${PATH}?gedaan=concept`));
    expect(page).toContain('Het concept staat in het register.');
    expect(page).toContain('Assistent Balie &amp; in het Algoritmeregister');
    // By their names, and as they read.
    expect(page).not.toMatch(/description_short, |source_data, /);
    expect(page).toMatch(/Zo lang blijven gegevens bewaard:\n- /);
    expect(await textOf(admin.get(LIST))).toMatch(/>Balie &amp;<\/a>/);
    expect((await admin.post(PATH, { doe: 'vrijgeven', gezien: seenOn(page), zeker: 'ja' })).status).toBe(303);
    expect(there.entries).toMatchObject([{ state: 'STATE_2', isPublic: false }]);
    expect(await registeredAssistants(desk.db)).toEqual([]);
    expect((await actsIn(desk.db)).filter(({ kind }) => kind === 'register.done')).toMatchObject([{ facts: { act: 'send', byPerson: admin.id } }, { facts: { act: 'release', byPerson: admin.id } }]);
  });

  test('asks once more with a word of warning where the class and the publication category do not go together', async () => {
    const said = (await createStatements({ db: desk.db, record: desk.desk.recordAct, now: () => new Date() }).current()).find(({ question }) => question === 'publication_category')?.answer;
    expect(await textOf(admin.post(PATH, { doe: 'publiceren', gezien: '' }))).not.toContain('Let op:');
    const walked = walkOf({ ...MUNICIPALITY, 'sociale-score': 'ja' });
    await createAiActPaths({ db: desk.db, record: desk.desk.recordAct, now: () => new Date() }).record({ assistant: 'loket', walked, role: 'jurist', reviewOn: dayFromNow(700), expected: 0, byPerson: admin.id });
    expect(await textOf(admin.post(PATH, { doe: 'publiceren', gezien: '' }))).toContain(`Let op:</strong> De antwoorden leiden naar ‘verboden AI’. Op het gegevensblad staat de publicatiecategorie ‘${String(said)}’.`);
    expect(await textOf(admin.post(PATH, { doe: 'terugtrekken', gezien: '' }))).not.toContain('Let op:');
  });

  test('a press on what is not there any more changes nothing', async () => {
    const stale = await admin.post(PATH, { doe: 'publiceren', gezien: 'a'.repeat(64), zeker: 'ja' });
    expect([stale.status, await stale.text()]).toEqual([409, expect.stringContaining('iets anders dan u hebt gezien')]);
    expect(there.entries).toMatchObject([{ isPublic: false }]);
  });

  test('the register away is told on the page, with what to do', async () => {
    there.failNext(/algorithms$/, 500);
    const page = await admin.get(PATH);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Er is een fout in het Algoritmeregister')]);
  });
});

test.each([
  ['no button', { zeker: 'ja' }, PATH, 400], ['a button that there is not', { doe: 'alles', zeker: 'ja' }, PATH, 400], ['something seen that is no digest', { doe: 'concept', gezien: '"><b>', zeker: 'ja' }, PATH, 400], ['an assistant that there is not', { doe: 'concept', zeker: 'ja' }, `${LIST}/niemand`, 404],
])('%s is refused', async (_, fields, path, status) => {
  const calls = there.calls.length;
  expect((await admin.post(path, fields)).status).toBe(status);
  expect(there.calls.length).toBe(calls);
});

describe('it is for who manages the desk', () => {
  test('and not for who does not, nor from another site', async () => {
    const other = await colleague(desk);
    const wish = { doe: 'concept', gezien: '', zeker: 'ja' };
    expect([(await other.get(LIST)).status, (await other.get(PATH)).status, (await other.get(`${PATH}/record.json`)).status, (await other.post(PATH, wish)).status]).toEqual([403, 403, 403, 403]);
    expect((await admin.post(PATH, wish, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  });

  test('and, to change anything there, by name: a key is nobody', async () => {
    const { token } = await createKey(desk.db, { name: 'Beheer', isAdmin: true });
    const session = await openSession(desk.db, token, new Date());
    const headers = { Cookie: `balie-sessie=${session?.token}`, 'Sec-Fetch-Site': 'same-origin' };
    expect(await textOf(fetch(desk.url + PATH, { headers }))).not.toContain('name="doe"');
    const pressed = await fetch(desk.url + PATH, { method: 'POST', headers, body: new URLSearchParams({ doe: 'publiceren', gezien: '', zeker: 'ja' }) });
    expect([pressed.status, await pressed.text()]).toEqual([409, expect.stringContaining('met een eigen account')]);
  });

  test('and no secret of it stands in a log or on a page', async () => {
    const everything = JSON.stringify(desk.logged) + (await textOf(admin.get(PATH)));
    for (const secret of [LOGIN.password, LOGIN.username, 'token-']) expect(everything).not.toContain(secret);
  });
});
