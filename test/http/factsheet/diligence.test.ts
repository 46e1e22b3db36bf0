import { hash } from 'node:crypto';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSignedBy } from '../../../src/audit/signing.ts';
import { DILIGENCE_QUESTIONS } from '../../../src/factsheet/diligence/questions/questions.ts';
import { B1, measurePlain } from '../../../src/guard/plain/measure.ts';
import { actsIn } from '../../support/acts.ts';
import { dayFromNow } from '../../support/day-from-now.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { makeRawPdf } from '../../support/pdf-raw.ts';

const HOME = '/beheer/doorlichting';
const ASKED = DILIGENCE_QUESTIONS.find(({ measure }) => measure === undefined)?.id ?? '';
const FORM = `${HOME}/vraag/${ASKED}`;
const VERSLAG = makeRawPdf([{ content: 'BT /F1 12 Tf 60 780 Td (Verslag) Tj ET' }]);
const ANSWER = { versie: '0', antwoord: 'yes', tekst: 'Tien inwoners probeerden de balie.', links: 'Verslag https://www.lindewaarde.example/verslag\nWerkblad https://intranet.lindewaarde.example/blad', titel: '', functie: 'Teammanager Publiekszaken', nakijken: dayFromNow(700) };

let desk: TestDesk;
let admin: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  admin = await colleague(desk, ['beheer'], 'Bo Beheer');
});
afterAll(() => desk.close());

const page = async (path: string, who: Pick<Colleague, 'get'> = admin) => (await who.get(path)).text();
function form(fields: Record<string, string>, file?: { readonly name: string; readonly bytes: Uint8Array | string }): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  if (file !== undefined) data.append('bestand', new File([typeof file.bytes === 'string' ? file.bytes : new Uint8Array(file.bytes)], file.name));
  return data;
}
const digestIn = (html: string) => /\/bestanden\/(?<sha256>[0-9a-f]{64})"/.exec(html)?.groups?.['sha256'] ?? '';
const acts = async (kind: string) => (await actsIn(desk.db)).filter((act) => act.kind === kind).map(({ facts }) => facts);

