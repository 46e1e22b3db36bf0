import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '../../../src/identity/keys.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';

const KEYS = '/beheer/toegang/sleutels';
const PEOPLE = '/beheer/toegang/mensen';
const GROUP_PAGE = '/beheer/toegang/groepen';
const HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
const MADE = { name: 'Zaaksysteem', collections: 'producten', reden: 'Koppeling' };

let desk: TestDesk;
let admin: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  admin = await colleague(desk, ['beheer'], 'Bea Beheer');
});
afterAll(() => desk.close());

const text = async (at: Colleague, path: string) => (await (await at.get(path)).text()).replaceAll(/\s+/g, ' ');
/** Posts the same field more than once, as boxes that are ticked do. */
const postAll = (path: string, fields: readonly (readonly [string, string])[]) =>
  fetch(desk.url + path, { method: 'POST', redirect: 'manual', headers: { Cookie: admin.cookie, 'Sec-Fetch-Site': 'same-origin' }, body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])) });
const acts = async (kind: string) => (await desk.db.query<{ body: string }>('SELECT body FROM audit_entries WHERE kind = $1 ORDER BY number', [kind])).map(({ body }) => (JSON.parse(body) as { facts: Record<string, unknown> }).facts);

test('a key is made and shown once, changed, replaced and revoked, each with why', async () => {
  const made = await admin.post(`${KEYS}/sleutel`, { ...MADE, tokensPerDay: '1.000', expiresAt: '2099-01-31' });
  expect([made.status, made.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
  const token = /balie_(?<id>[0-9a-f]{16})_[\w-]{43}/.exec(await made.text());
  const id = token?.groups?.['id'] ?? '';
  expect(await desk.keys.ring.verify(token?.[0] ?? '')).toMatchObject({ name: 'Zaaksysteem', collections: ['producten'] });
  const list = await text(admin, KEYS);
  expect(list).toContain('Sleutel gemaakt: Zaaksysteem');
  expect(list).toContain('door Bea Beheer');
  expect(list).not.toContain(token?.[0]);
  const form = await text(admin, `${KEYS}/sleutel?nummer=${id}`);
  expect(form).toContain('value="2099-01-31"');
  expect((await admin.post(`${KEYS}/sleutel`, { ...MADE, nummer: id, name: 'Zaken', expiresAt: '2099-01-31', isReviewer: 'ja', reden: 'Andere naam' })).status).toBe(303);
  expect(await acts('key.changed')).toMatchObject([{ key: id, byKey: admin.id, isRenamed: true, to: { isReviewer: true, tokensPerDay: null } }]);
  const rotated = await admin.post(`${KEYS}/vervangen`, { nummer: id, doe: 'vervangen', overlapHours: '1', reden: 'Jaarlijks' });
  const next = /balie_(?<id>[0-9a-f]{16})_/.exec(await rotated.text())?.groups?.['id'] ?? '';
  const asked = await postAll(`${KEYS}/intrekken`, [['nummer', id], ['nummer', next]]);
  expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining('U kunt dit niet terugdraaien.')]);
  expect(await desk.keys.ring.verify(token?.[0] ?? '')).toBeDefined();
  expect((await postAll(`${KEYS}/intrekken`, [['nummer', id], ['nummer', next], ['zeker', 'ja'], ['reden', 'Gestopt']])).status).toBe(303);
  expect(await desk.keys.ring.verify(token?.[0] ?? '')).toBeUndefined();
  expect((await acts('key.revoked')).map(({ key, byKey, change }) => [key, byKey, typeof change])).toEqual([[id, admin.id, 'number'], [next, admin.id, 'number']]);
  expect(await text(admin, `${KEYS}/sleutel?nummer=${id}`)).toContain('Deze sleutel is ingetrokken, voorgoed.');
});

