import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalHeader } from '../../../ingest/web/links.ts';
import { readLinks } from '../../../ingest/web/links.ts';
import { pageRules } from '../../../ingest/web/fetch/robots.ts';
import { crawlSite } from '../../support/site/crawled.ts';
import { page } from '../../support/site/pages.ts';
import { startSite, type TestSite } from '../../support/site/site.ts';

let site: TestSite;
beforeEach(async () => {
  site = await startSite();
  site.override.set('/sitemap-index.xml', (_request, response) => response.end('<sitemapindex></sitemapindex>'));
});
afterEach(() => site.close());

const show = (path: string, title: string, main: string, headers: Record<string, string> = {}) =>
  site.override.set(path, (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(page(title, main));
  });
const excuse = '<p>De pagina die u zoekt bestaat niet meer. Gebruik de zoekfunctie of ga naar de voorpagina van de gemeente.</p>';
/** Answers every address that nobody made, as many content systems do. */
const excuseAll = () => {
  const known = site.override.get.bind(site.override);
  site.override.get = (path) =>
    known(path) ??
    (path.startsWith('/balie-') || path.startsWith('/oud')
      ? (_request, response, url) => {
          response.writeHead(200, { 'content-type': 'text/html' }).end(page('Pagina niet gevonden', `${excuse}<p>${url.pathname}</p>`));
        }
      : undefined);
};
const crawlFrom = (...links: string[]) => {
  show('/begin', 'Begin', links.map((link) => `<a href="${link}">x</a>`).join(''));
  return crawlSite(site, { start: [`${site.origin}/begin`], maxDepth: 1 });
};
const nonsense = () => site.log.filter(({ path }) => path.startsWith('/balie-')).length;

describe('a page that says it is missing, with status 200', () => {
  it('is gone, on a site that says so of any address; the site is asked once', async () => {
    excuseAll();
    const { outcomes, done } = await crawlFrom('/oud-1', '/oud-2', '/privacy');
    expect(['/oud-1', '/oud-2', '/privacy'].map((path) => outcomes.get(path))).toEqual(['gone', 'gone', 'page']);
    expect(nonsense()).toBe(1);
    expect(done.complete).toBe(true);
  });

  it('is a page when the site tells what is missing by its status, or when it is about something else', async () => {
    show('/fout-404', 'Fout 404', '<p>Wat betekent 404? Een pagina is niet gevonden.</p>');
    expect((await crawlFrom('/fout-404')).outcomes.get('/fout-404')).toBe('page');
    excuseAll();
    show('/paspoort-kwijt', 'Paspoort niet gevonden', '<p>Bent u uw paspoort kwijt? Doe aangifte bij de politie en vraag een nieuw paspoort aan.</p>');
    expect((await crawlFrom('/paspoort-kwijt')).outcomes.get('/paspoort-kwijt')).toBe('page');
  });

  it('is not asked about where robots.txt forbids it, and stays a page when the site does not answer', async () => {
    show('/oud-3', 'Pagina niet gevonden', excuse);
    site.override.set('/robots.txt', (_request, response) => response.end('User-agent: *\nDisallow: /balie-'));
    expect((await crawlFrom('/oud-3')).outcomes.get('/oud-3')).toBe('page');
    expect(nonsense()).toBe(0);
  });

  it('is not looked for on a site where no page seems to say so', async () => {
    await crawlFrom('/privacy');
    expect(nonsense()).toBe(0);
  });

  it('takes no longer than it should over a page that is made to be slow', async () => {
    show('/traag', 'Niet gevonden', `${'<script>'.repeat(20_000)}${'<'.repeat(20_000)}`);
    excuseAll();
    expect((await crawlFrom('/traag')).outcomes.get('/traag')).toBe('page');
  });
});

