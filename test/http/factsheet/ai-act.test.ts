import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { factsheet } from '../../../src/cli/commands/factsheet.ts';
import { factSource } from '../../../src/cli/factsheet/fact-source.ts';
import { marker } from '../../../src/cli/factsheet/facts/discreet.ts';
import { withArticle50 } from '../../../src/cli/keeping/keep-article50.ts';
import { createArticle50Watch } from '../../../src/factsheet/ai-act/check/kept.ts';
import { findingsOf } from '../../../src/factsheet/ai-act/check/check.ts';
import type { Finding } from '../../../src/factsheet/ai-act/check/finding.ts';
import { TREE_VERSION } from '../../../src/factsheet/ai-act/tree/tree.ts';
import { driftOf } from '../../../src/factsheet/drift/drift.ts';
import { systemCard } from '../../../src/factsheet/cards/system-card.ts';
import { documentOf } from '../../../src/factsheet/public/document.ts';
import { factsheetIn } from '../../../src/factsheet/public/schema.ts';
import type { AppDeps } from '../../../src/http/deps.ts';
import { REHEARSAL_TOKEN } from '../../../src/http/inside/rehearsal.ts';
import type { SpokenPage } from '../../../src/web/markup/page/spoken.ts';
import { actsIn } from '../../support/acts.ts';
import { MUNICIPALITY } from '../../support/ai-act.ts';
import { systemCardSchema } from '../../support/card-schemas.ts';
import { dayFromNow } from '../../support/day-from-now.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';

const PAGE = '/beheer/factsheet/ai-verordening';
const LOKET = `${PAGE}/loket`;
const WALK = `${LOKET}/vragen`;
const SITE = 'https://www.lindewaarde.example';

let desk: TestDesk;
let admin: Colleague;
/** What the desk says otherwise than its files do. */
let otherwise: (page: SpokenPage) => SpokenPage = (page) => page;
beforeAll(async () => {
  const pages: AppDeps['pages'] = {
    get languages() { return desk.desk.pages.languages; },
    in(language) {
      const page = desk.desk.pages.in(language);
      return page && otherwise(page);
    },
  };
  desk = await startTestDesk({ groups: GROUPS, widgetOrigins: [SITE], pages });
  admin = await colleague(desk, ['beheer'], 'Bo Beheer');
});
afterAll(() => desk.close());

const given = (answers: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(answers).map(([id, choice]) => [`antwoord-${id}`, choice]));
const looked = (over: Partial<Parameters<typeof findingsOf>[1]> = {}) => {
  const { phone, email } = desk.desk.config.municipality;
  return { assistants: ['loket'], hasEmployees: true, languages: [{ code: 'en', name: 'Engels' }], widgetOrigin: SITE, ways: [phone, email], token: REHEARSAL_TOKEN, ...over };
};
const unmet = (findings: readonly Finding[]) => findings.filter(({ isMet }) => !isMet).map(({ duty, place }) => `${duty}: ${place}`);
const facts = () => factSource({ config: desk.desk.config, desk: desk.desk, db: desk.db, switches: desk.switches, mark: marker(desk.auditKey), now: () => new Date() }).facts();

