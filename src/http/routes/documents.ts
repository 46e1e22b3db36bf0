import type { Context, Hono } from 'hono';
import { BalieError } from '../../errors.ts';
import type { AccessList } from '../access/access.ts';
import { isEmployee } from '../access/employees.ts';
import type { AppDeps } from '../deps.ts';
import type { AppEnv } from '../env.ts';
import { Originals } from '../streams/originals.ts';
import { documentIdIn, sourcePage } from './source-page.ts';

/**
 * Kinds that a browser may show itself. All others are downloads: a web page out of a document would otherwise run with the
 * rights of this desk.
 */
const SHOWN: Readonly<Record<string, string>> = {
  'application/pdf': 'application/pdf',
  'text/markdown': 'text/plain; charset=utf-8',
  'text/plain': 'text/plain; charset=utf-8',
};

/** A source in its document, and the file as it came in. */
export function documentRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const originals = new Originals();
  const readersOf = async (c: Context) => (await access.whoIsLoggedIn(c))?.person?.readers;

  access.declare('GET', '/bronnen/:id', 'public');
  app.get('/bronnen/:id', async (c) => {
    const id = documentIdIn(c);
    const holder = await access.whoIsLoggedIn(c);
    const document = id === undefined ? undefined : await deps.documents.read(id, holder?.person?.readers);
    if (id === undefined || document === undefined) throw new BalieError('source-unknown');
    const part = document.passages.find(({ ordinal }) => String(ordinal) === c.req.query('deel'));
    return c.html(sourcePage(deps, { id, document, employee: holder && isEmployee(holder) ? holder : undefined, report: part ? { ordinal: part.ordinal } : {} }));
  });

  access.declare('GET', '/bronnen/:id/origineel', 'public');
  app.get('/bronnen/:id/origineel', async (c) => {
    const id = documentIdIn(c);
    const file = id === undefined ? undefined : await deps.documents.original(id, await readersOf(c));
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
