import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError } from '../../../errors.ts';
import { collectionPage, overviewPage } from '../../../web/pages.ts';
import { collectionPath, UNSENT_PATH } from '../../../web/pages/admin/paths.ts';
import type { CollectionPageView } from '../../../web/pages/admin/views.ts';
import { type AccessList, requireStillOpen } from '../../access/access.ts';
import { editorOf, hasAdmin, mayOversee } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView, logFault, setFaultHeaders } from '../../faults.ts';
import { lingerOnRefusedForm } from '../../server/linger.ts';
import type { UploadPlaces } from '../../uploads/upload-places.ts';
import { keptPageRoutes } from './kept.ts';
import { ACCOUNT_PATH, OWN_KEY_PATH } from './account.ts';
import { FormUploads } from './receive.ts';
import { noticeOf, pageOf, placeIn } from './support.ts';
import { chosenPageRoutes } from './chosen.ts';
import { uuidIn } from '../../input.ts';

const PAGE_SIZE = 50;
/** Conversations that do not arrive: the latest. */
const MAX_UNSENT = 20;

const COLLECTION_PATH = '/beheer/collecties/:collection';
/** The one page whose form may be as large as many documents. */
export const FORM_UPLOAD_PATH = `${COLLECTION_PATH}/uploaden`;

/** What stands where: all collections, and each with its queue, its documents, and what is gone from its sources. */
export function collectionPageRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, admin, push, review, reports, logger, handover, switches, console, drift, live }: AppDeps, places: UploadPlaces): void {
  const uploads = new FormUploads(push, places);

  access.declare('GET', '/beheer', 'session');
  app.get('/beheer', async (c) => {
    const { collections, isAdmin, isReviewer, person } = c.get('key');
    const unsent = isAdmin ? await unsentViews(handover) : [];
    if (!hasAdmin(c.get('key'))) return c.redirect(person === undefined ? OWN_KEY_PATH : ACCOUNT_PATH, 303);
    const [states, runs, waiting, toReview, start] = await Promise.all([
      admin.overview(collections), admin.runs(collections), reports.waiting(collections), isReviewer ? reviewCounts(review) : undefined, mayOversee(c.get('key')) ? console.start() : undefined,
    ]);
    const notice = noticeOf(c.req.query('melding'));
    return c.html(overviewPage({ municipality, editor: editorOf(c), collections: states, runs, reports: waiting, unsent, ...(isAdmin && { off: [...switches.list().map(({ assistant }) => assistant), ...live.states().flatMap(({ name, standing }) => (standing === 'closed' ? [name] : []))] }), ...(notice && { notice }), ...(toReview && { review: toReview }), ...(start && { start: { ...start, drift: drift.count(), mayOpen: c.get('mayOpen'), live: live.states() } }) }));
  });

  access.declare('POST', UNSENT_PATH, 'manage');
  app.post(UNSENT_PATH, async (c) => {
    await handover.retry(c.get('key').id);
    return c.redirect('/beheer?melding=opnieuw-versturen', 303);
  });

  access.declare('GET', COLLECTION_PATH, 'session');
  app.get(COLLECTION_PATH, async (c) => c.html(collectionPage(await view(c))));

  access.declare('POST', FORM_UPLOAD_PATH, 'session');
  app.post(FORM_UPLOAD_PATH, lingerOnRefusedForm, async (c) => {
    const collection = c.req.param('collection');
    const { received, fault } = await uploads.receive({ collection, request: c.req.raw, holder: c.get('key').id, requireStillOpen: () => requireStillOpen(c, collection) });
    const more = { uploaded: received, ...(fault && { fault: faultView(fault.code, c.get('requestId')) }) };
    if (fault) {
      logFault(logger, c.get('requestId'), fault);
      setFaultHeaders(c, fault);
    }
    return c.html(collectionPage({ ...(await view(c)), ...more }), (fault?.entry.status ?? 200) as ContentfulStatusCode);
  });

  keptPageRoutes(app, access, { municipality, admin });
  chosenPageRoutes(app, access, { municipality, admin });

  const toQueue = (c: Context<AppEnv>, notice: string) => c.redirect(`${collectionPath(c.req.param('collection') ?? '')}?melding=${notice}`, 303);

  access.declare('POST', `${COLLECTION_PATH}/wachtrij/:id/opnieuw`, 'session');
  app.post(`${COLLECTION_PATH}/wachtrij/:id/opnieuw`, async (c) => {
    const how = await push.retry([c.req.param('collection')], uuidIn(c, 'id', 'job-unknown'));
    if (how === undefined) throw new BalieError('job-unknown');
    if (how === 'by-hand') throw new BalieError('job-by-hand');
    return toQueue(c, how === 'source' ? 'bron' : 'opnieuw');
  });

  access.declare('POST', `${COLLECTION_PATH}/wachtrij/opnieuw`, 'session');
  app.post(`${COLLECTION_PATH}/wachtrij/opnieuw`, async (c) => {
    await push.retryAll(c.req.param('collection'));
    return toQueue(c, 'alles-opnieuw');
  });

  access.declare('POST', `${COLLECTION_PATH}/wachtrij/:id/loslaten`, 'session');
  app.post(`${COLLECTION_PATH}/wachtrij/:id/loslaten`, async (c) => {
    if (!(await push.cancel([c.req.param('collection')], uuidIn(c, 'id', 'job-unknown')))) throw new BalieError('job-unknown');
    return toQueue(c, 'losgelaten');
  });

  async function view(c: Context<AppEnv>): Promise<CollectionPageView> {
    const id = c.req.param('collection') ?? '';
    const place = placeIn((name) => c.req.query(name));
    const [away, under] = [pageOf(c.req.query('weg')), pageOf(c.req.query('wacht'))];
    const [[collection], waiting, pending, withdrawn, found] = await Promise.all([
      admin.overview([id]),
      reports.waiting([id]),
      push.pending([id], { state: 'under-way', limit: PAGE_SIZE, after: (under - 1) * PAGE_SIZE }),
      push.pending([id], { state: 'withdrawn', limit: PAGE_SIZE, after: (away - 1) * PAGE_SIZE }),
      admin.documents(id, { ...place, pageSize: PAGE_SIZE }),
    ]);
    if (collection === undefined) throw new BalieError('not-found');
    const notice = noticeOf(c.req.query('melding'));
    return {
      municipality,
      editor: editorOf(c),
      collection,
      pending: { page: under, pageSize: PAGE_SIZE, documents: pending },
      reports: waiting.get(id) ?? 0,
      withdrawn: { page: away, pageSize: PAGE_SIZE, documents: withdrawn },
      list: { ...place, pageSize: PAGE_SIZE, ...found },
      ...(notice && { notice }),
    };
  }
}

async function reviewCounts({ queue, cases }: AppDeps['review']) {
  const [turns, own] = await Promise.all([queue(), cases.list()]);
  const count = (why: string) => turns.filter((turn) => turn.why === why).length;
  return { notHelpful: count('not-helpful'), refused: count('refused'), sample: count('sample'), cases: own.length };
}

async function unsentViews(handover: AppDeps['handover']) {
  const unsent = await handover.unsent(MAX_UNSENT);
  return unsent.map((one) => ({ ...one, reference: handover.reference(one.handoverId) }));
}
