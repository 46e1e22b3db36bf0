import type { Context, Hono } from 'hono';
import { BalieError } from '../../errors.ts';
import { documentPage } from '../../web/pages.ts';
import type { AccessList } from '../access/access.ts';
import type { AppDeps, DeskDocument } from '../deps.ts';
import type { AppEnv } from '../env.ts';
import { Originals } from '../streams/originals.ts';

const KINDS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'text/html': 'webpagina',
  'text/markdown': 'tekst',
  'text/plain': 'tekst',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
};

/**
 * Kinds that a browser may show itself. All others are downloads: a web page out of a document would otherwise run with the
 * rights of this desk.
 */
const SHOWN: Readonly<Record<string, string>> = {
  'application/pdf': 'application/pdf',
  'text/markdown': 'text/plain; charset=utf-8',
  'text/plain': 'text/plain; charset=utf-8',
};

/** What ids of documents look like: nothing else is asked of the database, which takes no NUL, for one. */
const ID = /^[0-9a-f]{20}$/;

/** A source in its document, and the file as it came in. */
export function documentRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const originals = new Originals();
  const readersOf = async (c: Context) => (await access.whoIsLoggedIn(c))?.person?.readers;
  access.declare('GET', '/bronnen/:id', 'public');
  app.get('/bronnen/:id', async (c) => {
    const id = c.req.param('id');
    const document = ID.test(id) ? await deps.documents.read(id, await readersOf(c)) : undefined;
    if (document === undefined) throw new BalieError('source-unknown');
    return c.html(documentPage({ municipality: deps.municipality, ...toView(id, document) }));
  });

  access.declare('GET', '/bronnen/:id/origineel', 'public');
  app.get('/bronnen/:id/origineel', async (c) => {
    const id = c.req.param('id');
    const file = ID.test(id) ? await deps.documents.original(id, await readersOf(c)) : undefined;
    if (file === undefined) throw new BalieError('source-unknown');
    const etag = `"${file.sha256}"`;
    // Asked again every time, for a document may be closed or expire; what has not changed is not sent again.
    const caching = { ETag: etag, 'Cache-Control': 'private, no-cache' };
    if (c.req.header('If-None-Match')?.includes(etag) === true) return c.body(null, 304, caching);
    const shownAs = SHOWN[file.mediaType];
    const name = encodeURIComponent(file.fileName.split('/').at(-1) ?? 'bron');
    const headers = {
      ...caching,
      'Content-Type': shownAs ?? 'application/octet-stream',
      'Content-Disposition': `${shownAs === undefined ? 'attachment' : 'inline'}; filename*=UTF-8''${name}`,
    };
    if (c.req.method === 'HEAD') return c.body(null, 200, headers);
    const given = await originals.give(() => file.bytes(), c.req.raw.signal);
    if (given === undefined) throw new BalieError('source-unknown');
    return c.body(given.body, 200, { ...headers, 'Content-Length': String(given.length) });
  });
}

function toView(id: string, document: DeskDocument) {
  const { title, collection, url, owner, validFrom, validUntil } = document;
  return {
    title,
    collection,
    owner,
    ...(document.hasOriginal && { original: { path: `/bronnen/${id}/origineel`, kind: KINDS[document.mediaType] ?? 'bestand', bytes: document.bytes } }),
    ...(url === null ? {} : { url }),
    ...(validFrom === null ? {} : { validFrom }),
    ...(validUntil === null ? {} : { validUntil }),
    passages: document.passages.map(({ page, ...passage }) => (page === null ? passage : { ...passage, page })),
  };
}
