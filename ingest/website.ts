import type { BalieError } from '../src/errors.ts';
import { dropGone } from '../src/jobs/unread.ts';
import { knownPage, rememberPage } from '../src/knowledge/documents/known-pages.ts';
import type { Database } from '../src/store/database.ts';
import { byItself, countUnchanged, deliverFound, failFound } from './look/found.ts';
import { removeGone, whileHeld } from './look/gone.ts';
import { type Look, lookAt } from './look/look.ts';
import { extractionVersion, sourceDigest } from './read/read-source.ts';
import type { IngestEvent, IngestResult } from './look/run.ts';
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
  return lookAt(db, { collection, source: 'website', total: 0, signal, onProgress }, async (look) => {
    const crawled = new Crawled(options, look);
    for await (const event of crawl(options, crawled.known)) await crawled.take(event);
    await crawled.forgetGone();
    crawled.assertReached();
    await crawled.removeGone();
  });
}

/** One crawl, as it goes into the collection. */
class Crawled {
  readonly known: KnownPages;
  /** Addresses that are documents of the website, by what it said in this crawl. */
  readonly #present = new Set<string>();
  readonly #gone = new Set<string>();
  readonly #options: WebsiteOptions;
  readonly #look: Look;
  readonly #leftOut: Partial<Record<SkipReason, number>> = {};
  #isComplete = false;
  #isReached = false;
  #firstFault: BalieError | undefined;
  #outage: BalieError | undefined;

  constructor(options: WebsiteOptions, look: Look) {
    this.#options = options;
    this.#look = look;
    this.known = { get: (url) => knownPage(look.db, look.collection, url, extractionVersion) };
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
        await countUnchanged(this.#look, event.url);
        return this.#look.next();
      case 'failed':
        this.#firstFault ??= event.error;
        this.#present.add(event.url);
        await failFound(this.#look, event.url, nameOf(event.url), event.error);
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
    const { db, collection, source, run } = this.#look;
    await whileHeld(db, run.id, (tx) => dropGone(tx, { collectionId: collection, source, gone }));
  }

  async removeGone(): Promise<void> {
    const onlyOf = this.#isComplete ? undefined : this.#gone;
    await removeGone(this.#look, { prefix: '', present: this.#present, onlyOf, removeMissing: this.#options.removeMissing });
  }

  async #deliver({ url, bytes, contentType, fileName, digest, etag, lastModified, links }: PageEvent): Promise<void> {
    const { db, collection } = this.#look;
    const { workers } = this.#options;
    this.#present.add(url);
    const metadata = { url };
    const delivered = sourceDigest(bytes, JSON.stringify(metadata));
    await byItself(this.#look, workers, { sourceId: url, fileName }, async () => {
      await deliverFound(this.#look, workers, { sourceId: url, fileName, contentType, bytes, metadata, digest: delivered });
      await rememberPage(db, collection, { url, etag, lastModified, digest, delivered, links }, extractionVersion);
    });
  }
}

function nameOf(url: string): string {
  const address = URL.parse(url);
  return address === null ? 'index' : fileNameOf(address, '', undefined);
}
