import { afterAll, beforeAll, expect, test } from 'vitest';
import { BalieError } from '../../src/errors.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
let isAway = false;

/** A desk that has no room for any turn, and whose database may be away. */
beforeAll(async () => {
  desk = await startTestDesk({ maxTurns: 0, conversation: async () => (isAway ? Promise.reject(new BalieError('database-unavailable')) : []) });
});
afterAll(() => desk.close());

const ask = (question: string) =>
  fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ question }) });
const post = async (question: string) => (await fetch(`${desk.url}/`, { method: 'POST', body: new URLSearchParams({ question }) })).text();

test('who is in need is never refused for want of room', async () => {
  expect((await ask('Wat kost een paspoort?')).status).toBe(503);
  const response = await ask('ik wil niet meer leven');
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ outcome: 'handed-over', language: 'nl', sources: [], answer: expect.stringContaining('0800-0113') as string });
});

test('the numbers come at once in a stream, before anything else', async () => {
  const response = await fetch(`${desk.url}/api/v1/assistants/loket/turns`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
    body: JSON.stringify({ question: 'Mein Mann schlägt mich' }),
  });
  const text = await response.text();
  expect(text.indexOf('event: delta')).toBeLessThan(text.indexOf('event: done'));
  expect(/event: (\w+)\n/.exec(text)?.[1]).toBe('delta');
  expect(text).toContain('0800-2000');
});

test('the page shows the numbers, also where the conversation cannot be read', async () => {
  for (const away of [false, true]) {
    isAway = away;
    const html = await post('mijn man slaat me');
    expect(html).toContain('href="tel:08002000"');
    expect(html).toContain('mijn man slaat me');
  }
});

test('it is kept, encrypted, with what was seen in it, and stands in no line of the log', async () => {
  const turn = (await (await ask('niemand zou me missen')).json()) as { id: string };
  const rows = await desk.db.query<{ outcome: string }>('SELECT outcome FROM turns WHERE id = $1', [turn.id]);
  expect(rows).toEqual([{ outcome: 'handed-over' }]);
  expect(JSON.stringify(desk.logged)).not.toMatch(/missen|slaat|suicide/);
});