describe('answers of people', () => {
  test('a form says what is wrong at its field, keeps what was typed, and keeps nothing else', async () => {
    const refused = await admin.post(FORM, form({ ...ANSWER, antwoord: '', tekst: '<b>Ja</b>', links: 'Verslag http://lindewaarde.example', functie: 'Jan Jansen', nakijken: '2020-01-01' }, { name: 'verslag.pdf', bytes: '<html>' }));
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('id="fout-bestand"');
    const again = await (await admin.post(FORM, form({ ...ANSWER, antwoord: '', tekst: '<b>Ja</b>', links: 'Verslag http://lindewaarde.example', functie: 'Jan Jansen', nakijken: '2020-01-01' }))).text();
    for (const id of ['antwoord', 'tekst', 'links', 'functie', 'nakijken']) expect(again).toContain(`id="fout-${id}"`);
    expect(again).toContain('&lt;b&gt;Ja&lt;/b&gt;');
    expect((await admin.post(FORM, form({ versie: '0' }))).status).toBe(400);
    expect((await admin.post(FORM, form({ ...ANSWER, links: Array.from({ length: 11 }, (_, n) => `Bewijs ${n} https://a.example/${n}`).join('\n') }))).status).toBe(400);
    expect(await desk.db.query('SELECT FROM diligence_answers')).toEqual([]);
    expect((await admin.post(`${HOME}/vraag/nergens-01`, form(ANSWER))).status).toBe(404);
    expect(await acts('diligence.answered')).toEqual([]);
  });

  test('an answer with a link and a file counts, is on record by numbers alone, and nothing of it is readable in the database', async () => {
    const file = { name: 'verslag van Jan.pdf', bytes: VERSLAG };
    expect((await admin.post(FORM, form({ ...ANSWER, titel: 'Verslag van de test' }, file))).headers.get('Location')).toBe(`${FORM}?melding=bewaard`);
    const html = await page(FORM);
    expect(html).toContain('Gezegd door Teammanager Publiekszaken');
    expect(html).toContain('Versie 1: ja');
    expect(html).not.toContain('Geen antwoord gebruikt');
    expect(html).toContain('door Bo Beheer');
    const sha256 = digestIn(html);
    expect(sha256).toBe(hash('sha256', Buffer.from(file.bytes), 'hex'));
    const [kept] = await desk.db.query<{ a: Buffer; f: Buffer }>('SELECT a.content AS a, f.content AS f FROM diligence_answers a, diligence_files f');
    expect([kept?.a.includes('inwoners'), kept?.f.includes('%PDF')]).toEqual([false, false]);
    expect(await acts('diligence.answered')).toEqual([{ byPerson: admin.id, answer: `${ASKED}/1` }]);
  });

  test('what another changed meanwhile is not overwritten; a file stays while it is ticked; all can be taken back', async () => {
    const sha256 = digestIn(await page(FORM));
    const late = await admin.post(FORM, form({ ...ANSWER, tekst: 'Te laat.' }));
    expect([late.status, (await late.text()).includes('Te laat.')]).toEqual([409, true]);
    await admin.post(FORM, form({ ...ANSWER, versie: '1', houd: sha256, antwoord: 'partly' }));
    expect(digestIn(await page(FORM))).toBe(sha256);
    expect((await admin.post(FORM, form({ versie: '2' }))).status).toBe(303);
    const gone = await page(FORM);
    expect(gone).toContain('Versie 3: weggehaald');
    expect(gone).toContain('Nog niet beantwoord.');
    // Taken off, it is still kept, and can still be erased.
    expect(gone).toContain(`action="${HOME}/bestanden/${sha256}/wissen"`);
    expect(gone).toContain('Geen antwoord gebruikt dit bestand nu.');
    await admin.post(FORM, form({ ...ANSWER, versie: '3', titel: 'Verslag van de test' }, { name: 'verslag.pdf', bytes: VERSLAG }));
    expect(await desk.db.query('SELECT FROM diligence_files')).toHaveLength(1);
  });

  test('a file is for who fills in the factsheet alone, never runs, and can be erased', async () => {
    const path = `${HOME}/bestanden/${digestIn(await page(FORM))}`;
    const given = await admin.get(path);
    expect(Object.fromEntries(['Content-Type', 'Content-Disposition', 'X-Content-Type-Options', 'Cache-Control'].map((name) => [name, given.headers.get(name)]))).toEqual({
      'Content-Type': 'application/octet-stream', 'Content-Disposition': expect.stringMatching(/^attachment; filename="bewijs-[0-9a-f]{12}\.pdf"$/), 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'private, no-store',
    });
    expect(Buffer.from(await given.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
    const other = await colleague(desk, ['redactie']);
    for (const address of [path, HOME, FORM, `${HOME}/vastgesteld`]) expect((await other.get(address)).status, address).toBe(403);
    expect((await other.post(`${path}/wissen`)).status).toBe(403);
    expect((await admin.post(`${path}/wissen`, {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await admin.post(`${path}/wissen`)).status).toBe(303);
    expect((await admin.get(path)).status).toBe(404);
    expect(await page(FORM)).toContain('het bestand is gewist');
    expect(await acts('diligence.file-erased')).toHaveLength(1);
  });

  test('a file that is too large, or two of them, are refused', async () => {
    const large = await admin.post(FORM, form({ ...ANSWER, titel: 'Groot' }, { name: 'groot.pdf', bytes: Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(5 * 1024 * 1024)]) }));
    expect(large.status).toBe(413);
    const two = form({ ...ANSWER, titel: 'Twee' }, { name: 'a.csv', bytes: 'a;b\n1;2\n' });
    two.append('bestand2', new File(['a;b\n'], 'b.csv'));
    expect((await admin.post(FORM, two)).status).toBe(400);
  });

  test('beside a measurement it is a note, which changes no verdict', async () => {
    let measured: string | undefined;
    for (const { id } of DILIGENCE_QUESTIONS.filter(({ measure }) => measure !== undefined)) measured ??= (await page(`${HOME}/vraag/${id}`)).includes('Toelichting bij de meting') ? id : undefined;
    const path = `${HOME}/vraag/${measured}`;
    const before = /Wat er nu staat <span[^>]*>(?<verdict>\w+)/.exec(await page(path))?.groups?.['verdict'];
    expect((await admin.post(path, form({ ...ANSWER, tekst: 'De verbinding loopt over een eigen lijn.' }))).status).toBe(303);
    const html = await page(path);
    expect(/Wat er nu staat <span[^>]*>(?<verdict>\w+)/.exec(html)?.groups?.['verdict']).toBe(before);
    expect(html).toContain('Toelichting van Teammanager Publiekszaken');
  });
});

describe('the overview', () => {
  test('tells how each theme stands in words, and can be narrowed', async () => {
    const html = await page(HOME);
    for (const title of ['Ethiek', 'Gegevens', 'Beveiliging', 'Bruikbaarheid', 'Soevereiniteit', 'Kosten']) expect(html).toContain(`>${title}</a>`);
    expect(html).toMatch(/\d+ ja, \d+ deels, \d+ nee, \d+ open\. \d+ gemeten, \d+ gezegd door mensen\./);
    const open = await page(`${HOME}?toon=open`);
    expect(open).not.toContain(`/vraag/${ASKED}"`);
    expect(await page(`${HOME}/thema/ethics`)).toContain('Tien inwoners probeerden de balie.');
    expect((await admin.get(`${HOME}/thema/nergens`)).status).toBe(404);
    expect((await admin.post(`${HOME}/meten`)).headers.get('Location')).toMatch(/melding=(?:gestart|bezig)/);
  });

  test('an answer past its day is told as expired and counts as partly', async () => {
    await desk.db.query(`UPDATE diligence_answers SET review_on = '2026-11-01' WHERE question = $1`, [ASKED]);
    const html = await page(FORM);
    expect(html).toContain('Dit antwoord is verlopen.');
    expect(html).toMatch(/Wat er nu staat <span[^>]*>deels/);
    expect(await page(`${HOME}?toon=verlopen`)).toContain(`/vraag/${ASKED}"`);
    await desk.db.query('UPDATE diligence_answers SET review_on = $2 WHERE question = $1', [ASKED, ANSWER.nakijken]);
  });
});

describe('what is fixed', () => {
  const FIX = `${HOME}/vaststellen`;
  const fix = (fields: Record<string, string>) => admin.post(FIX, { nummer: '0', reden: 'Eerste doorlichting', ...fields });

  test('needs a reason, and is of what its author saw', async () => {
    expect((await fix({ reden: '' })).status).toBe(400);
    expect((await fix({ nummer: '4' })).status).toBe(409);
    expect((await fetch(`${desk.url}/factsheet/doorlichting`)).status).toBe(404);
    expect((await fix({})).status).toBe(303);
    expect((await fetch(`${desk.url}/factsheet/doorlichting`)).status).toBe(404);
    expect(await page('/factsheet')).not.toContain('/factsheet/doorlichting');
    expect(await acts('diligence.fixed')).toEqual([{ number: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), isPublic: false, byPerson: admin.id }]);
  });

  test('is given as files that anybody can check', async () => {
    const json = await page(`${HOME}/vastgesteld/1/rapport.json`);
    const { snapshot, report } = JSON.parse(json) as { snapshot: Record<string, string>; report: { snapshot: { number: number } } };
    const bytes = JSON.stringify(report);
    expect(hash('sha256', bytes, 'hex')).toBe(snapshot['sha256']);
    expect(isSignedBy(snapshot['publicKey'] ?? '', bytes, snapshot['signature'] ?? '')).toBe(true);
    expect(isSignedBy(snapshot['publicKey'] ?? '', bytes.replace('Tien', 'Elf'), snapshot['signature'] ?? '')).toBe(false);
    expect(report.snapshot.number).toBe(1);
    // A file stays here: its name may be that of a person.
    expect(json).not.toContain('verslag.pdf');
    expect(json).toContain('Verslag van de test');
    const file = await page(`${HOME}/vastgesteld/1/rapport.html`);
    expect(file).not.toContain('<script');
    expect(file).toContain('Tien inwoners probeerden de balie.');
    const paper = await admin.get(`${HOME}/vastgesteld/1/rapport.pdf`);
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await paper.arrayBuffer())), { mergePages: true });
    expect(text).toContain('Nummer 1, vastgesteld op');
    expect(text).toContain('Tien inwoners probeerden de balie.');
    expect((await admin.get(`${HOME}/vastgesteld/2/rapport.pdf`)).status).toBe(404);
  });

  test('is public by choice, without addresses within the organisation, in plain Dutch', async () => {
    expect((await fix({ nummer: '1', openbaar: 'ja', reden: 'Voor iedereen' })).status).toBe(303);
    const html = await (await fetch(`${desk.url}/factsheet/doorlichting`)).text();
    expect(html).toContain('Tien inwoners probeerden de balie.');
    expect(html).toContain('https://www.lindewaarde.example/verslag');
    const json = await (await fetch(`${desk.url}/factsheet/doorlichting.json`)).text();
    for (const text of [html, json]) for (const secret of ['intranet', 'verslag.pdf', 'Bo Beheer', admin.id]) expect(text).not.toContain(secret);
    expect((await fetch(`${desk.url}/factsheet/doorlichting.pdf`)).headers.get('Content-Type')).toBe('application/pdf');
    expect((await fetch(`${desk.url}/factsheet/doorlichting.schema.json`)).headers.get('Content-Type')).toBe('application/schema+json');
    expect(await page('/factsheet')).toContain('href="/factsheet/doorlichting"');
    const own = [...html.matchAll(/<p class="utrecht-paragraph[^>]*>(?<inner>[^]*?)<\/p>/g)].map(({ groups }) => groups?.['inner']?.replaceAll(/<[^>]+>/g, '') ?? '').filter((line) => /[.?!]$/.test(line)).join('\n');
    expect(measurePlain(own).score).toBeGreaterThanOrEqual(B1);
  });

  test('tells what changed since, and can be taken off the public pages', async () => {
    expect(await page(`${HOME}/vastgesteld/2`)).toContain('Alle antwoorden zijn nog zoals ze hier staan.');
    await admin.post(FORM, form({ ...ANSWER, versie: '4', antwoord: 'no' }));
    const html = await page(`${HOME}/vastgesteld/2`);
    expect(html).toContain('ander antwoord');
    expect((await admin.post(`${HOME}/vastgesteld/2/verbergen`)).status).toBe(303);
    expect((await admin.post(`${HOME}/vastgesteld/2/verbergen`)).status).toBe(404);
    expect((await fetch(`${desk.url}/factsheet/doorlichting.json`)).status).toBe(404);
    expect(await acts('diligence.hidden')).toEqual([{ number: 2, byPerson: admin.id }]);
  });

  test('is the only public one: what it took the place of does not come back when it is taken off', async () => {
    for (const nummer of ['2', '3']) expect((await fix({ nummer, openbaar: 'ja', reden: 'Voor iedereen' })).status).toBe(303);
    expect((await fetch(`${desk.url}/factsheet/doorlichting.json`)).status).toBe(200);
    expect((await admin.post(`${HOME}/vastgesteld/4/verbergen`)).status).toBe(303);
    expect((await fetch(`${desk.url}/factsheet/doorlichting.json`)).status).toBe(404);
  });
});
