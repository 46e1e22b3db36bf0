import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { assert, attest, newAuthenticator } from '../support/authenticator.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { passkeyBrowser } from '../support/passkeys.ts';
import { login } from './admin-support.ts';

/** As `LoginLimit` has it. */
const AT_ONCE = 4;
const SENT = 3 * AT_ONCE;

let desk: TestDesk;
beforeAll(async () => {
  desk = await startTestDesk();
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => desk.close());

/** Has whatever a try asks of the database first wait until it is let go. */
function holding(isOfTry: (statement: unknown) => boolean) {
  const held: (() => void)[] = [];
  for (const name of ['query', 'transaction'] as const) {
    const real = desk.db[name].bind(desk.db) as (...given: readonly unknown[]) => Promise<unknown>;
    vi.spyOn(desk.db, name).mockImplementation(async (...given: readonly unknown[]) => {
      if (isOfTry(given[0])) await new Promise<void>((resolve) => held.push(resolve));
      return real(...given);
    });
  }
  return held;
}

const ofPasskeys = (statement: unknown) => typeof statement === 'string' && /passkey_challenges|invitations/.test(statement);
const options = { challenge: 'A'.repeat(43), rpId: 'localhost', rp: { id: 'localhost' }, user: { id: 'AA' } };
const invitation = 'A'.repeat(43);

test.each<[string, (statement: unknown) => boolean, () => Promise<Response>]>([
  ['a key', (statement) => typeof statement === 'function', () => login(desk, 'onzin')],
  ['what a passkey is to sign', ofPasskeys, () => passkeyBrowser(desk.url).send('options')],
  ['a passkey', ofPasskeys, () => passkeyBrowser(desk.url).send('login', { credential: assert(newAuthenticator(), options, passkeyBrowser(desk.url).origin) })],
  ['an invitation', ofPasskeys, () => passkeyBrowser(desk.url).send('invitation', { invitation })],
  ['what a new passkey is made for', ofPasskeys, () => passkeyBrowser(desk.url).send('register/options', { invitation })],
  ['a new passkey', ofPasskeys, () => passkeyBrowser(desk.url).send('register', { invitation, credential: attest(newAuthenticator(), options, passkeyBrowser(desk.url).origin) })],
])('whoever sends many at once of %s has a few tried at a time, and an answer to each', async (_, isOfTry, send) => {
  const held = holding(isOfTry);
  const answers = Array.from({ length: SENT }, send);
  const state = { isDone: false, most: 0 };
  const all = Promise.all(answers).finally(() => {
    state.isDone = true;
  });
  await expect.poll(() => held.length).toBeGreaterThanOrEqual(AT_ONCE);
  while (!state.isDone) {
    // Time for all others to come as far, were they let.
    await new Promise((resolve) => setTimeout(resolve, state.most === 0 ? 300 : 20));
    state.most = Math.max(state.most, held.length);
    for (const letGo of held.splice(0)) letGo();
  }
  expect(state.most).toBe(AT_ONCE);
  for (const { status } of await all) expect([200, 400, 401, 404]).toContain(status);
});
