import { describe, expect, it } from 'vitest';
import { lookThrough } from '../../../src/cli/ingest/look-through.ts';
import { readConfig } from '../../../src/config/config.ts';
import { listPending } from '../../../src/jobs/manage.ts';
import { lastRuns } from '../../../src/jobs/runs.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { at, ingestSite, refusing, setUpSite } from './set-up.ts';

setUpSite();

const gone = (path: string): unknown => at.site.override.set(path, (_, response) => response.writeHead(404).end());
const stored = async () => (await listDocuments(at.db, 'web')).map(({ sourceId }) => sourceId.replace(at.site.origin, ''));

describe('ingestWebsite', () => {
  it('takes the pages with their address, and the second time none that is unchanged', async () => {
    const first = await ingestSite();
    expect(first).toMatchObject({ new: 26, changed: 0, removed: 0, failed: [], kept: [] });
    const [document] = (await listDocuments(at.db, 'web')).filter(({ sourceId }) => sourceId.endsWith('artikel-3'));
    expect(document).toMatchObject({ title: 'Artikel 3', url: `${at.site.origin}/afval/artikel-3`, source: 'website', mediaType: 'text/html' });
    expect(await ingestSite()).toMatchObject({ new: 0, changed: 0, unchanged: 26, removed: 0, failed: [] });
    expect(at.site.log.filter(({ status }) => status === 304)).toHaveLength(26);
  });

  it('is read also where the folder of its collection is not there, and both are said where an editor looks', async () => {
    const { site, workers } = at;
    const website = { start: [`${site.origin}/afval/`], allow: [`${site.origin}/afval/`], deny: [], allowPrivate: [site.host], delay: 0, maxPages: 3 };
    const both = { id: 'web', title: 'Web', owner: 'Team', readers: ['resident' as const], folder: '/is/er/niet', website };
    const { municipality } = readConfig({});
    await expect(lookThrough(at.db, both, { municipality }, { workers, signal: new AbortController().signal })).rejects.toMatchObject({ code: 'path-unreadable' });
    const runs = await lastRuns(at.db, ['web']);
    expect(Object.fromEntries(runs.map(({ source, fault }) => [source, fault ?? null]))).toEqual({ folder: 'path-unreadable', website: null });
    expect((await stored()).length).toBeGreaterThan(0);
  });

  it('removes what is gone at once, keeps what fails, and asks when it is much', async () => {
    await ingestSite();
    gone('/afval/artikel-3');
    at.site.override.set('/afval/artikel-4', (_, response) => response.writeHead(500).end());
    at.site.override.set('/afval/artikel-5', (_, response) => response.setHeader('Content-Type', 'text/html').end('<html><main><h1>Artikel 5</h1><p>Nieuw.</p></main></html>'));
    const result = await ingestSite();
    expect(result).toMatchObject({ changed: 1, removed: 1, failed: [['/afval/artikel-4', 'address-refused']] });
    expect(await stored()).toContain('/afval/artikel-4');
    expect(await stored()).not.toContain('/afval/artikel-3');

    for (let n = 6; n < 20; n += 1) gone(`/afval/artikel-${n}`);
    expect(await ingestSite()).toMatchObject({ removed: 0, kept: expect.objectContaining({ length: 14 }) });
    expect(await stored()).toHaveLength(25);
    expect(await ingestSite({ removeMissing: true })).toMatchObject({ removed: 14, kept: [] });
  });

  it('removes what the site says is gone also when it could not see the rest, and fails when it saw nothing', async () => {
    await ingestSite();
    for (let n = 1; n < 16; n += 1) at.site.override.set(`/afval/artikel-${n}`, (_, response) => response.writeHead(n === 1 ? 410 : 500).end());
    expect(await ingestSite()).toMatchObject({ removed: 1, kept: [] });
    expect(await stored()).toHaveLength(25);
    for (const path of ['', 'artikel-0', 'artikel-1']) at.site.override.set(`/afval/${path}`, (_, response) => response.writeHead(403).end());
    for (let n = 1; n < 25; n += 1) at.site.override.set(`/afval/artikel-${n}`, (_, response) => response.writeHead(403).end());
    await expect(ingestSite()).rejects.toMatchObject({ code: 'address-refused' });
    expect(await lastRuns(at.db)).toMatchObject([{ state: 'failed', fault: 'address-refused' }]);
    expect(await stored()).toHaveLength(25);
  });

  it('removes nothing once another process looks at the website', async () => {
    await ingestSite();
    at.site.override.set('/afval/artikel-4', (_, response) => response.writeHead(500).end());
    await ingestSite();
    gone('/afval/artikel-3');
    gone('/afval/artikel-4');
    const overtaken: Database = {
      kind: at.db.kind, query: (sql, params) => at.db.query(sql, params), session: (work) => at.db.session(work), lastAnswer: () => at.db.lastAnswer(), close: async () => undefined,
      async transaction(work) {
        await at.db.query(`UPDATE runs SET state = 'failed', ended_at = now(), fault = 'document-interrupted' WHERE state = 'listing'`);
        return at.db.transaction(work);
      },
    };
    await expect(ingestSite({}, overtaken)).rejects.toMatchObject({ code: 'source-busy' });
    expect(await stored()).toHaveLength(26);
    expect(await listPending(at.db)).toHaveLength(1);
    expect(await ingestSite()).toMatchObject({ removed: 2 });
    expect(await listPending(at.db)).toEqual([]);
  });

  it('takes nothing for gone in a crawl that was cut short', async () => {
    await ingestSite();
    expect(await ingestSite({ maxPages: 5 })).toMatchObject({ removed: 0, kept: [] });
    gone('/afval/');
    // Only what the site itself says is gone.
    expect(await ingestSite()).toMatchObject({ removed: 1 });
    expect(await stored()).toHaveLength(25);
  });

  it('lists what the site does not give with what failed, until it does or says that it is gone', async () => {
    await ingestSite();
    const refuse = (path: string) => at.site.override.set(path, (_, response) => response.writeHead(500).end());
    refuse('/afval/artikel-4');
    refuse('/afval/artikel-5');
    expect(await ingestSite()).toMatchObject({ looked: 26, unchanged: 24, failed: [['/afval/artikel-4', 'address-refused'], ['/afval/artikel-5', 'address-refused']] });
    const listed = async () => (await listPending(at.db, { state: 'failed' })).map(({ sourceId, fault, attempts, isHere }) => [sourceId.replace(at.site.origin, ''), fault, attempts, isHere]).toSorted(([a = ''], [b = '']) => String(a).localeCompare(String(b)));
    expect(await listed()).toEqual([['/afval/artikel-4', 'address-refused', 1, false], ['/afval/artikel-5', 'address-refused', 1, false]]);
    at.site.override.delete('/afval/artikel-4');
    await ingestSite();
    expect(await listed()).toEqual([['/afval/artikel-5', 'address-refused', 2, false]]);
    gone('/afval/artikel-5');
    // Cut short, but the site itself says that the page is gone.
    gone('/afval/');
    await ingestSite();
    expect(await listed()).toEqual([]);
  });

  it('counts what it left out by reason, says why it did not see all, and keeps both with the run', async () => {
    at.site.override.set('/afval/artikel-6', (_, response) => response.setHeader('Content-Type', 'text/html').end('<html><head><meta name="robots" content="noindex"></head><main>Niet vindbaar.</main></html>'));
    at.site.override.set('/afval/artikel-7', (_, response) => response.writeHead(302, { location: '/afval/artikel-8' }).end());
    at.site.override.set('/afval/artikel-9', (_, response) =>
      response.setHeader('Content-Type', 'text/html').end('<html><main><h1>Links</h1><p>Zie ook.</p><a href="/afval/foto.jpg">foto</a><a href="https://elders.example/">elders</a></main></html>'));
    const result = await ingestSite();
    expect(result).toMatchObject({ looked: 24, new: 24, notes: [], leftOut: { noindex: 1, duplicate: 1, type: 1 } });
    expect(result.leftOut?.['outside']).toBeGreaterThan(0);
    expect(await lastRuns(at.db)).toMatchObject([{ found: 24, leftOut: result.leftOut, notes: [], counts: { new: 24 } }]);
    const short = await ingestSite({ maxPages: 5 });
    expect(short).toMatchObject({ looked: 5, notes: ["er zijn meer pagina's dan het maximum van 5"] });
    expect(await lastRuns(at.db)).toMatchObject([{ found: 5, leftOut: { limit: expect.any(Number) }, notes: short.notes }]);
  });

  it('reads on where PostgreSQL refuses one page, and names that', async () => {
    const result = await ingestSite({}, refusing(at.db, `${at.site.origin}/afval/artikel-3`, '54000'));
    expect(result).toMatchObject({ looked: 26, new: 25, failed: [['/afval/artikel-3', 'internal']] });
    expect(await lastRuns(at.db)).toMatchObject([{ state: 'ended', found: 26, counts: { new: 25, failed: 1 } }]);
    expect(await ingestSite()).toMatchObject({ new: 1, unchanged: 25, failed: [] });
  });
});
