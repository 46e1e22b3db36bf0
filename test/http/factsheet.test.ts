import { hash } from 'node:crypto';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSignedBy } from '../../src/audit/signing.ts';
import { readConfig } from '../../src/config/config.ts';
import { B1, measurePlain } from '../../src/guard/plain/measure.ts';
import { actsIn } from '../support/acts.ts';
import { dayFromNow } from '../support/day-from-now.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';

/** What the sample municipality says is looked at again on one day, which comes. */
const REVIEW = dayFromNow(400);
const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };
const FORM = '/beheer/factsheet/vragen/-/organisatie';

interface File {
  readonly status: string;
  readonly publication?: { readonly number: number; readonly sha256: string; readonly publicKey: string; readonly signature: string };
  readonly factsheet: { readonly publication?: object; readonly statements: readonly { readonly question: string; readonly answer: unknown; readonly role: string }[] };
}

let desk: TestDesk;
let admin: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS, siteConfig: { factsheet: readConfig({}).factsheet.map((said) => ({ ...said, reviewOn: REVIEW })) } });
  admin = await colleague(desk, ['beheer'], 'Bo Beheer');
});
afterAll(() => desk.close());

const page = async (path: string, headers: Record<string, string> = {}) => (await fetch(desk.url + path, { headers })).text();
const asAdmin = async (path: string) => (await fetch(desk.url + path, { headers: { Cookie: admin.cookie } })).text();
const send = (path: string, fields: Record<string, string>, cookie = admin.cookie) =>
  fetch(desk.url + path, { method: 'POST', redirect: 'manual', headers: { Cookie: cookie, ...SAME_ORIGIN }, body: new URLSearchParams(fields) });
const file = async () => (await (await fetch(`${desk.url}/factsheet.json`)).json()) as File;
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const ORGANISATION = { 'versie-organization': '0', 'versie-oin': '0', 'versie-owner': '0', 'versie-contact_email': '0', organization: 'gemeente Lindewaarde', oin: '', owner: 'Teammanager Publiekszaken', contact_email: 'ai@lindewaarde.example', functie: 'CISO', nakijken: dayFromNow(300) };

