import { afterAll, beforeAll, expect, test } from 'vitest';
import { actsIn } from '../../support/acts.ts';
import { clearOfMidnight } from '../../support/clear-of-midnight.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { type OllamaHost, startOllamaHost } from '../../support/ollama-host/index.ts';

const PATH = '/beheer/modellen';
const REASON = 'Er komt een <server> bij';
const WATCHERS = [{ id: 'toezicht', title: 'Toezicht', claims: ['toezicht'], roles: ['employee' as const, 'auditor' as const], collections: [], assistants: [], models: [] }];

let desk: TestDesk;
let admin: Colleague;
let second: OllamaHost;
beforeAll(clearOfMidnight);
beforeAll(async () => {
  desk = await startTestDesk({ groups: [...GROUPS, ...WATCHERS] });
  second = await startOllamaHost({ models: [] });
  admin = await colleague(desk, ['beheer'], 'Bea <beheerder>');
});
afterAll(async () => {
  await desk.close();
  await second.stop();
});

const text = async (at: Colleague, path: string) => (await (await at.get(path)).text()).replaceAll(/\s+/g, ' ');
const menuOf = (page: string) => new Set([.../<div class="balie-nav__wide">.*?<\/div>/.exec(page)?.[0].matchAll(/href="(?<path>[^"]+)"/g) ?? []].map(({ groups }) => groups?.['path']));
const host = (fields: Record<string, string> = {}) => ({ doe: 'toevoegen', id: 'twee', kind: 'ollama', url: second.url, pool: 'standaard', slots: '2', reden: REASON, ...fields });
const backends = () => desk.desk.catalogue.catalogue.data.backends.map(({ id }) => id);

test('the way through Beheer holds what somebody may open and no more, and says where they are', async () => {
  const page = await text(admin, PATH);
  expect(menuOf(page)).toEqual(new Set(['/beheer', '/beheer/assistenten', PATH, '/beheer/toegang/mensen', '/beheer/logboek', '/beheer/factsheet', '/beheer/instellingen']));
  expect(page).toContain(`href="${PATH}" aria-current="page"`);
  const editor = await colleague(desk, ['redactie']);
  const collection = await text(editor, '/beheer/collecties/producten');
  expect(menuOf(collection)).toEqual(new Set(['/beheer', '/beheer#documenten', '/beheer/inzage']));
  expect(collection).toContain('href="/beheer#documenten" aria-current="true"');
  // One page of a section goes by its own name.
  expect(collection).toMatch(/<a class="balie-nav__link" href="\/beheer\/inzage" *>Inzage<\/a>/);
  expect(collection).not.toContain('Toezicht');
  // Also where something went wrong.
  expect(menuOf(await text(admin, '/beheer/bestaat-niet')).has(PATH)).toBe(true);
});

test('the first page tells who manages the desk or watches over it how it stands, in numbers; an editor sees documents', async () => {
  await desk.db.query(
    `INSERT INTO turns (id, conversation_id, assistant, instance_id, received_at, ended_at, outcome) VALUES (gen_random_uuid(), gen_random_uuid(), 'loket', gen_random_uuid(), now(), now() + interval '12 seconds', 'answered')`,
  );
  const auditor = await colleague(desk, ['toezicht']);
  for (const at of [admin, auditor]) {
    const page = await text(at, '/beheer');
    expect(page).toMatch(/<dt>vragen<\/dt><dd>1<\/dd>/);
    expect(page).toContain('modelservers klaar');
    expect(page).toContain('de helft binnen <strong>12 seconden</strong>');
  }
  expect(await text(auditor, '/beheer')).not.toContain(PATH);
  expect((await auditor.get(PATH)).status).toBe(403);
  expect(await text(await colleague(desk, ['redactie']), '/beheer')).not.toContain('Vragen van vandaag');
});

test('a host is added, changed, taken away and put back, each with who did it and why', async () => {
  expect((await admin.post(`${PATH}/server`, host())).headers.get('Location')).toBe(`${PATH}?melding=bewaard`);
  expect(backends()).toContain('twee');
  const page = await text(admin, PATH);
  expect(page).toContain('Modelserver ingesteld: twee');
  expect(page).toMatch(/door Bea &lt;beheerder&gt;<\/p> <p class="balie-row__reason balie-lines">Er komt een &lt;server&gt; bij/);
  expect((await admin.post(`${PATH}/server`, host({ doe: 'opslaan', slots: '3', draining: 'ja' }))).status).toBe(303);
  expect(desk.desk.catalogue.catalogue.data.backends.find(({ id }) => id === 'twee')).toMatchObject({ slots: 3, draining: true });
  expect((await admin.post(`${PATH}/server`, { doe: 'weghalen', id: 'twee', reden: 'Kapot' })).status).toBe(303);
  expect(backends()).not.toContain('twee');
  const [last] = await desk.db.query<{ number: number }>('SELECT max(number) AS number FROM console_changes');
  expect((await admin.post(`${PATH}/terugzetten`, { nummer: String(last?.number), reden: 'Toch niet kapot' })).status).toBe(303);
  expect(desk.desk.catalogue.catalogue.data.backends.find(({ id }) => id === 'twee')).toMatchObject({ slots: 3, draining: true });
  const acts = (await actsIn(desk.db)).filter(({ kind }) => kind.startsWith('backend.'));
  expect(acts.map(({ kind, facts }) => [kind, facts['byKey'], typeof facts['change']])).toEqual(['changed', 'changed', 'removed', 'changed'].map((kind) => [`backend.${kind}`, admin.id, 'number']));
  // What somebody wrote is nowhere in the clear, and not in the log that nothing is taken out of.
  expect(JSON.stringify(acts)).not.toContain('Kapot');
  expect((await desk.db.query<{ reason: Buffer }>('SELECT reason FROM console_changes')).some(({ reason }) => Buffer.from(reason).includes('Kapot'))).toBe(false);
});

test.each<[string, () => Record<string, string>, string]>([
  ['no reason', () => host({ id: 'drie', url: 'http://drie.example', reden: ' ' }), 'geef een reden'],
  ['an address that is none', () => host({ id: 'drie', url: 'javascript:alert(1)' }), 'moet een http- of https-adres zijn'],
  ['the address of another', () => host({ id: 'drie', url: desk.host.url }), 'is hetzelfde adres als dat van ollama'],
  ['slots in words', () => host({ id: 'drie', url: 'http://drie.example', slots: 'veel' }), 'moet een heel getal zijn'],
  ['a name that is taken', () => host({ id: 'ollama', url: 'http://drie.example' }), 'deze naam is al in gebruik'],
  ['a reason as long as a book', () => host({ id: 'drie', url: 'http://drie.example', reden: 'x'.repeat(501) }), 'geef een reden'],
])('%s: refused beside its field, and nothing is changed', async (_, fields, told) => {
  const before = (await actsIn(desk.db)).length;
  const answer = await admin.post(`${PATH}/server`, fields());
  expect(answer.status).toBe(400);
  const page = await answer.text();
  expect(page).toContain('Er is niets veranderd.');
  expect(page).toContain(told);
  expect(page).toContain(`value="${fields()['url']}"`);
  expect([backends().includes('drie'), (await actsIn(desk.db)).length]).toEqual([false, before]);
});

test('a model is allowed, brought to a host while nobody waits, and what the desk needs is not taken away', async () => {
  const model = { doe: 'toevoegen', name: 'klein', model: 'klein:1b', pool: 'standaard', capabilities: 'chat', contextTokens: '4096', licence: 'Apache-2.0', origin: 'EU', reden: 'Voor korte vragen' };
  expect((await admin.post(`${PATH}/model`, model)).status).toBe(303);
  expect(await text(admin, PATH)).toContain('licentie Apache-2.0 · van EU');
  expect((await admin.post(`${PATH}/ophalen`, { server: 'ollama', model: 'klein' })).headers.get('Location')).toBe(`${PATH}#ophalen`);
  await expect.poll(() => text(admin, PATH)).toMatch(/klein naar ollama<\/span> <span class="balie-tag balie-tag--(?:good|bad)">/);
  expect((await actsIn(desk.db)).at(-1)).toMatchObject({ kind: 'model.pulled', facts: { name: 'klein', backend: 'ollama', byKey: admin.id } });
  const refused = await admin.post(`${PATH}/model`, { doe: 'weghalen', name: 'chat', reden: 'Weg' });
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('is nodig voor de assistent loket')]);
  expect((await admin.post(`${PATH}/ophalen`, { server: 'nergens', model: 'klein' })).status).toBe(404);
  expect((await admin.post(`${PATH}/ophalen`, { server: 'ollama', model: 'nergens' })).status).toBe(404);
  expect((await admin.post(`${PATH}/terugzetten`, { nummer: '99999', reden: 'x' })).status).toBe(404);
});

test('a model of which nobody heard any more how it ended is told as just that', async () => {
  await desk.db.query(`INSERT INTO model_pulls (backend, model, id, state, started_at, beat_at) VALUES ('ollama', 'stil', gen_random_uuid(), 'running', now(), now() - interval '1 minute')`);
  const page = await text(admin, PATH);
  expect(page).toContain('Hoe dit afliep, is niet bekend: de balie stopte, of kon het niet vastleggen.');
  expect(page).not.toContain('intussen gestopt');
});

test('nothing of it is open to others, nor to another site', async () => {
  const editor = await colleague(desk, ['redactie']);
  for (const path of [PATH, `${PATH}/server`, `${PATH}/model`]) expect((await editor.get(path)).status, path).toBe(403);
  for (const path of ['server', 'model', 'ophalen', 'terugzetten']) {
    expect((await editor.post(`${PATH}/${path}`, host({ id: 'vier' }))).status, path).toBe(403);
    expect((await admin.post(`${PATH}/${path}`, host({ id: 'vier' }), { 'Sec-Fetch-Site': 'cross-site' })).status, path).toBe(403);
  }
  expect(backends()).not.toContain('vier');
});
