import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withArticle50 } from '../../../src/cli/keeping/keep-article50.ts';
import { createArticle50Watch } from '../../../src/factsheet/ai-act/check/kept.ts';
import { findingsOf } from '../../../src/factsheet/ai-act/check/check.ts';
import type { Finding } from '../../../src/factsheet/ai-act/check/finding.ts';
import { driftOf } from '../../../src/factsheet/drift/drift.ts';
import { systemCard } from '../../../src/factsheet/cards/system-card.ts';
import { documentOf } from '../../../src/factsheet/public/document.ts';
import { factsheetIn } from '../../../src/factsheet/public/schema.ts';
import type { AppDeps } from '../../../src/http/deps.ts';
import { REHEARSAL_TOKEN } from '../../../src/http/inside/rehearsal.ts';
import type { SpokenPage } from '../../../src/web/markup/page/spoken.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { factsOf, runFactsheet } from '../../support/own-facts.ts';

const PAGE = '/beheer/factsheet/ai-verordening';
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

const looked = (over: Partial<Parameters<typeof findingsOf>[1]> = {}) => {
  const { phone, email } = desk.desk.config.municipality;
  return { assistants: ['loket'], hasEmployees: true, languages: [{ code: 'en', name: 'Engels' }], widgetOrigin: SITE, ways: [phone, email], token: REHEARSAL_TOKEN, ...over };
};
const unmet = (findings: readonly Finding[]) => findings.filter(({ isMet }) => !isMet).map(({ duty, place }) => `${duty}: ${place}`);

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
    const now = await factsOf(desk);
    const { article50 } = now.desk;
    expect(article50).toMatchObject({ origin: { kind: 'measured' }, value: expect.arrayContaining([{ duty: 'told', place: 'eerste pagina van de balie', isMet: true }]) as unknown });
    // Read back from what would be published.
    expect(factsheetIn(documentOf({ facts: now, statements: [] }))?.facts.desk.article50).toEqual(article50);
  });

  test('finds a notice that a municipality took out of its own words: a warning, and a difference from the factsheet', async () => {
    const before = await factsOf(desk);
    otherwise = (page) => (page.language === 'en' ? { ...page, words: { ...page.words, aiNotice: 'Welcome!', aiNoticeMore: 'Ask anything.' } } : page);
    await admin.post(PAGE);
    otherwise = (page) => page;
    const html = await (await admin.get(PAGE)).text();
    expect(html).toContain('1 ontbreekt');
    expect(html).toMatch(/Eerste pagina van de balie in het Engels<\/span> <span class="balie-tag balie-tag--bad">ontbreekt/);
    expect(await ready()).toMatchObject({ status: 'ok', warnings: ['ai-act-article-50'] });
    expect(driftOf(before, await factsOf(desk)).map(({ words }) => words)).toEqual([expect.stringMatching(/^Mensen zien dat zij met AI praten .+ van de balie is veranderd van “overal waar is gekeken” in “niet bij: eerste pagina van de balie in het Engels”/)]);
    expect(await (await fetch(`${desk.url}/factsheet`)).text()).toContain('Niet gevonden bij: eerste pagina van de balie in het Engels');
    expect(systemCard({ facts: await factsOf(desk), statements: [] }, { assistant: 'loket', publication: 1, isRegistered: false })).toMatchObject({ requirements: expect.arrayContaining([expect.objectContaining({ urn: 'urn:nl:ak:ver:aia-28', state: 'in progress' })]) as unknown });
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
    expect(await runFactsheet(desk, 'ai-act')).toMatchObject({ code: 1, out: expect.stringMatching(/Assistent loket: nog niet bepaald[^]*Artikel 50: alles gevonden/i) as string });
    expect(JSON.parse((await runFactsheet(desk, 'ai-act', true)).out)).toMatchObject({ assistants: expect.arrayContaining([expect.objectContaining({ assistant: 'loket', class: null })]) as unknown, article50: { unmet: [] } });
  });
});
