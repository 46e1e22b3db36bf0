import { hash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import { assistantFactsheetPage, factsheetPage, olderFactsheetPage, type PublicFactsheetView } from '../../../web/pages/factsheet/public.ts';
import { FACTSHEET_PATH } from '../../../web/pages/factsheet/paths.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import type { ShownFactsheet } from '../../factsheet-deps.ts';

const ONE_PATH = `${FACTSHEET_PATH}/:assistant`;
const FILE_PATH = '/factsheet.json';
const PDF_PATH = '/factsheet.pdf';
const SCHEMA_PATH = '/factsheet.schema.json';

/** The factsheet for everybody: as a page, and for programs. */
export function publicFactsheetRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, factsheet, diligence, pages, live }: AppDeps): void {
  access.declare('GET', FILE_PATH, 'public');
  app.get(FILE_PATH, async (c) => cached(c, (await factsheet.shown()).file, 'application/json'));

  access.declare('GET', PDF_PATH, 'public');
  app.get(PDF_PATH, async (c) => cached(c, new Uint8Array(await factsheet.pdf()), 'application/pdf'));

  access.declare('GET', SCHEMA_PATH, 'public');
  app.get(SCHEMA_PATH, (c) => cached(c, JSON.stringify(factsheet.schema()), 'application/schema+json'));

  access.declare('GET', FACTSHEET_PATH, 'public');
  app.get(FACTSHEET_PATH, async (c) => {
    const shown = await factsheet.shown();
    c.header('Vary', 'Accept');
    if (wantsJson(c)) return cached(c, shown.file, 'application/json');
    return cached(c, String(await (shown.document === undefined ? olderFactsheetPage(await view(c, shown)) : factsheetPage({ ...(await view(c, shown)), document: shown.document }))), 'text/html; charset=UTF-8');
  });

  access.declare('GET', ONE_PATH, 'public');
  app.get(ONE_PATH, async (c) => {
    const shown = await factsheet.shown();
    const page = shown.document === undefined ? olderFactsheetPage(await view(c, shown)) : assistantFactsheetPage({ ...(await view(c, shown)), document: shown.document }, c.req.param('assistant'));
    if (page === undefined) throw new BalieError('not-found');
    return cached(c, String(await page), 'text/html; charset=UTF-8');
  });

  async function view(c: Context<AppEnv>, { publication }: ShownFactsheet): Promise<Omit<PublicFactsheetView, 'document'>> {
    const hasDiligence = (await diligence.snapshots.lastPublicNumber()) !== undefined;
    const english = pages.in('en');
    const isEnglish = english !== undefined && c.req.query('taal') === 'en';
    return { municipality, live: live.states(), ...(publication !== undefined && { publication }), language: isEnglish ? 'en' : 'nl', spoken: isEnglish ? english : undefined, hasEnglish: english !== undefined, hasDiligence };
  }
}

function wantsJson(c: Context): boolean {
  const accept = c.req.header('Accept') ?? '';
  return accept.includes('application/json') && !accept.includes('text/html');
}

/** Asked again each time, and sent again only where it changed. */
export function cached(c: Context, body: string | Uint8Array<ArrayBuffer>, type: string): Response {
  const etag = `"${hash('sha256', body, 'base64url').slice(0, 22)}"`;
  const headers = { ETag: etag, 'Cache-Control': 'public, no-cache' };
  if (c.req.header('If-None-Match')?.includes(etag) === true) return c.body(null, 304, headers);
  return c.body(body, 200, { ...headers, 'Content-Type': type });
}
