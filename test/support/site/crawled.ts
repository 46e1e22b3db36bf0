import { crawl } from '../../../ingest/web/crawl.ts';
import type { Clock, CrawlEvent, CrawlOptions, KnownPage, KnownPages } from '../../../ingest/web/types.ts';
import type { TestSite } from './site.ts';

/** A clock whose sleeps take no time; `slept` holds how long they would have been. */
export function quickClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = Date.parse('2026-01-01T00:00:00Z');
  return {
    slept,
    now: () => now,
    sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

export interface Crawled {
  readonly events: readonly CrawlEvent[];
  readonly done: Extract<CrawlEvent, { kind: 'done' }>;
  /** By path: `page`, `skipped outside`, `failed address-refused`. Of more events for one path the last. */
  readonly outcomes: ReadonlyMap<string, string>;
}

/** Crawls a test site to the end, without pauses unless asked for. */
export async function crawlSite(site: TestSite, options: Partial<CrawlOptions> = {}, known?: KnownPages): Promise<Crawled> {
  const events: CrawlEvent[] = [];
  const all: CrawlOptions = {
    start: [`${site.origin}/`],
    allow: [`${site.origin}/`],
    allowPrivate: [site.host],
    userAgent: 'Balie/1.0 (+https://balie.example)',
    delayMs: 0,
    clock: quickClock(),
    limits: { bytes: 1024 * 1024, headerMs: 500, totalMs: 1000 },
    ...options,
  };
  for await (const event of crawl(all, known)) events.push(event);
  const done = events.at(-1);
  if (done?.kind !== 'done') throw new Error('The crawl did not end with done.');
  return { events, done, outcomes: new Map(events.flatMap((event) => outcomeOf(event, site.origin))) };
}

function outcomeOf(event: CrawlEvent, origin: string): [string, string][] {
  if (event.kind === 'done') return [];
  const said =
    event.kind === 'failed' ? ` ${event.error.code}` : event.kind === 'skipped' ? ` ${event.reason}` : '';
  return [[event.url.startsWith(origin) ? event.url.slice(origin.length) : event.url, event.kind + said]];
}

/** What a store would hold after a crawl. */
export function remember({ events }: Crawled): KnownPages & { readonly size: number } {
  const pages = new Map<string, KnownPage>(events.flatMap((event) => (event.kind === 'page' ? [[event.url, event]] : [])));
  return { size: pages.size, get: (url) => pages.get(url) };
}
