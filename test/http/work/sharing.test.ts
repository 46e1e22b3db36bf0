import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verify } from '../../../src/audit/verify.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { sharingActs } from '../../support/acts.ts';
import { addFile, readFiles, TURNS } from '../../support/chat-files.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { documents } from '../../support/documents.ts';
import { type Colleague, colleague, GROUPS } from '../../support/employee.ts';
import { echoScript } from '../../support/ollama-host/echo.ts';
import { reply } from '../../support/ollama-host/index.ts';
import { putDocument } from '../../support/put-document.ts';
import { withoutIds } from '../../support/without-ids.ts';

const PUBLIC = 'Wat kost een paspoort?';
const CLOSED = 'Hoeveel is de dwangsom van het jeugdteam?';
const SECRET = 'De dwangsom van het jeugdteam is € 4.711 per overtreding.';
const FILE = 'Het parkeerproject Vuurtoren kost 123456 euro en begint op 3 maart.';
const ADDRESS = 'sam@gemeente.example';

let desk: TestDesk;
let noor: Colleague;
let sam: Colleague;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS, withWorkers: true });
  const collections = await desk.db.query<{ id: string; title: string; owner: string; readers: string[] }>('SELECT id, title, owner, readers FROM collections');
  await syncCollections(desk.db, [...collections, { id: 'jeugdteam', title: 'Jeugdteam', owner: 'Team Jeugd', readers: ['jeugd'] }]);
  await putDocument(desk.db, { ...documents[0]!, collectionId: 'jeugdteam', sourceId: 'dwangsom.md', title: 'Dwangsommen', original: Buffer.from(SECRET), digest: 'a'.repeat(64), passages: [{ headings: ['Bedrag'], text: SECRET }] });
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.host.setScript(echoScript);
  [noor, sam] = [await colleague(desk, ['medewerkers', 'jeugd']), await colleague(desk, ['medewerkers'], 'Sam Bakker')];
});

const idOf = (path: string) => path.split('/').at(-1) ?? '';
const readPath = (path: string) => `/werk/gedeeld/${idOf(path)}`;
const page = async (by: Colleague, path: string) => (await by.get(path)).text();
const turnsIn = (html: string) => html.split('<article class="balie-turn">').length - 1;
async function begin(vraag = PUBLIC): Promise<string> {
  return ((await noor.post('/werk', { assistent: 'collega', vraag })).headers.get('Location') ?? '').replace('#antwoord', '');
}
const share = (path: string, fields: Record<string, string>, by = noor) => by.post(`${path}/delen`, fields);
/** Of a group that both are in. */
const shared = async (vraag = PUBLIC) => {
  const path = await begin(vraag);
  expect((await share(path, { groep: 'medewerkers' })).headers.get('Location')).toBe(`${path}/delen`);
  return path;
};
const stopIn = (html: string) => /action="([^"]+\/stoppen)"/.exec(html)?.[1] ?? '';
const email = (who: Colleague, address = ADDRESS) => desk.db.query('UPDATE people SET email = $2 WHERE id = $1', [who.id, address]);

/** How somebody may not read it: as if it were not there. */
async function expectClosed(path: string, by = sam): Promise<void> {
  const answer = await by.get(readPath(path));
  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toContain('86,20');
  expect(await page(by, '/werk/gedeeld')).not.toContain(idOf(path));
}

