import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readActs } from '../../src/audit/management-log.ts';
import { createKey } from '../../src/identity/keys.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { colleague, GROUPS } from '../support/employee.ts';
import { loginWith, startProvider, type TestProvider } from '../support/login/provider.ts';
import { nextOf, Visitor } from '../support/login/visitor.ts';

const REVIEWERS = { ...GROUPS[0], id: 'keuring', title: 'Keuring', claims: ['keuring'], roles: ['employee' as const, 'reviewer' as const], collections: [], assistants: [], models: [] };
const CONFIRM = { bevestigen: 'ja' };

let desk: TestDesk;
let provider: TestProvider;
beforeAll(async () => {
  // All but the way of confirming comes from userinfo here, as with SURFconext.
  provider = await startProvider({ isInIdToken: false });
  provider.people.set('sam', { name: 'Sam Bos', email: 'sam@gemeente.example', groups: ['medewerkers', 'beheer', 'redactie', 'keuring'] });
  desk = await startTestDesk({ groups: [...GROUPS, REVIEWERS], loginWith: { ...loginWith(provider), stepUp: { acr: ['sterk'], maxAgeMinutes: 30 } } });
  provider.register(desk.url);
});
afterAll(async () => {
  await desk.close();
  await provider.close();
});

const longAgo = () => desk.db.query(`UPDATE sessions SET authenticated_at = authenticated_at - interval '40 minutes'`);

async function enter(acr: string, account = 'sam') {
  const visitor = new Visitor(desk.url);
  await visitor.logIn(account, { acr });
  return visitor;
}

describe('who manages the desk', () => {
  test.each([
    ['weakly', 'eenvoudig', false],
    ['strongly, but long ago', 'sterk', true],
  ])('and showed %s who they are must do so anew: pages go there, programs are told', async (_, acr, isOld) => {
    const sam = await enter(acr);
    if (isOld) await longAgo();
    expect((await sam.ask('/werk')).status).toBe(200);
    for (const path of ['/beheer', '/beheer/collecties/producten', '/beheer/beoordelen']) {
      const answer = await sam.ask(path);
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/inloggen/bevestigen?${new URLSearchParams({ naar: path }).toString()}`]);
    }
    for (const path of ['/api/v1/backends', '/api/v1/switches', '/api/v1/keys', '/api/v1/collections/producten/documents', '/api/v1/jobs']) {
      const answer = await sam.ask(path);
      expect([path, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([path, 403, 'step-up-required']);
    }
    const changes = await sam.ask('/beheer/collecties/producten/documenten/x/verwijderen', {});
    expect(changes.headers.get('Location')).toMatch(/^\/inloggen\/bevestigen\?/);
    // What was filled in is there still, once they have.
    const held = await sam.ask('/beheer/collecties/producten/documenten/x/verwijderen', { titel: 'Nieuw' });
    expect([held.status, await held.text()]).toEqual([403, expect.stringContaining('name="titel" value="Nieuw"')]);
  });

  test('confirms it with the provider, in a new session, and goes on to the page', async () => {
    const sam = await enter('eenvoudig');
    const before = sam.session;
    const page = await sam.ask('/inloggen/bevestigen?naar=%2Fbeheer%2Fbeoordelen');
    expect(await page.text()).toContain('Bevestigen met Lindewaarde ID');
    const begun = await sam.begin('/beheer/beoordelen', CONFIRM);
    expect(Object.fromEntries(begun.searchParams)).toMatchObject({ max_age: '300', acr_values: 'sterk' });
    const { answer } = await confirmWith(sam, begun, 'sterk');
    expect(nextOf(answer)).toBe('/beheer/beoordelen');
    expect(sam.session).not.toBe(before);
    expect((await sam.ask('/beheer/beoordelen')).status).toBe(200);
    expect((await sam.ask('/api/v1/backends')).status).toBe(200);
    expect((await fetch(`${desk.url}/werk`, { headers: { Cookie: before }, redirect: 'manual' })).status).toBe(303);
    expect((await readActs(desk.db, 1, 'logins'))[0]).toMatchObject({ kind: 'login.confirmed', facts: { acr: 'sterk' } });
  });

  test('is not confirmed by a provider that checked weakly again', async () => {
    const sam = await enter('eenvoudig');
    const session = sam.session;
    const { answer } = await confirmWith(sam, await sam.begin('/beheer', CONFIRM), 'eenvoudig');
    expect(answer.status).toBe(403);
    const text = await answer.text();
    expect(text).toContain('niet sterk genoeg gecontroleerd');
    expect(text).toContain('name="bevestigen" value="opnieuw"');
    expect((await sam.begin('/beheer', { bevestigen: 'opnieuw' })).searchParams.get('prompt')).toBe('login');
    expect((await sam.begin('/beheer', CONFIRM)).searchParams.has('prompt')).toBe(false);
    expect([sam.session, (await sam.ask('/werk')).status]).toEqual([session, 200]);
  });

  test('is asked to log in where nobody is', async () => {
    const nobody = new Visitor(desk.url);
    expect((await nobody.ask('/inloggen/bevestigen?naar=%2Fbeheer')).headers.get('Location')).toBe('/inloggen?naar=%2Fbeheer');
    const { token } = await createKey(desk.db, { name: 'Redactie', collections: ['producten'] });
    await nobody.ask('/beheer/inloggen', { sleutel: token });
    // Whoever has a key has shown that: nothing more is asked.
    expect((await nobody.ask('/beheer')).status).toBe(200);
    expect((await nobody.ask('/inloggen/bevestigen')).headers.get('Location')).toBe('/inloggen');
  });
});

test('who confirms as somebody else is somebody else from then on', async () => {
  const sam = await enter('eenvoudig');
  const before = sam.session;
  sam.forget(provider.issuer);
  await confirmWith(sam, await sam.begin('/beheer', CONFIRM), 'sterk', 'noor');
  expect(await (await sam.ask('/werk')).text()).toContain('Noor de Wit');
  expect((await sam.ask('/beheer/collecties/producten')).status).toBe(403);
  expect((await fetch(`${desk.url}/werk`, { headers: { Cookie: before }, redirect: 'manual' })).status).toBe(303);
  expect((await readActs(desk.db, 1, 'logins'))[0]).toMatchObject({ kind: 'login.opened' });
});

test('who has an account of the desk itself confirms by having logged in lately', async () => {
  const admin = await colleague(desk, ['beheer']);
  expect((await admin.get('/api/v1/backends')).status).toBe(200);
  // There is no key of theirs to see.
  expect((await admin.get('/beheer/sleutel')).headers.get('Location')).toBe('/beheer/account');
  await longAgo();
  expect(await (await admin.get('/api/v1/backends')).json()).toMatchObject({ code: 'step-up-required' });
});

/** Passes the page of the provider, as somebody who shows who they are in some way. */
async function confirmWith(visitor: Visitor, begun: URL, acr: string, account = 'sam') {
  begun.searchParams.set('prompt', 'login');
  const asked = await visitor.follow(begun);
  const done = await visitor.ask(asked.at.href, { account, acr });
  return visitor.follow(new URL(done.headers.get('Location') ?? '', asked.at));
}