test.each<[string, Record<string, string>, string]>([
  ['without a reason', { ...MADE, reden: '' }, 'geef een reden'],
  ['that opens nothing', { name: 'Niets', reden: 'x' }, 'Een sleutel moet iets openen.'],
  ['of what is not there', { ...MADE, models: 'bestaat-niet' }, 'onbekend: bestaat-niet'],
  ['that ended yesterday', { ...MADE, expiresAt: '2020-01-01' }, 'moet in de toekomst liggen'],
  ['of no day', { ...MADE, expiresAt: 'ooit' }, 'moet een tijdstip zijn'],
  ['with tokens below zero', { ...MADE, tokensPerMonth: '-5' }, 'moet een heel getal zijn'],
  ['with a name as long as a book', { ...MADE, name: 'x'.repeat(201) }, 'mag hoogstens 200 tekens hebben'],
])('a key %s is not made, and what was filled in is still there', async (_, fields, told) => {
  const before = (await acts('key.made')).length;
  const answer = await admin.post(`${KEYS}/sleutel`, fields);
  const page = await answer.text();
  expect(answer.status).toBe(400);
  expect(page).toContain(told);
  expect(page).toContain(`value="${fields['name']}"`);
  expect((await acts('key.made')).length).toBe(before);
});

test('lists are narrowed and come in pages', async () => {
  await desk.db.transaction(async (tx) => {
    for (let number = 0; number < 60; number += 1) await createKey(tx, { name: `Reeks ${number}`, collections: ['producten'] });
  });
  expect(await text(admin, `${KEYS}?q=REEKS`)).toContain('60 sleutels');
  expect(await text(admin, `${KEYS}?q=reeks&pagina=2`)).toMatch(/Pagina 2 van 2/);
  expect(await text(admin, `${KEYS}?q=reeks&toon=revoked`)).toContain('Hier staat niets.');
  expect(await text(admin, `${KEYS}?toon=wat&pagina=-1&q=%00%ED%A0%80x`)).toContain('sleutels');
});

test('somebody is shut out, let in again and logged out everywhere, after a second look and with why', async () => {
  const [noor, tim] = [await colleague(desk, ['medewerkers'], 'Noor'), await colleague(desk, ['redactie'], 'Tim')];
  const both = [['wie', noor.id], ['wie', tim.id]] as const;
  expect(await (await postAll(PEOPLE, [['doe', 'uitzetten'], ...both])).text()).toContain('Buitensluiten?');
  expect((await noor.get('/werk')).status).toBe(200);
  // As an AVG request and a hold want it.
  expect(await text(admin, PEOPLE)).toContain(`Nummer <code class="balie-code">${noor.id}</code>`);
  expect((await postAll(PEOPLE, [['doe', 'uitzetten'], ...both, ['zeker', 'ja']])).status).toBe(400);
  expect((await postAll(PEOPLE, [['doe', 'uitzetten'], ...both, ['zeker', 'ja'], ['reden', 'Uit dienst']])).status).toBe(303);
  expect([(await noor.get('/werk')).status, (await tim.get('/werk')).status]).toEqual([303, 303]);
  expect(await text(admin, `${PEOPLE}?toon=uit`)).toMatch(/Noor.*Tim|Tim.*Noor/);
  expect((await admin.post(PEOPLE, { doe: 'aanzetten', wie: noor.id, zeker: 'ja', reden: 'Terug' })).status).toBe(303);
  const again = await colleague(desk, ['medewerkers'], 'Sam');
  expect((await admin.post(PEOPLE, { doe: 'uitloggen', wie: again.id, zeker: 'ja', reden: 'Laptop kwijt' })).status).toBe(303);
  expect((await again.get('/werk')).status).toBe(303);
  expect([await acts('person.disabled'), await acts('person.enabled'), await acts('person.logged-out')]).toMatchObject([[{ person: noor.id, byPerson: admin.id }, { person: tim.id }], [{ person: noor.id }], [{ person: again.id }]]);
  expect(await text(admin, PEOPLE)).toContain('Overal uitgelogd: Sam');
});