describe('a conversation that is shared with a group', () => {
  test('is read along as it is now, by who and until when, and by nobody before', async () => {
    const path = await begin();
    await expectClosed(path);
    await share(path, { groep: 'medewerkers' });
    expect(await page(sam, '/werk/gedeeld')).toMatch(new RegExp(`${readPath(path)}[\\s\\S]*Wat kost een paspoort\\?[\\s\\S]*Van Noor de Wit`));
    const first = await page(sam, readPath(path));
    expect(first).not.toContain('Uw vraag');
    expect(first).toMatch(/gesprek van Noor de Wit[\s\S]*wordt gewist op \d/);
    expect(first).toContain('86,20');
    expect(first).toContain('Bronnen bij dit antwoord');
    await noor.post(path, { vraag: 'Hoe vraag ik een parkeervergunning aan?' });
    const second = await page(sam, readPath(path));
    expect(turnsIn(second)).toBe(2);
    // Nothing to do anything with, and not what its owner thinks of it.
    expect(second).not.toMatch(/<textarea|aanpassen=|\/export|\/wissen|\/naam|beoordeling/);
    expect(await page(noor, path)).toContain('Anderen lezen dit gesprek mee.');
    expect(await page(noor, '/werk/gesprekken')).toContain('>gedeeld<');
    expect(await page(noor, '/werk/gedeeld')).toContain('Niemand deelt een gesprek met u.');
    expect(await page(sam, '/werk/gesprekken')).not.toContain(idOf(path));
  });

  test('ends at once when that is stopped, when it is deleted, and when either of them is not in the group or not here any more', async () => {
    const ways: (readonly [string, (path: string) => Promise<unknown>])[] = [
      ['stopped', async (path) => noor.post(stopIn(await page(noor, `${path}/delen`)))],
      ['deleted', (path) => noor.post(`${path}/wissen`)],
      ['the owner left the group', () => desk.db.query(`UPDATE people SET claimed = '{jeugd}' WHERE id = $1`, [noor.id])],
      ['the owner left the desk', () => desk.db.query('UPDATE people SET disabled_at = now() WHERE id = $1', [noor.id])],
      ['the reader left the group', () => desk.db.query(`UPDATE people SET claimed = '{redactie}' WHERE id = $1`, [sam.id])],
    ];
    for (const [way, end] of ways) {
      [noor, sam] = [await colleague(desk, ['medewerkers', 'jeugd']), await colleague(desk, ['medewerkers'], 'Sam Bakker')];
      const path = await shared();
      expect((await sam.get(readPath(path))).status, way).toBe(200);
      await end(path);
      await expectClosed(path);
    }
  });

  test('is of a group of its owner alone', async () => {
    const path = await begin();
    for (const groep of ['redactie', 'bestaat-niet', "x'--"]) {
      const answer = await share(path, { groep });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('U kunt alleen delen met een groep waar u zelf in zit.');
    }
    expect(await page(noor, `${path}/delen`)).toContain('Nog met niemand.');
  });

  test('is recorded without a word of what was said or the address, and the chain is whole', async () => {
    const path = await shared();
    await share(path, { adres: 'Ander@Gemeente.example' });
    await noor.post(stopIn(await page(noor, `${path}/delen`)));
    const recorded = await sharingActs(desk.db, idOf(path));
    expect(recorded.map((body) => (JSON.parse(body) as { kind: string }).kind)).toEqual(['share.made', 'share.made', 'share.stopped']);
    expect(recorded[0]).toContain('"toGroup":"medewerkers"');
    expect(recorded.join('') + JSON.stringify(desk.logged)).not.toMatch(/ander@gemeente|aspoort kost/i);
    const [row] = await desk.db.query<{ row: string }>(`SELECT s::text || encode(s.named, 'escape') AS row FROM conversation_shares s WHERE conversation_id = $1`, [idOf(path)]);
    expect(row?.row).not.toMatch(/gemeente/i);
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
  });
});

describe('what leans on a source that who reads along may not read', () => {
  test('is not shown: neither answer, title nor passage, and nothing that builds on it; to who may read it all of it is', async () => {
    const path = await shared();
    await noor.post(path, { vraag: CLOSED });
    await noor.post(path, { vraag: 'En hoeveel is dat per overtreding?' });
    expect(await page(noor, path)).toMatch(/4\.711[\s\S]*Dwangsommen/);
    const read = await page(sam, readPath(path));
    expect(turnsIn(read)).toBe(3);
    expect(read).not.toMatch(/4\.711|Dwangsommen/);
    expect(read).toContain('86,20');
    expect(read).toContain('Het komt uit een bron die u niet mag lezen.');
    const both = await colleague(desk, ['medewerkers', 'jeugd'], 'Bo');
    const whole = await page(both, readPath(path));
    expect(whole).toMatch(/4\.711[\s\S]*Dwangsommen/);
    expect(whole).not.toContain('Dit antwoord ziet u niet.');
  });

  test('nor what was asked after it with that at hand, though its own source is open', async () => {
    const path = await shared(CLOSED);
    await noor.post(path, { vraag: PUBLIC });
    const read = await page(sam, readPath(path));
    expect(read).toContain('Het bouwt voort op een antwoord dat u niet mag lezen.');
    expect(read).not.toMatch(/4\.711|Dwangsommen|86,20/);
  });
});

