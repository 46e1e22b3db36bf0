import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IngestEvent } from '../../../ingest/look/run.ts';
import { ingestWebsite, type WebsiteOptions } from '../../../ingest/website.ts';
import { openWorkers, type Workers } from '../../../ingest/work.ts';
import { listPending } from '../../../src/jobs/manage.ts';
import { lastRuns } from '../../../src/jobs/runs.ts';
import { syncCollections } from '../../../src/knowledge/collections.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { clearCollections } from '../../support/collections.ts';
import { openTestDatabase } from '../../support/database.ts';
import { startSite, type TestSite } from '../../support/site/site.ts';
import { collection } from '../knowledge/support.ts';

let db: Database;
let workers: Workers;
let site: TestSite;
beforeAll(async () => {
  db = await openTestDatabase();
  workers = await openWorkers(db);
});
afterAll(async () => {
  await workers.close();
  await db.close();
});
beforeEach(async () => {
  await clearCollections(db);
  await syncCollections(db, [collection('web')]);
  site = await startSite();
  return () => site.close();
});

/** The theme `/afval/`: its own page and 25 articles. */
async function ingest(more: Partial<WebsiteOptions> = {}, on: Database = db) {
  const events: IngestEvent[] = [];
  const { failed, ...result } = await ingestWebsite(on, {
    collection: 'web', workers, start: [`${site.origin}/afval/`], allow: [`${site.origin}/afval/`], allowPrivate: [site.host],
    delayMs: 0, backOffMs: 1, userAgent: 'Balie/1.0', onProgress: (event) => events.push(event), ...more,
  });
  return { ...result, failed: failed.map(({ file, error }) => [file.replace(site.origin, ''), error.code]), events };
}
const gone = (path: string): unknown => site.override.set(path, (_, response) => response.writeHead(404).end());
const stored = async () => (await listDocuments(db, 'web')).map(({ sourceId }) => sourceId.replace(site.origin, ''));

