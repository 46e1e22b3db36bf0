import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { articleCount, articlePath, ordinaryPage } from './pages.ts';
import { resetTraps, trapPage, traps, type Handler } from './traps.ts';

export interface TestSite {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** Paths with query in the order in which they were asked for, and how each was answered. */
  readonly log: { path: string; status: number }[];
  /** Answers a path otherwise than the site would. */
  readonly override: Map<string, Handler>;
  close(): Promise<void>;
}

const robotsText = (origin: string): string =>
  `User-agent: *\nDisallow: /verboden/\nCrawl-delay: 0\n\nUser-agent: slechtebot\nDisallow: /\nSitemap: ${origin}/sitemap-index.xml\n`;

/**
 * A municipal website on 127.0.0.1: 300 articles under twelve themes, robots.txt, a sitemap index with a gzipped sitemap
 * in it, ETags, and behind `/vallen` everything that a crawler should survive.
 */
export async function startSite(): Promise<TestSite> {
  resetTraps();
  const log: TestSite['log'] = [];
  const override = new Map<string, Handler>();
  let origin = '';
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', origin);
    const entry = { path: url.pathname + url.search, status: 0 };
    log.push(entry);
    response.on('close', () => {
      entry.status = response.statusCode;
    });
    const path = url.pathname.replace(/;jsessionid=\w+/, '');
    const handler = override.get(path) ?? (Object.hasOwn(traps, path) ? traps[path] : undefined);
    if (handler === undefined) answer(request, response, path, origin);
    else handler(request, response, url);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  origin = `http://${host}`;
  return {
    origin,
    host,
    log,
    override,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, path: string, origin: string): void {
  if (path === '/robots.txt') response.writeHead(200, { 'content-type': 'text/plain' }).end(robotsText(origin));
  else if (path === '/sitemap-index.xml') xml(response, indexOf([`${origin}/sitemap-1.xml.gz`]));
  else if (path === '/sitemap-1.xml.gz') {
    const urls = Array.from({ length: articleCount }, (_, i) => origin + articlePath(i));
    response.writeHead(200, { 'content-type': 'application/gzip' }).end(gzipSync(sitemapOf(urls)));
  } else {
    const page = path === '/vallen' ? trapPage() : ordinaryPage(path);
    if (page === undefined) response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Niet gevonden</h1>');
    else conditional(request, response, page);
  }
}

/** A page with an ETag, or a 304 for who has it. */
function conditional(request: IncomingMessage, response: ServerResponse, page: string): void {
  const etag = `"${createHash('sha256').update(page).digest('hex').slice(0, 16)}"`;
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
  else {
    const headers = { 'content-type': 'text/html; charset=utf-8', etag, 'content-encoding': 'gzip' };
    response.writeHead(200, headers).end(gzipSync(page, { level: 1 }));
  }
}

function xml(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/xml' }).end(body);
}

/** A sitemap of the given addresses, as bytes of XML. */
export function sitemapOf(urls: readonly string[]): string {
  const entries = urls.map((url) => `<url><loc>${url}</loc><lastmod>2026-01-01</lastmod></url>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries}</urlset>`;
}

/** An index of the given sitemaps. */
export function indexOf(urls: readonly string[]): string {
  const entries = urls.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join('');
  return `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries}</sitemapindex>`;
}