describe('the factsheet', () => {
  test('is a draft at first, with the answers of the configuration, in plain Dutch and in English', async () => {
    const html = await page('/factsheet');
    expect(html).toContain('Concept, nog niet gepubliceerd');
    expect(html).toContain('Gezegd door: Teammanager Publiekszaken (voorbeeld), op 27 november 2026.');
    expect((await file()).status).toBe('draft');
    const loket = await page('/factsheet/loket');
    expect(loket).toContain('Is het verantwoord?');
    // All that is said in sentences: of the page itself, and of the sample municipality.
    for (const text of [html, loket]) {
      const article = /<article[^]*<\/article>/.exec(text)?.[0] ?? '';
      const prose = [...article.matchAll(/<(?:p class="utrecht-paragraph[^>]*|span class="balie-lines"[^>]*)>([^]*?)<\/(?:p|span)>/g)].map(([, inner = '']) => inner.replaceAll(/<[^>]+>/g, '')).filter((line) => /[.?!]$/.test(line)).join('\n');
      expect(measurePlain(prose).score).toBeGreaterThanOrEqual(B1);
    }
    const english = await page('/factsheet?taal=en');
    expect(english).toContain('lang="en"');
    expect(english).toContain('Who is responsible?');
    expect(english).toMatch(/<span class="balie-lines" lang="nl">ai@/);
    // What is in Dutch there is marked so; languages are called by their names.
    expect(english).toMatch(/<h3 class="utrecht-heading-4" lang="nl">Persoonsgegevens in vragen van inwoners<\/h3>/);
    expect([english.includes('English, German, French'), html.includes('Engels, Duits, Frans')]).toEqual([true, true]);
  });

  test('is there for programs, and again only where it changed', async () => {
    const asJson = await fetch(`${desk.url}/factsheet`, { headers: { Accept: 'application/json' } });
    expect(asJson.headers.get('Content-Type')).toContain('application/json');
    const etag = asJson.headers.get('ETag') ?? '';
    expect((await fetch(`${desk.url}/factsheet.json`, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    const schema = (await (await fetch(`${desk.url}/factsheet.schema.json`)).json()) as Record<string, unknown>;
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', required: expect.arrayContaining(['factsheet']) });
    const pdf = await fetch(`${desk.url}/factsheet.pdf`);
    expect(pdf.headers.get('Content-Type')).toBe('application/pdf');
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await pdf.arrayBuffer())), { mergePages: true });
    expect(text).toContain('Concept, nog niet gepubliceerd');
    expect(text).toContain('Assistent Digitale balie');
    expect((await fetch(`${desk.url}/factsheet/niemand`)).status).toBe(404);
  });

  test('a form says what is wrong at its field, and loses nothing', async () => {
    const answer = await send(FORM, { ...ORGANISATION, contact_email: 'j.jansen@lindewaarde.example', owner: '<b>Team</b>', oin: '12', nakijken: '2020-01-01' });
    expect(answer.status).toBe(400);
    const html = await answer.text();
    for (const id of ['contact_email', 'owner', 'oin', 'nakijken']) expect(html).toContain(`id="fout-${id}"`);
    expect(html).toContain('value="j.jansen@lindewaarde.example"');
    expect(html).toContain('value="&lt;b&gt;Team&lt;/b&gt;"');
    expect((await actsIn(desk.db)).filter(({ kind }) => kind === 'factsheet.stated')).toEqual([]);
  });

  test('a form that changes nothing says so, and an office or a day alone belongs to an answer', async () => {
    const untouched = { ...ORGANISATION, functie: 'Teammanager Publiekszaken (voorbeeld)', nakijken: REVIEW };
    expect((await send(FORM, untouched)).headers.get('Location')).toContain('melding=niets');
    expect(await asAdmin(`${FORM}?melding=niets`)).toContain('Er is niets veranderd.');
    expect(await asAdmin(FORM)).toContain(`value="${REVIEW}"`);
    const alone = await send(FORM, { ...untouched, functie: 'Hoofd Dienstverlening' });
    expect([alone.status, (await alone.text()).includes('value="Hoofd Dienstverlening"')]).toEqual([400, true]);
    const ticked = await send(FORM, { ...untouched, owner: '<b>', alles: 'ja' });
    expect(await ticked.text()).toMatch(/name="alles" value="ja" checked/);
    expect((await actsIn(desk.db)).filter(({ kind }) => kind === 'factsheet.stated')).toEqual([]);
  });

  test('what is said in Beheer goes before the configuration, has a history, and is not overwritten unseen', async () => {
    expect((await send(FORM, { ...ORGANISATION, owner: 'Afdeling Dienstverlening' })).status).toBe(303);
    const form = await asAdmin(FORM);
    expect(form).toContain('Eigenaar, versie 1');
    expect(form).toContain('door Bo Beheer. Gezegd door: CISO.');
    expect(await asAdmin('/beheer/factsheet/publiceren')).toContain('Afdeling Dienstverlening');
    // Nobody published it yet: outside the configuration alone is shown.
    const { factsheet } = await file();
    expect(factsheet.statements.find(({ question }) => question === 'owner')).toMatchObject({ role: 'Teammanager Publiekszaken (voorbeeld)' });
    expect(await page('/factsheet')).not.toContain('Afdeling Dienstverlening');
    expect(await page('/factsheet/loket/system-card.json')).not.toContain('Afdeling Dienstverlening');
    expect(await asAdmin('/beheer/factsheet')).toContain('Wat u hier invult, zien zij pas als u publiceert.');
    expect(factsheet.statements.find(({ question }) => question === 'contact_email')).toMatchObject({ role: 'Teammanager Publiekszaken (voorbeeld)' });
    // The public is told the office, and never who typed.
    expect(JSON.stringify(factsheet)).not.toContain('Bo Beheer');
    const late = await send(FORM, { ...ORGANISATION, owner: 'Team Balie' });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('value="Team Balie"');
    expect((await actsIn(desk.db)).filter(({ kind }) => kind === 'factsheet.stated').map(({ facts }) => facts)).toEqual([expect.objectContaining({ statements: ['/owner/1'] })]);
  });

  test('is published by a person, for what they saw, with a signature that anybody can check', async () => {
    const preview = await asAdmin('/beheer/factsheet/publiceren');
    const seen = { nummer: hidden(preview, 'nummer'), gezien: hidden(preview, 'gezien') };
    expect((await send('/beheer/factsheet/publiceren', { ...seen, reden: '' })).status).toBe(400);
    await send(FORM, { ...ORGANISATION, 'versie-owner': '1', owner: 'Team Balie' });
    expect((await send('/beheer/factsheet/publiceren', { ...seen, reden: 'Eerste versie' })).status).toBe(409);
    const again = await asAdmin('/beheer/factsheet/publiceren');
    await desk.db.query(`INSERT INTO runs (id, collection_id, source, state) VALUES (gen_random_uuid(), 'producten', 'folder', 'working')`);
    const reading = await send('/beheer/factsheet/publiceren', { nummer: '0', gezien: hidden(again, 'gezien'), reden: 'Eerste versie' });
    expect([reading.status, await reading.text()]).toEqual([409, expect.stringContaining('De balie leest nog documenten.')]);
    await desk.db.query(`UPDATE runs SET state = 'ended', ended_at = now() WHERE state = 'working'`);
    const published = await send('/beheer/factsheet/publiceren', { nummer: '0', gezien: hidden(again, 'gezien'), reden: 'Eerste versie' });
    expect(published.headers.get('Location')).toBe('/beheer/factsheet?melding=gepubliceerd');
    const { status, publication, factsheet } = await file();
    const bytes = JSON.stringify(factsheet);
    expect({ status, number: publication?.number, sha256: publication?.sha256 }).toEqual({ status: 'published', number: 1, sha256: hash('sha256', bytes) });
    expect(isSignedBy(publication?.publicKey ?? '', bytes, publication?.signature ?? '')).toBe(true);
    expect(isSignedBy(publication?.publicKey ?? '', bytes.replace('Team Balie', 'Team Kwaad'), publication?.signature ?? '')).toBe(false);
    expect(factsheet.publication).toMatchObject({ number: 1, at: expect.any(String) });
    const html = await page('/factsheet');
    expect(html).not.toContain('Concept, nog niet');
    expect(html).toContain(publication?.sha256);
    // What is said since is public with the next one.
    await send(FORM, { ...ORGANISATION, 'versie-owner': '2', owner: 'Team Later' });
    expect(await page('/factsheet')).not.toContain('Team Later');
    expect((await actsIn(desk.db)).filter(({ kind }) => kind === 'factsheet.published')).toHaveLength(1);
  });

  test('of another form it still says which it is, and gives it as it was', async () => {
    const [row] = await desk.db.query<{ number: number; document: string }>(
      `INSERT INTO factsheet_publications SELECT number + 1, at, by_person, reason, '{"schema":"balie-factsheet/0"}', sha256, key_id, signature, public_key FROM factsheet_publications RETURNING number, document`,
    );
    expect(row?.number).toBe(2);
    expect(await page('/factsheet.json')).toContain(`"factsheet":${row?.document}}`);
    for (const [path, older] of [['/factsheet', 'een andere versie van Balie'], ['/factsheet/loket', 'een andere versie van Balie'], ['/factsheet?taal=en', 'another version of Balie']] as const) {
      const html = await page(path);
      expect(html).toContain(older);
      expect(html).toMatch(/<dd><span class="balie-lines">2<[^]*href="\/factsheet\.json"/);
    }
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await (await fetch(`${desk.url}/factsheet.pdf`)).arrayBuffer())), { mergePages: true });
    expect(text).toContain('Nummer 2, gepubliceerd op');
    await desk.db.query('DELETE FROM factsheet_publications WHERE number = 2');
  });

  test('is written by admins, by name, from the pages of the desk alone', async () => {
    const employee = await colleague(desk, ['medewerkers']);
    expect((await send(FORM, ORGANISATION, employee.cookie)).status).toBe(403);
    expect((await fetch(`${desk.url}/beheer/factsheet`, { redirect: 'manual' })).status).toBe(303);
    const foreign = await fetch(desk.url + FORM, { method: 'POST', redirect: 'manual', headers: { Cookie: admin.cookie, 'Sec-Fetch-Site': 'cross-site' }, body: new URLSearchParams(ORGANISATION) });
    expect(foreign.status).toBe(403);
    expect((await send('/beheer/factsheet/vragen/loket/niets', {})).status).toBe(404);
  });
});
