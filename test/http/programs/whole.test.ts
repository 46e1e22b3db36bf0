import OpenAI from 'openai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../../src/audit/verify.ts';
import { createKey, type NewKey } from '../../../src/identity/keys.ts';
import { clearOfMidnight } from '../../support/clear-of-midnight.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { drop, reply, silence, text } from '../../support/ollama-host/index.ts';

/** Nothing stands in for anything but the host: key, limits, record, queue and host's client are the desk's own. */
let desk: TestDesk;
beforeAll(clearOfMidnight);
beforeAll(async () => {
  desk = await startTestDesk();
});
afterAll(() => desk.close());

const keyWith = (rights: Partial<NewKey> = {}) => createKey(desk.db, { name: 'Programma', models: ['chat'], ...rights });
const ask = { model: 'chat', messages: [{ role: 'user' as const, content: 'Wat kost het paspoort van Jan Jansen?' }] };
const post = (token: string, path = '/v1/chat/completions', { headers, ...init }: { headers?: Record<string, string>; signal?: AbortSignal } = {}, body: object = ask) =>
  fetch(desk.url + path, { method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body), ...init });

/** What the audit log says of the calls of a key, in order. */
async function recordOf(key: string): Promise<object[]> {
  const rows = await desk.db.query<{ body: string }>('SELECT body FROM audit_entries ORDER BY number');
  const entries = rows.map(({ body }) => JSON.parse(body) as { kind: string; callId?: string; facts: Record<string, unknown> });
  const calls = new Set(entries.filter(({ facts }) => facts['key'] === key).map(({ callId }) => callId));
  return entries.filter(({ callId }) => calls.has(callId)).map(({ kind, facts }) => ({ ...facts, kind }));
}

async function useOf(token: string): Promise<unknown> {
  const { use } = (await (await fetch(`${desk.url}/api/v1/own-key`, { headers: { Authorization: `Bearer ${token}` } })).json()) as { use: unknown };
  return use;
}

test('a call is in the record before its host hears of it, goes on in its trace, and is counted', async () => {
  const { id, token } = await keyWith();
  let before: object[] = [];
  desk.host.setScript(async () => {
    before = await recordOf(id);
    return reply('Een paspoort kost € 86,20.');
  });
  const trace = '00-0af7651916cd43dd8448eb211c80319c';
  const answer = await (await post(token, undefined, { headers: { traceparent: `${trace}-b7ad6b7169203331-01` } })).json();
  expect(answer).toMatchObject({ choices: [{ message: { content: 'Een paspoort kost € 86,20.' }, finish_reason: 'stop' }] });
  expect(before).toMatchObject([{ kind: 'call.received', model: 'chat' }]);
  expect(desk.host.calls.findLast(({ path }) => path === '/api/chat')?.headers['traceparent']).toMatch(new RegExp(`^${trace}-[0-9a-f]{16}-01$`));
  const { prompt_tokens: promptTokens, completion_tokens: answerTokens } = (answer as { usage: Record<string, number> }).usage;
  await expect.poll(() => recordOf(id)).toMatchObject([{ kind: 'call.received' }, { kind: 'call.ended', outcome: 'answered', promptTokens, answerTokens }]);
  await expect.poll(() => useOf(token)).toMatchObject([{ requests: 1, promptTokens, answerTokens }]);
  expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
  expect(JSON.stringify(desk.logged)).not.toMatch(/Jansen|balie_[0-9a-f]/);
});

test.each(['/v1/chat/completions', '/api/chat'])('a budget that is spent is refused by %s before anything is recorded or asked, with when to come back', async (path) => {
  const { id, token } = await keyWith({ tokensPerDay: 5 });
  desk.host.setScript(reply('Een antwoord van meer dan vijf tokens, zodat het budget op is.'));
  await (await post(token, path)).text();
  await expect.poll(() => recordOf(id)).toHaveLength(2);
  const asked = desk.host.calls.length;
  const refused = await post(token, path);
  expect([refused.status, await refused.text()]).toEqual([429, expect.stringContaining('"code":"budget-spent"')]);
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect(await recordOf(id)).toHaveLength(2);
  expect(desk.host.calls.length).toBe(asked);
});

test.each([['expired', "expires_at = now() - interval '1 minute'"], ['revoked', 'revoked_at = now()']])('a key that is %s opens nothing', async (_, change) => {
  const { id, token } = await keyWith();
  await desk.db.query(`UPDATE api_keys SET ${change} WHERE id = $1`, [id]);
  for (const path of ['/v1/chat/completions', '/api/chat']) {
    const refused = await post(token, path);
    expect([refused.status, refused.headers.get('WWW-Authenticate'), await refused.text()]).toEqual([401, 'Bearer', expect.stringContaining('"code":"key-invalid"')]);
  }
  expect(await recordOf(id)).toEqual([]);
});

test.each([['a stream', true], ['a plain request', false]])('a client that leaves %s frees the host, and the record says so', async (_, stream) => {
  const { id, token } = await keyWith();
  desk.host.setScript([text('Een '), text('paspoort '), silence()]);
  const before = desk.host.calls.length;
  const leaving = new AbortController();
  const response = post(token, undefined, { signal: leaving.signal }, { ...ask, stream });
  response.catch(() => undefined);
  const request = () => desk.host.calls.slice(before).find(({ path }) => path === '/api/chat');
  await expect.poll(() => request()?.linesSent).toBe(2);
  leaving.abort();
  expect(await request()?.ending).toBe('cancelled');
  await expect.poll(() => recordOf(id)).toMatchObject([{ kind: 'call.received' }, { kind: 'call.ended', outcome: 'interrupted', answerTokens: 2 }]);
  expect(desk.gateway.hosts()).toMatchObject([{ inUse: 0 }]);
});

test('a host that dies in the middle makes the openai SDK raise, after all that came', async () => {
  const { id, token } = await keyWith();
  desk.host.setScript([text('Een '), text('paspoort '), drop('reset')]);
  const client = new OpenAI({ baseURL: `${desk.url}/v1`, apiKey: token, maxRetries: 0 });
  let said = '';
  const read = async () => {
    for await (const { choices } of await client.chat.completions.create({ ...ask, stream: true })) said += choices[0]?.delta.content ?? '';
  };
  await expect(read()).rejects.toMatchObject({ code: 'model-broken-stream' });
  expect(said).toBe('Een paspoort ');
  await expect.poll(() => recordOf(id)).toMatchObject([{ kind: 'call.received' }, { kind: 'call.ended', outcome: 'failed', reason: 'model-broken-stream', answerTokens: 2 }]);
});
