import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readActs } from '../../src/audit/management-log.ts';
import { hostsOutside } from '../../src/identity/provider/ask.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { GROUPS } from '../support/employee.ts';
import { type CrookedProvider, seconds, startCrookedProvider } from '../support/login/crooked.ts';
import { nextOf, Visitor } from '../support/login/visitor.ts';

let desk: TestDesk;
let provider: CrookedProvider;
beforeAll(async () => {
  provider = await startCrookedProvider();
  provider.metadata = { authorization_response_iss_parameter_supported: true };
  desk = await startTestDesk({ groups: GROUPS, loginWith: provider.login });
});
afterAll(async () => {
  await desk.close();
  await provider.close();
});
afterEach(() => {
  provider.idToken = (honest) => provider.sign(honest);
});

type Claims = Record<string, unknown>;

/** A login whose ID token is made so, and whose answer has these besides. */
async function logIn(idToken: (honest: Claims, nonce: string) => Promise<string> = (honest, nonce) => provider.sign({ ...honest, nonce }), query: Record<string, string | undefined> = {}) {
  const noor = new Visitor(desk.url);
  const begun = await noor.begin();
  provider.idToken = (honest) => idToken(honest, begun.searchParams.get('nonce') ?? '');
  const given = { code: 'een-code', state: begun.searchParams.get('state') ?? '', iss: provider.issuer, ...query };
  const answer = await noor.ask(`/inloggen/terug?${new URLSearchParams(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]]))).toString()}`);
  return { noor, answer, hasSession: noor.cookies.has('balie-sessie') };
}
const changed = (changes: Claims, sign = provider.sign) => logIn((honest, nonce) => sign({ ...honest, nonce, ...changes }));

test('an honest answer lets somebody in', async () => {
  const { answer, hasSession } = await logIn();
  expect([answer.status, nextOf(answer), hasSession]).toEqual([200, '/werk', true]);
});

test('a provider that names an address elsewhere for a code, its keys or its claims sends nothing there', async () => {
  for (const name of ['token_endpoint', 'jwks_uri']) {
    const { metadata } = provider;
    provider.metadata = { ...metadata, [name]: 'https://elders.example/verzamel' };
    const fresh = await startTestDesk({ groups: GROUPS, loginWith: provider.login });
    const noor = new Visitor(fresh.url);
    const begun = await noor.begin();
    const query = new URLSearchParams({ code: 'een-code', state: begun.searchParams.get('state') ?? '', iss: provider.issuer });
    provider.idToken = (honest) => provider.sign({ ...honest, nonce: begun.searchParams.get('nonce') ?? '' });
    await noor.ask(`/inloggen/terug?${query.toString()}`);
    // Keys are fetched for what a provider says by itself.
    if (name === 'jwks_uri') await fetch(`${fresh.url}/inloggen/afmelden`, { method: 'POST', body: new URLSearchParams({ logout_token: await provider.sign({}, { typ: 'logout+jwt' }) }) });
    provider.metadata = metadata;
    expect(fresh.logged).toContainEqual(expect.objectContaining({ code: 'login-misconfigured', detail: 'elders.example staat niet in login.provider.hosts' }));
    await fresh.close();
  }
});

test('one that has claims elsewhere, as Entra ID for who is in no group, is said to be set wrongly: to the log at once, to who logs in, and not as one that is away to who is at work', async () => {
  const { metadata } = provider;
  provider.metadata = { ...metadata, userinfo_endpoint: 'https://elders.example/claims' };
  const fresh = await startTestDesk({ groups: GROUPS, loginWith: provider.login });
  const logInThere = async (claims: Claims) => {
    const noor = new Visitor(fresh.url);
    const begun = await noor.begin();
    provider.idToken = (honest) => provider.sign({ ...honest, ...claims, nonce: begun.searchParams.get('nonce') ?? '' });
    const query = new URLSearchParams({ code: 'een-code', state: begun.searchParams.get('state') ?? '', iss: provider.issuer });
    return { noor, answer: await noor.ask(`/inloggen/terug?${query.toString()}`) };
  };
  const { noor } = await logInThere({});
  expect(fresh.logged.filter(({ code }) => code === 'login-misconfigured')).toEqual([expect.objectContaining({ hosts: ['elders.example'], setting: 'login.provider.hosts' })]);
  const { answer } = await logInThere({ groups: undefined });
  expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('De inlogdienst is bij deze balie niet goed ingesteld')]);
  provider.idToken = (honest) => provider.sign({ ...honest, groups: undefined });
  await fresh.db.query(`UPDATE sessions SET checked_at = checked_at - interval '61 seconds', asked_at = asked_at - interval '61 seconds'`);
  expect((await noor.ask('/werk')).status).toBe(303);
  expect((await readActs(fresh.db, 1, 'logins'))[0]).toMatchObject({ kind: 'login.ended', facts: { cause: 'login-misconfigured' } });
  provider.metadata = metadata;
  await fresh.close();
});

