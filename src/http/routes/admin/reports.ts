import type { Context, Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import { reportsPage } from '../../../web/pages.ts';
import { documentPath, reportsPath } from '../../../web/pages/admin/paths.ts';
import type { CollectionReport } from '../../../web/pages/work/report-views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView } from '../../faults.ts';
import { plainText, readFields, uuidIn } from '../../input.ts';
import { sourcePathOf } from '../work/source-reports.ts';
import { noticeOf, pageOf } from './support.ts';

const PATH = '/beheer/collecties/:collection/meldingen';
const PAGE_SIZE = 50;
const MAX_NOTE = 1_000;

/** What employees reported of the sources in a collection, for who keeps it. */
export function reportPageRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, admin, reports }: AppDeps): void {
  access.declare('GET', PATH, 'session');
  app.get(PATH, async (c) => c.html(await page(c)));

  access.declare('POST', `${PATH}/:id`, 'session');
  app.post(`${PATH}/:id`, async (c) => {
    const id = uuidIn(c, 'id', 'report-unknown');
    const collectionId = c.req.param('collection');
    const note = plainText((await readFields(c)).get('bericht') ?? '');
    if (note.length > MAX_NOTE) return c.html(await page(c, id, { note: note.slice(0, 2 * MAX_NOTE), fault: faultView('report-note-too-long') }), 400);
    await reports.settle({ id, collectionId, note, by: c.get('key').id });
    return c.redirect(`${reportsPath(collectionId)}?melding=afgehandeld`, 303);
  });

  /** @param draft what was written to who made a report, and could not be kept. */
  async function page(c: Context<AppEnv>, id?: string, draft?: CollectionReport['draft']): Promise<ReturnType<typeof reportsPage>> {
    const collection = c.req.param('collection') ?? '';
    const title = admin.title(collection);
    if (title === undefined) throw new BalieError('not-found');
    const at = { page: pageOf(c.req.query('pagina')), pageSize: PAGE_SIZE };
    const [waiting, found] = await Promise.all([reports.waiting([collection]), reports.ofCollection(collection, at)]);
    const shown = found.reports.map(({ sourceId, ...report }) => ({
      ...report,
      sourcePath: sourcePathOf(report),
      ...(sourceId !== undefined && { documentPath: documentPath(collection, sourceId) }),
      ...(draft && report.id === id && { draft }),
    }));
    const notice = noticeOf(c.req.query('melding'));
    return reportsPage({ municipality, editor: editorOf(c), collection: { id: collection, title }, waiting: waiting.get(collection) ?? 0, total: found.total, ...at, reports: shown, ...(notice && { notice }) });
  }
}
