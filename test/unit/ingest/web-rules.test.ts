import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BalieError } from '../../../src/errors.ts';
import { fileNameOf, isDocument, isNeverDocument } from '../../../ingest/web/media.ts';
import { pageRules, robotRules } from '../../../ingest/web/fetch/robots.ts';
import { Scope } from '../../../ingest/web/scope.ts';
import { readSitemap } from '../../../ingest/web/sitemap.ts';
import { Traps } from '../../../ingest/web/traps.ts';
import { normaliseUrl } from '../../../ingest/web/urls.ts';
import { indexOf, sitemapOf } from '../../support/site/site.ts';

describe('normaliseUrl', () => {
  it.each([
    ['HTTPS://A.Example:443/x#top', 'https://a.example/x'],
    ['http://a.example.:80', 'http://a.example/'],
    ['https://a.example/a/./b/../c', 'https://a.example/a/c'],
    ['https://a.example/%7eb/%c3%a9?x=%2f', 'https://a.example/~b/%C3%A9?x=%2F'],
    ['https://a.example/é', 'https://a.example/%C3%A9'],
    ['https://a.example/?b=2&utm_source=x&a=1&fbclid=y&&b=1', 'https://a.example/?a=1&b=2&b=1'],
    ['https://a.example/?gclid=1', 'https://a.example/'],
    ['https://a.example/leges?print=1&id=7', 'https://a.example/leges?id=7'],
    ['https://a.example/p;jsessionid=AB12?PHPSESSID=3', 'https://a.example/p'],
    ['https://a.example/(S(abcdefghij1234567890))/p.aspx', 'https://a.example/p.aspx'],
    ['http://0x7f.1/', 'http://127.0.0.1/'],
    ['mailto:a@b.example', undefined],
    ['javascript:alert(1)', undefined],
    ['https://u:p@a.example/', undefined],
    [`https://a.example/${'x'.repeat(3000)}`, undefined],
    ['geen adres', undefined],
  ])('%s is %s', (raw, normal) => {
    expect(normaliseUrl(raw)).toBe(normal);
    if (normal !== undefined) expect(normaliseUrl(normal)).toBe(normal);
  });
});

describe('scope', () => {
  const scope = new Scope(['https://a.example/afval', 'http://b.example:8080/'], ['https://a.example/afval/intern']);
  it.each([
    ['https://a.example/afval', true],
    ['https://a.example/afval/glas?x=1', true],
    ['https://a.example/afvalbak', false],
    ['https://a.example/afval/intern', false],
    ['https://a.example/afval/%69ntern/x', false],
    ['https://a.example/afval/..%2fgeheim', false],
    ['https://a.example/afval/%252e%252e/geheim', false],
    ['https://a.example/afval/..%5cgeheim', false],
    ['https://a.example/afval/../geheim', false],
    ['https://a.example:8443/afval', false],
    ['https://a.example.evil.example/afval', false],
    ['https://evil.example/?https://a.example/afval', false],
    ['https://a.example@evil.example/afval', false],
    ['http://b.example:8080/x', true],
    ['http://b.example/x', false],
  ])('%s: %s', (address, isInside) => {
    expect(scope.inside(address) !== undefined).toBe(isInside);
  });

  it('takes a plain http link to an https site as https, and refuses prefixes that are none', () => {
    expect(scope.inside('http://a.example/afval/x')).toBe('https://a.example/afval/x');
    expect(() => new Scope(['/afval'])).toThrow(BalieError);
  });
});

describe('traps', () => {
  it('bounds queries per path, dates per pattern, repeats and depth', () => {
    const traps = new Traps();
    const caught = (make: (i: number) => string, count: number): number =>
      Array.from({ length: count }, (_, i) => traps.catches(`https://a.example${make(i)}`)).indexOf(true);
    expect(caught((i) => `/zoek?q=${i}`, 100)).toBe(50);
    expect(caught((i) => `/agenda/${1990 + (i % 100)}/${i}`, 500)).toBe(400);
    expect(caught((i) => `/nieuws/${i}`, 1000)).toBe(-1);
    expect(caught(() => '/a/b/a/b', 1)).toBe(0);
    expect(caught(() => '/a/a/a', 1)).toBe(0);
    expect(caught(() => '/a/a/b', 1)).toBe(-1);
    expect(caught(() => '/x'.repeat(1) + '/y/z'.repeat(1) + Array.from({ length: 20 }, (_, i) => `/${i}`).join(''), 1)).toBe(0);
  });
});

