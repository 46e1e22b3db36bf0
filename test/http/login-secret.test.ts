/** A client secret that ended, at a provider that takes it in the header: RFC 6749 5.2 has it answer 401 with a challenge. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { GROUPS } from '../support/employee.ts';
import { type CrookedProvider, startCrookedProvider } from '../support/login/crooked.ts';
import { Visitor } from '../support/login/visitor.ts';

let desk: TestDesk;
let provider: CrookedProvider;
beforeAll(async () => {
  provider = await startCrookedProvider();
  provider.metadata = { token_endpoint_auth_methods_supported: ['client_secret_basic'] };
  desk = await startTestDesk({ groups: GROUPS, loginWith: provider.login });
});
afterEach(() => {
  provider.refusal = undefined;
});
afterAll(async () => {
  await desk.close();
  await provider.close();
});

async function logIn() {
  const noor = new Visitor(desk.url);
  const begun = await noor.begin();
  const nonce = begun.searchParams.get('nonce') ?? '';
  provider.idToken = (honest) => provider.sign({ ...honest, nonce });
  const answer = await noor.ask(`/inloggen/terug?${new URLSearchParams({ code: 'een-code', state: begun.searchParams.get('state') ?? '' }).toString()}`);
  provider.idToken = (honest) => provider.sign(honest);
  return { noor, answer };
}
const pass = () => desk.db.query(`UPDATE sessions SET checked_at = checked_at - interval '61 seconds', asked_at = asked_at - interval '61 seconds'`);

test('nobody who is at work is logged out by it, and the log says what it is', async () => {
  const { noor } = await logIn();
  expect((await noor.ask('/werk')).status).toBe(200);
  provider.refusal = { status: 401, error: 'invalid_client' };
  await pass();
  expect((await noor.ask('/werk')).status).toBe(200);
  expect(await desk.db.query('SELECT id FROM sessions')).toHaveLength(1);
  expect(desk.logged).toContainEqual(expect.objectContaining({ message: 'login provider failed: sessions go on', code: 'login-desk-refused', detail: 'invalid_client' }));
});

test('a login says that the provider does not know the desk', async () => {
  provider.refusal = { status: 401, error: 'invalid_client' };
  const { answer } = await logIn();
  expect(answer.status).toBe(502);
  expect(await answer.text()).toContain('De inlogdienst herkent de balie niet');
  expect(desk.logged).toContainEqual(expect.objectContaining({ message: 'login provider failed', code: 'login-desk-refused', detail: 'invalid_client' }));
});

test('a grant that is gone ends the session, with whatever status it is told', async () => {
  const { noor } = await logIn();
  provider.refusal = { status: 401, error: 'invalid_grant' };
  await pass();
  expect((await noor.ask('/werk')).status).toBe(303);
});