test('an account of the desk is offered by a link that is shown once, and not to who has one of the municipality', async () => {
  const invited = await admin.post(`${PEOPLE}/uitnodigen`, { naam: 'Kim de Boer', rollen: 'auditor', reden: 'Nieuwe auditor' });
  expect(await invited.text()).toMatch(/\/inloggen\/uitnodiging#[\w-]{43}/);
  expect(await acts('person.invited')).toMatchObject([{ claims: ['balie:employee', 'balie:auditor'], byPerson: admin.id }]);
  expect((await admin.post(PEOPLE, { doe: 'passkey', wie: admin.id, zeker: 'ja', reden: 'x' })).status).toBe(404);
  expect((await admin.post(`${PEOPLE}/uitnodigen`, { naam: ' ', reden: 'x' })).status).toBe(400);
});

test('nobody takes away their own way in', async () => {
  expect((await admin.post(PEOPLE, { doe: 'uitzetten', wie: admin.id, zeker: 'ja', reden: 'x' })).status).toBe(409);
  expect((await admin.get(PEOPLE)).status).toBe(200);
});

test('groups of people are read from the configuration, and those of keys have limits', async () => {
  expect((await admin.post(GROUP_PAGE, { naam: 'Regio', tokensPerDay: '500', reden: 'Samen' })).status).toBe(303);
  const page = await text(admin, GROUP_PAGE);
  expect(page).toContain('Team Jeugd');
  expect(page).toContain('tokens per dag: 500');
  expect(page).toContain('Groep gemaakt: Regio');
  expect((await admin.post(GROUP_PAGE, { naam: 'Regio', tokensPerDay: 'x', reden: 'y' })).status).toBe(400);
});

test('what anybody wrote stays text on each page', async () => {
  await createKey(desk.db, { name: HOSTILE, group: HOSTILE, collections: ['producten'], models: [HOSTILE], assistants: [HOSTILE] });
  const { id } = await colleague(desk, [HOSTILE], HOSTILE);
  await admin.post(PEOPLE, { doe: 'uitloggen', wie: id, zeker: 'ja', reden: HOSTILE });
  await admin.post('/beheer/modellen/model', { doe: 'toevoegen', name: 'kwaad', model: '"><script>alert(2)</script>', pool: 'standaard', capabilities: 'chat', licence: HOSTILE, origin: HOSTILE, queryPrefix: '', reden: HOSTILE });
  const [key] = await desk.db.query<{ id: string }>('SELECT id FROM api_keys WHERE name = $1', [HOSTILE]);
  const paths = ['/beheer', '/beheer/modellen', '/beheer/modellen/model?naam=kwaad', '/beheer/modellen/server?id=ollama', KEYS, `${KEYS}?q=${encodeURIComponent(HOSTILE)}`, `${KEYS}/sleutel?nummer=${key?.id}`, PEOPLE, `${PEOPLE}?q=${encodeURIComponent(HOSTILE)}`, GROUP_PAGE];
  for (const path of paths) {
    const answer = await admin.get(path);
    const page = await answer.text();
    expect([path, answer.status]).toEqual([path, 200]);
    expect(page, path).not.toMatch(/<img src=x|<script>alert|onerror=alert\(1\)>/);
  }
  const sure = await postAll(`${KEYS}/intrekken`, [['nummer', key?.id ?? '']]);
  expect(await sure.text()).not.toMatch(/<img src=x|<script>alert/);
  // It is on them: else the test would find nothing whatever they did.
  for (const path of ['/beheer/modellen', KEYS, PEOPLE, GROUP_PAGE]) expect(await text(admin, path), path).toContain('&lt;script&gt;alert(2)');
});

test('none of it is open to others, nor to another site', async () => {
  const editor = await colleague(desk, ['redactie']);
  const before = (await acts('key.made')).length;
  for (const path of [KEYS, `${KEYS}/sleutel`, PEOPLE, GROUP_PAGE]) expect((await editor.get(path)).status, path).toBe(403);
  for (const path of [`${KEYS}/sleutel`, `${KEYS}/vervangen`, `${KEYS}/intrekken`, PEOPLE, `${PEOPLE}/uitnodigen`, GROUP_PAGE]) {
    expect((await editor.post(path, MADE)).status, path).toBe(403);
    expect((await admin.post(path, MADE, { 'Sec-Fetch-Site': 'same-site' })).status, path).toBe(403);
  }
  expect((await acts('key.made')).length).toBe(before);
});