describe('robots', () => {
  const rules = (status: number, text = '') =>
    robotRules({ url: 'https://a.example/robots.txt', status, text }, 'Balie/1.0 (x)');
  const text =
    '\uFEFFUser-agent: balie\r\nDisallow: /intern/\nAllow: /intern/open\nDisallow: /*.php$\nCrawl-delay: 2\n\nUser-agent: *\nDisallow: /\nSitemap: /kaart.xml';

  it('follows the rules for our own name, the longest first', () => {
    const own = rules(200, text);
    const allowed = ['/', '/intern/x', '/intern/open/x', '/a.php', '/a.php?x'].map((p) => own.allows(`https://a.example${p}`));
    expect(allowed).toEqual([true, false, true, false, true]);
    expect([own.delayMs, own.sitemaps]).toEqual([2000, ['https://a.example/kaart.xml']]);
  });

  it.each([
    [404, true],
    [401, true],
    [403, true],
    [429, false],
    [500, false],
    [503, false],
  ])('status %i allows everything: %s', (status, all) => {
    expect(rules(status).allows('https://a.example/x')).toBe(all);
  });

  it.each([
    [['noindex'], true, false],
    [['NOINDEX, nofollow'], true, true],
    [['none'], true, true],
    [['otherbot: noindex, nofollow'], false, false],
    [['otherbot: noindex', 'balie: nofollow'], false, true],
    [['max-snippet: 20, noindex'], true, false],
    [['index, follow'], false, false],
  ])('%j', (values, noindex, nofollow) => {
    expect(pageRules(values, 'Balie/1.0')).toEqual({ noindex, nofollow });
  });
});

describe('sitemaps', () => {
  it('reads XML with and without gzip, an index, and text', () => {
    const plain = sitemapOf(['https://a.example/?a=1&amp;b=2', 'https://a.example/b']);
    const entries = [
      { url: 'https://a.example/?a=1&b=2', date: '2026-01-01' },
      { url: 'https://a.example/b', date: '2026-01-01' },
    ];
    expect(readSitemap(Buffer.from(plain))).toEqual({ isIndex: false, entries });
    expect(readSitemap(gzipSync(plain)).entries).toEqual(entries);
    expect(readSitemap(Buffer.from(indexOf(['https://a.example/s']))).isIndex).toBe(true);
    expect(readSitemap(Buffer.from('https://a.example/1\nrommel\nhttps://a.example/2')).entries).toHaveLength(2);
  });

  it('reads CDATA and prefixes, skips comments and pictures', () => {
    const xml = `<sm:urlset xmlns:sm="x"><!-- <url><loc>https://a.example/nee</loc></url> --><sm:url>
<sm:loc><![CDATA[https://a.example/?a&b]]></sm:loc><image:image><image:loc>https://a.example/x.jpg</image:loc></image:image></sm:url></sm:urlset>`;
    expect(readSitemap(Buffer.from(xml)).entries).toEqual([{ url: 'https://a.example/?a&b' }]);
  });

  it('refuses a DOCTYPE, what is no sitemap, and a gzip bomb; stops at 50,000', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>`;
    expect(() => readSitemap(Buffer.from(bomb))).toThrow(/DOCTYPE/);
    expect(() => readSitemap(Buffer.from('<html></html>'))).toThrow(/geen sitemap/);
    expect(() => readSitemap(gzipSync(Buffer.alloc(60 * 1024 * 1024)))).toThrow(/meer dan 50 MB/);
    const many = sitemapOf(Array.from({ length: 50_100 }, (_, i) => `https://a.example/${i}`));
    expect(readSitemap(Buffer.from(many)).entries).toHaveLength(50_000);
  });
});

describe('media', () => {
  const url = (path: string): URL => new URL(path, 'https://a.example');
  it('names files safely, with an extension that says what they are', () => {
    expect(fileNameOf(url('/'), 'text/html; charset=utf-8', undefined)).toBe('index.html');
    expect(fileNameOf(url('/x/leges%202026.PDF'), 'application/pdf', undefined)).toBe('leges 2026.PDF');
    expect(fileNameOf(url('/get.aspx'), 'application/pdf', undefined)).toBe('get.aspx.pdf');
    expect(fileNameOf(url('/x'), 'application/pdf', 'inline; filename="..\\..\\a.pdf"')).toBe('a.pdf');
    expect(fileNameOf(url('/x'), '', "attachment; filename*=UTF-8''caf%C3%A9%2F..%2Fb.docx")).toBe('b.docx');
    expect(fileNameOf(url('/..%2f..%2fetc%2fpasswd'), '', undefined)).toBe('passwd');
  });

  it('takes documents and leaves the rest', () => {
    expect(['text/html', 'application/pdf', '', 'image/png', 'text/css', 'application/zip'].map((t) => isDocument(t, 'x'))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(isDocument('application/octet-stream', 'a.docx')).toBe(true);
    expect(isDocument('application/octet-stream', 'a.exe')).toBe(false);
    expect([isNeverDocument(url('/a.JPG')), isNeverDocument(url('/a.jpg/b')), isNeverDocument(url('/.zip'))]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
