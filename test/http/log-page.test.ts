import { afterAll, beforeAll, expect, test } from 'vitest';
import { chainKey, type Facts } from '../../src/audit/chain.ts';
import { checkpointLine, makeCheckpoint } from '../../src/audit/proof/checkpoints.ts';
import { createKey } from '../../src/identity/keys.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { type Colleague, colleague } from '../support/employee.ts';
import { ROLE_GROUPS } from '../support/roles.ts';

const PATH = '/beheer/logboek';
const FORMULA = '=HYPERLINK("https://kwaad.example")';

let desk: TestDesk;
let auditor: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: ROLE_GROUPS });
  auditor = await colleague(desk, ['auditor'], 'Ans <de Auditor>');
});
afterAll(() => desk.close());

const record = (kind: string, facts: Facts) => desk.db.transaction((tx) => desk.desk.recordAct(tx, { kind, facts }));
const pageOf = async (query = '') => (await auditor.get(PATH + query)).text();

test('says who did what, when and by which door, and finds it by each', async () => {
  await record('desk.off', { name: 'loket', byPerson: auditor.id });
  await record('key.made', { key: '4f1c9a02b7e35d68', name: '<script>alert(1)</script>', byUser: 'jan' });
  const html = await pageOf();
  expect(html).toContain('balie uitgezet');
  expect(html).toContain('Ans &lt;de Auditor&gt;');
  expect(html).toContain('jan op de server');
  expect(html).not.toContain('<script>alert');
  for (const [query, sees, misses] of [
    ['?soort=desk.off', 'balie uitgezet</strong>', 'sleutel gemaakt</strong>'],
    [`?wie=${auditor.id}`, 'balie uitgezet</strong>', 'sleutel gemaakt</strong>'],
    ['?nummer=4f1c9a02b7e35d68', 'sleutel gemaakt</strong>', 'balie uitgezet</strong>'],
    ['?tot=2020-01-01', 'Hier is niets van vastgelegd', '</strong>'],
    ['?van=2020-01-01&soort=key.made', 'sleutel gemaakt</strong>', 'balie uitgezet</strong>'],
  ] as const) {
    const found = await pageOf(query);
    const list = found.slice(found.indexOf('balie-log__press'));
    expect(list, query).toContain(sees);
    expect(list, query).not.toContain(misses);
  }
});

test('tells what it was about in words, and what has none as it was recorded', async () => {
  const request = '0b8f6c1a-5d3e-4f27-9c61-7e2a4b9d8f05';
  for (const [kind, facts] of [
    ['opening.approved', { opening: 4, as: 'privacy-officer', until: '2026-11-27T10:30:00.000Z' }],
    ['opening.asked', { opening: 4, category: 'complaint', scope: 'review', hours: 48 }],
    ['avg.refused', { request, asked: 'erasure', person: auditor.id, reason: 'must-keep' }],
    ['key.changed', { key: '4f1c9a02b7e35d68', isRenamed: true, from: { tokensPerDay: null, isAdmin: false }, to: { tokensPerDay: 5_000, isAdmin: true } }],
    ['content.retention', { run: 1, beganBy: 'day', erased: { turns: 12 }, held: {}, failed: { files: 'database-unavailable' } }],
    ['person.made', { person: auditor.id, claims: ['balie:employee', '<b>elders</b>'], isFirst: true }],
    ['login.ended', { person: auditor.id, cause: 'logout' }],
    ['nieuw.soort', { onbekend: { diep: 1, ook: ['twee', 'drie'] }, until: 'straks' }],
  ] as const) await record(kind, { ...facts, byPerson: auditor.id });
  const html = await pageOf();
  for (const line of [
    'In de rol van: functionaris gegevensbescherming', 'Geldt tot: 27 november 2026 om 11:30',
    'Waarvoor: Een klacht of bezwaar', 'Wat: antwoorden beoordelen', 'Voor hoe lang: 2 dagen',
    'Gevraagd: Wissen', 'Reden: De gemeente moet dit nog bewaren (artikel 17 lid 3)',
    'Andere naam: ja', 'Tokens per dag: geen → 5.000', 'Mag de balie beheren: nee → ja',
    'Begonnen: dagelijks', 'Gewist: Vragen en antwoorden: 12', 'Bleef door een blokkade: geen', 'Mislukt: Bestanden in gesprekken: De digitale balie kan even niet bij de gegevens.',
    'Groepen en rollen: medewerker, &lt;b&gt;elders&lt;/b&gt;', 'Oorzaak: zelf uitgelogd',
    'onbekend: diep: 1, ook: twee, drie', 'Geldt tot: straks',
  ]) expect(html).toContain(`<li dir="auto">${line}</li>`);
  for (const object of ['inzage 4 ·', `AVG-verzoek <a`, 'regel ']) expect(html).toContain(object);
  // Who it was, and what was done to what, stands there once.
  expect(html).not.toMatch(/<li dir="auto">(?:byPerson|Nummer van de sleutel|Nummer van het AVG-verzoek|Met inzage):? /);
});