describe('ingestWebsite', () => {
  it('takes the pages with their address, and the second time none that is unchanged', async () => {
    const first = await ingest();
    expect(first).toMatchObject({ new: 26, changed: 0, removed: 0, failed: [], kept: [] });
    const [document] = (await listDocuments(db, 'web')).filter(({ sourceId }) => sourceId.endsWith('artikel-3'));
    expect(document).toMatchObject({ title: 'Artikel 3', url: `${site.origin}/afval/artikel-3`, source: 'website', mediaType: 'text/html' });
    expect(await ingest()).toMatchObject({ new: 0, changed: 0, unchanged: 26, removed: 0, failed: [] });
    expect(site.log.filter(({ status }) => status === 304)).toHaveLength(26);
  });

  it('removes what is gone at once, keeps what fails, and asks when it is much', async () => {
    await ingest();
    gone('/afval/artikel-3');
    site.override.set('/afval/artikel-4', (_, response) => response.writeHead(500).end());
    site.override.set('/afval/artikel-5', (_, response) => response.setHeader('Content-Type', 'text/html').end('<html><main><h1>Artikel 5</h1><p>Nieuw.</p></main></html>'));
    const result = await ingest();
    expect(result).toMatchObject({ changed: 1, removed: 1, failed: [['/afval/artikel-4', 'address-refused']] });
    expect(await stored()).toContain('/afval/artikel-4');
    expect(await stored()).not.toContain('/afval/artikel-3');

    for (let n = 6; n < 20; n += 1) gone(`/afval/artikel-${n}`);
    expect(await ingest()).toMatchObject({ removed: 0, kept: expect.objectContaining({ length: 14 }) });
    expect(await stored()).toHaveLength(25);
    expect(await ingest({ removeMissing: true })).toMatchObject({ removed: 14, kept: [] });
  });

  it('removes what the site says is gone also when it could not see the rest, and fails when it saw nothing', async () => {
    await ingest();
    for (let n = 1; n < 16; n += 1) site.override.set(`/afval/artikel-${n}`, (_, response) => response.writeHead(n === 1 ? 410 : 500).end());
    expect(await ingest()).toMatchObject({ removed: 1, kept: [] });
    expect(await stored()).toHaveLength(25);
    for (const path of ['', 'artikel-0', 'artikel-1']) site.override.set(`/afval/${path}`, (_, response) => response.writeHead(403).end());
    for (let n = 1; n < 25; n += 1) site.override.set(`/afval/artikel-${n}`, (_, response) => response.writeHead(403).end());
    await expect(ingest()).rejects.toMatchObject({ code: 'address-refused' });
    expect(await lastRuns(db)).toMatchObject([{ state: 'failed', fault: 'address-refused' }]);
    expect(await stored()).toHaveLength(25);
  });

  it('removes nothing once another process looks at the website', async () => {
    await ingest();
    site.override.set('/afval/artikel-4', (_, response) => response.writeHead(500).end());
    await ingest();
    gone('/afval/artikel-3');
    gone('/afval/artikel-4');
    const overtaken: Database = {
      kind: db.kind, query: (sql, params) => db.query(sql, params), session: (work) => db.session(work), close: async () => undefined,
      async transaction(work) {
        await db.query(`UPDATE runs SET state = 'failed', ended_at = now(), fault = 'document-interrupted' WHERE state = 'listing'`);
        return db.transaction(work);
      },
    };
    await expect(ingest({}, overtaken)).rejects.toMatchObject({ code: 'source-busy' });
    expect(await stored()).toHaveLength(26);
    expect(await listPending(db)).toHaveLength(1);
    expect(await ingest()).toMatchObject({ removed: 2 });
    expect(await listPending(db)).toEqual([]);
  });

  it('takes nothing for gone in a crawl that was cut short', async () => {
    await ingest();
    expect(await ingest({ maxPages: 5 })).toMatchObject({ removed: 0, kept: [] });
    gone('/afval/');
    // Only what the site itself says is gone.
    expect(await ingest()).toMatchObject({ removed: 1 });
    expect(await stored()).toHaveLength(25);
  });

  it('lists what the site does not give with what failed, until it does or says that it is gone', async () => {
    await ingest();
    const refuse = (path: string) => site.override.set(path, (_, response) => response.writeHead(500).end());
    refuse('/afval/artikel-4');
    refuse('/afval/artikel-5');
    expect(await ingest()).toMatchObject({ looked: 26, unchanged: 24, failed: [['/afval/artikel-4', 'address-refused'], ['/afval/artikel-5', 'address-refused']] });
    const listed = async () => (await listPending(db, { state: 'failed' })).map(({ sourceId, fault, attempts, isHere }) => [sourceId.replace(site.origin, ''), fault, attempts, isHere]).toSorted(([a = ''], [b = '']) => String(a).localeCompare(String(b)));
    expect(await listed()).toEqual([['/afval/artikel-4', 'address-refused', 1, false], ['/afval/artikel-5', 'address-refused', 1, false]]);
    site.override.delete('/afval/artikel-4');
    await ingest();
    expect(await listed()).toEqual([['/afval/artikel-5', 'address-refused', 2, false]]);
    gone('/afval/artikel-5');
    // Cut short, but the site itself says that the page is gone.
    gone('/afval/');
    await ingest();
    expect(await listed()).toEqual([]);
  });

  it('counts what it left out by reason, says why it did not see all, and keeps both with the run', async () => {
    site.override.set('/afval/artikel-6', (_, response) => response.setHeader('Content-Type', 'text/html').end('<html><head><meta name="robots" content="noindex"></head><main>Niet vindbaar.</main></html>'));
    site.override.set('/afval/artikel-7', (_, response) => response.writeHead(302, { location: '/afval/artikel-8' }).end());
    site.override.set('/afval/artikel-9', (_, response) =>
      response.setHeader('Content-Type', 'text/html').end('<html><main><h1>Links</h1><p>Zie ook.</p><a href="/afval/foto.jpg">foto</a><a href="https://elders.example/">elders</a></main></html>'));
    const result = await ingest();
    expect(result).toMatchObject({ looked: 24, new: 24, notes: [], leftOut: { noindex: 1, duplicate: 1, type: 1 } });
    expect(result.leftOut?.['outside']).toBeGreaterThan(0);
    expect(await lastRuns(db)).toMatchObject([{ found: 24, leftOut: result.leftOut, notes: [], counts: { new: 24 } }]);
    const short = await ingest({ maxPages: 5 });
    expect(short).toMatchObject({ looked: 5, notes: ["er zijn meer pagina's dan het maximum van 5"] });
    expect(await lastRuns(db)).toMatchObject([{ found: 5, leftOut: { limit: expect.any(Number) }, notes: short.notes }]);
  });
});