test.each([['id.example', 'https://id.example/t', []], ['id.example:443', 'https://id.example/t', []], ['id.example:8443', 'https://id.example:8443/t', []], ['id.example', 'http://id.example/t', ['id.example']], ['id.example', 'https://id.example:8443/t', ['id.example:8443']]])('with %s among its hosts, %s leads outside: %j', (host, address, outside) => {
  expect(hostsOutside({ token_endpoint: address, jwks_uri: 'https://login.example/keys' }, { issuer: 'https://login.example/x', hosts: [host] })).toEqual(outside);
});

describe('an ID token lets nobody in', () => {
  const now = seconds();
  const wrong: [string, () => ReturnType<typeof logIn>][] = [
    ['for another desk', () => changed({ aud: 'iemand-anders' })],
    ['for the desk and another that was not asked', () => changed({ aud: ['balie', 'iemand-anders'] })],
    ['handed out to another', () => changed({ aud: ['balie', 'iemand-anders'], azp: 'iemand-anders' })],
    ['of another provider', () => changed({ iss: 'https://elders.example' })],
    ['of another login', () => changed({ nonce: 'een-andere' })],
    ['without a nonce', () => changed({ nonce: undefined })],
    ['that expired', () => changed({ exp: now - 300, iat: now - 600 })],
    ['without an end', () => changed({ exp: undefined })],
    ['without anybody', () => changed({ sub: undefined })],
    ['signed with another key', () => changed({}, provider.forge)],
    ['not signed at all', () => logIn(async (honest, nonce) => new UnsecuredJWT({ ...honest, nonce }).encode())],
    ['signed with the secret that it shares with the desk', () => logIn((honest, nonce) => new SignJWT({ ...honest, nonce }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(provider.clientSecret)))],
    ['whose signature is of other words', () => logIn(async (honest, nonce) => {
      const [head, , signature] = (await provider.sign({ ...honest, nonce })).split('.');
      return [head, Buffer.from(JSON.stringify({ ...honest, nonce, groups: ['beheer'] })).toString('base64url'), signature].join('.');
    })],
    ['that is none', () => logIn(() => Promise.resolve('geen.token'))],
  ];

  test.each(wrong)('%s', async (_, attempt) => {
    const { answer, hasSession } = await attempt();
    expect([answer.status, hasSession, answer.headers.get('Refresh')]).toEqual([400, false, null]);
    expect(await answer.text()).toContain('Het antwoord van de inlogdienst klopt niet');
    expect((await readActs(desk.db, 1, 'logins'))[0]).toMatchObject({ kind: 'login.refused', facts: { cause: 'login-answer-wrong' } });
  });
});

test('a clock that differs less than a minute is no fault, one that differs more is', async () => {
  const now = seconds();
  expect((await changed({ iat: now - 345, exp: now - 45 })).hasSession).toBe(true);
  expect((await changed({ iat: now - 390, exp: now - 90 })).hasSession).toBe(false);
  expect((await changed({ nbf: now + 45 })).hasSession).toBe(true);
  expect((await changed({ nbf: now + 90 })).hasSession).toBe(false);
});

test.each([['of another provider', 'https://elders.example'], ['of nobody, where the provider says who it is', undefined]])('an answer %s is none of this provider (RFC 9207)', async (_, iss) => {
  const { answer, hasSession } = await logIn(undefined, { iss });
  expect([answer.status, hasSession]).toEqual([400, false]);
});