test.each(['?van=31-01-2026', '?van=2026-02-02&tot=2026-01-01', `?wie=${'x'.repeat(201)}`, '?nummer=%00'])('%s comes back with what is wrong', async (query) => {
  const response = await auditor.get(PATH + query);
  expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('role="alert"')]);
});

test('goes through all of it a page at a time', async () => {
  for (let count = 0; count < 60; count += 1) await record('model.changed', { name: `model-${count}`, byUser: 'jan' });
  const first = await pageOf('?soort=model.changed');
  const next = /href="(?<path>[^"]*voor=\d+)#/.exec(first)?.groups?.['path']?.replaceAll('&amp;', '&') ?? '';
  expect([first.includes('model-59'), first.includes('>model-9<')]).toEqual([true, false]);
  const second = await (await auditor.get(next)).text();
  expect([second.includes('model-9<'), second.includes('model-0<'), second.includes('voor=')]).toEqual([true, true, false]);
});

test('gives the log to who checks it elsewhere, with the program, and records who took it', async () => {
  const { keyId } = chainKey(desk.auditKey).signer;
  const response = await auditor.post(`${PATH}/export`);
  const lines = (await response.text()).trimEnd().split('\n');
  expect([response.status, response.headers.get('Content-Disposition')]).toEqual([200, expect.stringMatching(/^attachment; filename="logboek-\d{4}-\d\d-\d\d\.jsonl"$/)]);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ type: 'end' });
  expect(lines.at(-3)).toContain('audit.exported');
  expect(lines.at(-3)).toContain(auditor.id);
  expect(lines.at(-3)).toContain('\\"channel\\":\\"console\\"');
  expect(await pageOf()).toContain(keyId);
  expect(await (await auditor.get(`${PATH}/controleprogramma`)).text()).toContain('balie-audit-1');
});

test('gives a spreadsheet in which nothing is a formula', async () => {
  await record('key-group.made', { group: FORMULA, byPerson: auditor.id });
  const response = await auditor.post(`${PATH}/csv`, { soort: 'key-group.made' });
  const text = await response.text();
  expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  expect(text).toMatch(/^\uFEFF?"regel";"tijdstip"/);
  expect(text).toContain(`"'=HYPERLINK(""https://kwaad.example"")"`);
  expect(text.split('\r\n').slice(1).flatMap((line) => line.split(';')).filter((cell) => /^"?\s*[=+\-@\t]/.test(cell))).toEqual([]);
  expect((await auditor.post(`${PATH}/csv`, { van: 'x' })).status).toBe(400);
});

test('shows what is kept for another server, which proves itself', async () => {
  const { publicKey } = chainKey(desk.auditKey).signer;
  const checkpoint = (await makeCheckpoint(desk.db, chainKey(desk.auditKey), new Date()))!;
  const { ordinal: _, ...said } = checkpoint;
  const { token, id } = await createKey(desk.db, { name: 'Tweede server', models: ['chat'] });
  const keep = (body: object, headers = { Authorization: `Bearer ${token}` }) =>
    fetch(`${desk.url}/api/v1/audit/checkpoints`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
  expect((await keep({ publicKey, checkpoints: [said] })).status).toBe(204);
  expect((await keep({ publicKey, checkpoints: [{ ...said, hash: '0'.repeat(64) }] })).status).toBe(400);
  expect((await keep({ publicKey, checkpoints: [] })).status).toBe(400);
  expect((await keep({ publicKey, checkpoints: [said] }, { Authorization: 'Bearer x' })).status).toBe(401);
  expect(await pageOf()).toContain('Tweede server</a>: 1 controlepunten');
  expect(await (await auditor.get(`${PATH}/bewaard/${id}`)).text()).toBe(`${checkpointLine(checkpoint)}\n`);
  expect((await auditor.get(`${PATH}/bewaard/niemand`)).status).toBe(404);
});

test('is for who watches over the desk alone, and takes no form of another site', async () => {
  for (const claim of ['employee', 'editor', 'reviewer']) expect((await (await colleague(desk, [claim])).get(PATH)).status, claim).toBe(403);
  for (const claim of ['privacy-officer', 'admin']) expect((await (await colleague(desk, [claim])).get(PATH)).status, claim).toBe(200);
  expect((await auditor.post(`${PATH}/export`, {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
});
