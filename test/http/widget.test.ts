import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOKEN_MS, WidgetTokens } from '../../src/visitors/widget-tokens.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';

const SITE = 'https://www.lindewaarde.example';
const ELSEWHERE = 'https://kwaad.example';

describe('the desk in other sites', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk({ widgetOrigins: [SITE, 'https://afval.example'] });
  });
  afterAll(() => desk.close());

  const fromSite = (origin: string) => ({ Origin: origin, 'Sec-Fetch-Site': 'cross-site', 'Content-Type': 'application/json' });
  const post = (path: string, headers: Record<string, string>, body: unknown) => fetch(`${desk.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const tokenFor = async (origin: string, headers = {}) => post('/widget/tokens', { ...fromSite(origin), ...headers }, { assistant: 'loket' });
  const ask = (headers: Record<string, string>, assistant = 'loket') => post(`/assistants/${assistant}/turns`, headers, { question: 'Wat kost een paspoort?' });
  const codeOf = async (response: Response) => [response.status, ((await response.json()) as { code?: string }).code];
  const token = async (origin = SITE) => ((await (await tokenFor(origin)).json()) as { token: string }).token;

  test('gives its script to any site, and says when it is still the same', async () => {
    const response = await fetch(`${desk.url}/widget.js`);
    expect(response.headers.get('Content-Type')).toContain('text/javascript');
    expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    expect(await response.text()).toContain('attachShadow');
    const again = await fetch(`${desk.url}/widget.js`, { headers: { 'If-None-Match': response.headers.get('ETag') ?? '' } });
    expect(again.status).toBe(304);
  });

  test('gives its page to the site that asks, which alone may frame it', async () => {
    const response = await fetch(`${desk.url}/widget/loket`, { headers: { Referer: `${SITE}/` } });
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Security-Policy')).toContain(`frame-ancestors ${SITE}`);
    expect(response.headers.get('Content-Security-Policy')).not.toContain("frame-ancestors 'none'");
    expect(response.headers.get('X-Frame-Options')).toBeNull();
    expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    expect(response.headers.get('Set-Cookie')).toBeNull();
  });

  test('takes a question by form there, and goes on in the same conversation', async () => {
    const page = await (await fetch(`${desk.url}/widget/loket`, { headers: { Referer: SITE } })).text();
    const fieldIn = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '';
    const send = (fields: Record<string, string>, headers = {}) =>
      fetch(`${desk.url}/widget/loket`, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin', ...headers }, body: new URLSearchParams(fields) });
    const first = await send({ token: fieldIn(page, 'token'), question: 'Wat kost een paspoort?' });
    expect(first.headers.get('Content-Security-Policy')).toContain(`frame-ancestors ${SITE}`);
    const answered = await first.text();
    expect(answered).toContain('Bronnen bij dit antwoord');
    const second = await (await send({ token: fieldIn(answered, 'token'), conversationId: fieldIn(answered, 'conversationId'), question: 'En een identiteitskaart?' })).text();
    expect(second.match(/class="balie-turn"/g)).toHaveLength(2);
    expect((await send({ token: 'x.y', question: 'Wat kost een paspoort?' })).status).toBe(401);
    expect((await send({ token: fieldIn(page, 'token'), question: 'Wat kost een paspoort?' }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  });

  test.each([[ELSEWHERE], [`${SITE}.kwaad.example`], ['http://www.lindewaarde.example'], ['']])('gives its page to no other: %s', async (origin) => {
    const response = await fetch(`${desk.url}/widget/loket`, { headers: { Referer: origin } });
    expect(response.status).toBe(403);
    expect(response.headers.get('X-Frame-Options')).toBe('DENY');
    expect(response.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
    expect(await response.text()).not.toContain('data-token');
  });

  test('answers a program of an allowed site that brings its token', async () => {
    const given = await tokenFor(SITE);
    expect(given.headers.get('Access-Control-Allow-Origin')).toBe(SITE);
    const { token: said, until } = (await given.json()) as { token: string; until: string };
    expect(Date.parse(until) - Date.now()).toBeGreaterThan(TOKEN_MS - 60_000);
    const answered = await ask({ ...fromSite(SITE), 'Balie-Token': said });
    expect(answered.status).toBe(200);
    expect(answered.headers.get('Access-Control-Allow-Origin')).toBe(SITE);
    expect(answered.headers.get('Access-Control-Allow-Credentials')).toBeNull();
  });

  test('lets browsers of allowed sites, and of no others, ask so', async () => {
    const preflight = (origin: string) =>
      fetch(`${desk.url}/api/v1/assistants/loket/turns`, { method: 'OPTIONS', headers: { Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'balie-token,content-type,idempotency-key' } });
    const allowed = await preflight(SITE);
    expect(allowed.headers.get('Access-Control-Allow-Origin')).toBe(SITE);
    expect(allowed.headers.get('Access-Control-Allow-Headers')).toContain('Balie-Token');
    expect(allowed.headers.get('Access-Control-Allow-Headers')).toContain('Idempotency-Key');
    expect((await preflight(ELSEWHERE)).headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  test('gives no token to another site, nor to whom says none', async () => {
    expect(await codeOf(await tokenFor(ELSEWHERE))).toEqual([403, 'widget-origin-refused']);
    expect(await codeOf(await tokenFor('null'))).toEqual([403, 'widget-origin-refused']);
    expect(await codeOf(await post('/widget/tokens', { 'Content-Type': 'application/json' }, { assistant: 'loket' }))).toEqual([403, 'widget-origin-refused']);
  });

  test('refuses a token from another site, for another assistant, and after its time', async () => {
    const said = await token();
    expect(await codeOf(await ask({ ...fromSite(ELSEWHERE), 'Balie-Token': said }))).toEqual([403, 'widget-token-elsewhere']);
    expect(await codeOf(await ask({ ...fromSite('https://afval.example'), 'Balie-Token': said }))).toEqual([403, 'widget-token-elsewhere']);
    expect(await codeOf(await ask({ 'Content-Type': 'application/json', 'Balie-Token': said }))).toEqual([403, 'widget-token-elsewhere']);
    const forOther = new WidgetTokens(desk.auditKey).issue(SITE, 'afval').token;
    expect(await codeOf(await ask({ ...fromSite(SITE), 'Balie-Token': forOther }))).toEqual([403, 'widget-token-elsewhere']);
    const old = new WidgetTokens(desk.auditKey, () => Date.now() - TOKEN_MS).issue(SITE, 'loket').token;
    expect(await codeOf(await ask({ ...fromSite(SITE), 'Balie-Token': old }))).toEqual([401, 'widget-token-expired']);
    expect(await codeOf(await ask({ ...fromSite(SITE), 'Balie-Token': `${said}x` }))).toEqual([401, 'widget-token-invalid']);
  });

  test('gives a question by form back to who thought for too long, in the frame of the same site and with a token that works', async () => {
    const send = (token: string, more = {}) =>
      fetch(`${desk.url}/widget/loket`, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' }, body: new URLSearchParams({ token, question: 'Wat kost een <paspoort>?', ...more }) });
    const late = new WidgetTokens(desk.auditKey, () => Date.now() - TOKEN_MS - 1);
    const old = late.issue(SITE, 'loket').token;
    const response = await send(old);
    expect(response.status).toBe(401);
    expect(response.headers.get('Content-Security-Policy')).toContain(`frame-ancestors ${SITE}`);
    expect(response.headers.get('X-Frame-Options')).toBeNull();
    const page = await response.text();
    expect(page).toContain('Wat kost een &lt;paspoort&gt;?</textarea>');
    expect(page).toContain('Uw vraag staat nog in het vak.');
    const fresh = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(new WidgetTokens(desk.auditKey).read(fresh, 'loket')).toMatchObject({ origin: SITE, id: late.read(old, 'loket').id });
    expect((await send(fresh)).status).toBe(200);
    // One that is none of ours, of a site that is not on the list or of another assistant gets no frame.
    for (const token of [`${old}x`, late.issue('https://oud.example', 'loket').token, late.issue(SITE, 'afval').token]) {
      const refused = await send(token);
      expect([401, 403]).toContain(refused.status);
      expect(refused.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
    }
  });

  test('refuses the token of a site that was taken off the list', async () => {
    const said = new WidgetTokens(desk.auditKey).issue('https://oud.example', 'loket').token;
    expect(await codeOf(await ask({ ...fromSite('https://oud.example'), 'Balie-Token': said }))).toEqual([403, 'widget-origin-refused']);
  });

  test('refuses another site that brings no token', async () => {
    expect(await codeOf(await ask(fromSite(SITE)))).toEqual([403, 'cross-site-refused']);
    expect(await codeOf(await ask({ Origin: ELSEWHERE, 'Content-Type': 'application/json' }))).toEqual([403, 'cross-site-refused']);
  });

  test('renews the token of a frame of its own, and of nobody else', async () => {
    const said = await token();
    const renewed = await post('/widget/tokens', { Origin: desk.url, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json', 'Balie-Token': said }, { assistant: 'loket' });
    const { token: next } = (await renewed.json()) as { token: string };
    const read = (each: string) => new WidgetTokens(desk.auditKey).read(each, 'loket');
    expect(read(next)).toMatchObject({ id: read(said).id, origin: SITE });
    expect(await codeOf(await tokenFor(ELSEWHERE, { 'Balie-Token': said }))).toEqual([403, 'widget-origin-refused']);
  });

  test('refuses a token for an assistant that is not there, and one for employees', async () => {
    expect(await codeOf(await post('/widget/tokens', fromSite(SITE), { assistant: 'bestaat-niet' }))).toEqual([404, 'assistant-unknown']);
    expect(await codeOf(await post('/widget/tokens', fromSite(SITE), { assistant: 'collega' }))).toEqual([404, 'assistant-unknown']);
    expect((await fetch(`${desk.url}/widget/collega`, { headers: { Referer: SITE } })).status).toBe(404);
  });
});
