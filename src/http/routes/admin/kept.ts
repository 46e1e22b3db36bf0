import type { Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import { keptPage } from '../../../web/pages.ts';
import { collectionPath } from '../../../web/pages/admin/paths.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { uuidIn } from '../../input.ts';

const PATH = '/beheer/collecties/:collection/verdwenen/:run';
/** So many are named on one page and go at once: a person waits for it. */
const LIMIT = 500;

/** What a look at a source kept though it is gone: shown, and removed when a person says so. */
export function keptPageRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, admin }: Pick<AppDeps, 'municipality' | 'admin'>): void {
  access.declare('GET', PATH, 'session');
  app.get(PATH, async (c) => {
    const [id, runId] = [c.req.param('collection'), uuidIn(c, 'run', 'not-found')];
    const title = admin.title(id);
    const run = (await admin.runs([id])).find((last) => last.id === runId && last.kept.length > 0);
    if (title === undefined || run === undefined) throw new BalieError('not-found');
    return c.html(keptPage({ municipality, editor: editorOf(c), collection: { id, title }, run, limit: LIMIT }));
  });

  access.declare('POST', PATH, 'session');
  app.post(PATH, async (c) => {
    const collection = c.req.param('collection');
    const isDone = await admin.removeKept(collection, uuidIn(c, 'run', 'not-found'), LIMIT);
    return c.redirect(`${collectionPath(collection)}?melding=${isDone ? 'opgeruimd' : 'intussen'}`, 303);
  });
}
