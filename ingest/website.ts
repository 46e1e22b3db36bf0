import type { BalieError } from '../src/errors.ts';
import { deliver, dropDeliveries, dropMissing, failedBefore, pendingSources } from '../src/jobs/deliveries.ts';
import { listContainers } from '../src/jobs/inside.ts';
import { assertHeldIn } from '../src/jobs/listing.ts';
import { dropGone, failUnread } from '../src/jobs/unread.ts';
import { knownPage, rememberPage } from '../src/knowledge/documents/known-pages.ts';
import type { Database, Queryable } from '../src/store/database.ts';
import { findGone, removeGone } from './gone.ts';
import { type Look, lookAt } from './look.ts';
import { extractionVersion, sourceDigest } from './read-source.ts';
import type { IngestEvent, IngestResult } from './run.ts';
import { countFailedBefore, countUnchanged } from './unchanged.ts';
import { crawl } from './web/crawl.ts';
import { fileNameOf } from './web/media.ts';
import type { CrawlEvent, CrawlOptions, KnownPages, PageEvent, SkipReason } from './web/types.ts';
import type { Workers } from './work.ts';

export interface WebsiteOptions extends CrawlOptions {
  readonly collection: string;
  /** Removes documents that are gone from the website, also when they are more than a third. */
  readonly removeMissing?: boolean;
  readonly workers: Workers;
  readonly onProgress?: (event: IngestEvent) => void;
}

const SOURCE = 'website';
/** What its address no longer gives may go; `limit` says nothing about a page. */
const GONE = new Set(['robots', 'noindex', 'outside', 'type', 'duplicate']);

/**
 * Brings a collection in step with a website: what is new or changed is delivered and read by a worker, what is gone leaves
 * search, unless that is more than a third. After a crawl that was cut short only pages that the site itself says are gone go.
 * @throws BalieError `collection-unknown`, `source-busy`, `database-unavailable`, `address-unreachable` when the website turned out to be
 *   down: then nothing is removed, and pages are not said to have failed; the first fault of a start address when nothing at all could be fetched; the signal's reason when aborted.
 */
export async function ingestWebsite(db: Database, options: WebsiteOptions): Promise<IngestResult> {
  const { collection, signal, onProgress } = options;
  return lookAt(db, { collection, source: SOURCE, total: 0, signal, onProgress }, async (look) => {
    const [pending, containers] = [await pendingSources(db, collection), await listContainers(db, collection)];
    const crawled = new Crawled(db, options, { look, pending, containers });
    for await (const event of crawl(options, crawled.known)) await crawled.take(event);
    await crawled.forgetGone();
    crawled.assertReached();
    await crawled.removeGone();
  });
}

interface Place {
  readonly look: Look;
  /** Source ids of what was delivered and is not in use yet. */
  readonly pending: ReadonlySet<string>;
  /** Source ids of what other documents came out of. */
  readonly containers: ReadonlySet<string>;
}

/** One crawl, as it goes into the collection. */
class Crawled {
  readonly known: KnownPages;
  /** Addresses that are documents of the website, by what it said in this crawl. */
  readonly #present = new Set<string>();
  readonly #gone = new Set<string>();
  readonly #db: Database;
  readonly #options: WebsiteOptions;
  readonly #look: Look;
  readonly #place: Parameters<typeof countUnchanged>[1];
  readonly #pending: ReadonlySet<string>;
  readonly #leftOut: Partial<Record<SkipReason, number>> = {};
  #isComplete = false;
  #isReached = false;
  #firstFault: BalieError | undefined;
  #outage: BalieError | undefined;

  constructor(db: Database, options: WebsiteOptions, { look, pending, containers }: Place) {
    this.#db = db;
    this.#options = options;
    this.#look = look;
    this.#place = { collection: options.collection, run: look.run, containers };
    this.#pending = pending;
    this.known = {
      async get(url) {
        const page = await knownPage(db, options.collection, url, extractionVersion);
        if (page === undefined) return undefined;
        const { etag, lastModified, digest, links } = page;
        return { digest, links, ...(etag !== null && { etag }), ...(lastModified !== null && { lastModified }) };
      },
    };
  }

