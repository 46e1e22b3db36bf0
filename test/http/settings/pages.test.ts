import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { watchSettings } from '../../../src/cli/keeping/keep-settings.ts';
import { openSettings } from '../../../src/cli/settings/open.ts';
import { limitRules } from '../../../src/visitors/limit-rules.ts';
import { actsIn } from '../../support/acts.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { PASSPORT, TURNS } from '../../support/questions.ts';
import { type Editor, loggedIn, pageText } from '../admin-support.ts';

const PATH = '/beheer/instellingen';
const HOSTILE = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;

let desk: TestDesk;
let admin: Editor;
let bo: Colleague;
beforeAll(async () => {
  // With limits its clock stands still: of those before it, a question counts less with each moment.
  desk = await startTestDesk({ groups: GROUPS, limits: limitRules.parse({}) });
  admin = await loggedIn(desk, { name: 'Beheer <gemeente>', isAdmin: true });
  bo = await colleague(desk, ['beheer'], 'Bo Beheer');
});
afterAll(() => desk.close());

/** What a browser would send of the form on a page. */
function fieldsIn(page: string): Record<string, string> {
  const [form = ''] = /<form class="balie-panel balie-fields"[\s\S]*?<\/form>/.exec(page) ?? [];
  const plain = (text = '') => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const inputs = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].filter(([, name]) => name !== 'actie').map(([, name = '', value]) => [name, plain(value)] as const);
  const areas = [...form.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>\n([\s\S]*?)<\/textarea>/g)].map(([, name = '', value]) => [name, plain(value)] as const);
  const selects = [...form.matchAll(/<select[^>]*name="([^"]+)"[\s\S]*?<\/select>/g)].map(([select, name = '']) => [name, plain(/value="([^"]*)" selected/.exec(select)?.[1])] as const);
  return Object.fromEntries([...inputs, ...areas, ...selects]);
}

/** Fills in a form as somebody does who opened it. */
async function save(path: string, changes: Record<string, string>, who: Pick<Editor, 'get' | 'post'> = admin) {
  const fields = fieldsIn(await (await who.get(`${PATH}/${path}`)).text());
  return who.post(`${PATH}/${path}`, { ...fields, reden: 'Om te proberen', actie: 'bewaar', ...changes });
}
const ask = async (question: string) => (await (await fetch(desk.url + TURNS, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ question }) })).json()) as { masked?: string[]; outcome: string; code?: string };

