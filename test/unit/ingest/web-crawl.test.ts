import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crawl } from '../../../ingest/web/crawl.ts';
import { systemClock } from '../../../ingest/web/fetch/pace.ts';
import { crawlSite, quickClock, remember } from '../../support/site/crawled.ts';
import { sitemapOf, startSite, type TestSite } from '../../support/site/site.ts';

let site: TestSite;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.close());

const small = (): { start: string[]; allow: string[] } => ({
  start: [`${site.origin}/afval/`],
  allow: [`${site.origin}/afval`],
});

describe('crawl', () => {
  it('reads a whole site through its sitemap and links, and again with nothing changed', async () => {
    const first = await crawlSite(site);
    const pages = first.events.filter((event) => event.kind === 'page');
    expect(pages).toHaveLength(314);
    expect(first.done).toEqual({ kind: 'done', complete: true, reasons: [] });
    expect(first.outcomes.get('/afval/artikel-1?utm_source=menu')).toBeUndefined();
    const article = pages.find((event) => event.url.endsWith('/afval/artikel-1'));
    expect(article).toMatchObject({ fileName: 'artikel-1.html' });
    expect(Buffer.from(article?.bytes ?? []).toString()).toContain('<h1>Artikel 1</h1>');
    const known = remember(first);
    const asked = site.log.length;
    const second = await crawlSite(site, {}, known);
    expect(second.events.filter((event) => event.kind === 'unchanged')).toHaveLength(314);
    expect(second.done.complete).toBe(true);
    expect(site.log.slice(asked).filter(({ status }) => status === 304)).toHaveLength(314);
  });

  it('follows the stored links of a page that is unchanged, without a sitemap', async () => {
    site.override.set('/sitemap-index.xml', (_request, response) => response.end(sitemapOf([])));
    const first = await crawlSite(site, small());
    const second = await crawlSite(site, small(), remember(first));
    expect(second.events.filter((event) => event.kind === 'unchanged')).toHaveLength(26);
  });

  it('says unchanged when the same bytes come without 304', async () => {
    site.override.set('/afval/', (_request, response) => response.end('<!doctype html><html><p>Steeds gelijk'));
    const first = await crawlSite(site, small());
    const second = await crawlSite(site, small(), remember(first));
    expect(second.outcomes.get('/afval/')).toBe('unchanged');
  });

  it('stays within allow and out of deny', async () => {
    const { outcomes } = await crawlSite(site, { ...small(), deny: [`${site.origin}/afval/artikel-3`] });
    expect([...outcomes].filter(([, outcome]) => outcome === 'page')).toHaveLength(25);
    expect(outcomes.get('/afval/artikel-3')).toBe('skipped outside');
    expect(site.log.some(({ path }) => path.startsWith('/parkeren'))).toBe(false);
  });

  it('stops at the most pages, and is not complete', async () => {
    const { events, done } = await crawlSite(site, { maxPages: 5 });
    expect(events.filter((event) => event.kind === 'page')).toHaveLength(5);
    expect(events.filter((event) => event.kind === 'skipped' && event.reason === 'limit').length).toBeGreaterThan(40);
    expect(done.complete).toBe(false);
  });

  it('stops at the depth that was asked', async () => {
    site.override.set('/sitemap-index.xml', (_request, response) => response.end(sitemapOf([])));
    const { outcomes, done } = await crawlSite(site, { maxDepth: 1 });
    expect(outcomes.get('/afval/')).toBe('page');
    expect(outcomes.get('/afval/artikel-1')).toBe('skipped limit');
    expect(done.complete).toBe(true);
  });

  it('ends when it is aborted, not complete', async () => {
    const abort = new AbortController();
    site.override.set('/afval/', () => abort.abort());
    const { events, done } = await crawlSite(site, { ...small(), signal: abort.signal });
    expect(events).toEqual([done]);
    expect(done).toEqual({ kind: 'done', complete: false, reasons: ['het ophalen is afgebroken'] });
  });

  it('ends at once when it is aborted while it waits', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    // Longer than a test may take.
    const { done } = await crawlSite(site, { ...small(), signal: abort.signal, delayMs: 600_000, clock: systemClock });
    expect(done.reasons).toEqual(['het ophalen is afgebroken']);
  });

  it('closes its connections when the reader leaves', async () => {
    for await (const event of crawl({
      ...small(),
      allowPrivate: [site.host],
      userAgent: 'Balie',
      delayMs: 0,
    })) {
      expect(event.kind).toBe('page');
      break;
    }
    const asked = site.log.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(site.log).toHaveLength(asked);
  });

  it('is not complete when the start or the sitemap cannot be had', async () => {
    site.override.set('/sitemap-index.xml', (_request, response) => response.writeHead(404).end());
    const noMap = await crawlSite(site, small());
    expect(noMap.done.reasons).toEqual([`sitemap ${site.origin}/sitemap-index.xml: status 404`]);
    site.override.clear();
    site.override.set('/afval/', (_request, response) => response.writeHead(500).end());
    const noStart = await crawlSite(site, small());
    expect(noStart.done.reasons).toEqual([`het startadres ${site.origin}/afval/ is niet opgehaald`]);
  });

  it('fetches nothing but robots.txt when that fails', async () => {
    site.override.set('/robots.txt', (_request, response) => response.writeHead(503).end());
    const { outcomes, done } = await crawlSite(site, small());
    expect([...outcomes]).toEqual([]);
    expect(done).toMatchObject({ complete: false, outage: { code: 'address-unreachable', detail: expect.stringContaining('robots.txt gaf status 503') } });
    expect(new Set(site.log.map(({ path }) => path))).toEqual(new Set(['/robots.txt']));
  });

  it('gives up on a host that does not answer, with one fault and none for each page', async () => {
    const first = await crawlSite(site, small());
    const known = remember(first);
    for (const event of first.events)
      if (event.kind === 'page') site.override.set(new URL(event.url).pathname, (request) => request.socket.destroy());
    const asked = site.log.length;
    const second = await crawlSite(site, small(), known);
    expect(second.events).toEqual([second.done]);
    expect(site.log.length - asked).toBeLessThan(12);
    expect(second.done).toMatchObject({ complete: false, outage: { code: 'address-unreachable' } });
  });

  it('pauses between requests, and longer when robots.txt asks for it', async () => {
    const clock = quickClock();
    await crawlSite(site, { ...small(), clock, delayMs: 500, maxPages: 3 });
    expect(new Set(clock.slept)).toEqual(new Set([500]));
    expect(clock.slept.length).toBeGreaterThanOrEqual(5);
    site.override.set('/robots.txt', (_request, response) => response.end('User-agent: Balie\nCrawl-delay: 90'));
    const slow = quickClock();
    await crawlSite(site, { ...small(), clock: slow, delayMs: 500, maxPages: 3 });
    expect(Math.max(...slow.slept)).toBe(30_000);
  });

  it('refuses a private address that was not named, by name and by number', async () => {
    const bare = await crawlSite(site, { ...small(), allowPrivate: [] });
    expect(bare.done.reasons.join()).toMatch(/heeft een adres in het eigen netwerk \(127\.0\.0\.1\)/);
    expect(site.log).toEqual([]);
  });
});
