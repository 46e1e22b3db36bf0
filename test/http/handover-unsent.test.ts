import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '../../src/identity/keys.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { type SmtpServer, startSmtpServer } from '../support/smtp-server.ts';
import { until } from '../support/until.ts';
import { cookieOf, login } from './admin-support.ts';

let desk: TestDesk;
const id = randomUUID();

let smtp: SmtpServer;

/** One that was passed on in earnest, and given up since. */
beforeAll(async () => {
  smtp = await startSmtpServer();
  desk = await startTestDesk({ withWorkers: true, sendTo: { smtp: { host: '127.0.0.1', port: smtp.port, security: 'none', from: 'balie@lindewaarde.example', to: 'kcc@lindewaarde.example' } } });
  const asked = (await (await fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ question: 'Wat kost een paspoort?' }) })).json()) as { conversationId: string };
  const arrived = smtp.next();
  const form = new URLSearchParams({ id, conversationId: asked.conversationId, summary: 'Mijn vraag', email: 'jan@voorbeeld.nl' });
  await fetch(`${desk.url}/doorgeven/versturen`, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' }, body: form });
  await arrived;
  await until(async () => (await desk.db.query("SELECT 1 FROM handover_sendings WHERE state = 'sent'")).length === 1);
  await desk.db.query(`UPDATE handover_sendings SET state = 'failed', attempts = 16, fault = 'handover-unreachable'`);
  await desk.db.query(`INSERT INTO handover_sendings (handover_id, way, state, attempts, changed_at) VALUES ($1, 'webhook', 'sent', 1, now())`, [id]);
});
afterAll(async () => {
  await desk.close();
  await smtp.close();
});

async function cookieFor(rights: { collections?: readonly string[]; isAdmin?: boolean }): Promise<string> {
  const { token } = await createKey(desk.db, { name: 'Iemand', ...rights });
  return cookieOf(await login(desk, token));
}

async function overviewOf(rights: Parameters<typeof cookieFor>[0]): Promise<string> {
  return (await fetch(`${desk.url}/beheer`, { headers: { Cookie: await cookieFor(rights) } })).text();
}

async function sendAgain(rights: Parameters<typeof cookieFor>[0]): Promise<Response> {
  return fetch(`${desk.url}/beheer/niet-aangekomen/opnieuw`, { method: 'POST', redirect: 'manual', headers: { 'Cookie': await cookieFor(rights), 'Sec-Fetch-Site': 'same-origin' } });
}

test('who manages the desk sees which conversations do not arrive, and why', async () => {
  for (const collections of [[], ['producten']]) {
    const html = await overviewOf({ collections, isAdmin: true });
    expect(html).toContain('Gesprekken die niet zijn aangekomen');
    expect(html).toMatch(new RegExp(`${id.slice(0, 8).toUpperCase()}</strong> \\(e-mail\\)[^]*opgegeven na 16 pogingen[^]*niet bereikbaar`));
    expect(html).not.toContain('(webhook)');
  }
});

test('an editor does not', async () => {
  expect(await overviewOf({ collections: ['producten'] })).not.toContain('Gesprekken die niet zijn aangekomen');
});

test('what was given up is sent once more with one button, by who manages the desk', async () => {
  expect((await sendAgain({ collections: ['producten'] })).status).toBe(403);
  expect(smtp.mails).toHaveLength(1);
  const arrived = smtp.next();
  const response = await sendAgain({ isAdmin: true });
  expect([response.status, response.headers.get('Location')]).toEqual([303, '/beheer?melding=opnieuw-versturen']);
  expect((await arrived).data).toContain('Mijn vraag');
  await expect.poll(() => overviewOf({ collections: ['producten'], isAdmin: true })).not.toContain('Gesprekken die niet zijn aangekomen');
  expect(await desk.db.query(`SELECT 1 FROM audit_entries WHERE kind = 'handover.retried'`)).toHaveLength(1);
});

test('what was erased meanwhile is not told of any more, and cannot be sent', async () => {
  await desk.db.query(`UPDATE handover_sendings SET state = 'failed'`);
  expect(await overviewOf({ isAdmin: true, collections: ['producten'] })).toContain('Opnieuw versturen');
  await desk.db.query('UPDATE handovers SET wrapped = NULL, content = NULL');
  expect(await overviewOf({ isAdmin: true, collections: ['producten'] })).not.toContain('Gesprekken die niet zijn aangekomen');
  await sendAgain({ isAdmin: true });
  expect(await desk.db.query(`SELECT 1 FROM handover_sendings WHERE state = 'waiting'`)).toEqual([]);
});
