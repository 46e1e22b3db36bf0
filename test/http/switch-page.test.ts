import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { actsIn } from '../support/acts.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { type Editor, loggedIn, pageText } from './admin-support.ts';

const PATH = '/beheer/aan-uit';

let desk: TestDesk;
let admin: Editor;
beforeAll(async () => {
  desk = await startTestDesk();
  admin = await loggedIn(desk, { name: 'Beheer <gemeente>', isAdmin: true });
});
afterAll(() => desk.close());
afterEach(async () => {
  for (const { assistant } of desk.switches.list()) await desk.switches.change(assistant, null, { byUser: 'toets' });
});

test('all goes off after a second press, with the text that was shown before it; on with one', async () => {
  const asked = await admin.post(PATH, { assistent: '*', zet: 'uit', tekst: ' Even <dicht>.\r\nBel ons. ' });
  expect(asked.status).toBe(200);
  const html = await asked.text();
  expect(html).toContain('Even &lt;dicht&gt;.\nBel ons.');
  expect(desk.switches.list()).toEqual([]);
  const done = await admin.post(PATH, { assistent: '*', zet: 'uit', zeker: 'ja', tekst: 'Even <dicht>.\nBel ons.' });
  expect([done.status, done.headers.get('Location')]).toEqual([303, PATH]);
  expect(desk.switches.list()).toMatchObject([{ assistant: '*', message: 'Even <dicht>.\nBel ons.', by: { byKey: admin.keyId } }]);
  const page = await pageText(admin, PATH);
  expect(page).toContain('De digitale balie staat uit');
  expect(page).toContain('door Beheer &lt;gemeente&gt;.');
  expect(await pageText(admin, '/beheer')).toContain('staat uit');
  expect((await admin.post(PATH, { assistent: '*', zet: 'aan' })).status).toBe(303);
  expect(await pageText(admin, PATH)).toContain('De digitale balie staat aan');
  expect((await actsIn(desk.db)).map(({ kind }) => kind).slice(-2)).toEqual(['desk.off', 'desk.on']);
});

test('while all is off, the page shows of assistants only what stays off, and says so', async () => {
  await desk.switches.change('*', 'Alles.', { byUser: 'jan' });
  expect(await pageText(admin, PATH)).not.toMatch(/collega|loket/);
  expect(await pageText(admin, PATH)).toContain('door jan, op de server.');
  expect((await admin.post(PATH, { assistent: 'loket', zet: 'uit', tekst: 'Loket.' })).status).toBe(303);
  expect(await pageText(admin, PATH)).toMatch(/Ook apart uitgezet.*loket.*Loket\./);
});

test('a text that cannot be used comes back, and nothing goes off', async () => {
  for (const tekst of ['x'.repeat(501), 'a\u0007b']) {
    const response = await admin.post(PATH, { assistent: '*', zet: 'uit', zeker: 'ja', tekst });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Er is nog niets uitgezet.');
  }
  expect((await admin.post(PATH, { assistent: 'bestaat-niet', zet: 'uit' })).status).toBe(404);
  expect(desk.switches.list()).toEqual([]);
});

test('is for who is logged in with an admin’s key, from a page of the desk', async () => {
  const wish = { assistent: '*', zet: 'uit', zeker: 'ja' };
  const editor = await loggedIn(desk, { name: 'Redactie', collections: ['producten'], isReviewer: true });
  expect([(await editor.get(PATH)).status, (await editor.post(PATH, wish)).status]).toEqual([403, 403]);
  expect(await pageText(editor, '/beheer')).not.toContain(PATH);
  expect((await admin.post(PATH, wish, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  expect((await admin.post(PATH, wish, {})).status).toBe(403);
  const stranger = await fetch(desk.url + PATH, { redirect: 'manual' });
  expect([stranger.status, stranger.headers.get('Location')]).toEqual([303, `/beheer/inloggen?naar=${encodeURIComponent(PATH)}`]);
  expect((await fetch(desk.url + PATH, { method: 'POST', redirect: 'manual', body: new URLSearchParams(wish), headers: { 'Sec-Fetch-Site': 'same-origin' } })).status).toBe(401);
  expect(desk.switches.list()).toEqual([]);
});