describe('a setting', () => {
  test('that is saved holds for the next question, is on record, and comes back', async () => {
    const question = 'Ik ben Jan de Boer. Wat kost een paspoort?';
    expect((await ask(question)).masked).toEqual(['name']);
    const saved = await save('guard', { 'personalData.resident.types.name': 'allow' }, bo);
    expect([saved.status, saved.headers.get('Location')]).toEqual([303, `${PATH}/guard?melding=bewaard`]);
    expect((await ask(question)).masked).toEqual([]);
    expect((await actsIn(desk.db)).at(-1)).toMatchObject({ kind: 'setting.published', facts: { name: 'guard', number: 1, byPerson: bo.id } });
    const page = await pageText(admin, `${PATH}/guard`);
    expect(page).toMatch(/Versie 1<\/strong>.*geldt nu.*door Bo Beheer.*Om te proberen/);
    expect(page).toMatch(/<dt>Vragen van inwoners: Naam<\/dt>.*Zoals al het andere.*Laten staan/);
    expect(await pageText(admin, PATH)).toMatch(/Persoonsgegevens in vragen.*Versie 1, sinds .*door Bo Beheer/);
    const back = await admin.post(`${PATH}/guard`, { actie: 'terug', nummer: '0', versie: '1', 'reden-0': 'Toch maar niet' });
    expect([back.status, back.headers.get('Location')]).toEqual([303, `${PATH}/guard?melding=teruggezet`]);
    expect((await ask(question)).masked).toEqual(['name']);
    expect(await pageText(admin, `${PATH}/guard?melding=teruggezet`)).toMatch(/Teruggezet\..*door Beheer &lt;gemeente&gt;\. Het begin is teruggezet/);
  });

  test('that is wrong comes back with what was typed, the fault beside it, and nothing saved', async () => {
    const refused = await save('grenzen', { 'address.free': 'veel', 'total.most': '7000', reden: 'x' });
    expect(refused.status).toBe(400);
    const page = await refused.text();
    expect(fieldsIn(page)).toMatchObject({ 'address.free': 'veel', 'total.most': '7000', reden: 'x' });
    expect(page).toMatch(/id="fout-address\.free"[^]*Zonder meer moet [^]*id="veld-address\.free"[^>]*aria-describedby="uitleg-address\.free fout-address\.free" aria-invalid="true"/);
    expect(page).toContain('href="#veld-reden"');
    expect(desk.desk.config.limits.total.most).toBe(6_000);
    for (const bad of [{ versie: '-1' }, { versie: 'x' }]) expect((await save('grenzen', bad)).status).toBe(400);
  });

  test('that somebody else changed meanwhile loses nothing: it shows what they changed, and is saved with a second press', async () => {
    const mine = fieldsIn(await (await admin.get(`${PATH}/grenzen`)).text());
    expect((await save('grenzen', { 'address.most': '300' }, bo)).status).toBe(303);
    const late = await admin.post(`${PATH}/grenzen`, { ...mine, 'address.free': '50', reden: 'Mijn reden', actie: 'bewaar' });
    expect(late.status).toBe(409);
    const page = await late.text();
    expect(page.replaceAll(/\s+/g, ' ')).toMatch(/Wat Bo Beheer intussen veranderde.*<dt>Van één internetadres: Hoogstens<\/dt>.*200<\/del>.*300<\/ins>/);
    const again = fieldsIn(page);
    expect(again).toMatchObject({ 'address.free': '50', 'address.most': '200', reden: 'Mijn reden', versie: '1' });
    expect((await admin.post(`${PATH}/grenzen`, { ...again, actie: 'bewaar' })).status).toBe(303);
    expect(desk.desk.config.limits.address).toEqual({ free: 50, most: 200 });
    const same = await save('grenzen', {});
    expect([same.status, await same.text()]).toEqual([409, expect.stringContaining('Er is niets veranderd')]);
    expect((await admin.post(`${PATH}/grenzen`, { actie: 'terug', nummer: '1', versie: '1', 'reden-1': 'Te laat hiermee' })).status).toBe(409);
    expect((await admin.post(`${PATH}/grenzen`, { actie: 'terug', nummer: '9', versie: '2', 'reden-9': 'Die is er niet' })).status).toBe(404);
  });

  test('of limits holds at once for who asks', async () => {
    expect((await save('grenzen', { 'address.free': '1', 'address.most': '1', 'total.free': '9', 'total.most': '9' })).status).toBe(303);
    await desk.db.query('DELETE FROM visitor_counts');
    const from = (network: string) => fetch(desk.url + TURNS, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': network }, body: JSON.stringify({ question: PASSPORT }) });
    expect([(await from('203.0.113.9')).status, (await from('203.0.113.9')).status]).toEqual([200, 429]);
    expect((await admin.post(`${PATH}/grenzen`, { actie: 'terug', nummer: '0', versie: String((await desk.desk.changing.settings.current('limits')).number), 'reden-0': 'Weer zoals het was' })).status).toBe(303);
    expect((await from('203.0.113.9')).status).toBe(200);
  });

  test('that another process published holds here after a look, and there when it starts', async () => {
    const elsewhere = await openSettings({ config: { ...desk.desk.config }, db: desk.db, record: desk.desk.recordAct });
    const { section } = elsewhere.forms.find(({ path }) => path === 'teksten') ?? {};
    if (section === undefined) throw new Error('no form');
    await elsewhere.settings.publish('texts', { value: { ...elsewhere.settings.value(section), phone: '14 0123' }, expected: 0, reason: 'Nieuw nummer', by: { byKey: admin.keyId } });
    const home = async () => (await fetch(desk.url)).text();
    expect(await home()).not.toContain('14 0123');
    const stop = watchSettings(desk.desk.changing.settings, { note: () => undefined, onError: () => undefined, everyMs: 10 });
    await expect.poll(home).toContain('tel:140123');
    stop();
    // In the words of assistants too, and the number may be named in a question.
    expect(JSON.stringify(desk.desk.assistants.get('loket'))).not.toContain('14 000');
    expect(desk.desk.changing.assistants).toBe(desk.desk.assistants);
  });
});

describe('a theme', () => {
  test('that is chosen is on the next page, in the manifest and in the button for other sites; files of before stay for pages that are open', async () => {
    const css = async () => /href="(\/assets\/thema[^"]+)"/.exec(await (await fetch(desk.url)).text())?.[1];
    expect(await css()).toBeUndefined();
    const widget = (await fetch(`${desk.url}/widget.js`)).headers.get('ETag');
    expect((await save('huisstijl', { color: '#2F5F1B', corners: 'square', name: 'Linde' })).status).toBe(303);
    const first = await css();
    expect(await (await fetch(desk.url + first)).text()).toContain('--basis-color-accent-1-color-default:#2f5f1b');
    expect(await (await fetch(`${desk.url}/manifest.webmanifest`)).json()).toMatchObject({ short_name: 'Linde', theme_color: '#2f5f1b' });
    expect((await fetch(`${desk.url}/widget.js`)).headers.get('ETag')).not.toBe(widget);
    expect((await save('huisstijl', { color: '#5a2d82' })).status).toBe(303);
    expect(await css()).not.toBe(first);
    expect((await fetch(desk.url + first)).status).toBe(200);
  });
});

