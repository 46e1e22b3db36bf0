import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { previewPath } from '../../../ingest/preview.ts';
import type { IngestEvent } from '../../../ingest/look/run.ts';
import { ingestPath, type IngestOptions } from '../../../ingest/sync.ts';
import { ingestWebsite, type WebsiteOptions } from '../../../ingest/website.ts';
import { openWorkers, type Workers } from '../../../ingest/work.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import type { Database, Queryable } from '../../../src/store/database.ts';
import { clearCollections } from '../../support/collections.ts';
import { openTestDatabase } from '../../support/database.ts';
import { makePdf } from '../../support/pdf.ts';
import { startSite, type TestSite } from '../../support/site/site.ts';
import { collection } from '../knowledge/support.ts';

/** What a test works with: a folder or website of its own, and what reads it. */
interface Place {
  db: Database;
  folder: string;
  site: TestSite;
  workers: Workers;
}

export const at = {} as Place;

/** Has a database and workers for the tests of a file, and empty collections for each. */
function setUp(collections: readonly string[], concurrency: number): void {
  beforeAll(async () => {
    at.db = await openTestDatabase();
    at.workers = await openWorkers(at.db, { concurrency });
  });
  afterAll(async () => {
    await at.workers.close();
    await at.db.close();
  });
  beforeEach(async () => {
    await clearCollections(at.db);
    await syncCollections(at.db, collections.map((id) => collection(id)));
  });
}

/** Has an empty folder for each test of a file. */
export function setUpFolder(collections: readonly string[] = ['open'], concurrency = 1): void {
  setUp(collections, concurrency);
  beforeEach(async () => void (at.folder = await mkdtemp(join(tmpdir(), 'balie-ingest-'))));
  afterEach(() => rm(at.folder, { recursive: true }));
}

/** Has a website for each test of a file. */
export function setUpSite(): void {
  setUp(['web'], 1);
  beforeEach(async () => void (at.site = await startSite()));
  afterEach(() => at.site.close());
}

/** Reads the theme `/afval/` of the website: its own page and 25 articles. */
export async function ingestSite(more: Partial<WebsiteOptions> = {}, on: Database = at.db) {
  const { site, workers } = at;
  const events: IngestEvent[] = [];
  const { failed, ...result } = await ingestWebsite(on, {
    collection: 'web', workers, start: [`${site.origin}/afval/`], allow: [`${site.origin}/afval/`], allowPrivate: [site.host],
    delayMs: 0, backOffMs: 1, userAgent: 'Balie/1.0', onProgress: (event) => events.push(event), ...more,
  });
  return { ...result, failed: failed.map(({ file, error }) => [file.replace(site.origin, ''), error.code]), events };
}

export async function put(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(at.folder, name)), { recursive: true });
    await writeFile(join(at.folder, name), content);
  }
}

export async function ingest(more: Partial<IngestOptions> = {}) {
  const events: IngestEvent[] = [];
  const result = await ingestPath(at.db, {
    path: at.folder,
    collection: 'open',
    workers: at.workers,
    onProgress: (event) => events.push(event),
    ...more,
  });
  return {
    ...result,
    failed: result.failed.map(({ file, error }) => [file, error.code, error.detail]).toSorted(([a = ''], [b = '']) => a.localeCompare(b)),
    events: events.map(({ sourceId, outcome }) => `${sourceId} ${outcome}`).toSorted(),
  };
}

export async function preview(more: { removeMissing?: boolean } = {}): Promise<string[]> {
  const found: string[] = [];
  for await (const { sourceId, outcome } of previewPath(at.db, { path: at.folder, collection: 'open', ...more })) found.push(`${sourceId} ${outcome}`);
  return found;
}

export const stored = async () =>
  (await listDocuments(at.db, 'open')).map(({ sourceId, title }) => `${sourceId}: ${title}`).toSorted();
export const nothing = { looked: 3, new: 0, changed: 0, unchanged: 0, removed: 0, cancelled: 0, failed: [], passages: 0, kept: [] };
export const three = {
  'a.md': '# Afval\n\nGrijze container.',
  'b/c.txt': 'Belasting betalen.',
  'd.pdf': makePdf([[{ text: 'Dakkapel', size: 20 }, 'Een vergunning is nodig.']]),
};

/** The database, that refuses what is to be written of one document with a code of PostgreSQL. */
export function refusing(db: Database, document: string, code: string): Database {
  const over = (on: Queryable): Queryable => ({
    query: (sql, params, ...rest) =>
      sql.includes('INSERT INTO deliveries') && sql.includes('metadata') && params?.includes(document) === true ? Promise.reject(Object.assign(new Error('refused'), { code })) : on.query(sql, params, ...rest),
  });
  return { ...db, ...over(db), transaction: (work) => db.transaction((tx) => work(over(tx))) };
}
