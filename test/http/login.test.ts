import { describe, expect, test } from 'vitest';
import { readActs } from '../../src/audit/management-log.ts';
import { verify } from '../../src/audit/verify.ts';
import { deskWithProvider } from '../support/login/desk.ts';
import { nextOf, Visitor } from '../support/login/visitor.ts';

const house = deskWithProvider();

const idOf = async (subject: string) => (await house.desk.db.query<{ id: string }>('SELECT id FROM people WHERE subject = $1', [subject]))[0]?.id;
const sessions = async () => (await house.desk.db.query('SELECT id FROM sessions')).length;

describe('logging in', () => {
  test('is done with the house.provider, and ends in the workplace by a page of the desk itself', async () => {
    const noor = new Visitor(house.desk.url);
    const { answer, at } = await noor.logIn('noor');
    expect([answer.status, at.pathname, nextOf(answer)]).toEqual([200, '/inloggen/terug', '/werk']);
    const page = await noor.ask('/werk');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Noor de Wit');
    const [act] = await readActs(house.desk.db, 1, 'logins');
    expect(act).toMatchObject({ kind: 'login.opened', facts: { person: await idOf('noor') } });
    expect(JSON.stringify(act)).not.toMatch(/Noor|noor@/);
    expect((await readActs(house.desk.db, 50, 'changes')).filter(({ kind }) => kind.startsWith('login.'))).toEqual([]);
    expect((await verify(house.desk.db, house.desk.auditKey)).firstFault).toBeUndefined();
    // Who is logged in has nothing to do there any more.
    expect((await noor.ask('/inloggen')).headers.get('Location')).toBe('/werk');
  });

  test('is kept from nobody by who begins more logins than are kept: the oldest go', async () => {
    const noor = new Visitor(house.desk.url);
    await house.desk.db.query(`INSERT INTO logins (state_hash, browser_hash, sealed, expires_at) SELECT sha256(n::text::bytea), sha256(n::text::bytea), '\\x00', now() + interval '9 minutes' FROM generate_series(1, 20000) n`);
    const { answer } = await noor.logIn('noor');
    expect([answer.status, nextOf(answer)]).toEqual([200, '/werk']);
    expect((await house.desk.db.query('SELECT FROM logins')).length).toBeLessThan(20_000);
    await house.desk.db.query(`DELETE FROM logins WHERE sealed = '\\x00'`);
  });

  test('goes on to the page that was wished', async () => {
    const noor = new Visitor(house.desk.url);
    const refused = await noor.ask('/werk');
    expect([refused.status, refused.headers.get('Location')]).toEqual([303, '/inloggen?naar=%2Fwerk']);
    expect(await (await noor.ask('/inloggen?naar=%2Fwerk%2Fgesprekken')).text()).toContain('name="naar" value="/werk/gesprekken"');
    expect(nextOf((await noor.logIn('noor', { wished: '/werk/gesprekken' })).answer)).toBe('/werk/gesprekken');
    // With a prompt that a colleague sent a link to; nothing else that it was asked with goes along.
    const sam = new Visitor(house.desk.url);
    const prompt = '/werk?prompt=0b6f7c1e-5a3d-4c2b-9e8f-1a2b3c4d5e6f';
    expect((await sam.ask(prompt)).headers.get('Location')).toBe(`/inloggen?${new URLSearchParams({ naar: prompt }).toString()}`);
    expect((await sam.ask(`${prompt}&naar=//elders.example`)).headers.get('Location')).toBe('/inloggen?naar=%2Fwerk');
    expect(nextOf((await sam.logIn('noor', { wished: prompt })).answer)).toBe(prompt);
  });

  test.each(['https://elders.example/werk', '//elders.example/werk', '/\\elders.example', '/werk/../..//elders.example', '/werk\n', '/werk?prompt=//elders.example', 'javascript:alert(1)', '/beheer/uitloggen', '/', `/werk/${'a'.repeat(2_000)}`])('leads to no other site: %j', async (wished) => {
    const noor = new Visitor(house.desk.url);
    const { answer } = await noor.logIn('noor', { wished });
    expect(nextOf(answer)).toBe('/werk');
    // Nor does what is put into the address of the way back, or of the page.
    const page = await new Visitor(house.desk.url).ask(`/inloggen?${new URLSearchParams({ naar: wished, redirect_uri: wished, post_logout_redirect_uri: wished }).toString()}`);
    expect(await page.text()).not.toMatch(/elders\.example|name="naar"|javascript:/);
  });

  test('asks the provider with PKCE, a state and a nonce, each time others', async () => {
    const noor = new Visitor(house.desk.url);
    const [first, second] = [await noor.begin(), await noor.begin()];
    for (const { searchParams } of [first, second]) {
      expect(Object.fromEntries(searchParams)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', scope: 'openid profile email', redirect_uri: `${house.desk.url}/inloggen/terug` });
    }
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
      expect(first.searchParams.get(name)).not.toBe(second.searchParams.get(name));
    }
  });

  test('binds itself to the browser with cookies that no script and no other site has', async () => {
    const post = (headers: Record<string, string>) => fetch(`${house.desk.url}/inloggen`, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }, body: '' });
    const [plain] = (await post({ 'Sec-Fetch-Site': 'same-origin' })).headers.getSetCookie();
    expect(plain).toMatch(/^balie-inloggen=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    const [secure] = (await post({ 'Sec-Fetch-Site': 'same-origin', Origin: 'https://balie.gemeente.example' })).headers.getSetCookie();
    expect(secure).toMatch(/^__Host-balie-inloggen=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://elders.example' }, {}] as Record<string, string>[]) expect((await post(headers)).status).toBe(403);
    const noor = new Visitor(house.desk.url);
    const { answer } = await noor.logIn('noor');
    expect(answer.headers.getSetCookie().find((line) => line.startsWith('balie-sessie='))).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  test('gives a new session each time, and keeps none that the browser brought along', async () => {
    const noor = new Visitor(house.desk.url);
    noor.cookies.set('balie-sessie', 'A'.repeat(43));
    await noor.logIn('noor');
    const first = noor.session;
    expect(first).not.toContain('A'.repeat(43));
    await noor.logIn('noor');
    expect(noor.session).not.toBe(first);
    expect((await fetch(`${house.desk.url}/werk`, { headers: { Cookie: first }, redirect: 'manual' })).status).toBe(303);
  });
});

describe('is not logged in', () => {
  test('who comes back a second time with the same answer', async () => {
    const noor = new Visitor(house.desk.url);
    const { at } = await noor.logIn('noor');
    const before = await sessions();
    const again = await noor.ask(at.href);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('al gebruikt');
    expect([again.headers.get('Refresh'), again.headers.get('Location'), await sessions()]).toEqual([null, null, before]);
  });

  test('who comes back with what another browser began; that one still is', async () => {
    const [noor, thief] = [new Visitor(house.desk.url), new Visitor(house.desk.url)];
    await thief.begin();
    const begun = await noor.begin();
    const back = `/inloggen/terug?${new URLSearchParams({ code: 'x', state: begun.searchParams.get('state') ?? '' }).toString()}`;
    expect((await thief.ask(back)).status).toBe(400);
    expect((await new Visitor(house.desk.url).ask(back)).status).toBe(400);
    const kept = await house.desk.db.query('SELECT 1 AS one FROM logins WHERE expires_at > now()');
    expect(kept.length).toBeGreaterThan(1);
    const asked = await noor.follow(begun);
    const done = await noor.ask(asked.at.href, { account: 'noor', acr: 'eenvoudig' });
    expect((await noor.follow(new URL(done.headers.get('Location') ?? '', asked.at))).answer.status).toBe(200);
  });

  test('who took longer than ten minutes', async () => {
    const noor = new Visitor(house.desk.url);
    const begun = await noor.begin();
    await house.desk.db.query(`UPDATE logins SET expires_at = now() - interval '1 second'`);
    const asked = await noor.follow(begun);
    const done = await noor.ask(asked.at.href, { account: 'noor', acr: 'eenvoudig' });
    const { answer } = await noor.follow(new URL(done.headers.get('Location') ?? '', asked.at));
    expect([answer.status, noor.cookies.has('balie-sessie')]).toEqual([400, false]);
  });

  test.each(['', '?state=x', '?code=x', `?state=${'a'.repeat(43)}&code=x`, `?state=${'%00'.repeat(43)}`, '?error=access_denied', '?state=a&state=b'])('who comes with what nobody began: %s', async (query) => {
    const noor = new Visitor(house.desk.url);
    await noor.begin();
    const answer = await noor.ask(`/inloggen/terug${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Inloggen met Lindewaarde ID');
  });

  test('who is in no group of the desk: they are told, and there is no session', async () => {
    const other = new Visitor(house.desk.url);
    const before = await sessions();
    const { answer } = await other.logIn('buiten');
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('u zit in geen groep van de balie');
    expect([other.cookies.has('balie-sessie'), await sessions()]).toEqual([false, before]);
    expect((await readActs(house.desk.db, 1, 'logins'))[0]).toMatchObject({ kind: 'login.refused', facts: { cause: 'login-without-group' } });
  });

  test('who gives up at the provider', async () => {
    const noor = new Visitor(house.desk.url);
    const asked = await noor.follow(await noor.begin());
    const done = await noor.ask(asked.at.href, { afbreken: 'ja' });
    const { answer } = await noor.follow(new URL(done.headers.get('Location') ?? '', asked.at));
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('het inloggen is afgebroken');
  });

  test('who was shut out', async () => {
    await new Visitor(house.desk.url).logIn('noor');
    await house.desk.db.query(`UPDATE people SET disabled_at = now() WHERE subject = 'noor'`);
    const noor = new Visitor(house.desk.url);
    const { answer } = await noor.logIn('noor');
    expect([answer.status, noor.cookies.has('balie-sessie')]).toEqual([403, false]);
    await house.desk.db.query(`UPDATE people SET disabled_at = NULL WHERE subject = 'noor'`);
  });
});

test('what is kept of a login tells nothing to who reads the database', async () => {
  const noor = new Visitor(house.desk.url);
  const begun = await noor.begin('/werk/geheim');
  await noor.logIn('noor');
  const rows = [...(await house.desk.db.query<{ all: string }>('SELECT l::text AS all FROM logins l')), ...(await house.desk.db.query<{ all: string }>('SELECT s::text AS all FROM sessions s'))].map(({ all }) => all).join('\n');
  for (const secret of [begun.searchParams.get('state') ?? '', begun.searchParams.get('nonce') ?? '', '/werk/geheim', noor.cookies.get('balie-inloggen') ?? '', noor.cookies.get('balie-sessie') ?? '', 'eyJ', 'refreshToken']) {
    expect(secret).not.toBe('');
    expect(rows).not.toContain(secret);
    expect(rows).not.toContain(Buffer.from(secret).toString('hex'));
  }
  expect(JSON.stringify(house.desk.logged)).not.toMatch(/noor|Noor|eyJ/);
});

test('an older browser proves by its Origin that it comes from the page, which lets it', async () => {
  const { headers } = await new Visitor(house.desk.url).ask('/inloggen');
  expect([headers.get('Referrer-Policy'), headers.get('X-Robots-Tag'), headers.get('Cache-Control')]).toEqual(['same-origin', 'noindex, nofollow', 'no-store']);
  const post = (Origin: string) => fetch(`${house.desk.url}/inloggen`, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin }, body: '' });
  expect([(await post(house.desk.url)).status, (await post(house.provider.issuer)).status, (await post('null')).status]).toEqual([200, 403, 403]);
});
