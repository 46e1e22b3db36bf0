import { randomUUID } from 'node:crypto';
import { parse } from 'parse5';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../src/audit/receipt.ts';
import { isSignedBy, signerOf } from '../../src/audit/signing.ts';
import { verify } from '../../src/audit/verify.ts';
import { createHandovers } from '../../src/handover/handovers.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';

const SECRET = 'Wat kost een paspoort voor mijn zebra?';

let desk: TestDesk;
beforeAll(async () => {
  desk = await startTestDesk();
});
afterAll(() => desk.close());

async function ask(question = SECRET, conversationId?: string): Promise<{ readonly id: string; readonly conversationId: string }> {
  const response = await fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ question, conversationId }) });
  return (await response.json()) as { id: string; conversationId: string };
}

const remove = (id: string, headers: Record<string, string> = {}) => fetch(`${desk.url}/api/v1/conversations/${id}`, { method: 'DELETE', headers });
const post = (path: string, conversationId: string, headers: Record<string, string> = {}) =>
  fetch(desk.url + path, { method: 'POST', headers, body: new URLSearchParams({ conversationId }) });
const refusal = async (response: Response) => `${response.status} ${((await response.json()) as { code: string }).code}`;
const keptOf = async (id: string) => (await desk.db.query('SELECT 1 FROM turn_keys WHERE turn_id = $1', [id])).length;

describe('erasing a conversation over the API', () => {
  test('takes away what was said, for everybody, and can be done again', async () => {
    const { id, conversationId } = await ask();
    const response = await remove(conversationId, { 'Sec-Fetch-Site': 'same-origin' });
    expect([response.status, await response.text(), response.headers.get('API-Version')]).toEqual([204, '', '1.0.0']);
    expect(await keptOf(id)).toBe(0);
    expect(await refusal(await fetch(`${desk.url}/api/v1/conversations/${conversationId}/summary`))).toBe('404 conversation-unknown');
    const passedOn = await post('/doorgeven', conversationId);
    expect(passedOn.status).toBe(404);
    expect(await passedOn.text()).not.toMatch(/\(gewist\)|zebra/);
    expect((await remove(conversationId)).status).toBe(204);
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
  });

  test('says that there is no such conversation, and refuses what can be none', async () => {
    expect(await refusal(await remove(randomUUID()))).toBe('404 conversation-unknown');
    expect(await refusal(await remove('alles'))).toBe('400 input-invalid');
  });

  test('is refused from another site, and leaves all other conversations alone', async () => {
    const [mine, other] = [await ask(), await ask()];
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { Origin: 'https://kwaad.example' }]) {
      expect(await refusal(await remove(mine.conversationId, headers))).toBe('403 cross-site-refused');
    }
    expect(await keptOf(mine.id)).toBe(1);
    await remove(mine.conversationId);
    expect([await keptOf(mine.id), await keptOf(other.id)]).toEqual([0, 1]);
  });

  test('does not reach conversations of employees', async () => {
    const id = randomUUID();
    const conversationId = randomUUID();
    await desk.desk.log.received({ id, conversationId, isNew: true, assistant: 'collega', question: 'Intern?' });
    expect(await refusal(await remove(conversationId))).toBe('404 conversation-unknown');
    expect(await keptOf(id)).toBe(1);
  });
});

