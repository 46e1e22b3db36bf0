import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { verify } from '../../../src/audit/verify.ts';
import { createKey, type NewKey } from '../../../src/identity/keys.ts';
import { type DayUse, useOfKey } from '../../../src/identity/use.ts';
import { clearOfMidnight } from '../../support/clear-of-midnight.ts';
import { startTestDesk, type TestDesk } from '../../support/desk.ts';
import { drop, pause, reply, text } from '../../support/ollama-host/index.ts';

let desk: TestDesk;
beforeAll(clearOfMidnight);
beforeAll(async () => {
  desk = await startTestDesk();
});
afterAll(() => desk.close());

const GOOD = 'Een paspoort kost € 86,20 [1].';
beforeEach(() => desk.host.setScript(reply(GOOD)));

const question = { role: 'user', content: 'Wat kost een paspoort?' };
const keyWith = (facts: Partial<NewKey> = {}) => createKey(desk.db, { name: 'Programma', assistants: ['loket'], ...facts });
const ask = (path: string, token: string, { stream = false, signal }: { stream?: boolean; signal?: AbortSignal } = {}) =>
  fetch(desk.url + path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ model: 'balie/loket', messages: [question], stream }),
    ...(signal && { signal }),
  });

/** What the log says of the last turn, of its coming in or its end. */
async function lastEntry(step: 'received' | 'ended') {
  const [row] = await desk.db.query<{ body: string }>('SELECT body FROM audit_entries WHERE kind = $1 ORDER BY number DESC LIMIT 1', [`turn.${step}`]);
  return (JSON.parse(row?.body ?? '{}') as { facts?: Record<string, unknown> }).facts ?? {};
}

/** Waits until this use of a key is written: that is done every two seconds. */
async function expectUse(id: string, use: Omit<DayUse, 'day'>): Promise<void> {
  await expect.poll(async () => (await useOfKey(desk.db, id, new Date())).days, { interval: 100 }).toEqual([{ day: expect.any(String) as string, ...use }]);
}

test.each(['/v1/chat/completions', '/api/chat'])('%s: a turn of an assistant is recorded with the key that asked, and counts in its use and its group’s', async (path) => {
  const { id, token } = await keyWith({ group: path });
  for (const stream of [false, true]) {
    expect(await (await ask(path, token, { stream })).text()).toContain('€ 86,20');
    expect(await lastEntry('received')).toMatchObject({ key: id, assistant: 'loket' });
  }
  const ended = await lastEntry('ended');
  expect(ended).toMatchObject({ outcome: 'answered' });
  await expectUse(id, { requests: 2, promptTokens: 2 * Number(ended['promptTokens']), answerTokens: 2 * Number(ended['answerTokens']) });
  const { days, group } = await useOfKey(desk.db, id, new Date());
  expect(group?.days).toEqual(days);
  expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
});

test('a turn of a person is recorded without a key', async () => {
  const response = await fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ question: question.content }) });
  await response.text();
  expect(Object.keys(await lastEntry('received')).toSorted()).toEqual(['assistant', 'conversationId']);
});

test('a turn whose program leaves counts what the model had written by then, in the log and in the use', async () => {
  desk.host.setScript([text('Een paspoort '), text('kost '), pause(60_000)]);
  const { id, token } = await keyWith();
  const leave = new AbortController();
  const before = desk.host.calls.length;
  const answer = ask('/v1/chat/completions', token, { signal: leave.signal });
  await expect.poll(() => desk.host.calls[before]?.linesSent).toBe(2);
  // What the host has sent has come in when these are answered.
  for (let trip = 0; trip < 5; trip += 1) await fetch(`${desk.url}/healthz`);
  leave.abort();
  await expect(answer).rejects.toThrow();
  await expect.poll(() => lastEntry('ended')).toMatchObject({ outcome: 'interrupted', answerTokens: 2 });
  const { promptTokens } = await lastEntry('ended');
  expect(Number(promptTokens)).toBeGreaterThan(50);
  await expectUse(id, { requests: 1, promptTokens: Number(promptTokens), answerTokens: 2 });
});

test('a turn whose model breaks off counts that too', async () => {
  desk.host.setScript([text('Een paspoort voor volwassenen kost € 86,20 [1]. '), text('U betaalt '), drop('reset')]);
  const { id, token } = await keyWith();
  expect((await ask('/v1/chat/completions', token)).status).toBe(502);
  const { outcome, promptTokens, answerTokens } = await lastEntry('ended');
  expect([outcome, answerTokens]).toEqual(['failed', 2]);
  await expectUse(id, { requests: 1, promptTokens: Number(promptTokens), answerTokens: 2 });
});

test('a budget holds for assistants as for models', async () => {
  const { token } = await keyWith({ tokensPerDay: 1 });
  expect((await ask('/v1/chat/completions', token)).status).toBe(200);
  const refused = await ask('/v1/chat/completions', token);
  expect([refused.status, await refused.json()]).toMatchObject([429, { error: { code: 'budget-spent' } }]);
});