test('who is in too many groups for Entra ID to name them is told what to ask', async () => {
  const { answer, hasSession } = await changed({ groups: undefined, _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://graph.example' } } });
  expect([answer.status, hasSession]).toEqual([403, false]);
  expect(await answer.text()).toContain('U zit in zo veel groepen');
});

test('names that the desk keeps for itself are nobody’s because a provider says so', async () => {
  expect((await changed({ groups: ['balie:admin', 'Balie:Employee'] })).answer.status).toBe(403);
  await changed({ groups: ['medewerkers', 'balie:admin'] });
  expect(await desk.db.query(`SELECT claimed FROM people WHERE subject = 'noor'`)).toEqual([{ claimed: ['medewerkers'] }]);
});

describe('a message of the provider that somebody logged out', () => {
  const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  let count = 0;
  const honest = () => ({ iss: provider.issuer, aud: 'balie', sub: 'noor', sid: 'sessie-1', iat: seconds(), exp: seconds() + 120, jti: `bericht-${(count += 1)}`, events: EVENTS });
  const send = (message: string) => fetch(`${desk.url}/inloggen/afmelden`, { method: 'POST', body: new URLSearchParams({ logout_token: message }) });
  const isIn = async (noor: Visitor) => (await noor.ask('/werk')).status === 200;
  const open = async (sid: string) => (await changed({ sid })).noor;

  test('ends that session, or all of theirs, and is taken once', async () => {
    const [first, second, third] = [await open('sessie-1'), await open('sessie-2'), await open('sessie-3')];
    const { sub: _, ...bySid } = honest();
    const message = await provider.sign(bySid, { typ: 'logout+jwt' });
    const answer = await send(message);
    expect([answer.status, answer.headers.get('Cache-Control'), await answer.text()]).toEqual([200, 'no-store', '']);
    expect([await isIn(first), await isIn(second), await isIn(third)]).toEqual([false, true, true]);
    expect((await send(message)).status).toBe(400);
    await send(await provider.sign({ ...honest(), sid: 'sessie-2' }));
    expect([await isIn(second), await isIn(third)]).toEqual([false, true]);
    const { sid: __, ...bySub } = honest();
    await send(await provider.sign(bySub));
    expect(await isIn(third)).toBe(false);
    expect((await readActs(desk.db, 1, 'logins'))[0]).toMatchObject({ kind: 'login.ended-by-provider', facts: { sessions: 1 } });
  });

  const refused: [string, () => Promise<string>][] = [
    ['signed with another key', () => provider.forge(honest())],
    ['not signed', async () => new UnsecuredJWT(honest()).encode()],
    ['signed with the secret', () => new SignJWT(honest()).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(provider.clientSecret))],
    ['of another provider', () => provider.sign({ ...honest(), iss: 'https://elders.example' })],
    ['for another desk', () => provider.sign({ ...honest(), aud: 'iemand-anders' })],
    ['without the event', () => provider.sign({ ...honest(), events: {} })],
    ['without events', () => provider.sign({ ...honest(), events: undefined })],
    ['with a nonce, as an ID token has', () => provider.sign({ ...honest(), nonce: 'x' })],
    ['without a number', () => provider.sign({ ...honest(), jti: undefined } as Claims)],
    ['of an hour ago', () => provider.sign({ ...honest(), iat: seconds() - 3_600, exp: undefined } as Claims)],
    ['of later', () => provider.sign({ ...honest(), iat: seconds() + 300 })],
    ['that expired', () => provider.sign({ ...honest(), exp: seconds() - 90 })],
    ['without a time', () => provider.sign({ ...honest(), iat: undefined } as Claims)],
    ['about nobody', () => provider.sign({ ...honest(), sub: undefined, sid: undefined } as Claims)],
    ['of another kind', () => provider.sign(honest(), { typ: 'at+jwt' })],
    ['that is an ID token', () => provider.sign({ iss: provider.issuer, aud: 'balie', sub: 'noor', iat: seconds(), exp: seconds() + 60, nonce: 'x' })],
    ['that is none', () => Promise.resolve('a.b.c')],
    ['that is empty', () => Promise.resolve('')],
    ['without end', () => Promise.resolve('a'.repeat(20_000))],
  ];
  test.each(refused)('ends nothing: %s', async (_, make) => {
    const noor = await open('sessie-1');
    const answer = await send(await make());
    expect([answer.status, await answer.json()]).toEqual([400, { error: 'invalid_request', error_description: 'logout-message-wrong' }]);
    expect(await isIn(noor)).toBe(true);
  });

  test('is a form, and nothing that a browser reads', async () => {
    expect((await fetch(`${desk.url}/inloggen/afmelden`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })).status).toBe(415);
    expect((await fetch(`${desk.url}/inloggen/afmelden`)).status).toBe(404);
  });
});
