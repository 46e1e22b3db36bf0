import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { colleague, GROUPS } from '../support/employee.ts';

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
