import { asBalieError, BalieError } from '../src/errors.ts';
import { deliver, dropMissing, failedBefore } from '../src/jobs/deliveries.ts';
import { addEvent, endListing, failRun, startRun } from '../src/jobs/runs.ts';
import { listCollections } from '../src/knowledge/collections.ts';
import { knownPage, rememberPage } from '../src/knowledge/known-pages.ts';
import type { Database } from '../src/store/database.ts';
import { findGone, removeGone } from './gone.ts';
import { extractionVersion, sourceDigest } from './read-source.ts';
import { type IngestEvent, type IngestResult, Run } from './run.ts';
import { crawl } from './web/crawl.ts';
import type { CrawlEvent, CrawlOptions, KnownPages, PageEvent } from './web/types.ts';
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
 * @throws BalieError `collection-unknown`, `database-unavailable`, or the first fault of a start address when nothing at all
 *   could be fetched; the signal's reason when aborted.
 */
export async function ingestWebsite(db: Database, options: WebsiteOptions): Promise<IngestResult> {
  const { collection, signal } = options;
  const declared = await listCollections(db);
  if (!declared.some(({ id, declared: is }) => id === collection && is)) throw new BalieError('collection-unknown', { detail: collection });
  const run = new Run(db, await startRun(db, collection, SOURCE), 0, options.onProgress);
  const crawled = new Crawled(db, options, run);
  try {
    for await (const event of crawl(options, crawled.known)) {
      await crawled.take(event);
      await run.glance();
    }
    crawled.assertReached();
    await crawled.removeGone();
    await endListing(db, run.id, { found: crawled.found, unchanged: run.result.unchanged, kept: run.result.kept });
  } catch (error) {
    await failRun(db, run.id, asBalieError(error)).catch(() => undefined);
    throw error;
  }
  await run.wait(signal);
  return run.result;
}

/** One crawl, as it goes into the collection. */
class Crawled {
  readonly known: KnownPages;
  /** Addresses that are documents of the website, by what it said in this crawl. */
  readonly #present = new Set<string>();
  readonly #gone = new Set<string>();
  readonly #db: Database;
  readonly #options: WebsiteOptions;
  readonly #run: Run;
  #isComplete = false;
  #isReached = false;
  #firstFault: BalieError | undefined;

  constructor(db: Database, options: WebsiteOptions, run: Run) {
    this.#db = db;
    this.#options = options;
    this.#run = run;
    this.known = {
      async get(url) {
        const page = await knownPage(db, options.collection, url, extractionVersion);
        if (page === undefined) return undefined;
        const { etag, lastModified, digest, links } = page;
        return { digest, links, ...(etag !== null && { etag }), ...(lastModified !== null && { lastModified }) };
      },
    };
  }

  get found(): number {
    return this.#present.size;
  }

  /** @throws BalieError when the website gave nothing at all: then the run itself has failed, and says why. */
  assertReached(): void {
    if (!this.#isReached && this.#firstFault !== undefined) throw this.#firstFault;
  }

  async take(event: CrawlEvent): Promise<void> {
    this.#isReached ||= event.kind !== 'failed' && event.kind !== 'done';
    if (event.kind === 'failed') this.#firstFault ??= event.error;
    if (event.kind === 'page') await this.#deliver(event);
    else if (event.kind === 'unchanged') {
      this.#present.add(event.url);
      this.#run.unchanged(event.url);
    } else if (event.kind === 'failed') {
      // The version in use stays, and what goes wrong is told.
      this.#present.add(event.url);
      await this.#tell(event.url, event.error);
    } else if (event.kind === 'gone' || (event.kind === 'skipped' && GONE.has(event.reason))) this.#gone.add(event.url);
    else if (event.kind === 'skipped') this.#present.add(event.url);
    else this.#isComplete = event.complete;
  }

  async removeGone(): Promise<void> {
    const { collection, removeMissing } = this.#options;
    const onlyOf = this.#isComplete ? undefined : this.#gone;
    if (this.#isComplete) await dropMissing(this.#db, { collectionId: collection, source: SOURCE, prefix: '', present: [...this.#present] });
    const { gone, kept } = await findGone(this.#db, { collection, source: SOURCE, prefix: '', present: this.#present, onlyOf, removeMissing });
    this.#run.result.kept.push(...kept);
    await removeGone(this.#db, this.#run.id, collection, gone);
    await this.#run.readOn();
  }

  async #deliver({ url, bytes, contentType, fileName, digest, etag, lastModified, links }: PageEvent): Promise<void> {
    const { collection, workers } = this.#options;
    this.#present.add(url);
    const metadata = { url };
    const delivered = sourceDigest(bytes, JSON.stringify(metadata));
    const input = {
      collectionId: collection, sourceId: url, source: SOURCE, runId: this.#run.id, fileName, contentType, bytes, metadata, digest: delivered,
    };
    const fault = await failedBefore(this.#db, input);
    if (fault === undefined) await deliver(this.#db, workers.queue, input);
    else await this.#tell(url, fault);
    workers.queue.wake();
    await rememberPage(this.#db, collection, { url, etag: etag ?? null, lastModified: lastModified ?? null, digest, delivered, links }, extractionVersion);
  }

  async #tell(sourceId: string, { code, detail = null }: { code: BalieError['code']; detail?: string | null | undefined }): Promise<void> {
    const event = { runId: this.#run.id, collectionId: this.#options.collection, sourceId, outcome: 'failed', fault: code, detail } as const;
    await this.#db.transaction((tx) => addEvent(tx, event));
  }
}
