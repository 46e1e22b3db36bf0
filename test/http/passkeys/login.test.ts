import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readActs } from '../../../src/audit/management-log.ts';
import { verify } from '../../../src/audit/verify.ts';
import { createPeopleManager } from '../../../src/identity/local/manage.ts';
import { unrecorded } from '../../support/acts.ts';
import { assert, attest, newAuthenticator } from '../../support/authenticator.ts';
import { type TestDesk, startTestDesk } from '../../support/desk.ts';
import { cookieIn, passkeyClient, told } from '../../support/passkeys.ts';

let desk: TestDesk;
let at: ReturnType<typeof passkeyClient>;
beforeAll(async () => {
  desk = await startTestDesk();
  at = passkeyClient(desk);
});
afterAll(() => desk.close());

describe('logging in with a passkey', () => {
  test('opens the workplace, and never goes on with a session that the browser held before', async () => {
    const { authenticator, cookie } = await at.member();
    const answer = await at.login(authenticator);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ location: '/werk' });
    expect(answer.headers.getSetCookie()[0]).toMatch(/^balie-sessie=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const page = await at.get('/werk', cookieIn(answer));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Sam Bos');
    const again = await at.send('login', { credential: assert(authenticator, await at.options(), at.origin) }, { Cookie: cookie });
    expect(again.status).toBe(200);
    expect((await at.get('/werk', cookie)).status).toBe(303);
  });

  test('goes on to the page that was asked for, and to no other place', async () => {
    const { authenticator } = await at.member();
    const to = async (wished: string) => ((await (await at.login(authenticator, {}, { wished })).json()) as { location: string }).location;
    expect(await to('/werk/account')).toBe('/werk/account');
    for (const elsewhere of ['https://kwaad.example/werk', '//kwaad.example', '/\\kwaad.example', '/werk/../x']) expect(await to(elsewhere), elsewhere).toBe('/werk');
  });

  test('is in the audit log by the number of the person, with the passkey: who came in, who showed it anew, and who did not get in', async () => {
    const { authenticator, id } = await at.member();
    const [invited] = await readActs(desk.db, 1, 'logins');
    expect(invited).toMatchObject({ kind: 'login.opened', facts: { person: id, passkey: expect.any(String) as string } });
    const first = await at.login(authenticator);
    expect((await readActs(desk.db, 1, 'logins'))[0]).toEqual({ ...invited, number: expect.any(Number) as number, at: expect.any(String) as string });
    const anew = await at.send('login', { credential: assert(authenticator, await at.options(), at.origin) }, { Cookie: cookieIn(first) });
    expect((await readActs(desk.db, 1, 'logins'))[0]).toMatchObject({ kind: 'login.confirmed', facts: invited?.facts });
    // Over what somebody else left open it is a login.
    const other = await at.member();
    await at.send('login', { credential: assert(other.authenticator, await at.options(), at.origin) }, { Cookie: cookieIn(anew) });
    expect((await readActs(desk.db, 1, 'logins'))[0]).toMatchObject({ kind: 'login.opened', facts: { person: other.id } });
    await at.login(authenticator, { origin: 'https://kwaad.example' });
    await at.send('register', { credential: attest(newAuthenticator(), { challenge: 'A'.repeat(43), rp: { id: 'localhost' }, user: { id: 'AA' } }, at.origin), invitation: 'A'.repeat(43) });
    const refused = (await readActs(desk.db, 1_000, 'logins')).filter(({ kind }) => kind === 'login.refused').map(({ facts }) => facts);
    expect(refused).toContainEqual({ cause: 'passkey-refused' });
    expect(refused).toContainEqual({ cause: 'passkey-unusable' });
    expect((await verify(desk.db, desk.auditKey)).firstFault).toBeUndefined();
  });

  test('tells nobody which accounts there are', async () => {
    await at.member();
    expect(await at.options()).not.toHaveProperty('allowCredentials');
  });

  test.each([
    ['another origin', { origin: 'https://kwaad.example' }],
    ['another port of this machine', { origin: 'http://localhost:1' }],
    ['another relying party', { rpId: 'kwaad.example' }],
    ['no check of who holds it', { isUserVerified: false }],
    ['nobody there', { isUserPresent: false }],
    ['a frame of another site', { crossOrigin: true }],
    ['what was made to register', { type: 'webauthn.create' }],
    ['a challenge that was never given', { challenge: 'A'.repeat(43) }],
    ['a challenge that cannot be one', { challenge: '\0' }],
    ['no account', { userHandle: null }],
    ['an account that is not there', { userHandle: 'A'.repeat(22) }],
    ['a passkey that is not there', { id: 'A'.repeat(43) }],
    ['the signature of another passkey', { key: newAuthenticator().key }],
  ])('is refused: %s', async (_, lies) => {
    const { authenticator } = await at.member();
    const answer = await at.login(authenticator, lies);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await told(answer)).toBe('401 passkey-refused');
    expect((await at.login(authenticator)).status).toBe(200);
  });

  test('is refused with a passkey of somebody else under one’s own name, and the other way around', async () => {
    const [one, other] = [await at.member(), await at.member()];
    expect(await told(await at.login(one.authenticator, { userHandle: other.authenticator.userHandle }))).toBe('401 passkey-refused');
    expect(await told(await at.login(one.authenticator, { id: other.authenticator.id }))).toBe('401 passkey-refused');
    expect(await told(await at.login(one.authenticator, { id: other.authenticator.id, userHandle: other.authenticator.userHandle }))).toBe('401 passkey-refused');
  });

  test('is refused once more with the same challenge, also after it failed', async () => {
    const { authenticator } = await at.member();
    const options = await at.options();
    const credential = assert(authenticator, options, at.origin);
    expect((await at.send('login', { credential })).status).toBe(200);
    expect(await told(await at.send('login', { credential }))).toBe('401 passkey-refused');
    const tried = await at.options();
    expect(await told(await at.send('login', { credential: assert(authenticator, tried, at.origin, { origin: 'https://kwaad.example' }) }))).toBe('401 passkey-refused');
    expect(await told(await at.send('login', { credential: assert(authenticator, tried, at.origin) }))).toBe('401 passkey-refused');
  });

  test('of two at once with one challenge lets one in', async () => {
    const { authenticator } = await at.member();
    const options = await at.options();
    const both = await Promise.all([1, 2].map(() => at.send('login', { credential: assert(authenticator, options, at.origin) })));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
  });

  test('is refused after five minutes, and with a challenge that was given to make a passkey', async () => {
    const { authenticator, cookie } = await at.member();
    const options = await at.options();
    await desk.db.query(`UPDATE passkey_challenges SET expires_at = now() - interval '1 second' WHERE challenge = $1`, [options.challenge]);
    expect(await told(await at.send('login', { credential: assert(authenticator, options, at.origin) }))).toBe('401 passkey-refused');
    const { challenge } = (await (await at.send('register/options', {}, { Cookie: cookie })).json()) as { challenge: string };
    expect(await told(await at.login(authenticator, { challenge }))).toBe('401 passkey-refused');
  });

  test('is refused to a copy: its counter does not go back, or stand still', async () => {
    const { authenticator } = await at.member();
    expect((await at.login(authenticator, { counter: 7 })).status).toBe(200);
    for (const counter of [7, 6, 0]) expect(await told(await at.login(authenticator, { counter })), `${counter}`).toBe('401 passkey-refused');
    expect((await at.login(authenticator, { counter: 8 })).status).toBe(200);
    const countless = await at.member();
    for (const _ of [1, 2]) expect((await at.login(countless.authenticator, { counter: 0 })).status).toBe(200);
  });

  test('ends at once for who is shut out, with all of their sessions, and begins anew for who is let in again', async () => {
    const { authenticator, cookie, id } = await at.member();
    const manager = createPeopleManager(desk.db, unrecorded);
    await manager.setDisabled(id, true, { byUser: 'test' });
    expect((await at.get('/werk', cookie)).status).toBe(303);
    expect(await told(await at.login(authenticator))).toBe('401 passkey-refused');
    await manager.setDisabled(id, false, { byUser: 'test' });
    expect((await at.get('/werk', cookie)).status).toBe(303);
    expect((await at.login(authenticator)).status).toBe(200);
  });
});

