import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readActs } from '../../../src/audit/management-log.ts';
import { compareMade } from '../../../src/cli/replay/compare.ts';
import type { Made } from '../../../src/answer/details.ts';
import { createCases } from '../../../src/review/cases.ts';
import { createTrials } from '../../../src/settings/trials.ts';
import { actsIn } from '../../support/acts.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { reply, silence } from '../../support/ollama-host/index.ts';
import { PASSPORT, TURNS } from '../../support/questions.ts';
import { type Editor, loggedIn, pageText } from '../admin-support.ts';

const PATH = '/beheer/assistenten';
const SYSTEM = `${PATH}/loket/system.md`;
const HOSTILE = '<script>alert(1)</script>';

let desk: TestDesk;
let admin: Editor;
beforeAll(async () => {
  desk = await startTestDesk();
  admin = await loggedIn(desk, { name: 'Beheer gemeente', isAdmin: true });
});
afterAll(() => desk.close());

const prompt = (text: string) => `---\nversion: 2\n---\n${text}\n`;
const number = async () => String((await desk.desk.changing.settings.current('assistant:loket')).number);
const send = async (path: string, fields: Record<string, string>) => admin.post(path, { versie: await number(), actie: 'publiceer', reden: 'Om te proberen', vraag: '', ...fields });
const ask = async () => (await fetch(desk.url + TURNS, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ question: PASSPORT }) })).json();
const asked = () => JSON.stringify(desk.host.requests.filter(({ path }) => path === '/api/chat').at(-1)?.body);
const kept = async () => (await desk.db.query<{ turns: number; entries: number }>('SELECT (SELECT count(*) FROM turns) AS turns, (SELECT count(*) FROM audit_entries) AS entries'))[0];

test('the assistants are listed with their texts', async () => {
  expect(await pageText(admin, PATH)).toMatch(/loket<\/a><\/span> Voor inwoners.*Zoals in de map van de assistent/);
  const page = await pageText(admin, `${PATH}/loket`);
  for (const file of ['assistant.yaml', 'system.md', 'question.md', 'replies.yaml', 'talen.yaml']) expect(page).toContain(`${PATH}/loket/${file}`);
  expect(await pageText(admin, SYSTEM)).toContain('U bent de digitale balie van {{municipality}}.');
  for (const path of [`${PATH}/nergens`, `${PATH}/loket/cases.jsonl`, `${PATH}/loket/..%2fcollega%2fsystem.md`, `${PATH}/__proto__`]) expect((await admin.get(path)).status, path).toBe(404);
});

test('a draft is compared and tried without anybody else noticing, and nothing of it is kept', async () => {
  desk.host.setScript(reply('Een paspoort voor volwassenen kost € 86,20 [1].'));
  const tekst = prompt('Antwoord als een PROEFKONIJN van {{municipality}}.');
  const before = await kept();
  const compared = await (await send(SYSTEM, { tekst, actie: 'bekijk' })).text();
  expect(compared.replaceAll(/\s+/g, ' ')).toMatch(/<del>U bent de digitale balie van .*<ins>Antwoord als een PROEFKONIJN/);
  const tried = await send(SYSTEM, { tekst, actie: 'probeer', vraag: PASSPORT });
  expect(tried.status).toBe(200);
  const page = await tried.text();
  expect(page).toMatch(/id="antwoord"[^]*86,20[^]*balie-source/);
  expect(page).toContain('PROEFKONIJN');
  expect(asked()).toContain('PROEFKONIJN van Gemeente Lindewaarde');
  expect([await kept(), await number()]).toEqual([before, '0']);
  await ask();
  expect(asked()).not.toContain('PROEFKONIJN');
  for (const vraag of ['', 'x'.repeat(2_001)]) expect((await send(SYSTEM, { tekst, actie: 'probeer', vraag })).status).toBe(400);
  await desk.host.stop();
  const failed = await send(SYSTEM, { tekst, actie: 'probeer', vraag: PASSPORT });
  expect(await failed.text()).toContain('PROEFKONIJN');
  await desk.host.start();
});

