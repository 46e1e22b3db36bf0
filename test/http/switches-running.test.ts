import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { reply, silence, text } from '../support/ollama-host/index.ts';

const MESSAGE = 'Wij werken aan de balie.\nBel ons gerust.';
const PASSPORT = 'Wat kost een paspoort?';
const BY = { byUser: 'toets' };

let desk: TestDesk;
beforeAll(async () => {
  desk = await startTestDesk();
});
afterAll(() => desk.close());
afterEach(async () => {
  for (const { assistant } of desk.switches.list()) await desk.switches.change(assistant, null, BY);
});

const off = (assistant = '*') => desk.switches.change(assistant, MESSAGE, BY);
const ask = (question: string, headers = {}, url = desk.url) =>
  fetch(`${url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify({ question }) });
const post = (question: string) => fetch(desk.url, { method: 'POST', body: new URLSearchParams({ question }) });

describe('an answer that runs', () => {
  const chats = () => desk.host.requests.filter(({ path }) => path === '/api/chat').length;
  let before = 0;
  beforeEach(() => {
    before = chats();
    desk.host.setScript([text('Een paspoort kost '), silence()]);
  });
  const isAsked = () => expect.poll(chats).toBeGreaterThan(before);

  test('in a stream ends with the text; the host is let go', async () => {
    const response = await ask(PASSPORT, { Accept: 'text/event-stream' });
    const reading = response.text();
    await isAsked();
    await off();
    const last = (await reading).trim().split('\n\n').at(-1) ?? '';
    expect(last).toMatch(/^event: error\n/);
    expect(JSON.parse(last.slice(last.indexOf('{')))).toMatchObject({ code: 'desk-closed', message: MESSAGE });
  });

  test('of a form ends with the page that says so, with the question', async () => {
    const reading = post('Wat kost een rijbewijs?');
    await isAsked();
    await off('loket');
    const response = await reading;
    expect(response.status).toBe(503);
    const html = await response.text();
    expect(html).toContain('Bel ons gerust.');
    expect(html).toContain('Wat kost een rijbewijs?');
    expect(html).not.toContain('<textarea');
  });

  test('of another assistant goes on', async () => {
    const left = new AbortController();
    const reading = fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'POST', signal: left.signal, headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' }, body: JSON.stringify({ question: PASSPORT }) });
    await isAsked();
    await off('collega');
    const reader = (await reading).body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    left.abort();
  });

  test('on another copy of the desk ends too, and that one refuses from then on, until it is turned on again', async () => {
    const other = await desk.beside();
    const running = (await ask(PASSPORT, { Accept: 'text/event-stream' }, other.url)).text();
    await isAsked();
    await off();
    expect(await running).toContain('"code":"desk-closed"');
    expect((await ask(PASSPORT, {}, other.url)).status).toBe(503);
    await desk.switches.change('*', null, BY);
    desk.host.setScript(reply('Een paspoort kost € 86,20 [1].'));
    await expect.poll(async () => (await ask(PASSPORT, {}, other.url)).status).toBe(200);
    await other.close();
  });
});
