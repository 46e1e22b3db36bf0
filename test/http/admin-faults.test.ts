import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeKey } from '../../src/identity/keys.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { type Editor, editor } from './admin-support.ts';

let desk: TestDesk;
let redactie: Editor;
let programma: Editor;
beforeAll(async () => {
  desk = await startTestDesk();
  redactie = await editor(desk, ['producten'], 'Redactie <b>Zuid</b>');
  programma = await editor(desk, ['opgeheven'], 'Programma');
});
afterAll(() => desk.close());

describe('a fault page for editors shows who is logged in, as the pages do', () => {
  test.each([
    ['an address that there is not', '/beheer/bestaat-niet', 404],
    ['a collection of others', '/beheer/collecties/intern', 404],
    ['a document that there is not', '/beheer/collecties/producten/documenten/er-niet', 404],
  ])('%s', async (_, path, status) => {
    const name = (page: string) => /Ingelogd met<\/span>\s*<a[^>]*>([^<]*)<\/a>/.exec(page)?.[1];
    const good = name(await (await redactie.get('/beheer/sleutel')).text());
    const response = await redactie.get(path);
    expect(response.status).toBe(status);
    const page = await response.text();
    expect(name(page)).toBe('Redactie &lt;b&gt;Zuid&lt;/b&gt;');
    expect(name(page)).toBe(good);
    expect(page).toContain('/beheer/uitloggen');
  });

  test('to a key holder without collections too', async () => {
    const response = await programma.get('/beheer/collecties/producten');
    expect(response.status).toBe(403);
    expect(await response.text()).toMatch(/Ingelogd met<\/span>\s*<a[^>]*>Programma</);
  });

  test('a form that is wrong', async () => {
    const response = await redactie.post('/beheer/collecties/producten/bestaat-niet');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Ingelogd met');
  });
});

describe('it names nobody', () => {
  test('to who is not logged in, and to who was', async () => {
    expect(await (await fetch(`${desk.url}/beheer/bestaat-niet`)).text()).not.toContain('Ingelogd met');
    const gone = await editor(desk, ['producten'], 'Weg');
    await revokeKey(desk.db, gone.keyId);
    const response = await gone.get('/beheer/bestaat-niet');
    expect([response.status, (await response.text()).includes('Weg')]).toEqual([404, false]);
  });

  test('to another site', async () => {
    const response = await redactie.post('/beheer/bestaat-niet', {}, { 'Sec-Fetch-Site': 'cross-site' });
    expect(await response.text()).not.toContain('Ingelogd met');
  });

  test('on the pages of the desk', async () => {
    expect(await (await redactie.get('/bestaat-niet')).text()).not.toContain('Ingelogd met');
  });

  test('where the session cannot be looked up, and says what is wrong all the same', async () => {
    await desk.db.query('ALTER TABLE sessions RENAME TO sessions_away');
    try {
      const response = await redactie.get('/beheer/bestaat-niet');
      expect([response.status, (await response.text()).includes('Ingelogd met')]).toEqual([404, false]);
    } finally {
      await desk.db.query('ALTER TABLE sessions_away RENAME TO sessions');
    }
  });
});