describe('erasing by the form', () => {
  test('answers the page\'s own script without a page, also where it is refused', async () => {
    const { id, conversationId } = await ask();
    const headers = { Accept: 'application/json', 'Sec-Fetch-Site': 'same-origin' };
    const done = await post('/gesprek/wissen', conversationId, headers);
    expect([done.status, await done.json(), await keptOf(id)]).toEqual([200, expect.objectContaining({ tag: 'div' }), 0]);
    expect(await refusal(await post('/gesprek/wissen', randomUUID(), headers))).toBe('404 conversation-unknown');
    expect(await refusal(await post('/gesprek/wissen', conversationId, { ...headers, 'Sec-Fetch-Site': 'cross-site' }))).toBe('403 cross-site-refused');
  });

  test('gives an empty desk that says so', async () => {
    const { id, conversationId } = await ask();
    const response = await post('/gesprek/wissen', conversationId, { 'Sec-Fetch-Site': 'same-origin' });
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('Uw gesprek is gewist.');
    expect(page).not.toContain('zebra');
    expect(await keptOf(id)).toBe(0);
    const reload = await fetch(`${desk.url}/gesprek/wissen`, { redirect: 'manual' });
    expect([reload.status, reload.headers.get('Location')]).toEqual([303, '/']);
  });

  test('says of what was passed on that it was not sent only where that holds for all of it', async () => {
    const handovers = createHandovers({ db: desk.db, masterKey: desk.auditKey, now: () => new Date(), ways: ['webhook', 'email'], enqueue: () => Promise.resolve(), record: desk.desk.recordAct });
    const passOn = async (conversationId: string) => {
      const id = randomUUID();
      await handovers.add({ id, conversationId, createdAt: new Date().toISOString(), summary: SECRET, name: undefined, email: undefined, phone: undefined });
      return id;
    };
    const wipe = async (conversationId: string) => (await post('/gesprek/wissen', conversationId)).text();
    const [none, waiting, sent] = [await ask(), await ask(), await ask()];
    expect(await wipe(none.conversationId)).not.toContain('doorgegeven');
    await passOn(waiting.conversationId);
    expect(await wipe(waiting.conversationId)).toContain('Wat u had doorgegeven, was nog niet verstuurd.');
    // The webhook took one of two, its mail still waits, and so does the other.
    const sending = { handoverId: await passOn(sent.conversationId), way: 'webhook' } as const;
    await passOn(sent.conversationId);
    await handovers.takeUp(sending);
    await handovers.sent(sending);
    const page = await wipe(sent.conversationId);
    expect(page).toContain('Wat u had doorgegeven, is misschien al verstuurd. Wat nog wachtte, wordt niet meer verstuurd.');
    expect(page).not.toContain('was nog niet verstuurd');
    const { statement } = (await (await post('/gesprek/wisbewijs', sent.conversationId)).json()) as Receipt;
    expect(JSON.parse(statement)).toMatchObject({ erased: { handovers: 2, unsent: 1 } });
  });

  test('is refused without a conversation, and from another site', async () => {
    const { id, conversationId } = await ask();
    expect((await post('/gesprek/wissen', randomUUID())).status).toBe(404);
    expect((await post('/gesprek/wissen', "' OR 1=1 --")).status).toBe(404);
    expect((await post('/gesprek/wissen', conversationId, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect(await keptOf(id)).toBe(1);
  });
});

describe('the proof of an erasure', () => {
  const receiptOf = (conversationId: string, headers: Record<string, string> = {}) => post('/gesprek/wisbewijs', conversationId, headers);

  test('is on the page and is a file, the same each time, which anybody can check without the desk', async () => {
    const first = await ask();
    await ask('En een rijbewijs?', first.conversationId);
    const page = await (await post('/gesprek/wissen', first.conversationId)).text();
    const file = await receiptOf(first.conversationId);
    expect(file.headers.get('Content-Disposition')).toMatch(/^attachment; filename="wisbewijs-\d{4}-\d\d-\d\d\.json"$/);
    const receipt = (await file.json()) as Receipt;
    expect(isSignedBy(receipt.publicKey, receipt.statement, receipt.signature)).toBe(true);
    expect(isSignedBy(receipt.publicKey, receipt.statement.replace('"turns":2', '"turns":3'), receipt.signature)).toBe(false);
    expect(signerOf(receipt.publicKey)?.keyId).toBe(receipt.keyId);
    const said = JSON.parse(receipt.statement) as { entry: { number: number; hash: string } };
    expect(said).toMatchObject({ type: 'balie.erasure/1', conversation: first.conversationId, turns: 2, erased: { files: 0, handovers: 0 } });
    expect(page).toContain(`regel ${said.entry.number}`);
    expect(page).toContain(said.entry.hash);
    const [entry] = await desk.db.query<{ kind: string; hash: Buffer }>('SELECT kind, hash FROM audit_entries WHERE number = $1', [said.entry.number]);
    expect([entry?.kind, entry?.hash.toString('hex')]).toEqual(['conversation.erased', said.entry.hash]);
    await post('/gesprek/wissen', first.conversationId);
    expect(await (await receiptOf(first.conversationId)).json()).toEqual(receipt);
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
  });

  test('is not there of what was not erased, nor for other sites, nor of the conversation of an employee', async () => {
    const { conversationId } = await ask();
    expect((await receiptOf(conversationId)).status).toBe(404);
    await remove(conversationId);
    expect((await receiptOf(conversationId)).status).toBe(200);
    expect((await receiptOf(conversationId, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    const person = randomUUID();
    const own = randomUUID();
    await desk.desk.log.received({ id: randomUUID(), conversationId: own, isNew: true, assistant: 'collega', question: 'Intern?', person });
    const erased = await desk.desk.erasing.conversation(own, { assistants: ['collega'], personId: person, by: { by: 'asker', byPerson: person } });
    expect(erased?.turns).toBe(1);
    expect((await receiptOf(own)).status).toBe(404);
  });
});

describe('keeping a conversation', () => {
  test('gives one file with questions, answers, whole addresses of sources, the date and who answered', async () => {
    const first = await ask();
    await ask('En een rijbewijs?', first.conversationId);
    const response = await post('/gesprek/bewaren', first.conversationId, { 'Sec-Fetch-Site': 'same-origin' });
    expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename="gesprek-digitale-balie-\d{4}-\d\d-\d\d\.html"$/);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const file = await response.text();
    for (const said of [SECRET, 'En een rijbewijs?', 'U praatte met een computer (AI)', `href="${desk.url}/bronnen/`, 'bewaard op']) expect(file).toContain(said);
    expect(file).not.toMatch(/<(?:script|form|link(?! itemprop)|img|iframe)\b| on\w+="/);
    // With it the municipality finds the conversation, for who asks what it has of them.
    expect(file).toContain(`<p>${first.conversationId}</p>`);
  });

  test('says of a question that another page still asks that it has no answer yet, not that it was broken off', async () => {
    const { conversationId } = await ask();
    await desk.desk.log.received({ id: randomUUID(), conversationId, isNew: false, assistant: 'loket', question: 'En een rijbewijs?' });
    const file = await (await post('/gesprek/bewaren', conversationId)).text();
    expect(file).toContain('Deze vraag werd nog beantwoord toen dit bestand werd gemaakt.');
    expect(file).not.toContain('onderbroken');
  });

  test('holds what was typed as text, and brings a policy that lets nothing run', async () => {
    const { conversationId } = await ask('<script>alert(1)</script> "><img src=x onerror=alert(1)> Wat kost een paspoort?');
    const file = await (await post('/gesprek/bewaren', conversationId)).text();
    expect(JSON.stringify(parse(file), (key, value: unknown) => (key === 'parentNode' ? undefined : value))).not.toMatch(/"tagName":"(?:script|img)"/);
    expect(file).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/);
    expect(file).not.toContain('unsafe-');
  });

  test('is refused without a conversation, from another site, and gives nothing of what was erased', async () => {
    const { conversationId } = await ask();
    expect((await post('/gesprek/bewaren', randomUUID())).status).toBe(404);
    expect((await post('/gesprek/bewaren', conversationId, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    await remove(conversationId);
    const file = await (await post('/gesprek/bewaren', conversationId)).text();
    expect(file).toContain('Deze vraag is gewist.');
    expect(file).not.toContain('zebra');
  });
});
