import { BalieError } from '../../src/errors.ts';
import { Frontier, type Queued } from './frontier.ts';
import { PoliteFetch } from './fetch/polite-fetch.ts';
import { type FailedPage, Outages, siteFault } from './outage.ts';
import { Scope } from './scope.ts';
import { readSitemaps } from './sitemaps.ts';
import type { CrawlEvent, CrawlOptions, KnownPages } from './types.ts';
import { visit, type Visit, type VisitContext } from './visit.ts';

/** With more failures than this share of the visits, what was not seen may be there all the same. */
const maxFailedShare = 0.1;

/**
 * Visits a website and gives its documents one by one; the last event is `done`. One request at a time. Leaving the loop
 * closes the connections; aborting `options.signal` ends it with `done`, not complete. A site that turns out to be down ends it, too.
 * @param known what earlier crawls stored, for conditional requests.
 * @throws BalieError `address-not-allowed` when `allow` or `deny` holds what is no http(s) address.
 */
export async function* crawl(options: CrawlOptions, known?: KnownPages): AsyncGenerator<CrawlEvent> {
  const run = new Crawl(options, known ?? { get: () => undefined });
  try {
    yield* run.events();
  } catch (error) {
    if (options.signal?.aborted !== true) throw error;
    yield { kind: 'done', complete: false, reasons: ['het ophalen is afgebroken'] };
  } finally {
    await run.close();
  }
}

class Crawl {
  readonly #options: CrawlOptions;
  readonly #maxPages: number;
  readonly #context: VisitContext;
  readonly #frontier: Frontier;
  /** Visited addresses; true when a document came of it. */
  readonly #done = new Map<string, boolean>();
  readonly #digests = new Map<string, string>();
  readonly #titles = new Map<string, string>();
  readonly #reasons = new Set<string>();
  readonly #outages = new Outages();
  /** Start addresses that may still turn out to be reached. */
  readonly #starts: Set<string>;
  #outage: BalieError | undefined;
  #documents = 0;
  #visits = 0;
  #failed = 0;

  constructor(options: CrawlOptions, cache: KnownPages) {
    const scope = new Scope(options.allow, options.deny);
    const fetch = new PoliteFetch(options, scope);
    this.#options = options;
    this.#starts = new Set(options.start.flatMap((address) => scope.inside(address) ?? []));
    this.#maxPages = options.maxPages ?? 5000;
    const { maxDepth = 12, maxVariants } = options;
    this.#frontier = new Frontier(scope, { maxDepth, maxVariants, maxKnown: this.#maxPages * 20 + 10_000 });
    this.#context = { options, scope, fetch, cache, isDone: (url) => this.#done.has(url) };
  }

  async close(): Promise<void> {
    await this.#context.fetch.close();
  }

