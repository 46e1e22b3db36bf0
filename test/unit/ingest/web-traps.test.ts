import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crawlSite, quickClock, type Crawled } from '../../support/site/crawled.ts';
import { startSite, type TestSite } from '../../support/site/site.ts';

let site: TestSite;
let crawled: Crawled;
const clock = quickClock();

beforeAll(async () => {
  site = await startSite();
  site.override.set('/sitemap-index.xml', (_request, response) => response.end('<sitemapindex></sitemapindex>'));
  site.override.set('/', (_request, response) => response.end('<!doctype html><html><a href="https://elders.example/">x</a>'));
  crawled = await crawlSite(site, { start: [`${site.origin}/vallen`], clock });
});
afterAll(() => site.close());

describe('traps', () => {
  it.each([
    ['/sessie', 'page'],
    ['/lus-a', 'failed address-refused'],
    ['/naar-zichzelf', 'failed address-refused'],
    ['/naar-buiten', 'skipped outside'],
    ['/naar-metadata', 'failed address-not-allowed'],
    ['/naar-decimaal', 'failed address-not-allowed'],
    ['/naar-prive', 'skipped outside'],
    ['/naar-bestand', 'failed address-not-allowed'],
    ['/naar-wachtwoord', 'failed address-not-allowed'],
    ['/druppel', 'failed address-unreachable'],
    ['/stil', 'failed address-unreachable'],
    ['/druk', 'page'],
    ['/altijd-druk', 'failed address-refused'],
    ['/kapot', 'failed address-refused'],
    ['/even-kapot', 'page'],
    ['/bom', 'failed document-too-large'],
    ['/brotli-bom', 'failed document-too-large'],
    ['/onbekend-ingepakt', 'failed address-refused'],
    ['/dubbele-kop', 'page'],
    ['/canoniek-anders', 'page'],
    ['/halve-gzip', 'failed address-refused'],
    ['/groot', 'failed document-too-large'],
    ['/afgebroken', 'failed address-unreachable'],
    ['/tekenset', 'page'],
    ['/liegt.html', 'page'],
    ['/verboden/pagina', 'skipped robots'],
    ['/noindex', 'skipped noindex'],
    ['/achter-noindex', 'page'],
    ['/noindex-kop', 'skipped noindex'],
    ['/nofollow', 'page'],
    ['/nooit-1', undefined],
    ['/nooit-2', undefined],
    ['/canoniek', 'page'],
    ['/canoniek-a', 'skipped duplicate'],
    ['/canoniek-b', 'skipped duplicate'],
    ['/canoniek-mis', 'page'],
    ['/dubbel-1', 'page'],
    ['/dubbel-2', 'skipped duplicate'],
    ['/bijlage', 'page'],
    ['/download', 'skipped type'],
    ['/foto.jpg', 'skipped type'],
    ['/inlog', 'failed address-refused'],
    ['/weg', 'gone'],
    ['/bestaat-niet', 'gone'],
    ['/verhuisd', 'skipped duplicate'],
    ['/a/b/a/b/', 'skipped limit'],
    ['/kalender?maand=50', 'page'],
    ['/kalender?maand=51', 'skipped limit'],
    ['https://elders.example/', 'skipped outside'],
  ])('%s gives %s', (path, outcome) => {
    expect(crawled.outcomes.get(path)).toBe(outcome);
  });

  it('asks for nothing twice but what it was told to, and for no picture', () => {
    const asked = (path: string): number => site.log.filter((entry) => entry.path.startsWith(path)).length;
    expect(['/druk', '/altijd-druk', '/kapot', '/foto', '/verboden', '/sessie', '/bom', '/a/b'].map(asked)).toEqual([
      3, 4, 3, 0, 0, 1, 1, 0,
    ]);
  });

  it('waits as long as Retry-After says, and never more than two minutes', () => {
    expect(clock.slept.filter((ms) => ms === 3000)).toHaveLength(2);
    expect(clock.slept.filter((ms) => ms === 120_000)).toHaveLength(3);
    expect(Math.max(...clock.slept)).toBe(120_000);
  });

  it('says in Dutch what is wrong, and that the crawl is not complete', () => {
    const detail = (path: string): string | undefined =>
      crawled.events.flatMap((e) => (e.kind === 'failed' && e.url.endsWith(path) ? (e.error.detail ?? '') : []))[0];
    expect(detail('/lus-a')).toBe('meer dan 5 doorverwijzingen');
    expect(detail('/inlog')).toBe('status 401: de pagina vraagt om inloggen');
    expect(detail('/druppel')).toMatch(/was na 1 s niet compleet$/);
    expect(detail('/bom')).toBe('meer dan 1 MB');
    expect(crawled.done.complete).toBe(false);
    expect(crawled.done.reasons.join()).toMatch(/adressen mislukten/);
  });

  it('gives the attachment a safe name and bytes as they came', () => {
    const attachment = crawled.events.find((e) => e.kind === 'page' && e.url.endsWith('/bijlage'));
    expect(attachment).toMatchObject({ fileName: 'leges 2026.pdf', contentType: 'application/pdf', links: [] });
  });
});
