import { afterEach, expect, test } from 'vitest';
import ipaddr from 'ipaddr.js';
import { createKey } from '../../src/identity/keys.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
let leave: AbortController;
let running: number;
afterEach(async () => {
  leave.abort();
  await desk.close();
});

/** A desk whose turns do not end by themselves. */
async function start(trusted: readonly string[]): Promise<void> {
  leave = new AbortController();
  running = 0;
  desk = await startTestDesk({
    trustedProxies: trusted.map((network) => ipaddr.parseCIDR(network)),
    async *takeTurn({ conversationId = 'gesprek' }, signal) {
      running += 1;
      yield { type: 'status', phase: 'searching', conversationId };
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
  });
}

const post = (path: string, body: object, headers: Readonly<Record<string, string>>) =>
  fetch(`${desk.url}${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body), signal: leave.signal });

/** What each of so many residents hears, behind a proxy with a public address and one on this machine. */
async function statuses(count: number): Promise<number[]> {
  const ask = async (n: number) => {
    const headers = { Accept: 'text/event-stream', 'X-Forwarded-For': `203.0.113.${n}, 104.16.3.9` };
    return (await post('/api/v1/assistants/loket/turns', { question: 'Wat kost een paspoort?' }, headers)).status;
  };
  return Promise.all(Array.from({ length: count }, (_, n) => ask(n)));
}

test('residents behind a proxy that is trusted each have a share of the turns', async () => {
  await start(['104.16.0.0/13']);
  expect(await statuses(20)).toEqual(Array.from({ length: 20 }, () => 200));
});

test('behind one that is not they have one together', async () => {
  await start([]);
  expect((await statuses(20)).filter((status) => status === 429)).toHaveLength(4);
});

test('a program asks for more residents than one client may be', async () => {
  await start([]);
  const { token } = await createKey(desk.db, { name: 'Programma', assistants: ['loket'] });
  const answers = Array.from({ length: 20 }, () =>
    post('/v1/chat/completions', { model: 'balie/loket', messages: [{ role: 'user', content: 'Wat kost een paspoort?' }] }, { Authorization: `Bearer ${token}` }).then((response) => response.status, () => 'open'),
  );
  await expect.poll(() => running).toBe(20);
  leave.abort();
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['open']));
});