describe('how long data is kept', () => {
  test('that is published holds at once, and is told to residents; nonsense is refused beside its field', async () => {
    const refused = await save('bewaren', { said: 'altijd', 'kinds.people': 'P0D', reden: 'x' });
    expect(refused.status).toBe(400);
    expect((await refused.text()).match(/moet een duur zijn/g)).toHaveLength(2);
    const kept = async () => /Na (?<term>[^.]+) wissen wij ze/.exec((await (await fetch(`${desk.url}/privacy`)).text()).replaceAll(/\s+/g, ' '))?.groups?.['term'];
    expect(await kept()).toBe('28 dagen');
    expect((await save('bewaren', { 'audiences.resident': 'P7D', 'kinds.openings': 'P6M', reden: 'Korter' })).status).toBe(303);
    expect([await kept(), desk.retention.rules().kinds.openings.iso, desk.retention.rules().said.iso]).toEqual(['7 dagen', 'P6M', 'P28D']);
    const { number } = await desk.desk.changing.settings.current('retention');
    expect((await admin.post(`${PATH}/bewaren`, { actie: 'terug', nummer: '0', versie: String(number), 'reden-0': 'Weer zoals het was' })).status).toBe(303);
    expect(await kept()).toBe('28 dagen');
  });
});

describe('the pages of settings', () => {
  test('show nothing that anybody fills in as anything but text', async () => {
    for (const path of ['guard', 'grenzen', 'teksten', 'huisstijl', 'bewaren']) {
      const names = Object.keys(fieldsIn(await (await admin.get(`${PATH}/${path}`)).text())).filter((name) => name !== 'versie');
      expect(names.length).toBeGreaterThan(3);
      const refused = await save(path, Object.fromEntries(names.map((name) => [name, HOSTILE])));
      expect(refused.status, path).toBe(400);
      expect(await refused.text(), path).not.toMatch(/<script>alert|<img src=x/);
    }
    const long = { phoneHours: HOSTILE, address: HOSTILE, counterNote: HOSTILE, reden: HOSTILE };
    expect((await save('teksten', long)).status).toBe(303);
    expect((await save('guard', { allow: HOSTILE, reden: HOSTILE })).status).toBe(303);
    for (const path of [PATH, `${PATH}/teksten`, `${PATH}/guard`]) {
      const page = await pageText(admin, path);
      expect(page, path).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(page, path).not.toMatch(/<script>alert|<img src=x/);
    }
    for (const path of ['/', '/privacy', '/over']) expect(await (await fetch(desk.url + path)).text(), path).not.toMatch(/<script>alert|<img src=x/);
  });

  test('are for who manages the desk, from a page of the desk', async () => {
    const editor = await loggedIn(desk, { name: 'Redactie', collections: ['producten'], isReviewer: true });
    for (const path of [PATH, `${PATH}/guard`]) expect((await editor.get(path)).status, path).toBe(403);
    const before = await desk.desk.changing.settings.current('guard');
    const wish = { ...fieldsIn(await (await admin.get(`${PATH}/guard`)).text()), allow: 'Iemand', reden: 'Zomaar iets', actie: 'bewaar' };
    expect((await editor.post(`${PATH}/guard`, wish)).status).toBe(403);
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, {}] as Record<string, string>[]) expect((await admin.post(`${PATH}/guard`, wish, headers)).status).toBe(403);
    expect(await desk.desk.changing.settings.current('guard')).toEqual(before);
    expect((await admin.get(`${PATH}/bestaat-niet`)).status).toBe(404);
    expect((await admin.get(`${PATH}/__proto__`)).status).toBe(404);
  });
});