describe('the live pages', () => {
  const asked = (take: (html: string) => string, only: RegExp = /./) => async (request: Request) => {
    const response = await desk.app.inside(request);
    const { pathname, search } = new URL(request.url);
    return only.test(pathname + search) ? new Response(take(await response.text()), response) : response;
  };

  test('say everywhere that it is AI, for people and for programs, and the look leaves no trace', async () => {
    const before = await desk.db.query('SELECT (SELECT count(*) FROM turns) AS turns, (SELECT count(*) FROM visitor_counts) AS visitors, (SELECT count(*) FROM audit_entries) AS entries');
    const [asked, logged] = [desk.host.calls.length, desk.logged.length];
    const findings = await findingsOf(desk.app.inside, looked());
    expect(unmet(findings)).toEqual([]);
    expect(findings.map(({ duty, place }) => `${duty}: ${place}`)).toMatchInlineSnapshot(`
      [
        "told: eerste pagina van de balie",
        "person: eerste pagina van de balie",
        "told: pagina met een antwoord",
        "marked: pagina met een antwoord",
        "person: pagina met een antwoord",
        "told: eerste pagina van de balie in het Engels",
        "person: eerste pagina van de balie in het Engels",
        "told: pagina met een antwoord in het Engels",
        "marked: pagina met een antwoord in het Engels",
        "person: pagina met een antwoord in het Engels",
        "told: balie op andere websites (loket)",
        "marked: balie op andere websites (loket)",
        "person: balie op andere websites (loket)",
        "person: gesprek doorgeven aan een medewerker",
        "told: bestand van een gesprek",
        "marked: bestand van een gesprek",
        "person: bestand van een gesprek",
        "told: eerste pagina van de werkplek",
        "marked: API: antwoord (loket)",
        "marked: API: antwoord als stroom (loket)",
        "marked: API zoals OpenAI: antwoord (loket)",
        "marked: API zoals OpenAI: antwoord als stroom (loket)",
        "marked: API zoals Ollama: antwoord (loket)",
        "marked: API zoals Ollama: antwoord als stroom (loket)",
      ]
    `);
    expect(await desk.db.query('SELECT (SELECT count(*) FROM turns) AS turns, (SELECT count(*) FROM visitor_counts) AS visitors, (SELECT count(*) FROM audit_entries) AS entries')).toEqual(before);
    expect([desk.host.calls.length, desk.logged.length]).toEqual([asked, logged]);
  });

  test.each<[string, (html: string) => string, RegExp, readonly string[]]>([
    ['the notice of the first page', (html) => html.replace(/<p class="[^"]*balie-notice"[^]*?<\/p>/, ''), /^\/$/, ['told: eerste pagina van de balie']],
    ['the notice in English', (html) => html.replace(/<p class="[^"]*balie-notice"[^]*?<\/p>/, ''), /taal=en/, ['told: eerste pagina van de balie in het Engels']],
    ['the mark of the page', (html) => html.replaceAll('digitalSourceType', 'bron'), /^\/widget/, ['marked: balie op andere websites (loket)']],
    ['the mark of the API', (html) => html.replaceAll('"generatedBy"', '"x"').replaceAll('digitalSourceType', 'y'), /turns$/, ['marked: API: antwoord (loket)', 'marked: API: antwoord als stroom (loket)']],
    ['the mark for clients of OpenAI', (html) => html.replaceAll('digitalSourceType', 'y'), /^\/v1\//, ['marked: API zoals OpenAI: antwoord (loket)', 'marked: API zoals OpenAI: antwoord als stroom (loket)']],
    ['the mark for clients of Ollama', (html) => html.replaceAll('digitalSourceType', 'y'), /^\/api\/chat/, ['marked: API zoals Ollama: antwoord (loket)', 'marked: API zoals Ollama: antwoord als stroom (loket)']],
    ['a theme that hides the notice', (css) => `${css}\n.balie-notice { display: none; }`, /\.css$/, ['told: eerste pagina van de balie', 'told: eerste pagina van de balie in het Engels', 'told: balie op andere websites (loket)', 'told: eerste pagina van de werkplek']],
  ])('are found without: %s', async (_, take, only, expected) => {
    expect(unmet(await findingsOf(asked(take, only), looked()))).toEqual(expected);
  });

  test('are found without a telephone number, without a mark in the head, and where the desk gives no answer', async () => {
    expect(unmet(await findingsOf(desk.app.inside, looked({ ways: ['06 00000000'], languages: [], widgetOrigin: undefined })))).toEqual(['person: eerste pagina van de balie', 'person: gesprek doorgeven aan een medewerker', 'person: bestand van een gesprek']);
    const bare = async (request: Request) => { const { body, status } = await desk.app.inside(request); return new Response(body, { status }); };
    expect(unmet(await findingsOf(bare, looked()))).toEqual(['marked: API: antwoord (loket)', 'marked: API zoals OpenAI: antwoord (loket)', 'marked: API zoals Ollama: antwoord (loket)']);
    const closed = await findingsOf(async () => new Response('kapot', { status: 503 }), looked());
    expect(closed.every(({ isMet, seen }) => !isMet && seen === 'niet te bekijken: de balie gaf antwoord 503')).toBe(true);
  });

  test('open nothing to who guesses the way in, on the desk that everybody asks', async () => {
    const headers = { Authorization: `Bearer ${REHEARSAL_TOKEN}`, 'Content-Type': 'application/json' };
    const body = JSON.stringify({ model: 'balie/loket', messages: [{ role: 'user', content: 'Hallo' }] });
    expect((await fetch(`${desk.url}/v1/chat/completions`, { method: 'POST', headers, body })).status).toBe(401);
    expect((await fetch(`${desk.url}/werk`, { headers: { Cookie: `balie-sessie=${REHEARSAL_TOKEN}` }, redirect: 'manual' })).status).toBe(303);
  });
});

describe('the check of article 50', () => {
  const ready = async () => (await (await fetch(`${desk.url}/readyz`)).json()) as { status: string; warnings: string[] };

  test('is made by an admin, is kept, and is a part of the factsheet', async () => {
    expect((await admin.post(PAGE)).headers.get('Location')).toBe(`${PAGE}?melding=gecontroleerd`);
    const html = await (await admin.get(`${PAGE}?melding=gecontroleerd`)).text();
    expect(html).toContain('alles gevonden');
    expect(await ready()).toMatchObject({ warnings: [] });
    const now = await facts();
    const { article50 } = now.desk;
    expect(article50).toMatchObject({ origin: { kind: 'measured' }, value: expect.arrayContaining([{ duty: 'told', place: 'eerste pagina van de balie', isMet: true }]) as unknown });
    // Read back from what would be published.
    expect(factsheetIn(documentOf({ facts: now, statements: [] }))?.facts.desk.article50).toEqual(article50);
  });

  test('finds a notice that a municipality took out of its own words: a warning, and a difference from the factsheet', async () => {
    const before = await facts();
    otherwise = (page) => (page.language === 'en' ? { ...page, words: { ...page.words, aiNotice: 'Welcome!', aiNoticeMore: 'Ask anything.' } } : page);
    await admin.post(PAGE);
    otherwise = (page) => page;
    const html = await (await admin.get(PAGE)).text();
    expect(html).toContain('1 ontbreekt');
    expect(html).toMatch(/Eerste pagina van de balie in het Engels<\/span> <span class="balie-tag balie-tag--bad">ontbreekt/);
    expect(await ready()).toMatchObject({ status: 'ok', warnings: ['ai-act-article-50'] });
    expect(driftOf(before, await facts()).map(({ words }) => words)).toEqual([expect.stringMatching(/^Mensen zien dat zij met AI praten .+ van de balie is veranderd van “overal waar is gekeken” in “niet bij: eerste pagina van de balie in het Engels”/)]);
    expect(await (await fetch(`${desk.url}/factsheet`)).text()).toContain('Niet gevonden bij: eerste pagina van de balie in het Engels');
    expect(systemCard({ facts: await facts(), statements: [] }, { assistant: 'loket', publication: 1, isRegistered: false })).toMatchObject({ requirements: expect.arrayContaining([expect.objectContaining({ urn: 'urn:nl:ak:ver:aia-28', state: 'in progress' })]) as unknown });
    await admin.post(PAGE);
    expect(await ready()).toMatchObject({ warnings: [] });
  });

  test('is made each night before the desk is compared, and is heard of by other processes', async () => {
    const done: string[] = [];
    const note = (what: string) => async () => { done.push(what); return undefined as never; };
    const both = withArticle50({ look: note('drift'), follow: note('follow drift') }, { look: note('article 50'), follow: note('follow article 50') }, desk.app.inside);
    await both.look();
    await both.follow();
    expect(done).toEqual(['article 50', 'drift', 'follow article 50', 'follow drift']);
    const other = createArticle50Watch({ db: desk.db, looked, version: '1', now: () => new Date() });
    expect(other.count()).toBeUndefined();
    await other.follow();
    expect(other.count()).toBe(0);
  });

  test('is told on the command line with the class of each assistant, which exits with 1 while something is not so', async () => {
    expect(await run()).toMatchObject({ code: 1, out: expect.stringMatching(/Assistent loket: nog niet bepaald[^]*Artikel 50: alles gevonden/i) as string });
    expect(JSON.parse((await run(true)).out)).toMatchObject({ assistants: expect.arrayContaining([expect.objectContaining({ assistant: 'loket', class: null })]) as unknown, article50: { unmet: [] } });
  });
});

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
    const before = await facts();
    const result = await (await admin.post(WALK, { ...walked, 'antwoord-deepfake': '', vraag: 'deepfake', keuze: 'nee', toelichting: 'Alleen tekst.' })).text();
    expect(result).toContain('Uitkomst: Geen hoog risico, wel een transparantieplicht');
    const record = { ...walked, 'toelichting-deepfake': 'Alleen tekst.', bewaar: 'ja', ...office };
    expect((await admin.post(WALK, { ...record, versie: '0' })).headers.get('Location')).toBe(`${LOKET}?melding=vastgelegd`);
    const late = await admin.post(WALK, { ...record, versie: '0' });
    expect([late.status, (await late.text()).includes('Iemand anders legde intussen')]).toEqual([409, true]);
    expect(await recorded()).toEqual([{ kind: 'factsheet.ai-act', facts: { byPerson: admin.id, assistant: 'loket', number: 1, treeVersion: TREE_VERSION, class: 'transparency' } }]);
    const page = await (await admin.get(LOKET)).text();
    for (const text of ['Keer 1: Geen hoog risico', 'door Bo Beheer. Gezegd door: Functionaris gegevensbescherming.', 'Alleen tekst.', 'Labels: AI-systeem, geen hoog-risico AI, transparantieverplichting, aanbieder, gebruiksverantwoordelijke, open-source.']) expect(page).toContain(text);
    expect(driftOf(before, await facts()).map(({ id }) => id)).toEqual(['assistants/loket/ai-act', 'assistants/loket/ai-act-answers']);
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
    expect(await run()).toMatchObject({ out: expect.stringContaining('Geen hoog risico, wel een transparantieplicht; aanbieder en gebruiksverantwoordelijke') as string });
    // With another class, what is published is not so any more.
    await admin.post(WALK, { ...walked, 'antwoord-diensten': 'ja', 'antwoord-profilering': 'ja', bewaar: 'ja', ...office, versie: '2' });
    expect(await (await admin.get('/beheer/factsheet/afwijkingen')).text()).toContain('Klasse in de AI-verordening van assistent');
    // And what was stated of it does not go with the class: told wherever somebody publishes or checks.
    const contradiction = 'maar op het gegevensblad staat de publicatiecategorie ‘Impactvolle algoritmes’.';
    expect(await (await admin.get('/beheer/factsheet/publiceren')).text()).toContain(contradiction);
    expect((await run(false, 'validate')).out).toMatch(new RegExp(`Assistent loket: De antwoorden leiden naar ‘Hoog-risico AI’, ${contradiction}`));
    expect(JSON.parse((await run(true, 'validate')).out)).toMatchObject({ contradictions: [{ assistant: 'loket' }] });
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

async function run(json = false, action = 'ai-act') {
  const [out, notes]: [string[], string[]] = [[], []];
  const code = await factsheet.run({ positionals: [action], values: {}, json, config: desk.desk.config, database: async () => desk.db, onFailure: () => undefined, out: (line) => void out.push(line), note: (line) => void notes.push(line), signal: new AbortController().signal });
  return { code, out: out.join('\n'), notes: notes.join('\n') };
}