test('what is published holds for the next question, is named by its digest in what is kept of that, and comes back', async () => {
  const tekst = prompt('Antwoord als een KAMEEL van {{municipality}}.');
  const published = await send(SYSTEM, { tekst, reden: `Kort en ${HOSTILE}` });
  expect([published.status, published.headers.get('Location')]).toEqual([303, `${PATH}/loket?melding=bewaard`]);
  const { id } = (await ask()) as { id: string };
  expect(asked()).toContain('KAMEEL van Gemeente Lindewaarde');
  expect((await actsIn(desk.db)).at(-1)).toMatchObject({ kind: 'setting.published', facts: { name: 'assistant:loket', number: 1, byKey: admin.keyId } });
  const [stamp] = desk.desk.assistants.get('loket')?.prompts ?? [];
  const [turn] = await desk.desk.log.find([id]);
  const made = turn?.end?.details?.['made'] as Made;
  expect(made.prompts).toContainEqual(stamp);
  const signal = new AbortController().signal;
  expect((await compareMade(made, { db: desk.db, desk: desk.desk, signal })).prompts.map(({ isSame }) => isSame)).toEqual(made.prompts.map(() => true));

  const page = await pageText(admin, `${PATH}/loket`);
  expect(page).toMatch(/Versie 1<\/strong>.*geldt nu.*Kort en &lt;script&gt;.*<strong>system\.md<\/strong>.*<ins>Antwoord als een KAMEEL/);
  expect(page).not.toContain(HOSTILE);
  expect((await admin.post(`${PATH}/loket`, { nummer: '0', versie: '1', 'reden-0': 'kort' })).status).toBe(400);
  expect((await admin.post(`${PATH}/loket`, { nummer: '0', versie: '1', 'reden-0': 'Toch maar niet' })).status).toBe(303);
  await ask();
  expect(asked()).not.toContain('KAMEEL');
  expect((await compareMade(made, { db: desk.db, desk: desk.desk, signal })).prompts.find(({ name }) => name === 'loket/system')).toMatchObject({ isSame: false });
  expect((await admin.post(`${PATH}/loket`, { nummer: '1', versie: '1', 'reden-1': 'Te laat hiermee' })).status).toBe(409);
});

test.each([
  ['system.md', 'Zonder streepjes', /versie bovenaan/],
  ['system.md', prompt('Van {{gemeente}}.'), /\{\{gemeente\}\} is niet bekend/],
  ['question.md', prompt('{{sources}}'), /moet \{\{sources\}\} en \{\{question\}\} elk één keer hebben/],
  ['replies.yaml', 'quoted: [\n', /quoted|regel|line|flow/i],
  ['assistant.yaml', 'title: T\naudience: employee\ngreeting: G\nmaxPassages: 3\nmaxTokens: 100\n', /audience: verandert u niet hier/],
  ['assistant.yaml', 'title: T\naudience: resident\ngreeting: G\nmodel: ander\nmaxPassages: 3\nmaxTokens: 100\n', /model: verandert u niet hier/],
  ['assistant.yaml', '', /./],
  ['system.md', prompt('x'.repeat(40_001)), /langer dan 40000 tekens/],
  ['replies.yaml', `#${'x'.repeat(40_001)}`, /langer dan 40000 tekens/],
])('%s with a fault is not published, and comes back with that beside it: %#', async (file, tekst, fault) => {
  const before = await number();
  const refused = await send(`${PATH}/loket/${file}`, { tekst: `${tekst}${file.endsWith('.md') ? HOSTILE : ''}` });
  expect(refused.status).toBe(400);
  const page = await refused.text();
  expect(/id="fout-tekst">([^]*?)<\/p>/.exec(page)?.[1]?.replaceAll('&quot;', '"')).toMatch(fault);
  expect(page).not.toContain(HOSTILE);
  expect(await number()).toBe(before);
});

