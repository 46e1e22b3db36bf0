import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeKey } from '../../src/identity/keys.ts';
import { startTestDesk, type TestDesk } from '../support/desk.ts';
import { colleague, GROUPS } from '../support/employee.ts';
import { type Editor, editor } from './admin-support.ts';

let desk: TestDesk;
let redactie: Editor;
let programma: Editor;
beforeAll(async () => {
  desk = await startTestDesk({ groups: GROUPS });
  redactie = await editor(desk, ['producten'], 'Redactie <b>Zuid</b>');
  programma = await editor(desk, ['opgeheven'], 'Programma');
});
afterAll(() => desk.close());

describe('a fault page for editors shows who is logged in, as the pages do', () => {
  test.each([
    ['an address that there is not', '/beheer/bestaat-niet', 404],
    ['a collection of others', '/beheer/collecties/intern', 404],
    ['a document that there is not', '/beheer/collecties/producten/documenten/er-niet', 404],
  ])('%s', async (_, path, status) => {
    const name = (page: string) => /Ingelogd met<\/span>\s*<a[^>]*>([^<]*)<\/a>/.exec(page)?.[1];
    const good = name(await (await redactie.get('/beheer/sleutel')).text());
    const response = await redactie.get(path);
    expect(response.status).toBe(status);
    const page = await response.text();
    expect(name(page)).toBe('Redactie &lt;b&gt;Zuid&lt;/b&gt;');
    expect(name(page)).toBe(good);
    expect(page).toContain('/beheer/uitloggen');
  });

  test('to a key holder without collections too', async () => {
    const response = await programma.get('/beheer/collecties/producten');
    expect(response.status).toBe(403);
    expect(await response.text()).toMatch(/Ingelogd met<\/span>\s*<a[^>]*>Programma</);
  });

  test('a form that is wrong', async () => {
    const response = await redactie.post('/beheer/collecties/producten/bestaat-niet');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Ingelogd met');
  });
});

describe('it names nobody', () => {
  test('to who is not logged in, and to who was', async () => {
    expect(await (await fetch(`${desk.url}/beheer/bestaat-niet`)).text()).not.toContain('Ingelogd met');
    const gone = await editor(desk, ['producten'], 'Weg');
    await revokeKey(desk.db, gone.keyId);
    const response = await gone.get('/beheer/bestaat-niet');
    expect([response.status, (await response.text()).includes('Weg')]).toEqual([404, false]);
  });

  test('to another site', async () => {
    const response = await redactie.post('/beheer/bestaat-niet', {}, { 'Sec-Fetch-Site': 'cross-site' });
    expect(await response.text()).not.toContain('Ingelogd met');
  });

  test('on the pages of the desk', async () => {
    expect(await (await redactie.get('/bestaat-niet')).text()).not.toContain('Ingelogd met');
  });

  test('where the session cannot be looked up, and says what is wrong all the same', async () => {
    await desk.db.query('ALTER TABLE sessions RENAME TO sessions_away');
    try {
      const response = await redactie.get('/beheer/bestaat-niet');
      expect([response.status, (await response.text()).includes('Ingelogd met')]).toEqual([404, false]);
    } finally {
      await desk.db.query('ALTER TABLE sessions_away RENAME TO sessions');
    }
  });
});