  /** @throws BalieError when the website is down or gave nothing at all: then the run itself has failed, and says why. */
  assertReached(): void {
    if (this.#outage !== undefined) throw this.#outage;
    if (!this.#isReached && this.#firstFault !== undefined) throw this.#firstFault;
  }

  async take(event: CrawlEvent): Promise<void> {
    this.#isReached ||= event.kind !== 'failed' && event.kind !== 'done';
    switch (event.kind) {
      case 'page':
        await this.#deliver(event);
        return this.#look.next();
      case 'unchanged':
        this.#present.add(event.url);
        // Whatever else was delivered for it is overtaken.
        if (this.#pending.has(event.url)) await dropDeliveries(this.#db, this.#options.collection, [event.url]);
        await countUnchanged(this.#db, this.#place, event.url);
        return this.#look.next();
      case 'failed':
        this.#firstFault ??= event.error;
        // The version in use stays, and what goes wrong is told.
        this.#present.add(event.url);
        await this.#fail(event.url, event.error);
        return this.#look.next();
      case 'gone':
        this.#gone.add(event.url);
        return;
      case 'skipped':
        this.#leftOut[event.reason] = (this.#leftOut[event.reason] ?? 0) + 1;
        (GONE.has(event.reason) ? this.#gone : this.#present).add(event.url);
        return;
      case 'done':
        this.#isComplete = event.complete;
        this.#outage = event.outage;
        this.#look.tell({ leftOut: this.#leftOut, notes: event.reasons });
    }
  }

  /** Of what the website says it has not, nothing waits or has failed any more. */
  async forgetGone(): Promise<void> {
    const gone = [...this.#gone].filter((url) => !this.#present.has(url));
    await this.#whileHeld((tx) => dropGone(tx, { collectionId: this.#options.collection, source: SOURCE, gone }));
  }

  async removeGone(): Promise<void> {
    const { collection, removeMissing } = this.#options;
    const onlyOf = this.#isComplete ? undefined : this.#gone;
    const about = { collectionId: collection, source: SOURCE };
    if (this.#isComplete) await this.#whileHeld((tx) => dropMissing(tx, { ...about, prefix: '', present: [...this.#present] }));
    const { gone, kept } = await findGone(this.#db, { collection, source: SOURCE, prefix: '', present: this.#present, onlyOf, removeMissing });
    const { run } = this.#look;
    run.result.kept.push(...kept);
    await removeGone(this.#db, run.id, collection, gone);
    await run.readOn();
  }

  /** What another process found counts, once it has taken over. */
  #whileHeld(drop: (tx: Queryable) => Promise<void>): Promise<void> {
    return this.#db.transaction(async (tx) => {
      await drop(tx);
      await assertHeldIn(tx, this.#look.run.id);
    });
  }

  async #deliver({ url, bytes, contentType, fileName, digest, etag, lastModified, links }: PageEvent): Promise<void> {
    const { collection, workers } = this.#options;
    this.#present.add(url);
    const metadata = { url };
    const delivered = sourceDigest(bytes, JSON.stringify(metadata));
    const input = {
      collectionId: collection, sourceId: url, source: SOURCE, runId: this.#look.run.id, fileName, contentType, bytes, metadata, digest: delivered,
    };
    const fault = await failedBefore(this.#db, input);
    if (fault === undefined) await deliver(this.#db, workers.queue, input);
    else await countFailedBefore(this.#db, this.#place, url, fault);
    workers.queue.wake();
    await rememberPage(this.#db, collection, { url, etag: etag ?? null, lastModified: lastModified ?? null, digest, delivered, links }, extractionVersion);
  }

  async #fail(url: string, fault: BalieError): Promise<void> {
    const address = URL.parse(url);
    const fileName = address === null ? 'index' : fileNameOf(address, '', undefined);
    const unread = { collectionId: this.#options.collection, sourceId: url, source: SOURCE, runId: this.#look.run.id, fileName, fault };
    await this.#db.transaction((tx) => failUnread(tx, unread));
  }
}
