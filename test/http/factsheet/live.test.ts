import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKey } from '../../../src/identity/keys.ts';
import { keepEvaluation } from '../../../src/factsheet/evaluations.ts';
import { promptsDigest } from '../../../src/factsheet/evaluation-doubts.ts';
import { dayAfter, dutchDay } from '../../../src/dutch-time.ts';
import { LAPSED, UPGRADED } from '../../../src/factsheet/live/due.ts';
import { readConfig } from '../../../src/config/config.ts';
import { actsIn } from '../../support/acts.ts';
import { clearOfMidnight } from '../../support/clear-of-midnight.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { colleague, type Colleague, GROUPS } from '../../support/employee.ts';
import { PASSPORT } from '../../support/questions.ts';

const PAGE = '/beheer/aan-uit/loket';
const SWITCH = '/beheer/aan-uit';
const REASON = 'De toets van de antwoorden is volgende week klaar.';
const SITE = 'https://www.lindewaarde.example';
// The tables of tests count from it too.
await clearOfMidnight();
const today = dutchDay(new Date());
const until = dayAfter(today, 20);

let desk: TestDesk;
let admin: Colleague;
let token: string;
beforeAll(async () => {
  // All is said in the configuration but the legal basis; nothing was evaluated.
  const { factsheet } = readConfig({});
  const said = factsheet.filter(({ assistant, question }) => !(assistant === 'loket' && question === 'lawful_basis'));
  desk = await startTestDesk({ groups: GROUPS, widgetOrigins: [SITE], siteConfig: { factsheet: said, goingLive: { exceptionDays: 90, exceptions: [] } } });
  await desk.live.keep();
  admin = await colleague(desk, ['beheer']);
  ({ token } = await createKey(desk.db, { name: 'alles', isAdmin: true, assistants: ['*'] }));
});
afterAll(() => desk.close());

const ask = () => fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ question: PASSPORT }) });
const put = (body: object) => fetch(`${desk.url}/api/v1/switches/loket`, { method: 'PUT', headers: { 'Authorization': `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
const text = async (path: string) => (await admin.get(path)).text();
const ready = async () => (await (await fetch(`${desk.url}/readyz`)).json()) as { warnings: string[]; closed: string[] };
const warnings = async () => (await ready()).warnings;
const switchOf = async (assistant: string) => ((await (await fetch(`${desk.url}/api/v1/switches`, { headers: { Authorization: `Bearer ${token}` } })).json()) as { switches: { assistant: string }[] }).switches.find((one) => one.assistant === assistant);
/** The one that Balie knows by itself where the assistant is on. */
const aiActQuestion = async () => (await admin.post('/beheer/factsheet/ai-verordening/loket/vragen', { vraag: 'ai-systeem', keuze: 'ja' })).text();
const lastAct = async () => (await actsIn(desk.db)).at(-1);
const askedBy = { chat: () => fetch(`${desk.url}/v1/chat/completions`, { method: 'POST', headers: { 'Authorization': `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify({ model: 'balie/loket', messages: [{ role: 'user', content: PASSPORT }] }) }) };