describe('a fault page of staff is theirs, with the way back to their work', () => {
  const HEADER = 'balie-header--editor';

  test.each<[string, number, string, RequestInit]>([
    ['an address that there is not', 404, '/werk/bestaat-niet', {}],
    ['a conversation of somebody else', 404, '/werk/gesprekken/00000000-0000-4000-8000-000000000000', {}],
    ['what is too large', 413, '/werk', { method: 'POST', body: new URLSearchParams({ vraag: 'x'.repeat(200_000) }) }],
    ['what is no form', 415, '/werk', { method: 'POST', body: 'x' }],
    ['what they may not', 403, '/beheer/aan-uit', {}],
  ])('of an employee: %s', async (_, status, path, init) => {
    const noor = await colleague(desk);
    const answer = await fetch(desk.url + path, { ...init, headers: { Cookie: noor.cookie, 'Sec-Fetch-Site': 'same-origin' } });
    const text = await answer.text();
    expect(answer.status).toBe(status);
    for (const part of [HEADER, 'aria-label="Werkplek"', 'Noor de Wit', '<a class="balie-button-link" href="/werk">Naar de werkplek</a>']) expect(text).toContain(part);
    expect(text.includes('/inloggen?anders=ja')).toBe(status === 403);
  });

  test.each([
    ['/werk', 'POST', 403, 'Naar de werkplek'],
    ['/werk/bestaat-niet', 'GET', 404, 'Naar de werkplek'],
    ['/inloggen', 'POST', 403, 'Naar inloggen'],
    ['/inloggen/bestaat-niet', 'GET', 404, 'Naar inloggen'],
    ['/uitloggen', 'POST', 403, 'Naar inloggen'],
    ['/beheer/inloggen', 'POST', 403, 'Naar Beheer'],
  ])('names nobody where nobody is known, or another site asks: %s', async (path, method, status, way) => {
    const { cookie } = await colleague(desk);
    const answer = await fetch(desk.url + path, { method, headers: { ...(method === 'POST' && { Cookie: cookie }), 'Sec-Fetch-Site': 'cross-site' } });
    const text = await answer.text();
    expect([answer.status, text.includes(HEADER), text.includes(way), text.includes('Noor')]).toEqual([status, true, true, false]);
  });

  test('when the database is away, and those of residents are theirs', async () => {
    const { get } = await colleague(desk);
    await desk.db.query('ALTER TABLE sessions RENAME TO sessions_away');
    try {
      const answer = await get('/werk');
      expect([answer.status >= 500, (await answer.text()).includes(HEADER)]).toEqual([true, true]);
    } finally {
      await desk.db.query('ALTER TABLE sessions_away RENAME TO sessions');
    }
    expect(await (await get('/bestaat-niet')).text()).not.toContain(HEADER);
  });

  test('leads on as somebody else, also who is logged in already, and back to the page', async () => {
    const noor = await colleague(desk);
    const way = /href="(\/inloggen\?anders[^"]*)"/.exec(await (await noor.get('/beheer/aan-uit')).text())?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(new URLSearchParams(way.split('?')[1]).get('naar')).toBe('/beheer/aan-uit');
    const page = await noor.get(way);
    expect([page.status, (await page.text()).includes('U bent nu ingelogd als <strong>Noor de Wit</strong>')]).toEqual([200, true]);
    expect((await noor.get(way.replace('anders=ja&', ''))).headers.get('Location')).toBe('/beheer/aan-uit');
    expect((await noor.get('/inloggen?anders=ja&naar=//elders.example')).status).toBe(200);
  });
});

describe('a form that is sent when the session is over', () => {
  const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };
  const PATH = '/werk/prompts';
  const written = { titel: 'Brief "B1"', tekst: '<script>alert(1)</script>\nTweede regel' };
  const ended = 'balie-sessie=' + 'a'.repeat(43);
  const send = (body: FormData | URLSearchParams, headers: Record<string, string> = SAME_ORIGIN, path = PATH) => fetch(desk.url + path, { method: 'POST', redirect: 'manual', headers: { Cookie: ended, ...headers }, body });

  test('comes back as it was, with the way to log in, and is sent anew', async () => {
    const answer = await send(new URLSearchParams(written), { ...SAME_ORIGIN, Referer: `${desk.url}/werk/prompts?melding=x` });
    const text = await answer.text();
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([401, 'no-store']);
    expect(text).toContain('href="/inloggen?naar=%2Fwerk%2Fprompts" target="_blank"');
    expect(text).toContain(`<form method="post" action="${PATH}">`);
    expect(text).not.toContain('<script>alert');
    const unescaped = (value = '') => value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    const fields = Object.fromEntries([...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name = '', value]) => [name, unescaped(value)]));
    expect(fields).toEqual(written);
    const noor = await colleague(desk);
    const again = await noor.post(PATH, fields);
    expect([again.status, await (await noor.get(PATH)).text()]).toEqual([303, expect.stringContaining('Brief &quot;B1&quot;')]);
  });

  test('leads to no other site, whatever its page says it came from', async () => {
    for (const Referer of ['https://elders.example/werk', `${desk.url}.elders.example/werk`, `${desk.url}//elders.example`, 'onzin']) {
      expect(await (await send(new URLSearchParams(written), { ...SAME_ORIGIN, Referer })).text()).toContain('href="/inloggen" target="_blank"');
    }
  });

  test('is told to be lost where it holds files, or is too long', async () => {
    const files = new FormData();
    files.append('bestanden', new File(['x'], 'x.md'));
    for (const body of [files, new URLSearchParams({ tekst: 'x'.repeat(200_000) })]) {
      const answer = await send(body);
      expect(answer.headers.get('Location')).toBe('/inloggen?melding=verlopen-verzonden');
    }
    expect(await (await fetch(`${desk.url}/inloggen?melding=verlopen-verzonden`)).text()).toContain('Wat u net verstuurde, is niet aangekomen.');
    expect((await send(files, SAME_ORIGIN, '/beheer/collecties/producten/uploaden')).headers.get('Location')).toBe('/beheer/inloggen?melding=verlopen-verzonden');
    expect(await (await fetch(`${desk.url}/beheer/inloggen?melding=verlopen-verzonden`)).text()).toMatch(/is niet aangekomen[^]*href="\/inloggen\?naar=%2Fbeheer"/);
  });

  test.each([{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { Origin: 'https://elders.example' }, {}])('is not given back where another site wrote it: %j', async (headers) => {
    for (const cookie of [{}, { Cookie: '' }]) expect(await (await send(new URLSearchParams(written), { ...(headers as Record<string, string>), ...cookie })).text()).not.toContain('Tweede regel');
  });
});
