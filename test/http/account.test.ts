import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorCatalogue, type ErrorCode } from '../../src/errors.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { approvedOpening } from '../support/openings.ts';
import { loggedIn } from './admin-support.ts';

const GONE = { id: 'opgeheven', title: 'Opgeheven', claims: ['opgeheven'], roles: ['employee' as const, 'editor' as const], collections: ['opgeheven'], assistants: [], models: [] };
const JUDGING = { ...GONE, id: 'oordeel', title: 'Team Oordeel', claims: ['oordeel'], roles: ['reviewer' as const], collections: [] };

let desk: TestDesk;
beforeAll(async () => {
  desk = await startTestDesk({ groups: [...GROUPS, GONE, JUDGING] });
});
afterAll(() => desk.close());

const textOf = async (response: Response) => (await response.text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const page = async (who: Pick<Colleague, 'get'>, path: string) => {
  const response = await who.get(path);
  return { status: response.status, location: response.headers.get('Location'), html: await response.clone().text(), text: await textOf(response) };
};

describe('an account', () => {
  test('says who somebody is, and what they may by their groups', async () => {
    const editor = await colleague(desk, ['redactie', 'beheer'], 'Noor <b>de Wit</b>');
    const { status, html, text } = await page(editor, '/beheer/account');
    expect(status).toBe(200);
    expect(html).toContain('Noor &lt;b&gt;de Wit&lt;/b&gt;');
    expect(text).toContain('Groepen Redactie, Beheer U bent medewerker, redacteur, beheerder');
    expect(text).toContain('Documenten beheren Producten en diensten');
    expect(text).toContain('Beheren De balie aan- en uitzetten');
    expect(text).not.toMatch(/Beoordelen|Uw sleutel/);
  });

  test('stands in the workplace of who has nothing to do in Beheer, and is where /beheer leads them', async () => {
    const noor = await colleague(desk);
    expect(await page(noor, '/beheer')).toMatchObject({ status: 303, location: '/beheer/account' });
    const { html, text } = await page(noor, '/beheer/account');
    expect(html).toContain('aria-label="Werkplek"');
    expect(text).toContain('Documenten beheren Geen collecties');
  });

  test('is not that of a key, nor the other way about', async () => {
    const key = await loggedIn(desk, { name: 'Redactie', collections: ['producten'] });
    expect(await page(key, '/beheer/account')).toMatchObject({ status: 303, location: '/beheer/sleutel' });
    expect(await page(await colleague(desk), '/beheer/sleutel')).toMatchObject({ status: 303, location: '/beheer/account' });
    expect((await page(key, '/beheer/sleutel')).text).toContain('Uw sleutel Van Redactie');
  });

  test('is nobody else\'s, nor shown without one', async () => {
    const [noor, sam] = [await colleague(desk, ['jeugd'], 'Noor de Wit'), await colleague(desk, ['medewerkers'], 'Sam Bos')];
    expect((await page(sam, '/beheer/account')).text).not.toMatch(/Noor|Team Jeugd/);
    expect((await page(noor, '/beheer/account')).text).toContain('Team Jeugd');
    const nobody = await fetch(`${desk.url}/beheer/account`, { redirect: 'manual' });
    expect([nobody.status, nobody.headers.get('Location')]).toEqual([303, '/beheer/inloggen?naar=%2Fbeheer%2Faccount']);
  });

  test('follows a change of groups at once', async () => {
    const noor = await colleague(desk, ['redactie']);
    expect((await noor.get('/beheer/collecties/producten')).status).toBe(200);
    await desk.db.query(`UPDATE people SET claimed = '{medewerkers}' WHERE id = $1`, [noor.id]);
    expect((await noor.get('/beheer/collecties/producten')).status).toBe(403);
    expect((await page(noor, '/beheer/account')).text).toContain('Documenten beheren Geen collecties');
  });

  test('holds no collection that the configuration does not name', async () => {
    const noor = await colleague(desk, ['opgeheven']);
    await desk.db.query(`INSERT INTO collections (id, title, owner, readers) VALUES ('opgeheven', 'Opgeheven', 'Team', '{}') ON CONFLICT DO NOTHING`);
    expect((await page(noor, '/beheer/account')).text).toContain('Documenten beheren Geen collecties');
    expect((await noor.get('/beheer/collecties/opgeheven')).status).toBe(403);
    expect((await noor.get('/api/v1/collections/opgeheven/documents')).status).toBe(403);
  });
});

describe('the head of Beheer', () => {
  test('names a person as a person, with the way to the workplace', async () => {
    const { html, text } = await page(await colleague(desk, ['redactie']), '/beheer');
    expect(text).toContain('Ingelogd als Noor de Wit');
    expect(html).toContain('href="/werk"');
    expect(html).toContain('href="/beheer/account"');
    expect(text).not.toMatch(/[Ss]leutel/);
  });

  test('shows no workplace to who is no employee, nor to a key', async () => {
    expect((await page(await colleague(desk, ['oordeel']), '/beheer')).html).not.toContain('/werk');
    const key = await page(await loggedIn(desk, { name: 'Redactie', collections: ['producten'] }), '/beheer');
    expect(key.html).not.toContain('href="/werk"');
    expect(key.text).toContain('Ingelogd met Redactie');
  });
});

describe('a refusal fits who is asked', () => {
  test.each<[string, ErrorCode, ErrorCode]>([
    ['/beheer/aan-uit', 'admin-required', 'admin-key-required'],
    ['/api/v1/keys', 'admin-required', 'admin-key-required'],
    ['/beheer/beoordelen', 'reviewer-required', 'review-key-required'],
    ['/beheer/collecties/producten', 'group-forbidden', 'key-forbidden'],
    ['/api/v1/collections/producten/documents', 'group-forbidden', 'key-forbidden'],
    ['/api/v1/jobs', 'group-forbidden', 'key-forbidden'],
  ])('%s: %s, or with a key %s', async (path, ofPerson, ofKey) => {
    const person = await page(await colleague(desk), path);
    const key = await page(await loggedIn(desk, { name: 'Programma', models: ['chat'] }), path);
    expect([person.status, key.status]).toEqual([403, 403]);
    expect(person.text).toContain(errorCatalogue[ofPerson].message);
    expect(person.text).not.toMatch(/[Ss]leutel|balie keys/);
    expect(key.text).toContain(errorCatalogue[ofKey].message);
  });

  test('also of an editor who loses the collection while a document comes in', async () => {
    const noor = await colleague(desk, ['redactie']);
    const answer = await noor.send('PUT', '/api/v1/collections/intern/documents/x.md', {});
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([403, 'group-forbidden']);
  });

  test('and a person is told nothing of a key of their own', async () => {
    const answer = await (await colleague(desk)).get('/api/v1/own-key');
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([403, 'group-forbidden']);
  });
});

describe('who did something', () => {
  test('is in the log by number, and shown by name on the page of the switch', async () => {
    const admin = await colleague(desk, ['beheer'], 'Bo Beheer');
    expect((await admin.post('/beheer/aan-uit', { assistent: 'collega', zet: 'uit', tekst: '' })).status).toBe(303);
    expect((await page(admin, '/beheer/aan-uit')).text).toMatch(/Uit sinds [^.]*, door Bo Beheer\./);
    const [act] = await desk.db.query<{ body: string }>(`SELECT body FROM audit_entries WHERE kind = 'desk.off'`);
    expect(act?.body).toContain(admin.id);
    expect(act?.body).not.toContain('Bo Beheer');
    await desk.db.query('DELETE FROM people WHERE id = $1', [admin.id]);
    const other = await colleague(desk, ['beheer']);
    expect((await page(other, '/beheer/aan-uit')).text).toContain(`door persoon ${admin.id}.`);
  });

  test('is shown by name with a judgement', async () => {
    const turn = (await (await fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"question":"Wat kost een paspoort?"}' })).json()) as { id: string; conversationId: string };
    await fetch(`${desk.url}/api/v1/turns/${turn.id}/feedback`, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ conversationId: turn.conversationId, helpful: false, reasons: [] }) });
    const judge = await colleague(desk, ['oordeel'], 'Jip Judge');
    await approvedOpening(desk);
    const path = `/beheer/beoordelen/${turn.id}`;
    expect((await judge.get(path)).status).toBe(200);
    expect((await judge.post(path, { oordeel: 'good', versie: '0' })).status).toBe(303);
    const seen = await page(judge, path);
    expect(seen.text).toContain('Jip Judge');
    const acts = await desk.db.query<{ body: string }>(`SELECT body FROM audit_entries WHERE kind IN ('review.opened', 'turn.judged')`);
    expect(acts.every(({ body }) => body.includes(judge.id) && !body.includes('Jip'))).toBe(true);
  });
});
