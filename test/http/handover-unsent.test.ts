import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '../../src/identity/keys.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { cookieOf, login } from './admin-support.ts';

let desk: TestDesk;
const id = randomUUID();

beforeAll(async () => {
  desk = await startTestDesk();
  await desk.db.query('INSERT INTO handovers (id, conversation_id, created_at) VALUES ($1, $2, now())', [id, randomUUID()]);
  await desk.db.query(
    `INSERT INTO handover_sendings (handover_id, way, state, attempts, fault, detail, changed_at) VALUES ($1, 'email', 'failed', 16, 'handover-unreachable', 'ECONNREFUSED', now()), ($1, 'webhook', 'sent', 1, NULL, NULL, now())`,
    [id],
  );
});
afterAll(() => desk.close());

async function overviewOf(rights: { collections?: readonly string[]; isAdmin?: boolean }): Promise<string> {
  const { token } = await createKey(desk.db, { name: 'Iemand', ...rights });
  const response = await fetch(`${desk.url}/beheer`, { headers: { Cookie: cookieOf(await login(desk, token)) } });
  return response.text();
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