test('what is said of files of the chat, and what they are called, is shared where the owner says so; the file itself never', async () => {
  const id = randomUUID();
  const path = `/werk/gesprekken/${id}`;
  await addFile(noor, id, 'vuurtoren.txt', FILE);
  await readFiles(noor, id);
  desk.host.setScript(() => reply('Het parkeerproject Vuurtoren kost 123456 euro [1].'));
  await noor.send('POST', TURNS, { question: 'Wat kost het parkeerproject?', conversationId: id, sources: 'files' });
  await share(path, { groep: 'medewerkers' });
  const without = await page(sam, readPath(path));
  expect(without).toContain('Het gaat over een bestand dat niet met u is gedeeld.');
  expect(withoutIds(without)).not.toMatch(/123456|vuurtoren/i);
  await share(path, { groep: 'medewerkers', bestanden: 'ja' });
  expect(await page(noor, `${path}/delen`)).toMatch(/Medewerkers[\s\S]*met wat over uw bestanden is gezegd/);
  const withFiles = await page(sam, readPath(path));
  expect(withFiles).toMatch(/123456[\s\S]*vuurtoren\.txt/);
  expect(withFiles).not.toContain('/bestanden/');
  const own = /href="(\/werk\/gesprekken\/[^"#]+\/bestanden\/[0-9a-f-]+)/.exec(await page(noor, path))?.[1] ?? '';
  expect((await noor.get(own)).status).toBe(200);
  for (const where of [own, `${own}/origineel`, `${path}/documenten`, path, `/api/v1/work/conversations/${id}/files`, `/api/v1/work/conversations/${id}/export?format=md`]) expect((await sam.get(where)).status, where).toBe(404);
});

test('work on a whole file is not shared without that either: not its question, nor the title of that', async () => {
  const id = randomUUID();
  const path = `/werk/gesprekken/${id}`;
  await addFile(noor, id, 'vuurtoren.txt', FILE);
  const [file] = await readFiles(noor, id);
  desk.host.setScript(() => reply('Het parkeerproject Vuurtoren kost 123456 euro [1].'));
  await noor.send('POST', `/api/v1/work/conversations/${id}/documents-work`, { assistant: 'collega', kind: 'summarise', file: file?.id });
  await share(path, { groep: 'medewerkers' });
  expect(await page(noor, path)).toContain('Vat samen: vuurtoren.txt');
  const places = async () => (await page(sam, '/werk/gedeeld')) + (await page(sam, readPath(path)));
  const without = await places();
  expect(without).toMatch(/Gesprek van [\s\S]*Deze vraag ziet u niet\.[\s\S]*niet met u is gedeeld/);
  expect(withoutIds(without)).not.toMatch(/vuurtoren|123456/i);
  await share(path, { groep: 'medewerkers', bestanden: 'ja' });
  expect(await places()).toMatch(/Vat samen: vuurtoren\.txt[\s\S]*123456/);
});