test('who was overtaken sees by whom, keeps the text, and publishes with a second press', async () => {
  const old = await number();
  const mine = prompt('Antwoord als een OLIFANT van {{municipality}}.');
  expect((await send(`${PATH}/loket/question.md`, { tekst: prompt('{{sources}}\n\nDe vraag: {{question}}') })).status).toBe(303);
  const late = await send(SYSTEM, { tekst: mine, versie: old });
  expect(late.status).toBe(409);
  const page = await late.text();
  expect(page).toMatch(/Intussen kwam versie \d+, van Beheer gemeente/);
  expect(page).toContain('OLIFANT');
  const versie = /name="versie" value="(\d+)"/.exec(page)?.[1] ?? '';
  expect((await send(SYSTEM, { tekst: mine, versie })).status).toBe(303);
  await ask();
  expect(asked()).toMatch(/OLIFANT[^]*De vraag: /);
  expect([(await send(SYSTEM, { tekst: mine })).status, (await send(SYSTEM, { tekst: mine, actie: 'iets' })).status]).toEqual([409, 400]);
});

describe('a draft', () => {
  const TRIAL = `${PATH}/loket/meting`;
  const tekst = prompt('Antwoord als een PROEFKONIJN van {{municipality}}.');
  const ended = async () => {
    await expect.poll(() => pageText(admin, TRIAL)).not.toContain('>loopt<');
    return pageText(admin, TRIAL);
  };
  const trialActs = async () => (await readActs(desk.db, 50)).filter(({ kind }) => kind.startsWith('assistant.'));
  const isDraft = (request: unknown) => JSON.stringify(request).includes('PROEFKONIJN');

  test('is measured with its own cases beside what holds, on record; nobody else notices or sees it', async () => {
    const now = await number();
    const cases = createCases({ db: desk.db, record: desk.desk.recordAct, now: () => new Date() });
    const mine = await cases.make({ assistant: 'loket', question: `${PASSPORT} ${HOSTILE}`, history: [], outcomes: ['answered'], cite: ['Paspoort aanvragen'], say: ['86,20'], notSay: [] }, admin.keyId);
    desk.host.setScript(({ body }) => reply(isDraft(body) ? 'Een paspoort kost geld bij de balie van het stadhuis [1].' : 'Een paspoort voor volwassenen kost € 86,20 [1].'));
    const other = await loggedIn(desk, { name: 'Ook Beheer', isAdmin: true });
    const before = await kept();
    const begun = await send(SYSTEM, { tekst, actie: 'meet', aantal: '10' });
    expect([begun.status, begun.headers.get('Location')]).toEqual([303, TRIAL]);
    expect((await send(SYSTEM, { tekst, actie: 'meet', aantal: '10' })).status).toBe(409);
    const page = await ended();
    expect(page).toContain('10 van 10 vragen aan allebei gesteld');
    expect(await pageText(other, TRIAL)).toContain('U hebt nog geen concept gemeten.');
    // What held answers the test question, the draft does not: its words are for who judges.
    expect(page).toMatch(new RegExp(`Was goed, gaat nu fout \\([1-9]\\).*Toetsvraag van een beoordelaar</span> .*eigen-${mine}<.*Nu:</strong> goed.*Concept:</strong> fout`));
    expect(page).not.toMatch(/script>alert|86,20.*Was fout/);
    expect(page).toMatch(/Goed<\/th><td>\d+ van 10<\/td><td>\d+ van 10 <span class="balie-tag balie-tag--bad">slechter/);
    // What is kept of it has no words of the test question, which may be somebody's.
    expect(JSON.stringify(await createTrials({ db: desk.db, masterKey: desk.auditKey }).of('loket', admin.keyId))).not.toContain('script>alert');
    const [act] = await trialActs();
    expect(act).toMatchObject({ kind: 'assistant.measured', facts: { name: 'assistant:loket', version: Number(now), cases: 10, byKey: admin.keyId } });
    expect(await kept()).toEqual({ ...before, entries: Number(before?.entries) + 1 });
    expect(await number()).toBe(now);

    // Beside the very text that was measured, above the button that publishes it; what is published has the digest that is on record.
    const compared = await (await send(SYSTEM, { tekst, actie: 'bekijk' })).text();
    expect(compared).toMatch(/slechter[^]*Publiceer en gebruik/);
    expect(await (await send(SYSTEM, { tekst: prompt('Iets anders.'), actie: 'bekijk' })).text()).not.toContain('slechter');
    expect((await send(SYSTEM, { tekst })).status).toBe(303);
    expect((await readActs(desk.db, 1))[0]?.facts['sha256']).toBe(act?.facts['draft']);
    expect(await pageText(admin, TRIAL)).toContain(`Intussen is versie ${await number()} gepubliceerd`);
    expect((await admin.post(`${PATH}/loket`, { nummer: now, versie: await number(), [`reden-${now}`]: 'Toch maar niet' })).status).toBe(303);
  });

  test('is no longer measured once somebody stops that, or the models are away; what was found so far stays', async () => {
    desk.host.setScript([silence()]);
    expect((await send(SYSTEM, { tekst, actie: 'meet', aantal: '400' })).status).toBe(303);
    expect(await pageText(admin, TRIAL)).toMatch(/>loopt<.*Kijk hoe ver het is.*Stop de meting/);
    expect(await pageText(admin, SYSTEM)).toContain('Er loopt al een meting.');
    expect((await admin.post(TRIAL)).status).toBe(303);
    expect(await ended()).toContain('>gestopt<');
    expect((await trialActs()).slice(0, 2).map(({ kind }) => kind)).toEqual(['assistant.stopped', 'assistant.measured']);
    expect([(await admin.post(TRIAL)).status, (await trialActs()).length]).toEqual([303, 3]);
    await desk.host.stop();
    expect((await send(SYSTEM, { tekst, actie: 'meet', aantal: '50' })).status).toBe(303);
    expect(/>mislukt<.*van 50 vragen/.test(await ended())).toBe(true);
    await desk.host.start();
  });

  test('is not measured by anybody else, by another number, with a fault in it, or where there are no cases', async () => {
    const reviewer = await loggedIn(desk, { name: 'Kwaliteit', isReviewer: true });
    const acts = (await trialActs()).length;
    const wish = { tekst, actie: 'meet', aantal: '10', reden: '', vraag: '' };
    expect([(await reviewer.get(TRIAL)).status, (await reviewer.post(TRIAL)).status, (await reviewer.post(SYSTEM, { ...wish, versie: await number() })).status]).toEqual([403, 403, 403]);
    expect((await admin.post(TRIAL, {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    for (const aantal of ['', '0', '11', '1e9']) expect((await send(SYSTEM, { ...wish, aantal })).status, aantal).toBe(400);
    expect((await send(SYSTEM, { ...wish, tekst: 'Zonder streepjes' })).status).toBe(400);
    expect((await send(SYSTEM, { ...wish, versie: '999' })).status).toBe(409);
    const none = await send(`${PATH}/collega/system.md`, { ...wish, versie: '0' });
    expect([none.status, (await none.text()).includes('Er zijn geen toetsvragen voor deze assistent.')]).toEqual([409, true]);
    expect([(await admin.get(`${PATH}/nergens/meting`)).status, (await trialActs()).length]).toEqual([404, acts]);
  });
});

test('is for who manages the desk, from a page of the desk', async () => {
  const editor = await loggedIn(desk, { name: 'Redactie', collections: ['producten'], isReviewer: true });
  for (const path of [PATH, `${PATH}/loket`, SYSTEM]) expect((await editor.get(path)).status, path).toBe(403);
  const before = await number();
  const wish = { tekst: prompt('Boe'), actie: 'publiceer', reden: 'Zomaar iets', versie: before, vraag: '' };
  expect([(await editor.post(SYSTEM, wish)).status, (await editor.post(`${PATH}/loket`, { nummer: '0', versie: before, 'reden-0': 'Zomaar iets' })).status]).toEqual([403, 403]);
  for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, {}] as Record<string, string>[]) expect((await admin.post(SYSTEM, wish, headers)).status).toBe(403);
  expect(await number()).toBe(before);
});