describe('an assistant for residents of which the legal basis and an evaluation are missing', () => {
  test('answers nobody, by whichever way in', async () => {
    expect(await (await ask()).json()).toMatchObject({ status: 503, code: 'desk-closed' });
    expect([(await askedBy.chat()).status, (await fetch(desk.url, { method: 'POST', body: new URLSearchParams({ question: PASSPORT }) })).status]).toEqual([503, 503]);
    const given = await fetch(`${desk.url}/api/v1/widget/tokens`, { method: 'POST', headers: { 'Origin': SITE, 'Content-Type': 'application/json' }, body: '{"assistant":"loket"}' });
    const widget = new URLSearchParams({ question: PASSPORT, token: ((await given.json()) as { token: string }).token });
    expect((await fetch(`${desk.url}/widget/loket`, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' }, body: widget })).status).toBe(503);
    expect(await desk.db.query('SELECT FROM turns')).toEqual([]);
    expect(await (await fetch(desk.url)).text()).toContain('tijdelijk gesloten');
    expect(await (await fetch(`${desk.url}/factsheet/loket`)).text()).toContain('Digitale balie: staat uit. Nog niet alles is ingevuld of getoetst.');
    expect(await ready()).toMatchObject({ warnings: ['assistant-incomplete'], closed: ['loket'] });
    for (const [name, isClosed] of [['loket', true], ['collega', false], ['*', false]] as const) expect(await switchOf(name), name).toMatchObject({ isOff: false, isClosed, exceptionUntil: null });
    expect(await aiActQuestion()).not.toContain('deze assistent staat aan');
  });

  test('is not turned on: who tries is told what is missing and where to fill it in', async () => {
    await desk.switches.change('loket', 'Even dicht.', { byUser: 'toets' });
    const refused = await admin.post(SWITCH, { assistent: 'loket', zet: 'aan' });
    expect(refused.status).toBe(409);
    const page = await refused.text();
    expect(page).toContain('loket is niet aangezet.');
    expect(page).toMatch(/<a [^>]*href="\/beheer\/factsheet\/vragen\/loket\/recht"[^>]*>Wettelijke basis<\/a>/);
    expect(page).toContain('balie evaluate answers VRAGEN.jsonl --published --keep');
    expect(await (await put({ isOff: false })).json()).toMatchObject({ status: 409, code: 'assistant-incomplete', message: expect.stringContaining('“Wettelijke basis” is nog niet ingevuld; de antwoorden zijn nog niet getoetst') });
    expect(desk.switches.list().map(({ assistant }) => assistant)).toEqual(['loket']);
    // With all of the desk it stays off; employees have theirs again.
    for (const zet of ['uit', 'aan']) expect((await admin.post(SWITCH, { assistent: '*', zet, zeker: 'ja' })).status).toBe(303);
    await desk.switches.change('loket', null, { byUser: 'toets' });
    expect((await ask()).status).toBe(503);
    expect(await text(SWITCH)).toMatch(/Inwoners kunnen nog geen vragen stellen[^]*Wat ontbreekt er bij loket\?/);
  });

  test.each([
    ['a reason that is short', { reden: 'Haast.', einde: until }, 'Reden heeft minstens 20 tekens nodig'],
    ['a reason with HTML', { reden: `${REASON} <b>nu</b>`, einde: until }, 'Reden mag geen HTML hebben'],
    ['a reason that is long', { reden: 'x'.repeat(501), einde: until }, 'Reden mag hoogstens 500 tekens hebben'],
    ['no day', { reden: REASON }, 'Laatste dag moet een dag zijn'],
    ['a day that is none', { reden: REASON, einde: '2026-02-30' }, 'Laatste dag moet een dag zijn'],
    ['today', { reden: REASON, einde: today }, 'die nog komt'],
    ['a day too far ahead', { reden: REASON, einde: dayAfter(today, 91) }, 'mag hoogstens 90 dagen vooruit liggen'],
  ])('takes no exception with %s', async (_, fields, told) => {
    const response = await admin.post(PAGE, fields);
    expect([response.status, (await response.text()).includes(told)]).toEqual([400, true]);
    expect(await (await put({ isOff: false, exception: { reason: fields.reden, until: 'einde' in fields ? fields.einde : '' } })).json()).toMatchObject({ status: 400 });
    expect(await desk.db.query('SELECT FROM live_exceptions')).toEqual([]);
  });

  test('takes one from who manages the desk alone, on a page of the desk', async () => {
    const fields = { reden: REASON, einde: until };
    const editor = await colleague(desk, ['redactie']);
    expect([(await editor.get(PAGE)).status, (await editor.post(PAGE, fields)).status]).toEqual([403, 403]);
    expect((await admin.post(PAGE, fields, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    for (const name of ['collega', 'bestaat-niet']) expect((await admin.post(`${SWITCH}/${name}`, fields)).status, name).toBe(404);
    expect(await (await put({ isOff: true, exception: { reason: REASON, until } })).json()).toMatchObject({ status: 400 });
    expect(await desk.db.query('SELECT FROM live_exceptions')).toEqual([]);
  });

  test('goes on with an exception, on record, that everybody reads; and off by itself when that is over', async () => {
    const given = await admin.post(PAGE, { reden: ` ${REASON} `, einde: until });
    expect([given.status, given.headers.get('Location')]).toEqual([303, SWITCH]);
    expect((await ask()).status).toBe(200);
    const [{ facts } = { facts: {} }] = (await actsIn(desk.db)).filter(({ kind }) => kind === 'live.excepted');
    expect(facts).toMatchObject({ name: 'loket', origin: 'person', until, byKey: admin.id, lacks: ['loket/lawful_basis', 'evaluation/none'] });
    expect(JSON.stringify(facts)).not.toContain('volgende week');
    for (const path of ['/factsheet/loket', '/factsheet', '/factsheet/loket?taal=en']) expect(await (await fetch(desk.url + path)).text(), path).toMatch(/(?:staat aan met een uitzondering tot en met|is on with an exception up to and including) [^<]+\.<\/strong> Rea?[ds][eo]n: <span lang="nl">De toets van de antwoorden/);
    for (const path of ['/beheer', SWITCH, PAGE]) expect(await text(path), path).toContain(`Nog 20 dagen. Reden: ${REASON}`);
    expect(await ready()).toMatchObject({ warnings: [], closed: [] });
    expect(await switchOf('loket')).toMatchObject({ isOff: false, isClosed: false, exceptionUntil: until });
    expect(await aiActQuestion()).toContain('deze assistent staat aan');
    await desk.db.query('UPDATE live_exceptions SET until = $1', [dayAfter(today, 14)]);
    await desk.live.keep();
    expect(await warnings()).toEqual(['assistant-exception-ends']);
    await desk.db.query('UPDATE live_exceptions SET until = $1', [dayAfter(today, -1)]);
    await desk.live.keep();
    expect([(await ask()).status, await warnings()]).toEqual([503, ['assistant-exception-ended']]);
    expect(await lastAct()).toMatchObject({ kind: 'live.ended', facts: { name: 'loket' } });
    expect(await text('/beheer')).toContain('De uitzondering hield op na');
    await desk.live.keep();
    expect((await actsIn(desk.db)).filter(({ kind }) => kind === 'live.ended')).toHaveLength(1);
  });

  test('gets ninety days by itself where it was on before this was asked for', async () => {
    await desk.db.query('DELETE FROM live_exceptions');
    await desk.db.query('INSERT INTO live_upgrade DEFAULT VALUES');
    await desk.live.keep();
    expect((await ask()).status).toBe(200);
    expect(desk.live.of('loket')).toMatchObject({ standing: 'excepted', exception: { origin: 'upgrade', reason: UPGRADED, until: dayAfter(today, 90) } });
    expect(await lastAct()).toMatchObject({ kind: 'live.excepted', facts: { origin: 'upgrade' } });
    await desk.db.query('DELETE FROM live_exceptions');
    await desk.live.keep();
    expect((await ask()).status, 'once').toBe(503);
  });
});

describe('one that is complete', () => {
  const evaluated = (more: object = {}) =>
    keepEvaluation(desk.db, { assistant: 'loket', at: new Date(), cases: 12, rates: { passRate: 0.9 }, version: '0.1.0', model: 'chat (0123456789ab)', promptsSha256: promptsDigest(desk.desk.assistants.get('loket')?.prompts ?? []), ...more });

  test('is one whose evaluation is of its present prompts and model, and then needs no exception', async () => {
    const [by] = await desk.db.query<{ id: string }>('SELECT id FROM people LIMIT 1');
    await desk.db.query(`INSERT INTO factsheet_statements (assistant, question, number, answer, role, by_person, at) VALUES ('loket', 'lawful_basis', 1, '"AVG, artikel 6, lid 1, onder e"', 'jurist', $1, now())`, [by?.id]);
    for (const [is, more] of [['other-model', { model: 'ander' }], ['no-model', { model: '', promptsSha256: null }], ['other-prompts', { promptsSha256: '0'.repeat(64) }], ['few-cases', { cases: 9 }], ['unknown-prompts', { promptsSha256: null }]] as const) {
      await evaluated(more);
      await desk.live.keep();
      expect(desk.live.of('loket')?.lacks).toEqual([{ kind: 'evaluation', is }]);
    }
    expect(await text(PAGE)).toContain('Van de laatste toets is niet bekend van welke teksten zij was.');
    await evaluated();
    await desk.live.keep();
    expect([desk.live.of('loket')?.standing, (await ask()).status, await warnings()]).toEqual(['complete', 200, []]);
    expect(await (await fetch(`${desk.url}/factsheet/loket`)).text()).not.toContain('uitzondering');
    await desk.switches.change('loket', 'Even dicht.', { byUser: 'toets' });
    expect((await admin.post(SWITCH, { assistent: 'loket', zet: 'aan' })).status).toBe(303);
  });

  test('stays on for a while when a new text of it is published, with an exception made by itself', async () => {
    // One of before that still holds, and ends sooner.
    await desk.db.query("INSERT INTO live_exceptions (assistant, reason, until, origin, at) VALUES ('loket', $1, $2, 'upgrade', now())", [UPGRADED, dayAfter(today, 5)]);
    await desk.live.keep();
    const file = `/beheer/assistenten/loket/system.md`;
    const before = desk.desk.changing.edited.get('loket')?.section.initial.files['system.md'] ?? '';
    const { settings } = desk.desk.changing;
    const section = desk.desk.changing.edited.get('loket')?.section;
    if (section === undefined) throw new Error('no loket');
    await settings.publish(section.name, { value: { files: { ...section.initial.files, 'system.md': `${before}\nAntwoord kort.\n` } }, expected: 0, reason: 'Korter', by: { byPerson: admin.id } });
    await desk.live.keep();
    expect(await text(file)).toContain('Antwoord kort.');
    expect(desk.live.of('loket')).toMatchObject({ standing: 'excepted', lacks: [{ is: 'other-prompts' }], exception: { origin: 'lapse', reason: LAPSED, until: dayAfter(today, 90) } });
    expect((await ask()).status).toBe(200);
    // Put back, it is what was evaluated.
    await settings.bringBack(section.name, 0, { expected: 1, reason: 'Terug', by: { byPerson: admin.id } });
    await desk.live.keep();
    expect(desk.live.of('loket')?.standing).toBe('complete');
    // That exception lasts as long as another would.
    await evaluated({ cases: 9 });
    await desk.live.keep();
    expect([desk.live.of('loket')?.standing, await desk.db.query('SELECT origin FROM live_exceptions')]).toEqual(['excepted', [{ origin: 'upgrade' }, { origin: 'lapse' }]]);
    await evaluated();
    await desk.live.keep();
    // What was off meanwhile was not on: it gets none.
    await desk.switches.change('loket', 'Even dicht.', { byUser: 'toets' });
    await desk.live.keep();
    await desk.db.query('DELETE FROM live_exceptions');
    await desk.db.query('DELETE FROM assistant_evaluations');
    await desk.live.keep();
    expect(desk.live.of('loket')?.standing).toBe('closed');
  });
});
