/** Providers that are away, that know no such desk, that give less, or that are not there at all. */
import { describe, expect, test } from 'vitest';
import { startTestDesk } from '../support/desk.ts';
import { GROUPS } from '../support/employee.ts';
import { deskWithProvider } from '../support/login/desk.ts';
import { loginWith, startProvider } from '../support/login/provider.ts';
import { Visitor } from '../support/login/visitor.ts';

const house = deskWithProvider();

describe('a provider that is away', () => {
  test.each(['broken', 'silent'] as const)('(%s) is told on the page where one logs in, which goes nowhere by itself', async (outage) => {
    house.provider.outage = outage;
    const fresh = await house.desk.beside();
    const nobody = new Visitor(fresh.url);
    const answer = await nobody.ask('/inloggen', { naar: '/werk' });
    expect([answer.status, answer.headers.get('Refresh'), answer.headers.get('Retry-After')]).toEqual([503, null, '30']);
    const text = await answer.text();
    expect(text).toContain('De inlogdienst van de gemeente is nu niet bereikbaar');
    expect(text).toContain('name="naar" value="/werk"');
    expect(house.desk.logged).toContainEqual(expect.objectContaining({ message: 'login provider failed', code: 'login-provider-away' }));
    expect((await fetch(fresh.url)).status).toBe(200);
    // It is tried again, but not by all at once.
    house.provider.outage = undefined;
    await expect.poll(async () => (await nobody.ask('/inloggen', {})).status, { interval: 500 }).toBe(200);
    await fresh.close();
  });
});

test('without refresh tokens userinfo is asked, as long as the provider takes what it gave', async () => {
  const other = await startProvider({ hasRefresh: false, isInIdToken: false });
  const bare = await startTestDesk({ groups: GROUPS, loginWith: loginWith(other) });
  other.register(bare.url);
  const noor = new Visitor(bare.url);
  await noor.logIn('noor');
  const later = () => bare.db.query(`UPDATE sessions SET checked_at = checked_at - interval '61 seconds', asked_at = asked_at - interval '61 seconds'`);
  const account = other.people.get('noor');
  expect((await noor.ask('/werk')).status).toBe(200);
  if (account !== undefined) account.groups = [];
  await later();
  expect((await noor.ask('/werk')).status).toBe(403);
  if (account !== undefined) account.groups = ['medewerkers'];
  await later();
  expect((await noor.ask('/werk')).status).toBe(200);
  other.people.delete('noor');
  await later();
  expect((await noor.ask('/werk')).status).toBe(303);
  expect(await bare.db.query('SELECT id FROM sessions')).toEqual([]);
  await bare.close();
  await other.close();
});

test('a desk that its provider does not know is told whom to ask, and so is the log', async () => {
  const stranger = await startTestDesk({ groups: GROUPS, loginWith: loginWith(house.provider, { clientSecret: 'een-ander-geheim' }) });
  house.provider.register(stranger.url);
  const { answer } = await new Visitor(stranger.url).logIn('noor');
  house.provider.register(house.desk.url);
  expect(answer.status).toBe(502);
  expect(await answer.text()).toContain('De inlogdienst herkent de balie niet');
  expect(stranger.logged).toContainEqual(expect.objectContaining({ message: 'login provider failed', code: 'login-desk-refused', detail: 'invalid_client' }));
  await stranger.close();
});

test('without a provider nobody logs in with one, and the page offers what there is', async () => {
  const bare = await startTestDesk();
  const nobody = new Visitor(bare.url);
  const page = await (await nobody.ask('/inloggen')).text();
  expect(page).toContain('Met een passkey');
  expect(page).not.toContain('action="/inloggen"');
  expect((await nobody.ask('/inloggen', {})).status).toBe(404);
  expect((await nobody.ask('/inloggen/terug?state=x')).status).toBe(404);
  expect((await nobody.ask('/inloggen/afmelden', { logout_token: 'x' })).status).toBe(400);
  await bare.close();
});
