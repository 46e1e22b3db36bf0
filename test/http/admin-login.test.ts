import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readActs } from '../../src/audit/management-log.ts';
import { findActs } from '../../src/audit/proof/acts.ts';
import { createKey, revokeKey } from '../../src/identity/keys.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { cookieOf, documentPage, editor, filesForm, login } from './admin-support.ts';
import { refusal } from './push-support.ts';

const PAGES = ['/beheer', '/beheer/sleutel', '/beheer/collecties/producten', documentPage('paspoort.md'), `${documentPage('paspoort.md')}/origineel`, `${documentPage('paspoort.md')}/verwijderen`];
const JOB = '/beheer/collecties/producten/wachtrij/00000000-0000-4000-8000-000000000000';
const ACTIONS = [documentPage('paspoort.md'), `${documentPage('paspoort.md')}/verwijderen`, `${JOB}/opnieuw`, `${JOB}/loslaten`, '/beheer/collecties/producten/uploaden'];

let desk: TestDesk;
beforeAll(async () => {
  desk = await startTestDesk();
});
afterAll(() => desk.close());

describe('logging in', () => {
  test('opens Beheer, says who is in, and is no use to scripts or other sites', async () => {
    const { cookie, get, token } = await editor(desk);
    expect(cookie).toMatch(/^balie-sessie=[\w-]{43}$/);
    const set = (await login(desk, token)).headers.getSetCookie()[0];
    expect(set).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    const page = await get('/beheer');
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain('Redactie');
    expect(text).toContain('Producten en diensten');
    expect(text).not.toContain('intern');
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    expect(page.headers.get('X-Robots-Tag')).toContain('noindex');
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  });

  test.each([
    [{ Host: 'balie.gemeente.example' }, '__Host-balie', true],
    [{ Host: '127.0.0.1:8080', Origin: 'https://balie.gemeente.example', 'Sec-Fetch-Site': 'same-origin' }, '__Host-balie', true],
    [{ Host: 'localhost:8080' }, 'balie-sessie', false],
    [{ Host: '[::1]:8080' }, 'balie-sessie', false],
    [{ Host: 'localhost.kwaad.example' }, '__Host-balie', true],
    [{ Host: '127.0.0.1:8080', 'X-Forwarded-Proto': 'http' }, 'balie-sessie', false],
    [{ Host: 'balie.gemeente.example', 'X-Forwarded-Proto': 'http', 'X-Forwarded-Host': 'localhost' }, '__Host-balie', true],
  ])('gives for %o a cookie %s, Secure %s', async (headers, name, isSecure) => {
    const { token } = await editor(desk);
    const request = new Request(`http://${headers.Host}/beheer/inloggen`, {
      method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin', ...headers } as Record<string, string>, body: new URLSearchParams({ sleutel: token }),
    });
    const set = (await desk.app.fetch(request)).headers.getSetCookie()[0] ?? '';
    expect(set.startsWith(`${name}=`), set).toBe(true);
    expect(set.includes('Secure')).toBe(isSecure);
  });

  test('is refused to a key that is wrong or revoked, with what to do, and without saying which', async () => {
    const { keyId, token } = await editor(desk);
    await revokeKey(desk.db, keyId);
    const texts = await Promise.all(['', 'onzin', '<script>alert(1)</script>', token, 'x'.repeat(5_000)].map(async (wrong) => {
      const response = await login(desk, wrong);
      expect(response.status, wrong).toBe(401);
      expect(response.headers.getSetCookie()).toEqual([]);
      return response.text();
    }));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('balie keys create');
    expect(JSON.stringify(desk.logged)).not.toContain(token.slice(-20));
  });

  test('never goes on with a session that the browser held before', async () => {
    const attacker = await editor(desk);
    const victim = await editor(desk);
    const planted = await login(desk, victim.token, { 'Sec-Fetch-Site': 'same-origin', Cookie: attacker.cookie });
    expect(cookieOf(planted)).not.toBe(attacker.cookie);
    expect((await attacker.get('/beheer')).status).toBe(303);
    const chosen = await login(desk, victim.token, { 'Sec-Fetch-Site': 'same-origin', Cookie: `balie-sessie=${'A'.repeat(43)}` });
    expect(cookieOf(chosen)).not.toContain('A'.repeat(43));
  });

  test('lets a right key in, however many wrong ones came with its number or with others', async () => {
    const { token } = await editor(desk);
    // No token ends in B: of its last letter two bits are not used.
    const wrong = [...Array<string>(12).fill(`${token.slice(0, -4)}BBBB`), ...Array.from({ length: 310 }, (_, n) => `balie_${n.toString(16).padStart(16, '0')}_x`)];
    for (let start = 0; start < wrong.length; start += 40) {
      const statuses = await Promise.all(wrong.slice(start, start + 40).map(async (each) => (await login(desk, each)).status));
      expect(new Set(statuses)).toEqual(new Set([401]));
    }
    expect((await login(desk, token)).status).toBe(303);
    expect((await editor(desk)).cookie).not.toBe('');
    // Of each minute one entry, whatever is sent.
    const refused = (await readActs(desk.db, 1_000, 'logins')).filter(({ kind }) => kind === 'login.refused');
    expect(refused[0]).toMatchObject({ facts: { cause: 'login-failed' } });
    expect(refused.length).toBeLessThan(8);
  });

  test('is in the audit log by the number of the key, and so is logging out', async () => {
    const { keyId, post } = await editor(desk);
    await post('/beheer/uitloggen');
    const [out, opened] = await findActs(desk.db, {}, { limit: 2 });
    expect(opened).toMatchObject({ kind: 'login.opened', facts: { key: keyId }, actor: { type: 'key', id: keyId }, object: { type: 'login', id: keyId }, origin: { channel: 'console' } });
    expect(out).toMatchObject({ kind: 'login.ended', facts: { key: keyId, cause: 'logout' }, actor: { type: 'key', id: keyId } });
  });

  test('goes on to the page that was asked for, and to no other place', async () => {
    const { token } = await editor(desk);
    const page = documentPage('paspoort.md');
    const asked = await fetch(desk.url + page, { redirect: 'manual' });
    const form = await (await fetch(desk.url + (asked.headers.get('Location') ?? ''))).text();
    expect(form).toContain(`<input type="hidden" name="naar" value="${page}">`);
    const send = async (naar: string, sleutel = token) => {
      const body = new URLSearchParams({ sleutel, naar });
      return fetch(`${desk.url}/beheer/inloggen`, { method: 'POST', redirect: 'manual', headers: { 'Sec-Fetch-Site': 'same-origin' }, body });
    };
    expect((await send(page)).headers.get('Location')).toBe(page);
    expect(await (await send(page, 'onzin')).text()).toContain(`value="${page}"`);
    for (const elsewhere of ['https://kwaad.example/beheer', '//kwaad.example', '/\\kwaad.example', '/beheer/../x', '/beheer/inloggen', '"><script>alert(1)</script>']) {
      expect((await send(elsewhere)).headers.get('Location'), elsewhere).toBe('/beheer');
      expect(await (await fetch(`${desk.url}/beheer/inloggen?naar=${encodeURIComponent(elsewhere)}`)).text(), elsewhere).not.toContain('name="naar"');
    }
  });

  test('a form of another site logs nobody in or out', async () => {
    const { token, cookie, get } = await editor(desk);
    expect((await login(desk, token, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    const response = await fetch(`${desk.url}/beheer/uitloggen`, { method: 'POST', headers: { Cookie: cookie, Origin: 'https://kwaad.example' } });
    expect(response.status).toBe(403);
    expect((await get('/beheer')).status).toBe(200);
  });

  test('logging out ends the session, also for who kept the cookie', async () => {
    const { get, post } = await editor(desk);
    const response = await post('/beheer/uitloggen');
    expect(response.headers.get('Location')).toBe('/beheer/inloggen?melding=uitgelogd');
    expect(response.headers.getSetCookie().join()).toContain('Max-Age=0');
    expect((await get('/beheer')).headers.get('Location')).toBe('/beheer/inloggen?melding=verlopen');
  });
});

describe('pages for editors', () => {
  test.each(PAGES)('%s sends who is not logged in to the login page', async (path) => {
    const response = await fetch(desk.url + path, { redirect: 'manual' });
    expect([response.status, response.headers.get('Location')]).toEqual([303, path === '/beheer' ? '/beheer/inloggen' : `/beheer/inloggen?naar=${encodeURIComponent(path)}`]);
    const { token } = await editor(desk);
    const byKey = await fetch(desk.url + path, { redirect: 'manual', headers: { Authorization: `Bearer ${token}` } });
    expect(byKey.status).toBe(303);
  });

  test.each(ACTIONS)('POST %s needs a session and proof that it comes from here', async (path) => {
    expect((await fetch(desk.url + path, { method: 'POST', redirect: 'manual', headers: { 'Sec-Fetch-Site': 'same-origin' } })).status).toBe(303);
    const { post } = await editor(desk);
    const host = new URL(desk.url).host;
    for (const headers of [
      {}, { 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { 'Sec-Fetch-Site': 'none' }, { Origin: 'null' }, { Origin: 'https://kwaad.example' },
      { Origin: `http://${host}.kwaad.example` }, { 'Sec-Fetch-Site': 'cross-site', Origin: desk.url },
    ]) expect((await post(path, {}, headers as Record<string, string>)).status, JSON.stringify(headers)).toBe(403);
    expect([400, 404, 415, 303]).toContain((await post(path, {}, { Origin: desk.url })).status);
  });

  test('a collection of another key looks as one that is not there', async () => {
    const { get, post } = await editor(desk);
    const told = async (path: string) => {
      const response = await get(path);
      return [response.status, (await response.text()).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')];
    };
    expect(await told('/beheer/collecties/intern')).toEqual(await told('/beheer/collecties/bestaat-niet'));
    expect(await told(documentPage('handboek.md', 'intern'))).toEqual(await told(documentPage('handboek.md', 'bestaat-niet')));
    for (const name of ['%69ntern', 'producten%2F..%2Fintern', 'Producten', 'producten%00']) expect((await get(`/beheer/collecties/${name}`)).status, name).toBe(404);
    expect((await post('/beheer/collecties/intern/uploaden', filesForm({ 'x.md': 'x' }))).status).toBe(404);
    expect((await post(`${documentPage('handboek.md', 'intern')}/verwijderen`)).status).toBe(404);
    expect((await desk.db.query(`SELECT FROM documents WHERE source_id = 'handboek.md'`)).length).toBe(1);
  });

  test('may be opened by a link on a neighbouring site, but not read by its scripts', async () => {
    const { cookie } = await editor(desk);
    // Past fetch, which sets this header itself.
    const status = async (mode: string) => {
      const headers = { Cookie: cookie, Host: '127.0.0.1', 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': mode };
      return (await desk.app.fetch(new Request('http://127.0.0.1/beheer', { headers }))).status;
    };
    expect(await status('navigate')).toBe(200);
    for (const mode of ['cors', 'no-cors']) expect(await status(mode), mode).toBe(403);
  });

  test('a session ends with its key, and with time', async () => {
    const revoked = await editor(desk);
    await revokeKey(desk.db, revoked.keyId);
    expect((await revoked.get('/beheer')).headers.get('Location')).toBe('/beheer/inloggen?melding=verlopen');
    const idle = await editor(desk);
    await desk.db.query(`UPDATE sessions SET last_used_at = last_used_at - interval '62 minutes'`);
    expect((await idle.get('/beheer')).status).toBe(303);
  });
});

describe('the API by session', () => {
  const path = '/api/v1/collections/producten/documents';

  test('is open to the desk’s own pages, for the collections of the key', async () => {
    const { get } = await editor(desk);
    expect((await get(path, { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
    expect(await refusal(await get('/api/v1/collections/intern/documents'))).toBe('403 key-forbidden');
    expect(await refusal(await get(path, { 'Sec-Fetch-Site': 'cross-site' }))).toBe('403 cross-site-refused');
  });

  test('changes nothing without proof, and says when the login has ended', async () => {
    const { cookie, post } = await editor(desk);
    const put = (headers: Record<string, string>) => fetch(`${desk.url}${path}/nieuw.md`, { method: 'PUT', body: 'x', headers: { Cookie: cookie, ...headers } });
    expect(await refusal(await put({}))).toBe('403 cross-site-refused');
    expect(await refusal(await put({ Origin: 'https://kwaad.example' }))).toBe('403 cross-site-refused');
    expect((await fetch(`${desk.url}${path}/paspoort.md`, { method: 'DELETE', headers: { Cookie: cookie } })).status).toBe(403);
    await post('/beheer/uitloggen');
    expect(await refusal(await put({ 'Sec-Fetch-Site': 'same-origin' }))).toBe('401 login-ended');
  });

  test('a key that is sent goes before the cookie', async () => {
    const { cookie } = await editor(desk);
    expect(await refusal(await fetch(desk.url + path, { headers: { Cookie: cookie, Authorization: 'Bearer onzin' } }))).toBe('401 key-invalid');
  });
});

describe('a key without collections', () => {
  async function modelKey() {
    const { token } = await createKey(desk.db, { name: 'Programma', models: ['chat'] });
    const cookie = cookieOf(await login(desk, token));
    return (path: string) => fetch(desk.url + path, { redirect: 'manual', headers: { Cookie: cookie } });
  }

  test('logs in, and sees the page about itself', async () => {
    const get = await modelKey();
    expect((await get('/beheer')).headers.get('Location')).toBe('/beheer/sleutel');
    const page = await get('/beheer/sleutel');
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain('Programma');
    expect(text).not.toContain('Alle collecties');
  });

  test('is told clearly what it may not see, whether that is there or not', async () => {
    const get = await modelKey();
    const told = await Promise.all(['/beheer/collecties/producten', '/beheer/collecties/bestaat-niet', documentPage('paspoort.md')].map(async (path) => {
      const response = await get(path);
      return [response.status, (await response.text()).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')] as const;
    }));
    for (const [status, text] of told) {
      expect(status).toBe(403);
      expect(text).toContain('Deze sleutel geeft hier geen toegang toe.');
      expect(text).toBe(told[0]?.[1]);
    }
    expect(await refusal(await get('/api/v1/collections/producten/documents'))).toBe('403 key-forbidden');
    expect((await get('/api/v1/own-key')).status).toBe(200);
  });
});
