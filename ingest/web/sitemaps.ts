import { BalieError } from '../../src/errors.ts';
import type { PoliteFetch } from './fetch/polite-fetch.ts';
import type { Pass } from './fetch/safe-fetch.ts';
import type { Scope } from './scope.ts';
import { maxSitemapBytes, readSitemap, type SitemapEntry } from './sitemap.ts';

const maxFiles = 200;

export interface SitemapsRead {
  readonly entries: readonly SitemapEntry[];
  /** Why the entries may be not all, in Dutch. */
  readonly reasons: readonly string[];
}

/**
 * Reads the sitemaps of a site: those that robots.txt names, `/sitemap.xml`, and what an index among them lists (an index
 * within an index does not count). Only from allowed hosts. That there is no `/sitemap.xml` is no fault; that one which
 * was named cannot be had is.
 * @param max how many addresses to take at most.
 * @returns entries within the scope, the newest first.
 */
export async function readSitemaps(
  origin: string,
  { fetch, scope, max }: { fetch: PoliteFetch; scope: Scope; max: number },
): Promise<SitemapsRead> {
  const rules = await fetch.rules(new URL(origin));
  if (rules.fault !== undefined) {
    const reason = `robots.txt van ${origin} is er niet: ${rules.fault.detail ?? rules.fault.code}`;
    return { entries: [], reasons: [reason] };
  }
  const guess = `${origin}/sitemap.xml`;
  const queue = [...new Set([...rules.sitemaps, guess])].map((url) => ({ url, isNamed: url !== guess, inIndex: false }));
  const entries: SitemapEntry[] = [];
  const reasons: string[] = [];
  const seen = new Set(queue.map(({ url }) => url));
  for (let file = queue.shift(), read = 0; file !== undefined; file = queue.shift(), read += 1) {
    if (read >= maxFiles || entries.length >= max) {
      reasons.push(`de sitemap van ${origin} is groter dan Balie leest`);
      break;
    }
    try {
      const sitemap = await readOne(file.url, file.isNamed, { fetch, scope });
      if (sitemap === undefined) continue;
      // A sitemap is of the whole site: what lies outside this source's part of it is no news.
      if (!sitemap.isIndex)
        entries.push(...sitemap.entries.filter(({ url }) => scope.inside(url) !== undefined).slice(0, max - entries.length));
      else if (!file.inIndex) {
        for (const { url } of sitemap.entries.slice(0, maxFiles)) {
          if (seen.has(url)) continue;
          seen.add(url);
          queue.push({ url, isNamed: true, inIndex: true });
        }
      }
    } catch (error) {
      if (!(error instanceof BalieError)) throw error;
      reasons.push(`sitemap ${file.url}: ${error.detail ?? error.code}`);
    }
  }
  return { entries: entries.toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? '')), reasons };
}

async function readOne(address: string, isNamed: boolean, { fetch, scope }: { fetch: PoliteFetch; scope: Scope }) {
  const url = URL.parse(address);
  if (url === null) throw new BalieError('address-not-allowed', { detail: 'geen geldig adres' });
  const answer = await fetch.get<BalieError>(url, {
    bytes: maxSitemapBytes,
    wantBody: ({ status }) => status === 200,
    gate: async ({ origin, host }): Promise<Pass<BalieError>> => {
      if (scope.origins.has(origin)) return {};
      return { stop: new BalieError('address-not-allowed', { detail: `${host} valt buiten de bron` }) };
    },
  });
  if ('stop' in answer) throw answer.stop;
  const { status, bytes } = answer;
  if (!isNamed && status >= 400 && status < 500) return undefined;
  if (bytes === undefined) throw new BalieError('address-refused', { detail: `status ${status}` });
  // Many sites answer a page of their own to any address: where nobody promised a sitemap, that is none.
  if (!isNamed && /^\s*<(?:!doctype\s+html|html)\b/i.test(bytes.subarray(0, 200).toString('latin1'))) return undefined;
  return readSitemap(bytes);
}
