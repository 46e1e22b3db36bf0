import { mkdir, rename, rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceDigester } from '../../../ingest/read/read-source.ts';
import { ingestPath } from '../../../ingest/sync.ts';
import { ingestWebsite } from '../../../ingest/website.ts';
import { listPending } from '../../../src/jobs/manage.ts';
import { createPush } from '../../../src/jobs/push.ts';
import type { Database } from '../../../src/store/database.ts';
import { makeZip } from '../../support/office.ts';
import { startSite } from '../../support/site/site.ts';
import { at, ingest, put, setUpFolder, stored, three } from './set-up.ts';

setUpFolder();

const push = () => createPush({ db: at.db, queue: at.workers.queue, isRead: (_, source) => source !== 'push', digesterOf: sourceDigester });
const withdraw = (sourceId: string) => push().remove('open', sourceId);
const withdrawn = async () => (await listPending(at.db, { state: 'withdrawn' })).map(({ sourceId }) => sourceId);
const inUse = async () => (await stored()).map((line) => line.slice(0, line.indexOf(': ')));

/** The database, for a look in the middle of which a person does something. */
function meanwhile(what: () => Promise<unknown>): Database {
  let isDone = false;
  return {
    kind: at.db.kind,
    session: (work) => at.db.session(work), lastAnswer: () => at.db.lastAnswer(),
    async query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]> {
      const rows = await at.db.query<Row>(sql, params);
      if (sql.includes('container IS NOT NULL') && !isDone) {
        isDone = true;
        await what();
      }
      return rows;
    },
    transaction: (work) => at.db.transaction(work),
    close: async () => undefined,
  };
}

describe('a document that a person took out of a folder', () => {
  it('stays out when the folder is empty for one reading', async () => {
    await put(three);
    await ingest();
    await withdraw('a.md');
    await rename(at.folder, `${at.folder}-weg`);
    await mkdir(at.folder);
    expect(await ingest()).toMatchObject({ kept: ['b/c.txt', 'd.pdf'] });
    await rm(at.folder, { recursive: true });
    await rename(`${at.folder}-weg`, at.folder);
    expect(await ingest()).toMatchObject({ new: 0, unchanged: 3 });
    expect([await inUse(), await withdrawn()]).toEqual([['b/c.txt', 'd.pdf'], ['a.md']]);
  });

  it('is forgotten when the folder has not had it for a month', async () => {
    await put(three);
    await ingest();
    await withdraw('a.md');
    await rm(`${at.folder}/a.md`);
    await ingest();
    expect(await withdrawn()).toEqual(['a.md']);
    await at.db.query(`UPDATE deliveries SET delivered_at = now() - interval '31 days' WHERE state = 'withdrawn'`);
    await ingest();
    expect(await withdrawn()).toEqual([]);
  });

  it('is not forgotten when the folder had it until now', async () => {
    await put(three);
    await ingest();
    await withdraw('a.md');
    await at.db.query(`UPDATE deliveries SET delivered_at = now() - interval '31 days' WHERE state = 'withdrawn'`);
    await ingest();
    await rm(`${at.folder}/a.md`);
    await ingest();
    expect(await withdrawn()).toEqual(['a.md']);
  });

  it('stays out when that was done while the folder was being read, whatever had become of it', async () => {
    await put(three);
    await ingest();
    await put({ 'a.md': '# Afval\n\nAnders.' });
    expect(await ingestPath(meanwhile(() => withdraw('a.md')), { path: at.folder, collection: 'open', workers: at.workers })).toMatchObject({ changed: 0, unchanged: 3 });
    expect([await inUse(), await withdrawn()]).toEqual([['b/c.txt', 'd.pdf'], ['a.md']]);
    // It cannot be read any more: nobody needs to know.
    await put({ 'a.md': '' });
    expect(await ingest()).toMatchObject({ failed: [], unchanged: 3 });
    expect(await withdrawn()).toEqual(['a.md']);
  });

  it('stays out when a newer version of it had failed, and the folder has the old one again', async () => {
    await put(three);
    await ingest();
    await put({ 'a.md': '' });
    await ingest();
    await put({ 'a.md': three['a.md'] });
    await ingestPath(meanwhile(() => withdraw('a.md')), { path: at.folder, collection: 'open', workers: at.workers });
    await ingest();
    expect([await inUse(), await withdrawn()]).toEqual([['b/c.txt', 'd.pdf'], ['a.md']]);
  });

  it.each([['waits or failed', '%PDF-1.7 stuk'], ['could not be read', '']])('stays out when its first version %s', async (_, text) => {
    await put({ ...three, 'x.pdf': text });
    await ingest();
    expect(await withdraw('x.pdf')).toBe(true);
    expect(await ingest()).toMatchObject({ failed: [], unchanged: 4 });
    expect([await withdrawn(), await withdraw('x.pdf')]).toEqual([['x.pdf'], false]);
  });

  it('stays out of a zip that changes', async () => {
    await put({ 'd.zip': makeZip({ 'x.md': '# Een\n\nTekst van een.', 'y.md': '# Twee\n\nTekst van twee.' }) });
    await ingest();
    await withdraw('d.zip/x.md');
    await at.db.query(`UPDATE deliveries SET delivered_at = now() - interval '31 days' WHERE state = 'withdrawn'`);
    await ingest();
    await put({ 'd.zip': makeZip({ 'x.md': '# Een\n\nAndere tekst.', 'y.md': '# Twee\n\nTekst van twee.', 'z.md': '# Drie\n\nTekst van drie.' }) });
    expect(await ingest()).toMatchObject({ new: 1, changed: 1, unchanged: 2 });
    expect([await inUse(), await withdrawn()]).toEqual([['d.zip/y.md', 'd.zip/z.md', 'd.zip'], ['d.zip/x.md']]);
    const [mark] = await listPending(at.db, { state: 'withdrawn' });
    expect(await push().retry(['open'], mark?.id ?? '')).toBe('source');
    expect(await ingest()).toMatchObject({ new: 1, changed: 1, unchanged: 2 });
    expect(await inUse()).toContain('d.zip/x.md');
  });
});

describe('a page that a person took out of a website', () => {
  beforeEach(async () => void (at.site = await startSite()));
  afterEach(() => at.site.close());

  const read = (on: Database = at.db) =>
    ingestWebsite(on, {
      collection: 'open', workers: at.workers, start: [`${at.site.origin}/afval/`], allow: [`${at.site.origin}/afval/`], allowPrivate: [at.site.host],
      delayMs: 0, backOffMs: 1, userAgent: 'Balie/1.0',
    });
  const page = (n: number) => `${at.site.origin}/afval/artikel-${n}`;

  it('stays out when the website has not got it for one reading, and when it was done during one', async () => {
    await read();
    await withdraw(page(3));
    at.site.override.set('/afval/artikel-3', (_, response) => response.writeHead(404).end());
    await read();
    at.site.override.clear();
    at.site.override.set('/afval/artikel-4', (_, response) => response.setHeader('Content-Type', 'text/html').end('<html><main><h1>Vier</h1><p>Nieuwe tekst van vier.</p></main></html>'));
    await read(meanwhile(() => withdraw(page(4))));
    await read();
    expect((await withdrawn()).toSorted()).toEqual([page(3), page(4)]);
    expect((await inUse()).filter((id) => [page(3), page(4)].includes(id))).toEqual([]);
  });
});
