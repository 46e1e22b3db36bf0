import type { Context, Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import { editorDocumentPage, removePage } from '../../../web/pages.ts';
import { collectionPath, documentPath } from '../../../web/pages/admin/paths.ts';
import type { DocumentPageView } from '../../../web/pages/admin/document-views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { Originals } from '../../streams/originals.ts';
import { safeName } from '../../uploads/upload.ts';
import { byOf } from '../settings/given.ts';
import { readFacts } from './facts.ts';
import { qualityView } from './quality-view.ts';
import { noticeOf, pageOf, sourceIdOf } from './support.ts';
import { readFields } from '../../input.ts';

const PASSAGES = 50;
const PATH = '/beheer/collecties/:collection/documenten/:sourceId';

/** One document: what is known of it, what is set by hand, the file behind it, and its end. */
export function documentPageRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, admin, push }: AppDeps): void {
  const originals = new Originals();

  access.declare('GET', PATH, 'session');
  app.get(PATH, async (c) => {
    const notice = noticeOf(c.req.query('melding'));
    return c.html(editorDocumentPage({ ...(await view(c)), ...(notice && { notice }) }));
  });

  access.declare('POST', PATH, 'session');
  app.post(PATH, async (c) => {
    const { values, shown, changed } = readFacts(await readFields(c));
    const result = await admin.correct(c.req.param('collection'), sourceIdOf(c), changed, byOf(c));
    if (result === false) throw new BalieError('not-found');
    if (result === true) return c.redirect(`${documentPath(c.req.param('collection'), sourceIdOf(c))}?melding=vastgelegd`, 303);
    const faults = Object.fromEntries(result.invalid.map(({ name, reason }) => [name, reason]));
    return c.html(editorDocumentPage({ ...(await view(c)), draft: { values, shown, faults } }), 400);
  });

  access.declare('GET', `${PATH}/origineel`, 'session');
  app.get(`${PATH}/origineel`, async (c) => {
    const sourceId = sourceIdOf(c);
    // Always saved, never shown: what an editor must judge may be anything, and would act with the editor's rights.
    const headers = {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(safeName(sourceId) ?? 'document')}`,
    };
    // Whoever asks for the head alone reads no body: it would keep its place.
    if (c.req.method === 'HEAD') return c.body(null, (await view(c)) && 200, headers);
    const given = await originals.give(() => admin.original(c.req.param('collection'), sourceId), c.req.raw.signal);
    if (given === undefined) throw new BalieError('not-found');
    return c.body(given.body, 200, { ...headers, 'Content-Length': String(given.length) });
  });

  access.declare('GET', `${PATH}/verwijderen`, 'session');
  app.get(`${PATH}/verwijderen`, async (c) => {
    const { editor, collection, document } = await view(c);
    return c.html(removePage({ municipality, editor, collection, document, staysOut: push.staysOut(collection.id, document.source), isFromFolder: push.isByHand(collection.id, document.source) }));
  });

  access.declare('POST', `${PATH}/verwijderen`, 'session');
  app.post(`${PATH}/verwijderen`, async (c) => {
    const collection = c.req.param('collection');
    if (!(await admin.remove(collection, sourceIdOf(c), byOf(c)))) throw new BalieError('not-found');
    return c.redirect(`${collectionPath(collection)}?melding=verwijderd`, 303);
  });

  async function view(c: Context<AppEnv>): Promise<DocumentPageView> {
    const id = c.req.param('collection') ?? '';
    const sourceId = sourceIdOf(c);
    const page = pageOf(c.req.query('passages'));
    const title = admin.title(id);
    // What waits first: a version that comes into use in between is shown twice, and not as one that is nowhere.
    const [pending] = await push.pending([id], { sourceId });
    const document = await admin.document(id, sourceId, { page, pageSize: PASSAGES });
    if (title === undefined || document === undefined) throw new BalieError('not-found');
    return {
      municipality,
      editor: editorOf(c),
      collection: { id, title },
      document,
      quality: qualityView(document.quality),
      passagesPage: page,
      passagesPageSize: PASSAGES,
      pending,
    };
  }
}