describe('the routes of passkeys', () => {
  const making = () => attest(newAuthenticator(), { challenge: 'A'.repeat(43), rp: { id: 'localhost' }, user: { id: 'AA' } }, at.origin);
  test.each<[string, () => unknown]>([
    ['options', () => undefined],
    ['login', () => ({ credential: assert(newAuthenticator(), { challenge: 'A'.repeat(43), rpId: 'localhost' }, at.origin) })],
    ['invitation', () => ({ invitation: 'A'.repeat(43) })],
    ['register/options', () => ({})],
    ['register', () => ({ credential: making() })],
  ])('%s takes nothing from another site', async (path, body) => {
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }]) expect(await told(await at.send(path, body(), headers))).toBe('403 cross-site-refused');
  });

  test.each([
    [{}],
    [{ credential: null }],
    [{ credential: { id: 'é', rawId: 'é', type: 'public-key', response: {} } }],
    [{ credential: { ...assert(newAuthenticator(), { challenge: '', rpId: '' }, ''), id: 'A'.repeat(1_401) } }],
  ])('refuse what cannot be a passkey: %j', async (body) => {
    expect(await told(await at.send('login', body))).toBe('400 input-invalid');
  });

  test('work at the desk’s own address alone, and say which that is', async () => {
    const ask = (host: string, headers: Record<string, string> = {}) => desk.app.fetch(new Request(`http://${host}/api/v1/passkeys/options`, { method: 'POST', headers: { Host: host, 'Sec-Fetch-Site': 'same-origin', ...headers } }));
    expect((await ask('localhost:8080')).status).toBe(200);
    const byNumber = await ask('127.0.0.1:8080', { Origin: 'http://127.0.0.1:8080' });
    expect(await byNumber.json()).toMatchObject({ code: 'passkey-place', message: 'Passkeys werken alleen op het eigen adres van de balie: http://localhost:8080.' });
    for (const host of ['balie.gemeente.example', 'localhost.kwaad.example', '10.0.0.5']) expect(await told(await ask(host)), host).toBe('400 passkey-place');
  });

  test('keep a bounded number of challenges, however many are asked for', async () => {
    await desk.db.query(`INSERT INTO passkey_challenges (challenge, expires_at) SELECT 'c' || n, now() + interval '1 minute' FROM generate_series(1, 10500) n`);
    const { challenge } = await at.options();
    const [kept] = await desk.db.query<{ count: number; has: boolean }>('SELECT count(*), bool_or(challenge = $1) AS has FROM passkey_challenges', [challenge]);
    expect(kept).toEqual({ count: 10_000, has: true });
  });
});

test('with a public address passkeys are of that one, whatever a request says of its host', async () => {
  const other = await startTestDesk({ siteConfig: { publicUrl: 'https://balie.gemeente.example' } });
  const ask = (headers: Record<string, string>) => other.app.fetch(new Request('http://127.0.0.1/api/v1/passkeys/options', { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin', ...headers } }));
  for (const host of ['balie.gemeente.example', '127.0.0.1:8080', 'kwaad.example']) {
    expect(await (await ask({ Host: host, Origin: 'https://balie.gemeente.example' })).json(), host).toMatchObject({ rpId: 'balie.gemeente.example', userVerification: 'required' });
  }
  expect(await told(await ask({ Host: 'localhost:8080', Origin: 'http://localhost:8080' }))).toBe('400 passkey-place');
  await other.close();
});