  async *events(): AsyncGenerator<CrawlEvent> {
    yield* this.#begin();
    for (let item = this.#frontier.next(); item !== undefined && this.#outage === undefined; item = this.#frontier.next()) {
      if (this.#done.has(item.url)) continue;
      this.#options.signal?.throwIfAborted();
      // A site that sends on or fails without end makes no documents, and must end as well.
      if (this.#documents >= this.#maxPages || this.#visits >= this.#maxPages * 3 + 100) {
        this.#reasons.add(`er zijn meer pagina's dan het maximum van ${this.#maxPages}`);
        yield { kind: 'skipped', url: item.url, reason: 'limit' };
      } else yield* this.#settle(item, await this.#visit(item.url), true);
    }
    if (this.#outage === undefined) yield* this.#outages.rest();
    else if (this.#reasons.size === 0) this.#reasons.add('de website is niet te bereiken');
    if (this.#frontier.isFull) this.#reasons.add('de website noemt meer adressen dan Balie bijhoudt');
    if (this.#failed > 2 && this.#failed > this.#visits * maxFailedShare)
      this.#reasons.add(`${this.#failed} van ${this.#visits} adressen mislukten`);
    yield { kind: 'done', complete: this.#reasons.size === 0, reasons: [...this.#reasons], ...(this.#outage !== undefined && { outage: this.#outage }) };
  }

  /** Queues the starts and what the sitemaps list. */
  async *#begin(): AsyncGenerator<CrawlEvent> {
    const { scope, fetch } = this.#context;
    for (const address of this.#options.start) {
      if (scope.inside(address) === undefined) {
        this.#reasons.add(`het startadres ${address} valt buiten de bron`);
        yield { kind: 'failed', url: address, error: new BalieError('address-not-allowed', { detail: address }) };
      } else yield* this.#add([address], 0);
    }
    for (const origin of scope.origins) {
      const { entries, reasons } = await readSitemaps(origin, { fetch, scope, max: this.#maxPages * 10 });
      for (const reason of reasons) this.#reasons.add(reason);
      yield* this.#add(entries.map(({ url }) => url), 1, true);
    }
  }

  async #visit(url: string): Promise<Visit> {
    this.#visits += 1;
    const outcome = await visit(url, this.#context);
    const isDocument = outcome.kind === 'page' || outcome.kind === 'unchanged';
    this.#done.set(url, isDocument);
    this.#done.set(outcome.url, isDocument);
    if (outcome.kind === 'page' && outcome.title !== undefined) this.#titles.set(outcome.url, outcome.title);
    return outcome;
  }

  /** Gives the events of a visit and queues where it leads. */
  async *#settle(item: Queued, outcome: Visit, followCanonical: boolean): AsyncGenerator<CrawlEvent> {
    if (item.depth === 0) this.#checkStart(item.url, outcome);
    if (isAnswer(outcome)) yield* this.#outages.answered(item.url);
    if (outcome.kind === 'failed') {
      this.#failed += 1;
      const { isDown, ...event } = outcome;
      if (isDown) await this.#hold(item, event);
      else yield event;
      // What the page led to last time does not disappear with it.
      const known = await this.#context.cache.get(item.url);
      yield* this.#add(known?.links ?? [], item.depth + 1);
    } else if (outcome.kind === 'gone') yield outcome;
    else if (outcome.kind === 'skipped') {
      const { links, ...event } = outcome;
      yield event;
      yield* this.#add(links ?? [], item.depth + 1);
    } else {
      if (outcome.url !== item.url) yield { kind: 'skipped', url: item.url, reason: 'duplicate', of: outcome.url };
      yield* this.#document(item, outcome, followCanonical);
      yield* this.#add(outcome.links, item.depth + 1);
    }
  }

  /** A document, unless it goes by another address: the one that the page names as its own, or one with the same bytes. */
  async *#document(
    item: Queued,
    outcome: Extract<Visit, { kind: 'page' | 'unchanged' }>,
    followCanonical: boolean,
  ): AsyncGenerator<CrawlEvent> {
    const canonical = outcome.kind === 'page' && followCanonical ? this.#canonical(outcome) : undefined;
    if (canonical !== undefined) {
      // First see whether there is a page at that address: else this one would be lost.
      if (!this.#done.has(canonical)) {
        const other = { url: canonical, depth: item.depth + 1 };
        yield* this.#settle(other, await this.#visit(canonical), false);
      }
      if (this.#done.get(canonical) === true && this.#mayBeSame(canonical, outcome.url)) {
        yield { kind: 'skipped', url: outcome.url, reason: 'duplicate', of: canonical };
        return;
      }
    }
    const digest = outcome.kind === 'page' ? outcome.page.digest : outcome.known.digest;
    const same = this.#digests.get(digest);
    if (same !== undefined) {
      yield { kind: 'skipped', url: outcome.url, reason: 'duplicate', of: same };
      return;
    }
    this.#digests.set(digest, outcome.url);
    this.#documents += 1;
    if (outcome.kind === 'unchanged') yield { kind: 'unchanged', url: outcome.url };
    else yield outcome.page;
  }

  #canonical({ url, canonical }: Extract<Visit, { kind: 'page' }>): string | undefined {
    const named = canonical === undefined ? undefined : this.#context.scope.inside(canonical);
    if (named === undefined || named === url) return undefined;
    // A template that names the home page on every page is a known mistake, not a wish.
    return new URL(named).pathname === '/' && new URL(url).pathname !== '/' ? undefined : named;
  }

  /** Two addresses of one page have one title. Without that the link is a mistake, which would cost the page. */
  #mayBeSame(one: string, other: string): boolean {
    const titles = [this.#titles.get(one), this.#titles.get(other)];
    return titles.includes(undefined) || titles[0] === titles[1];
  }

  *#add(addresses: readonly string[], depth: number, isListed = false): Generator<CrawlEvent> {
    for (const address of addresses) {
      const refused = this.#frontier.add(address, depth, isListed);
      if (refused !== undefined) yield { kind: 'skipped', ...refused };
    }
  }

  /** A page that got no answer: is told later, when it turns out to fail alone. */
  async #hold(item: Queued, page: FailedPage): Promise<void> {
    if (this.#starts.delete(item.url) && this.#starts.size === 0) this.#outage = siteFault(`het startadres ${item.url} is niet te bereiken`, page.error);
    else this.#outage = await this.#outages.failed(page, async (url) => isAnswer(await visit(url, this.#context)));
  }

  #checkStart(address: string, outcome: Visit): void {
    const isRead = outcome.kind === 'page' || outcome.kind === 'unchanged';
    if (isRead || (outcome.kind === 'skipped' && (outcome.reason === 'noindex' || outcome.reason === 'duplicate'))) return;
    this.#reasons.add(`het startadres ${address} is niet opgehaald`);
  }
}

/** Whether the site said something of an address; what robots.txt forbids was not asked for. */
function isAnswer(outcome: Visit): boolean {
  return outcome.kind === 'failed' ? !outcome.isDown : outcome.kind !== 'skipped' || outcome.reason !== 'robots';
}
