import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { approvedOpening } from '../support/openings.ts';
import { loggedIn, pageText } from './admin-support.ts';

const TURNS = '/api/v1/assistants/collega/turns';
const QUESTION = { question: 'Wat kost een paspoort?' };

let desk: TestDesk;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
});
afterAll(() => desk.close());

describe('an employee', () => {
  test('asks the assistant for employees, and goes on with the conversation', async () => {
    const noor = await colleague(desk);
    const first = await noor.send('POST', TURNS, QUESTION);
    expect(first.status).toBe(200);
    const { conversationId } = (await first.json()) as { conversationId: string };
    expect((await noor.send('POST', TURNS, { ...QUESTION, conversationId })).status).toBe(200);
    const kept = await desk.db.query('SELECT DISTINCT person_id FROM turns WHERE conversation_id = $1', [conversationId]);
    expect(kept).toEqual([{ person_id: noor.id }]);
  });

  test('finds no conversation of somebody else, and nobody without an account one of theirs', async () => {
    const [noor, other] = [await colleague(desk), await colleague(desk, ['medewerkers'], 'Sam Bos')];
    const { conversationId } = (await (await noor.send('POST', TURNS, QUESTION)).json()) as { conversationId: string };
    const refused = await other.send('POST', TURNS, { ...QUESTION, conversationId });
    expect(refused.status).toBe(404);
    expect(await refused.json()).toMatchObject({ code: 'conversation-unknown' });
  });

  test('gets with the Idempotency-Key of somebody else an answer of their own', async () => {
    const [noor, other] = [await colleague(desk), await colleague(desk, ['medewerkers'], 'Sam Bos')];
    const headers = { 'Sec-Fetch-Site': 'same-origin', 'Idempotency-Key': randomUUID() };
    const turnOf = async (by: Colleague) => (await (await by.send('POST', TURNS, QUESTION, headers)).json()) as { id: string; conversationId: string };
    const first = await turnOf(noor);
    expect(await turnOf(noor)).toEqual(first);
    const own = await turnOf(other);
    expect(own.id).not.toBe(first.id);
    expect(own.conversationId).not.toBe(first.conversationId);
  });

  test.each([
    ['nobody is logged in', undefined, 401, 'login-required'],
    ['who is in no group of the desk', [], 403, 'employee-required'],
    ['who is in a group that the desk does not know', ['elders'], 403, 'employee-required'],
  ])('is not who: %s', async (_, claimed, status, code) => {
    const answer = claimed === undefined ? await fetch(desk.url + TURNS, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(QUESTION) }) : await (await colleague(desk, claimed)).send('POST', TURNS, QUESTION);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });

  test('is asked for by no other site', async () => {
    const answer = await (await colleague(desk)).send('POST', TURNS, QUESTION, { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elders.example' });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'cross-site-refused' });
  });

  test('is none any more from the moment that they are shut out', async () => {
    const noor = await colleague(desk);
    await desk.db.query('UPDATE people SET disabled_at = now() WHERE id = $1', [noor.id]);
    expect((await noor.send('POST', TURNS, QUESTION)).status).toBe(401);
  });
});

describe('a group', () => {
  test('opens what it may read, in search and on the page of a source, to nobody else and at once', async () => {
    const [inGroup, outside] = [await colleague(desk, ['jeugd']), await colleague(desk)];
    await desk.db.query(`UPDATE collections SET readers = '{jeugd}' WHERE id = 'producten'`);
    const found = (await (await inGroup.send('POST', TURNS, QUESTION)).json()) as { sources: { url: string }[] };
    expect(found.sources.length).toBeGreaterThan(0);
    const source = (found.sources[0]?.url ?? '').split('#')[0] ?? '';
    expect((await inGroup.get(source)).status).toBe(200);
    expect((await outside.get(source)).status).toBe(404);
    expect((await fetch(desk.url + source)).status).toBe(404);
    const none = (await (await outside.send('POST', TURNS, QUESTION)).json()) as { sources: unknown[] };
    expect(none.sources).toEqual([]);
    await desk.db.query(`UPDATE people SET claimed = '{medewerkers}' WHERE id = $1`, [inGroup.id]);
    expect((await inGroup.get(source)).status).toBe(404);
    await desk.db.query(`UPDATE collections SET readers = '{resident}' WHERE id = 'producten'`);
  });

  test('of editors opens Beheer for its collections', async () => {
    const page = await (await colleague(desk, ['redactie'])).get('/beheer');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Producten en diensten');
    expect((await (await colleague(desk)).get('/beheer/collecties/producten')).status).toBe(403);
  });
});

describe('what an employee says of an answer', () => {
  const feedback = (id: string) => `/api/v1/turns/${id}/feedback`;
  const kept = async (id: string) => (await desk.db.query<{ helpful: boolean; times: number }>('SELECT helpful, times FROM turn_feedback WHERE turn_id = $1', [id]))[0];
  const asked = async (by: Colleague, question = QUESTION.question, conversationId?: string) =>
    (await (await by.send('POST', TURNS, { question, ...(conversationId && { conversationId }) })).json()) as { id: string; conversationId: string };

  test('is taken of the one who asked, and of nobody else who knows the numbers', async () => {
    const [noor, sam] = [await colleague(desk), await colleague(desk, ['medewerkers'], 'Sam Bos')];
    const { id, conversationId } = await asked(noor);
    const body = { conversationId, helpful: false, text: 'Bel mij op 06 12345678.' };
    const anonymous = await fetch(desk.url + feedback(id), { method: 'PUT', headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' }, body: JSON.stringify(body) });
    for (const refused of [await sam.send('PUT', feedback(id), body), anonymous]) {
      expect(refused.status).toBe(404);
      expect(await refused.json()).toMatchObject({ code: 'turn-unknown' });
    }
    const form = { antwoord: id, conversationId, helpt: 'nee' };
    expect((await noor.post('/reactie', form)).status).toBe(404);
    expect((await sam.post(`/werk/gesprekken/${conversationId}/reactie`, form)).status).toBe(404);
    expect(await kept(id)).toBeUndefined();
    const taken = await noor.send('PUT', feedback(id), body);
    expect(await taken.json()).toMatchObject({ helpful: false, text: 'Bel mij op [telefoonnummer].' });
    expect(await kept(id)).toEqual({ helpful: false, times: 1 });
  });

  test('is said by a form too, and the conversation comes back with it', async () => {
    const noor = await colleague(desk);
    const { id, conversationId } = await asked(noor);
    await asked(noor, 'En voor een kind?', conversationId);
    const path = `/werk/gesprekken/${conversationId}`;
    expect(await (await noor.get(path)).text()).toContain(`action="${path}/reactie#reactie-2"`);
    expect(await (await noor.get(`${path}?tot=1`)).text()).toContain(`action="${path}/reactie?tot=1#reactie-1"`);
    const said = await noor.post(`${path}/reactie?tot=1`, { antwoord: id, helpt: 'nee', reden: 'incomplete', tekst: 'Mijn bsn is 111222333.' });
    const text = await said.text();
    expect(said.status).toBe(200);
    expect(text).toContain('Mijn bsn is [burgerservicenummer].');
    expect(text).toContain('value="incomplete" checked');
    expect(text).not.toContain('reactie-2');
    expect(await kept(id)).toEqual({ helpful: false, times: 1 });
    for (const [fields, status] of [[{ antwoord: id }, 400], [{ antwoord: 'x', helpt: 'ja' }, 404], [{ antwoord: id, helpt: 'nee', tekst: 'x'.repeat(501) }, 400]] as const) {
      const refused = await noor.post(`${path}/reactie`, fields);
      expect(refused.status).toBe(status);
      expect(await refused.text()).toContain('Werkplek');
    }
    expect((await noor.get(`${path}/reactie`)).headers.get('Location')).toBe(path);
  });

  test('comes to who judges answers when it did not help: that one question, and no source that is not theirs to read', async () => {
    const noor = await colleague(desk, ['jeugd']);
    await desk.db.query(`UPDATE collections SET readers = '{jeugd}' WHERE id = 'producten'`);
    const first = await asked(noor, 'Hoe lang is een paspoort geldig?');
    const { id } = await asked(noor, QUESTION.question, first.conversationId);
    const judge = await loggedIn(desk, { name: 'Team Kwaliteit', isReviewer: true });
    await approvedOpening(desk);
    const path = `/beheer/beoordelen/${id}`;
    await noor.send('PUT', feedback(id), { conversationId: first.conversationId, helpful: true });
    expect((await judge.get(path)).status).toBe(404);
    await noor.send('PUT', feedback(id), { conversationId: first.conversationId, helpful: false, text: 'Te vaag.' });
    expect(await pageText(judge, '/beheer/beoordelen')).toContain(id);
    const open = await pageText(judge, path);
    expect(open).toContain(QUESTION.question);
    expect(open).toContain('Te vaag.');
    expect(open).toContain('U kunt deze bron niet meer zien.');
    expect(open).not.toContain('Hoe lang is een paspoort geldig?');
    await desk.db.query(`UPDATE collections SET readers = '{resident}' WHERE id = 'producten'`);
    expect(await pageText(judge, path)).not.toContain('U kunt deze bron niet meer zien.');
    expect((await judge.get(`/beheer/beoordelen/${first.id}`)).status).toBe(404);
  });
});
