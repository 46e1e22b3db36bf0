import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { robotRules } from '../../../ingest/web/fetch/robots.ts';
import { cpuMs } from '../../support/cpu.ts';
import { crawlSite } from '../../support/site/crawled.ts';
import { sitemapOf, startSite, type TestSite } from '../../support/site/site.ts';

let site: TestSite;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.close());

const one = (): { start: string[]; allow: string[] } => ({
  start: [`${site.origin}/privacy`],
  allow: [`${site.origin}/privacy`],
});

describe('robots.txt on a site', () => {
  it('is followed through a redirect, but not to another host', async () => {
    site.override.set('/robots.txt', (_request, response) => response.writeHead(301, { location: '/r2.txt' }).end());
    site.override.set('/r2.txt', (_request, response) => response.end('User-agent: *\nDisallow: /privacy'));
    expect((await crawlSite(site, one())).outcomes.get('/privacy')).toBe('skipped robots');
    site.override.set('/robots.txt', (_request, response) =>
      response.writeHead(301, { location: 'http://elders.example/robots.txt' }).end(),
    );
    const { outcomes, done } = await crawlSite(site, one());
    expect(outcomes.get('/privacy')).toBe('failed address-not-allowed');
    expect(done.reasons.join()).toMatch(/robots\.txt verwijst door naar elders\.example/);
  });

  it('counts for where a redirect leads, too', async () => {
    site.override.set('/privacy', (_request, response) => response.writeHead(302, { location: '/verboden/pagina' }).end());
    const { outcomes } = await crawlSite(site, { ...one(), allow: [`${site.origin}/`], maxPages: 1 });
    expect(outcomes.get('/privacy')).toBe('skipped robots');
    expect(site.log.some(({ path }) => path.startsWith('/verboden'))).toBe(false);
  });

  it('is read up to 500 kB, and quickly when it is made to be slow', async () => {
    const long = `User-agent: *\nDisallow: /privacy\n${'# vulling\n'.repeat(100_000)}Disallow: /`;
    site.override.set('/robots.txt', (_request, response) => response.end(long));
    const { outcomes } = await crawlSite(site, { ...one(), start: [`${site.origin}/afval/`], allow: [`${site.origin}/afval/`], maxPages: 1 });
    expect(outcomes.get('/afval/')).toBe('page');
    const stars = (count: number) => {
      const text = `User-agent: *\n${`Disallow: /${'*a'.repeat(480)}b\n`.repeat(count)}`;
      return robotRules({ url: 'https://a.example/robots.txt', status: 200, text }, 'Balie');
    };
    const ms = await cpuMs(() => {
      expect(stars(50).allows(`https://a.example/${'a'.repeat(1900)}`)).toBe(true);
      expect(stars(500).fault?.detail).toBe('robots.txt is te zwaar om te volgen');
    });
    expect(ms).toBeLessThan(5_000);
  });
});

describe('a sitemap', () => {
  it('may list more addresses with a query than links may lead to, and none outside the source', async () => {
    const urls = Array.from({ length: 60 }, (_, i) => `${site.origin}/privacy?id=${i}`);
    const xml = sitemapOf([...urls, `${site.origin}/afval/`, 'https://elders.example/']);
    site.override.set('/sitemap-index.xml', (_request, response) => response.end(xml));
    site.override.set('/privacy', (_request, response, url) => response.end(`<!doctype html><html><p>${url.search}`));
    const { events } = await crawlSite(site, one());
    expect(events.map(({ kind }) => kind)).toEqual([...Array.from({ length: 61 }, () => 'page'), 'done']);
  });
});

const hasOpenssl = ((): boolean => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasOpenssl)('TLS', () => {
  it('is verified: a certificate that nobody vouches for ends it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'balie-tls-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const options = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=veilig.example', '-days', '1'];
    execFileSync('openssl', ['req', '-x509', ...options, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const asked: (string | undefined)[] = [];
    const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
      asked.push(request.url);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `https://veilig.example:${(server.address() as AddressInfo).port}`;
    const { done } = await crawlSite(site, {
      start: [`${origin}/`],
      allow: [`${origin}/`],
      allowPrivate: ['veilig.example'],
      resolve: async () => ['127.0.0.1'],
    });
    server.close();
    rmSync(folder, { recursive: true });
    expect(done.reasons.join()).toMatch(/het certificaat is niet te vertrouwen/);
    expect(asked).toEqual([]);
  });
});
