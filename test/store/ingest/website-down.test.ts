import { describe, expect, it } from 'vitest';
import { listPending } from '../../../src/jobs/manage.ts';
import { lastRuns } from '../../../src/jobs/runs.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import type { Handler } from '../../support/site/traps.ts';
import { at, ingestSite, setUpSite } from './set-up.ts';

setUpSite();

const failedRows = async () => (await listPending(at.db, { state: 'failed' })).map(({ sourceId }) => sourceId.replace(at.site.origin, '')).toSorted();
const stored = async () => (await listDocuments(at.db, 'web')).length;
const broken: Handler = (_, response) => response.writeHead(500).end();
const cutOff: Handler = (request) => request.socket.destroy();
const answer = (from: number, to: number, handler: Handler) => {
  for (let n = from; n < to; n += 1) at.site.override.set(`/afval/artikel-${n}`, handler);
};

describe('a website that is down', () => {
  it.each([['breaks down', broken], ['cuts connections', cutOff]])('is one fault of the source when it %s, and no page of it fails or goes', async (_, handler) => {
    await ingestSite();
    at.site.override.set('/afval/', handler);
    answer(0, 25, handler);
    await expect(ingestSite()).rejects.toMatchObject({ code: 'address-unreachable', detail: expect.stringContaining(`het startadres ${at.site.origin}/afval/ is niet te bereiken`) });
    expect(await lastRuns(at.db)).toMatchObject([{ state: 'failed', fault: 'address-unreachable', counts: {} }]);
    expect([await failedRows(), await stored()]).toEqual([[], 26]);
  });

  it('is so when it goes down on the way, also for pages that are new', async () => {
    // The page that is asked for again has gone down by then, too.
    let asked = 0;
    const good = at.site.override;
    good.set('/afval/artikel-3', (request, response, url) => {
      asked += 1;
      if (asked > 1) broken(request, response, url);
      else response.setHeader('Content-Type', 'text/html').end('<html><main><h1>Artikel 3</h1><p>Nog in de lucht.</p></main></html>');
    });
    answer(4, 25, broken);
    await expect(ingestSite()).rejects.toMatchObject({ code: 'address-unreachable', detail: expect.stringMatching(/5 pagina's achter elkaar niet gekregen \(status 500\)/) });
    expect(await failedRows()).toEqual([]);
  });

  it('is so when it gives its first page and nothing else, for long enough', async () => {
    await ingestSite();
    answer(0, 25, broken);
    await expect(ingestSite()).rejects.toMatchObject({ code: 'address-unreachable', detail: expect.stringContaining("20 pagina's achter elkaar") });
    expect([await failedRows(), await stored()]).toEqual([[], 26]);
  });

  it('is not taken for it when a part of it is broken: those pages fail, and the rest goes on', async () => {
    await ingestSite();
    answer(5, 13, broken);
    answer(20, 21, (_, response) => response.writeHead(404).end());
    expect(await ingestSite()).toMatchObject({ removed: 1, failed: expect.objectContaining({ length: 8 }) });
    expect(await failedRows()).toHaveLength(8);
  });
});

describe('the list of what failed', () => {
  it('holds no page that was removed, and no address that answered that there is nothing', async () => {
    await ingestSite();
    answer(3, 5, broken);
    at.site.override.set('/afval/artikel-6', (_, response) => response.setHeader('Content-Type', 'text/html').end('<html><main><p>Zie</p><a href="/afval/nooit">hier</a></main></html>'));
    at.site.override.set('/afval/nooit', (_, response) => response.writeHead(404).end());
    await ingestSite();
    expect(await failedRows()).toEqual(['/afval/artikel-3', '/afval/artikel-4']);
    answer(3, 4, (_, response) => response.writeHead(410).end());
    expect(await ingestSite()).toMatchObject({ removed: 1 });
    expect(await failedRows()).toEqual(['/afval/artikel-4']);
    // The site says so, and goes down after it.
    answer(4, 5, (_, response) => response.writeHead(404).end());
    answer(5, 25, broken);
    await expect(ingestSite()).rejects.toMatchObject({ code: 'address-unreachable' });
    expect(await failedRows()).toEqual([]);
  });
});
