import { afterEach, describe, expect, test } from 'vitest';
import { readActs } from '../../src/audit/management-log.ts';
import { deskWithProvider } from '../support/login/desk.ts';
import { nextOf, Visitor } from '../support/login/visitor.ts';
import { beginRequest, pathOf, until } from './push-support.ts';

const house = deskWithProvider({ withWorkers: true });
afterEach(() => {
  house.provider.outage = undefined;
  const noor = house.provider.people.get('noor');
  if (noor !== undefined) noor.groups = ['medewerkers'];
});

async function enter(account = 'noor') {
  const visitor = new Visitor(house.desk.url);
  await visitor.logIn(account);
  expect((await visitor.ask('/werk')).status).toBe(200);
  return visitor;
}

/** As if so many seconds went by since all sessions were checked with the provider. */
const pass = (seconds: number) => house.desk.db.query(`UPDATE sessions SET checked_at = checked_at - make_interval(secs => $1), asked_at = asked_at - make_interval(secs => $1)`, [seconds]);
const rotatedAgo = (minutes: number) => house.desk.db.query('UPDATE sessions SET rotated_at = now() - make_interval(mins => $1)', [minutes]);
const statusOf = async (session: string) => (await fetch(`${house.desk.url}/werk`, { headers: { Cookie: session }, redirect: 'manual' })).status;
const tokensAsked = () => house.provider.asked.get('/token') ?? 0;
const askedInAll = () => [...house.provider.asked.values()].reduce((sum, count) => sum + count, 0);

describe('while somebody is at work', () => {
  test('the provider is asked once a minute, however many requests there are', async () => {
    const noor = await enter();
    const before = tokensAsked();
    for (let count = 0; count < 5; count += 1) await noor.ask('/werk');
    expect(tokensAsked()).toBe(before);
    await pass(61);
    const answers = await Promise.all(Array.from({ length: 8 }, () => noor.ask('/werk')));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(tokensAsked()).toBe(before + 1);
  });

  test('also by two processes of the desk', async () => {
    const noor = await enter();
    const other = await house.desk.beside();
    await pass(61);
    const before = tokensAsked();
    const ask = (url: string) => fetch(`${url}/werk`, { headers: { Cookie: noor.session }, redirect: 'manual' });
    const answers = await Promise.all([house.desk.url, other.url, house.desk.url, other.url].map(ask));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(tokensAsked()).toBe(before + 1);
    await other.close();
  });

  test('a group that they leave opens nothing any more, within a minute', async () => {
    const noor = await enter();
    const account = house.provider.people.get('noor');
    if (account !== undefined) account.groups = [];
    await pass(61);
    expect((await noor.ask('/werk')).status).toBe(403);
    if (account !== undefined) account.groups = ['medewerkers', 'beheer'];
    await pass(61);
    const page = await noor.ask('/werk');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('href="/beheer"');
  });

  test('an account that is gone ends the session, and that is recorded', async () => {
    const noor = await enter();
    const account = house.provider.people.get('noor');
    house.provider.people.delete('noor');
    await pass(61);
    expect((await noor.ask('/werk')).headers.get('Location')).toBe('/inloggen?melding=verlopen&naar=%2Fwerk');
    expect((await readActs(house.desk.db, 1, 'logins'))[0]).toMatchObject({ kind: 'login.ended', facts: { cause: 'grant-gone' } });
    if (account !== undefined) house.provider.people.set('noor', account);
  });

  test.each(['broken', 'silent'] as const)('a provider that is %s for a moment is waited for, at most a quarter of an hour', async (outage) => {
    const noor = await enter();
    house.provider.outage = outage;
    await pass(61);
    const before = askedInAll();
    expect((await noor.ask('/werk')).status).toBe(200);
    const asked = askedInAll();
    expect(asked).toBeGreaterThan(before);
    // Who comes next waits for nothing: nobody is asked.
    expect((await noor.ask('/werk')).status).toBe(200);
    expect(askedInAll()).toBe(asked);
    expect(house.desk.logged.filter(({ message }) => message === 'login provider failed: sessions go on').length).toBeGreaterThan(0);
    await pass(15 * 60);
    const late = await noor.ask('/werk');
    expect(late.status).toBe(503);
    expect(await late.text()).toContain('De inlogdienst van de gemeente is nu niet bereikbaar');
    // Residents notice nothing.
    expect((await fetch(house.desk.url)).status).toBe(200);
    house.provider.outage = undefined;
    await pass(61);
    expect((await noor.ask('/werk')).status).toBe(200);
  });
});

