import type { Hono } from 'hono';
import { workExplainPage, workListPage, workUsePage } from '../../../web/pages.ts';
import { EXPLAIN_PATH, LIST_PATH, USE_PATH } from '../../../web/pages/work/paths.ts';
import type { AccessList } from '../../access/access.ts';
import { employeeOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { entryNumber, numberIn, readFields } from '../../input.ts';
import { atWork, listedView } from './views.ts';

const PAGE_SIZE = 25;
const MAX_SOUGHT = 200;

/** The list of somebody's conversations, looking for one, what is kept of them, and what they used. */
export function workListRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const { conversations } = deps.workplace;

  access.declare('GET', LIST_PATH, 'employee');
  app.get(LIST_PATH, async (c) => {
    const employee = employeeOf(c);
    const page = numberIn(c.req.query('pagina')) ?? 1;
    const found = await conversations.list(employee.id, { page, pageSize: PAGE_SIZE });
    return c.html(workListPage({ ...atWork(employee, deps), ...listed(found, page), isDeleted: c.req.query('melding') === 'gewist', receipt: entryNumber(c.req.query('bewijs')) }));
  });

  // What is looked for may be about somebody: it stands in no address.
  access.declare('POST', LIST_PATH, 'employee');
  app.post(LIST_PATH, async (c) => {
    const employee = employeeOf(c);
    const fields = await readFields(c);
    const sought = (fields.get('zoek') ?? '').toWellFormed().replaceAll(/\p{Cc}/gu, ' ').trim().slice(0, MAX_SOUGHT);
    if (sought === '') return c.redirect(LIST_PATH, 303);
    const page = numberIn(fields.get('pagina') ?? '') ?? 1;
    const found = await conversations.search(employee.id, sought, { page, pageSize: PAGE_SIZE });
    return c.html(workListPage({ ...atWork(employee, deps), ...listed(found, page), sought }));
  });

  access.declare('GET', EXPLAIN_PATH, 'employee');
  app.get(EXPLAIN_PATH, (c) => c.html(workExplainPage(atWork(employeeOf(c), deps))));

  access.declare('GET', USE_PATH, 'employee');
  app.get(USE_PATH, async (c) => {
    const employee = employeeOf(c);
    return c.html(workUsePage({ ...atWork(employee, deps), ...(await deps.workplace.use(employee.id)) }));
  });
}

type Found = Awaited<ReturnType<AppDeps['workplace']['conversations']['list']>>;

function listed({ total, conversations }: Found, page: number) {
  return { total, conversations: conversations.map(listedView), page, pages: Math.max(1, Math.ceil(total / PAGE_SIZE)) };
}
