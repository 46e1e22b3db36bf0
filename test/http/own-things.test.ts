import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKey } from '../../src/identity/keys.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { type Colleague, colleague, GROUPS } from '../support/employee.ts';
import { loggedIn } from './admin-support.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Numbers that are real, and somebody else's. */
let desk: TestDesk;
let noor: Colleague;
let sam: Colleague;
let of: { readonly conversation: string; readonly turn: string; readonly key: string; readonly internal: string };
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  [noor, sam] = [await colleague(desk), await colleague(desk, ['medewerkers'], 'Sam Bos')];
  const { id, conversationId } = (await (await noor.send('POST', '/api/v1/assistants/collega/turns', { question: 'Wat kost een paspoort?' })).json()) as { id: string; conversationId: string };
  const key = (await createKey(desk.db, { name: 'Van een ander', collections: ['intern'] })).id;
  const [document] = await desk.db.query<{ id: string }>(`SELECT id FROM documents WHERE source_id = 'handboek.md'`);
  of = { conversation: conversationId, turn: id, key, internal: document?.id ?? '' };
});
afterAll(() => desk.close());

const codeOf = async (answer: Response) => `${answer.status} ${((await answer.json()) as { code: string }).code}`;
const anonymous = (method: string, path: string, body?: object) => fetch(desk.url + path, { method, headers: { ...JSON_TYPE, 'Sec-Fetch-Site': 'same-origin' }, ...(body && { body: JSON.stringify(body) }) });

describe("somebody else's conversation", () => {
  test('is gone on with by nobody else, logged in or not', async () => {
    const ask = { question: 'En een rijbewijs?', conversationId: of.conversation };
    expect(await codeOf(await sam.send('POST', '/api/v1/assistants/collega/turns', ask))).toBe('404 conversation-unknown');
    expect(await codeOf(await anonymous('POST', '/api/v1/assistants/loket/turns', ask))).toBe('404 conversation-unknown');
    expect((await noor.send('POST', '/api/v1/assistants/collega/turns', ask)).status).toBe(200);
  });

  test.each([
    ['DELETE', (id: string) => `/api/v1/conversations/${id}`, undefined],
    ['GET', (id: string) => `/api/v1/conversations/${id}/summary`, undefined],
  ])('is neither erased nor told by its number: %s', async (method, path, body) => {
    for (const ask of [(to: string) => sam.send(method, to, body), (to: string) => anonymous(method, to, body)]) expect((await ask(path(of.conversation))).status).toBe(404);
    expect(await desk.db.query('SELECT FROM turn_keys WHERE turn_id = $1', [of.turn])).toHaveLength(1);
  });

  test.each(['/gesprek/bewaren', '/gesprek/wissen'])('does not come out of a form of residents: %s', async (path) => {
    const answer = await fetch(desk.url + path, { method: 'POST', headers: { Cookie: sam.cookie }, body: new URLSearchParams({ conversationId: of.conversation }) });
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('paspoort');
    expect(await desk.db.query('SELECT FROM turn_keys WHERE turn_id = $1', [of.turn])).toHaveLength(1);
  });

  test('is shown on no page of the desk', async () => {
    const page = await (await fetch(desk.url, { method: 'POST', headers: { Cookie: noor.cookie }, body: new URLSearchParams({ conversationId: of.conversation, question: 'En een rijbewijs?' }) })).text();
    expect(page).not.toContain('Wat kost een paspoort?');
  });
});

describe("somebody else's document", () => {
  test('is not read nor changed by its number or name', async () => {
    const editor = await colleague(desk, ['redactie']);
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      expect(await codeOf(await editor.send(method, '/api/v1/collections/intern/documents/handboek.md', method === 'GET' ? undefined : {}))).toBe('403 group-forbidden');
      expect(await codeOf(await editor.send(method, '/api/v1/collections/producten/documents/handboek.md', method === 'PATCH' ? {} : undefined))).toMatch(method === 'PUT' ? /^4(?:00|15) / : /^404 /);
    }
    for (const path of ['', '/origineel', '/verwijderen']) {
      expect((await editor.get(`/beheer/collecties/intern/documenten/handboek.md${path}`)).status).toBe(404);
      expect((await editor.get(`/beheer/collecties/producten/documenten/handboek.md${path}`)).status).toBe(404);
      expect((await sam.get(`/beheer/collecties/intern/documenten/handboek.md${path}`)).status).toBe(403);
    }
    expect((await anonymous('GET', `/bronnen/${of.internal}`)).status).toBe(404);
    expect((await sam.get(`/bronnen/${of.internal}`)).status).toBe(200);
    expect(await desk.db.query(`SELECT FROM documents WHERE source_id = 'handboek.md'`)).toHaveLength(1);
  });
});

describe("somebody else's key", () => {
  test.each([['GET', ''], ['PATCH', ''], ['DELETE', ''], ['POST', '/rotations']])('%s%s is for admins', async (method, more) => {
    const path = `/api/v1/keys/${of.key}${more}`;
    const body = method === 'PATCH' || method === 'POST' ? {} : undefined;
    expect(await codeOf(await sam.send(method, path, body))).toBe('403 admin-required');
    expect(await codeOf(await (await colleague(desk, ['redactie'])).send(method, path, body))).toBe('403 admin-required');
    expect(await codeOf(await anonymous(method, path, body))).toBe('401 key-invalid');
    const [kept] = await desk.db.query<{ name: string; revoked: Date | null }>('SELECT name, revoked_at AS revoked FROM api_keys WHERE id = $1', [of.key]);
    expect(kept).toEqual({ name: 'Van een ander', revoked: null });
  });

  test('says nothing of itself to another', async () => {
    const other = await loggedIn(desk, { name: 'Eigen', collections: ['producten'] });
    expect(await (await other.get('/beheer/sleutel')).text()).not.toContain(of.key);
    expect(await (await other.get('/api/v1/own-key')).text()).not.toContain(of.key);
  });
});

test('an answer of a conversation of somebody else takes no word of who was not in it', async () => {
  const path = `/api/v1/turns/${of.turn}/feedback`;
  expect((await anonymous('PUT', path, { conversationId: randomUUID(), helpful: false, reasons: [] })).status).toBe(404);
});