describe('the token of a session', () => {
  test('is replaced once an hour, for one of those who ask at once; the one before it goes on for a minute', async () => {
    const noor = await enter();
    const old = noor.session;
    await noor.ask('/werk');
    expect(noor.session).toBe(old);
    await rotatedAgo(61);
    const answers = await Promise.all(Array.from({ length: 6 }, () => fetch(`${house.desk.url}/werk`, { headers: { Cookie: old }, redirect: 'manual' })));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const given = answers.flatMap(({ headers }) => headers.getSetCookie());
    expect(given).toHaveLength(1);
    expect(given[0]).toMatch(/^balie-sessie=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const next = given[0]?.split(';')[0] ?? '';
    expect([await statusOf(old), await statusOf(next)]).toEqual([200, 200]);
    await house.desk.db.query(`UPDATE sessions SET previous_until = now() - interval '1 second'`);
    expect([await statusOf(old), await statusOf(next)]).toEqual([303, 200]);
  });

  test.each([
    ['is delivered', async () => undefined, /^HTTP\/1\.1 202 /],
    ['of who is logged out meanwhile is not', async (noor: Visitor) => void (await noor.ask('/uitloggen', {})), /^HTTP\/1\.1 401 [^]*login-ended/],
  ])('may be replaced while a file comes in for longer than the one before goes on: that %s', async (_, meanwhile, answered) => {
    const account = house.provider.people.get('noor');
    if (account !== undefined) account.groups = ['medewerkers', 'redactie'];
    const noor = await enter();
    const old = noor.session;
    await house.desk.db.query(`UPDATE sessions SET last_used_at = last_used_at - interval '5 minutes', authenticated_at = now(), acr = 'sterk'`);
    const { socket, ended } = beginRequest(house.desk, `PUT /api/v1${pathOf('lang.md')}`, [`Cookie: ${old}`, 'Sec-Fetch-Site: same-origin', 'Content-Type: text/markdown', 'Content-Length: 20', 'Connection: close'], '# Langzame');
    await until(async () => expect((await house.desk.db.query(`SELECT FROM sessions WHERE last_used_at > now() - interval '3 minutes'`)).length).toBe(1));
    await rotatedAgo(61);
    await noor.ask('/werk');
    expect(noor.session).not.toBe(old);
    await house.desk.db.query(`UPDATE sessions SET previous_until = now() - interval '1 second'`);
    expect(await statusOf(old)).toBe(303);
    await meanwhile(noor);
    socket.write(' lijn.\n\nXY');
    expect(await ended).toMatch(answered);
  });

  test('keeps the name under which it came, behind TLS', async () => {
    const noor = await enter();
    await rotatedAgo(61);
    const answer = await fetch(`${house.desk.url}/werk`, { headers: { Cookie: noor.session.replace('balie-sessie', '__Host-balie') } });
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-balie=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  });
});

describe('logging out', () => {
  test('ends the session here, for who stole its cookie too, and goes on to the provider', async () => {
    const noor = await enter();
    const old = noor.session;
    await rotatedAgo(61);
    await noor.ask('/werk');
    const stolen = [old, noor.session];
    const answer = await noor.ask('/uitloggen', {});
    const next = new URL(nextOf(answer) ?? '');
    expect([answer.status, next.origin, next.pathname]).toEqual([200, house.provider.issuer, '/session/end']);
    expect(Object.fromEntries(next.searchParams)).toMatchObject({ post_logout_redirect_uri: `${house.desk.url}/inloggen`, state: 'uitgelogd' });
    expect(next.searchParams.get('id_token_hint')).toMatch(/^eyJ/);
    expect(noor.cookies.has('balie-sessie')).toBe(false);
    expect(await Promise.all(stolen.map(statusOf))).toEqual([303, 303]);
    expect((await readActs(house.desk.db, 1, 'logins'))[0]).toMatchObject({ kind: 'login.ended', facts: { cause: 'logout' } });
    expect(await (await noor.ask('/inloggen?state=uitgelogd')).text()).toContain('U bent uitgelogd.');
  });

  test('is done from Beheer too, and by nobody elsewhere', async () => {
    const sam = await enter('sam');
    expect((await fetch(`${house.desk.url}/uitloggen`, { method: 'POST', headers: { Cookie: sam.session, 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(403);
    expect(await statusOf(sam.session)).toBe(200);
    const session = sam.session;
    expect(nextOf(await sam.ask('/beheer/uitloggen', {}))).toContain('/session/end?');
    expect(await statusOf(session)).toBe(303);
  });

  test('works while the provider is away, and for who is not logged in', async () => {
    const fresh = await house.desk.beside();
    const noor = await enter();
    house.provider.outage = 'broken';
    const answer = await fetch(`${fresh.url}/uitloggen`, { method: 'POST', redirect: 'manual', headers: { Cookie: noor.session, 'Sec-Fetch-Site': 'same-origin' } });
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/inloggen?melding=uitgelogd']);
    expect(await statusOf(noor.session)).toBe(303);
    expect((await new Visitor(fresh.url).ask('/uitloggen', {})).headers.get('Location')).toBe('/inloggen?melding=uitgelogd');
    await fresh.close();
  });

  test('at the provider ends the session here (back-channel)', async () => {
    const [noor, sam] = [await enter(), await enter('sam')];
    const asked = await noor.ask(`${house.provider.issuer}/session/end`);
    const xsrf = /name="xsrf" value="(?<xsrf>[^"]+)"/.exec(await asked.text())?.groups?.['xsrf'] ?? '';
    await noor.ask(`${house.provider.issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
    expect([await statusOf(noor.session), await statusOf(sam.session)]).toEqual([303, 200]);
    expect((await readActs(house.desk.db, 1, 'logins'))[0]).toMatchObject({ kind: 'login.ended-by-provider', facts: { sessions: 1 } });
  });
});
