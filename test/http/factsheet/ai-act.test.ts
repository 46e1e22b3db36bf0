import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TREE_VERSION } from '../../../src/factsheet/ai-act/tree/tree.ts';
import { driftOf } from '../../../src/factsheet/drift/drift.ts';
import { actsIn } from '../../support/acts.ts';
import { MUNICIPALITY } from '../../support/ai-act.ts';
import { systemCardSchema } from '../../support/card-schemas.ts';
import { dayFromNow } from '../../support/day-from-now.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { factsOf, runFactsheet } from '../../support/own-facts.ts';

const PAGE = '/beheer/factsheet/ai-verordening';
const LOKET = `${PAGE}/loket`;
const WALK = `${LOKET}/vragen`;

let desk: TestDesk;
let admin: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  admin = await colleague(desk, ['beheer'], 'Bo Beheer');
});
afterAll(() => desk.close());

const given = (answers: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(answers).map(([id, choice]) => [`antwoord-${id}`, choice]));

describe('the way through the questions', () => {
  const walked = given(MUNICIPALITY);
  const office = { functie: 'Functionaris gegevensbescherming', nakijken: dayFromNow(300) };
  const recorded = async () => (await actsIn(desk.db)).filter(({ kind }) => kind === 'factsheet.ai-act');

  test('goes one question at a time, with what Balie knows filled in, and back without losing anything', async () => {
    const first = await (await admin.get(WALK)).text();
    expect(first).toContain('Vraag 1. Leidt deze toepassing');
    expect(first).toMatch(/value="ja" id="veld-keuze" checked/);
    expect(first).toContain('Vast ingevuld: deze assistent antwoordt met het taalmodel chat.');
    const second = await (await admin.post(WALK, { vraag: 'ai-systeem', keuze: 'ja', toelichting: 'Een taalmodel.' })).text();
    expect(second).toContain('Vraag 2. Valt dit gebruik buiten de AI-verordening?');
    expect(second).toContain('name="toelichting-ai-systeem" value="Een taalmodel."');
    const back = await (await admin.post(WALK, { 'antwoord-ai-systeem': 'ja', 'toelichting-ai-systeem': 'Een taalmodel.', 'antwoord-uitzondering': 'nee', terug: 'ai-systeem' })).text();
    expect(back).toContain('Vraag 1. ');
    expect(back).toMatch(/<textarea[^>]*>\s*Een taalmodel\./);
    expect(back).toContain('name="antwoord-uitzondering" value="nee"');
    // What was answered already is not asked again.
    expect(await (await admin.post(WALK, { 'antwoord-uitzondering': 'nee', vraag: 'ai-systeem', keuze: 'ja' })).text()).toContain('Vraag 3. Wie heeft deze toepassing gemaakt');
    expect(await recorded()).toEqual([]);
  });

  test('says what is wrong at its field, loses nothing, and takes no answer that there is not', async () => {
    const none = await admin.post(WALK, { vraag: 'ai-systeem', toelichting: '<b>x</b>' });
    const html = await none.text();
    expect(none.status).toBe(400);
    for (const text of ['id="fout-keuze"', 'id="fout-toelichting"', '&lt;b&gt;x&lt;/b&gt;']) expect(html).toContain(text);
    expect((await admin.post(WALK, { vraag: 'ai-systeem', keuze: 'misschien' })).status).toBe(400);
    expect((await admin.post(WALK, { vraag: 'ai-systeem', keuze: 'ja', toelichting: 'a'.repeat(301) })).status).toBe(400);
    const forged = await (await admin.post(WALK, { 'antwoord-ai-systeem': 'hack', 'antwoord-anders': 'ja', bewaar: 'ja', ...office, versie: '0' })).text();
    expect(forged).toContain('Vraag 1. ');
    expect((await admin.get(`${PAGE}/niemand`)).status).toBe(404);
    expect((await admin.get(`${PAGE}/niemand/vragen`)).status).toBe(404);
    expect((await admin.post(WALK, { ...walked, bewaar: 'ja', ...office, versie: 'x' })).status).toBe(400);
    const named = await admin.post(WALK, { ...walked, bewaar: 'ja', functie: 'Jan Jansen', nakijken: '2020-01-01', versie: '0' });
    expect([named.status, (await named.text()).match(/id="fout-(?:functie|nakijken)"/g)?.length]).toEqual([400, 2]);
    expect(await recorded()).toEqual([]);
  });

  test('says plainly where a forbidden or a high risk leads, and against what was stated', async () => {
    const forbidden = await (await admin.post(WALK, { ...walked, vraag: 'sociale-score', keuze: 'ja' })).text();
    expect(forbidden).toContain('Uitkomst: Verboden AI');
    expect(forbidden).toContain('Zet haar uit en overleg vandaag nog');
    const high = await (await admin.post(WALK, { ...walked, 'antwoord-profilering': 'ja', vraag: 'diensten', keuze: 'ja' })).text();
    for (const text of ['Uitkomst: Hoog-risico AI', 'Vanaf 2 december 2027', 'grondrechten (FRIA)', 'staat de publicatiecategorie ‘Impactvolle algoritmes’. Een van beide klopt niet.']) expect(high).toContain(text);
  });

  test('is recorded by an office, in versions and in the chain, and overwrites nobody', async () => {
    const before = await factsOf(desk);
    const result = await (await admin.post(WALK, { ...walked, 'antwoord-deepfake': '', vraag: 'deepfake', keuze: 'nee', toelichting: 'Alleen tekst.' })).text();
    expect(result).toContain('Uitkomst: Geen hoog risico, wel een transparantieplicht');
    const record = { ...walked, 'toelichting-deepfake': 'Alleen tekst.', bewaar: 'ja', ...office };
    expect((await admin.post(WALK, { ...record, versie: '0' })).headers.get('Location')).toBe(`${LOKET}?melding=vastgelegd`);
    const late = await admin.post(WALK, { ...record, versie: '0' });
    expect([late.status, (await late.text()).includes('Iemand anders legde intussen')]).toEqual([409, true]);
    expect(await recorded()).toEqual([{ kind: 'factsheet.ai-act', facts: { byPerson: admin.id, assistant: 'loket', number: 1, treeVersion: TREE_VERSION, class: 'transparency' } }]);
    const page = await (await admin.get(LOKET)).text();
    for (const text of ['Keer 1: Geen hoog risico', 'door Bo Beheer. Gezegd door: Functionaris gegevensbescherming.', 'Alleen tekst.', 'Labels: AI-systeem, geen hoog-risico AI, transparantieverplichting, aanbieder, gebruiksverantwoordelijke, open-source.']) expect(page).toContain(text);
    expect(driftOf(before, await factsOf(desk)).map(({ id }) => id)).toEqual(['assistants/loket/ai-act', 'assistants/loket/ai-act-answers']);
    // The next time it is filled in as it was.
    expect(await (await admin.get(WALK)).text()).toContain('Vast ingevuld: dit was vorige keer het antwoord.');
  });

  test('is for everybody once it is published, in the factsheet and its cards, and not before', async () => {
    const outside = async (path: string) => (await fetch(desk.url + path)).text();
    for (const path of ['/factsheet/loket', '/factsheet.json', '/factsheet/loket/system-card.json']) expect(await outside(path)).not.toContain('Alleen tekst.');
    const preview = await (await admin.get('/beheer/factsheet/publiceren')).text();
    expect(preview).toContain('Alleen tekst.');
    const seen = /name="gezien" value="([^"]*)"/.exec(preview)?.[1] ?? '';
    // Somebody records another meanwhile: what is published is what was looked at.
    expect((await admin.post(WALK, { ...walked, 'toelichting-deepfake': 'Alleen tekst.', bewaar: 'ja', ...office, versie: '1' })).status).toBe(303);
    expect((await admin.post('/beheer/factsheet/publiceren', { nummer: '0', gezien: seen, reden: 'Eerste versie' })).status).toBe(409);
    const again = /name="gezien" value="([^"]*)"/.exec(await (await admin.get('/beheer/factsheet/publiceren')).text())?.[1] ?? '';
    expect((await admin.post('/beheer/factsheet/publiceren', { nummer: '0', gezien: again, reden: 'Eerste versie' })).status).toBe(303);
    const sheet = await outside('/factsheet/loket');
    for (const text of ['Welke regels voor AI gelden?', 'Geen hoog risico, wel een transparantieplicht', 'Gezegd door: Functionaris gegevensbescherming', 'Alleen tekst.']) expect(sheet).toContain(text);
    // What a class asks of staff is not for residents.
    for (const text of ['Bo Beheer', 'Verder gelden er weinig plichten']) expect(sheet).not.toContain(text);
    const card = systemCardSchema.parse(JSON.parse(await outside('/factsheet/loket/system-card.json')));
    expect(card.ai_act_profile).toMatchObject({ risk_group: 'geen hoog-risico AI', role: 'aanbieder', decision_tree: { version: `balie ${TREE_VERSION}`, path: expect.arrayContaining([{ question: 'Praten mensen rechtstreeks met de toepassing?', answer: 'Ja' }]) as unknown } });
    expect(await runFactsheet(desk, 'ai-act')).toMatchObject({ out: expect.stringContaining('Geen hoog risico, wel een transparantieplicht; aanbieder en gebruiksverantwoordelijke') as string });
    // With another class, what is published is not so any more.
    await admin.post(WALK, { ...walked, 'antwoord-diensten': 'ja', 'antwoord-profilering': 'ja', bewaar: 'ja', ...office, versie: '2' });
    expect(await (await admin.get('/beheer/factsheet/afwijkingen')).text()).toContain('Klasse in de AI-verordening van assistent');
    // And what was stated of it does not go with the class: told wherever somebody publishes or checks.
    const contradiction = 'maar op het gegevensblad staat de publicatiecategorie ‘Impactvolle algoritmes’.';
    expect(await (await admin.get('/beheer/factsheet/publiceren')).text()).toContain(contradiction);
    expect((await runFactsheet(desk, 'validate')).out).toMatch(new RegExp(`Assistent loket: De antwoorden leiden naar ‘Hoog-risico AI’, ${contradiction}`));
    expect(JSON.parse((await runFactsheet(desk, 'validate', true)).out)).toMatchObject({ contradictions: [{ assistant: 'loket' }] });
  });

  test('of older questions says so, and asks to be walked again', async () => {
    await desk.db.query(`UPDATE ai_act_paths SET tree_version = '2025-01-01', review_on = '2026-01-01'`);
    const page = await (await admin.get(LOKET)).text();
    for (const text of ['De vragen zijn sindsdien veranderd. Loop ze opnieuw.', 'De dag om dit opnieuw na te kijken is gekomen.', 'Vragen van 2025-01-01.']) expect(page).toContain(text);
    expect(await (await admin.get(PAGE)).text()).toContain('opnieuw nakijken');
    // What was answered to other words is not filled in.
    expect(await (await admin.get(WALK)).text()).toContain('Vast ingevuld: deze assistent antwoordt met het taalmodel chat.');
  });

  test('is for admins by name, from the pages of the desk alone', async () => {
    const employee = await colleague(desk, ['medewerkers']);
    for (const path of [PAGE, LOKET, WALK]) expect((await employee.get(path)).status).toBe(403);
    for (const path of [PAGE, WALK]) expect((await employee.post(path)).status).toBe(403);
    for (const path of [PAGE, WALK]) expect((await admin.post(path, walked, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await fetch(desk.url + PAGE, { redirect: 'manual' })).status).toBe(303);
  });
});