describe('unavailable_after', () => {
  const now = Date.parse('2026-11-25T12:00:00Z');
  it.each([
    ['unavailable_after: 2026-11-24', true],
    ['unavailable_after: 2026-11-26', false],
    ['nofollow, unavailable_after: Wed, 25 Nov 2026 11:59:00 GMT', true],
    ['unavailable_after: Wed, 25 Nov 2026 12:01:00 GMT, nofollow', false],
    ['unavailable_after: Saturday, 25-Jun-22 15:00:00 GMT', true],
    ['unavailable_after: 25-Jun-2022 15:00:00 GMT', true],
    ['balie: unavailable_after: 2020-01-01', true],
    ['otherbot: unavailable_after: 2020-01-01', false],
    ['unavailable_after: 2026-11-24T10:00:00Z', true],
    ['unavailable_after: ooit', false],
  ])('%s: out of the index %s', (value, noindex) => {
    expect(pageRules([value], 'Balie/1.0', now).noindex).toBe(noindex);
    expect(pageRules([value], 'Balie/1.0', now).nofollow).toBe(value.includes('nofollow'));
  });

  it('counts in a header and in a page', async () => {
    show('/kop', 'Kop', '<p>Voorbij</p>', { 'x-robots-tag': 'unavailable_after: Wed, 01 Jan 2020 10:00:00 GMT' });
    show('/later', 'Later', '<p>Nog niet</p>', { 'x-robots-tag': 'unavailable_after: 2999-01-01' });
    site.override.set('/meta', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page('Meta', '<p>Voorbij</p>', '<meta name="robots" content="unavailable_after: 2020-01-01">'));
    });
    const { outcomes } = await crawlFrom('/kop', '/later', '/meta');
    expect(['/kop', '/later', '/meta'].map((path) => outcomes.get(path))).toEqual(['skipped noindex', 'page', 'skipped noindex']);
  });
});

describe('canonicalHeader', () => {
  it('makes two addresses one document, where the page has no link element of its own', async () => {
    const own = { link: `<${site.origin}/leges>; rel="canonical"` };
    show('/leges', 'Leges', '<p>Een paspoort kost 80 euro.</p>', own);
    show('/leges-oud', 'Leges', '<p>Een paspoort kost 80 euro.</p>', own);
    const { outcomes } = await crawlFrom('/leges', '/leges-oud');
    expect([outcomes.get('/leges'), outcomes.get('/leges-oud')]).toEqual(['page', expect.stringContaining('skipped')]);
  });

  it.each([
    ['<https://a.example/leges.pdf>; rel="canonical"', 'https://a.example/leges.pdf'],
    ['</stijl.css>; rel=preload; as=style, </leges>; rel=canonical', 'https://a.example/leges'],
    ['<leges>; title="a, b; c"; rel="alternate canonical"', 'https://a.example/map/leges'],
    ['</x>; rel="next"', undefined],
    ['</x>; title="rel=canonical"', undefined],
    ['rel=canonical', undefined],
    ['<http://[>; rel=canonical', undefined],
    [undefined, undefined],
    [`<${'a'.repeat(9_000)}>; rel=canonical`, undefined],
  ])('of %j is %j', (header, address) => {
    expect(canonicalHeader(header, 'https://a.example/map/a.pdf')).toBe(address);
  });

  it.each(['<', '<a>;', '<a>;"', '<a>,'])('is done at once with a header of %j', (piece) => {
    expect(canonicalHeader(piece.repeat(8_000 / piece.length), 'https://a.example/')).toBeUndefined();
  });
});

describe('links of a page', () => {
  it('are relative to its base, without what is nofollow, style or another language of the whole page', () => {
    const html = `<!doctype html><base href="/onder/"><link rel="alternate" hreflang="en" href="/en/">
      <a href="a">a</a><a rel="nofollow ugc" href="b">b</a><a href="//elders.example/c">c</a><a href="http://[">d</a>`;
    expect(readLinks(Buffer.from(html), 'https://a.example/x/y', 'Balie/1.0').links).toEqual(['https://a.example/onder/a', 'https://elders.example/c']);
  });
});