describe('a conversation that is shared with a colleague', () => {
  test('is for who logs in with the address, however it is written; the first one keeps it', async () => {
    const path = await begin();
    const address = `${randomUUID()}@Gemeente.example`;
    await share(path, { adres: ` ${address} ` });
    // Who is here is not told: it says the same of an address that nobody has.
    expect(await page(noor, `${path}/delen`)).toContain('Nog niet gezien');
    await expectClosed(path);
    await email(sam, address.toUpperCase());
    expect(await page(sam, '/werk/gedeeld')).toContain(readPath(path));
    expect(await page(noor, `${path}/delen`)).toContain('Gezien door Sam Bakker');
    const later = await colleague(desk, ['medewerkers'], 'Bo');
    await email(later, address);
    await expectClosed(path, later);
    await email(sam, 'sam@elders.example');
    expect((await sam.get(readPath(path))).status).toBe(200);
    expect((await sharingActs(desk.db, idOf(path))).at(-1)).toContain('share.taken');
  });

  test('is shared with nobody for what is no address, which stands in the form again', async () => {
    const path = await begin();
    for (const adres of ['', 'sam', 'sam@', '@gemeente.example', 'a b@c.example', 'sam@gemeente.example, bo@gemeente.example', `${'x'.repeat(300)}@a.example`, '"><b>@x.nl']) {
      const answer = await share(path, { adres, bestanden: 'ja' });
      expect(answer.status, adres).toBe(400);
      const html = await answer.text();
      expect(html).toContain('Dit is geen volledig e-mailadres.');
      expect(html).not.toContain('"><b>');
    }
    expect(await (await share(path, { adres: 'sam@' })).text()).toContain('value="sam@"');
    expect(await desk.db.query('SELECT 1 FROM conversation_shares WHERE conversation_id = $1', [idOf(path)])).toEqual([]);
  });

  test('is not shared with more than twenty', async () => {
    const path = await begin();
    await desk.db.query(`INSERT INTO conversation_shares (id, conversation_id, created_at, group_id) SELECT gen_random_uuid(), $1, now(), 'groep-' || n FROM generate_series(1, 20) n`, [idOf(path)]);
    const full = await share(path, { adres: ADDRESS });
    expect(full.status).toBe(409);
    expect(await full.text()).toContain(`value="${ADDRESS}"`);
  });
});

describe('who may not', () => {
  test('shares nothing of somebody else, nor stops it, also as its reader', async () => {
    const path = await shared();
    const stop = stopIn(await page(noor, `${path}/delen`));
    for (const answer of [await sam.get(`${path}/delen`), await share(path, { groep: 'medewerkers' }, sam), await sam.post(stop), await sam.post(path, { vraag: 'En?' }), await sam.post(`${path}/wissen`)]) expect(answer.status).toBe(404);
    // A share of another conversation is not stopped by the way of one's own.
    const own = ((await sam.post('/werk', { assistent: 'collega', vraag: PUBLIC })).headers.get('Location') ?? '').replace('#antwoord', '');
    await sam.post(`${own}/delen/${stop.split('/').at(-2)}/stoppen`);
    expect((await sam.get(readPath(path))).status).toBe(200);
    for (const where of ['/werk/gedeeld/geen-nummer', `/werk/gedeeld/${randomUUID()}`, `/werk/gedeeld/${idOf(own)}`]) expect((await sam.get(where)).status).toBe(404);
    expect((await noor.post(`${path}/delen/geen-nummer/stoppen`)).status).toBe(404);
  });

  test.each([['GET', '/werk/gedeeld'], ['GET', `/werk/gedeeld/${randomUUID()}`], ['GET', `/werk/gesprekken/${randomUUID()}/delen`], ['POST', `/werk/gesprekken/${randomUUID()}/delen`], ['POST', `/werk/gesprekken/${randomUUID()}/delen/${randomUUID()}/stoppen`]])('is not logged in, is no employee, or comes from elsewhere: %s %s', async (method, path) => {
    const open = await fetch(desk.url + path, { method, redirect: 'manual', headers: { 'Sec-Fetch-Site': 'same-origin' } });
    expect(open.headers.get('Location')).toMatch(/^\/inloggen/);
    const guest = await colleague(desk, []);
    expect((await (method === 'GET' ? guest.get(path) : guest.post(path))).status).toBe(403);
    if (method === 'POST') expect((await noor.post(path, { groep: 'medewerkers' }, { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elders.example' })).status).toBe(403);
  });
});
