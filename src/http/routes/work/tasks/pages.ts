import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError } from '../../../../errors.ts';
import type { Task } from '../../../../workplace/tasks/task.ts';
import { taskPage, tasksPage } from '../../../../web/pages.ts';
import { erasedPath, TASKS_PATH } from '../../../../web/pages/work/paths.ts';
import type { TaskView } from '../../../../web/pages/work/tasks/views.ts';
import { isUuid } from '../../../../uuid.ts';
import type { AccessList } from '../../../access/access.ts';
import { type Employee, employeeOf, hasAdmin } from '../../../access/employees.ts';
import type { Admission } from '../../../admission.ts';
import type { AppDeps } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';
import { faultView, logFault, setFaultHeaders, toFault } from '../../../faults.ts';
import { entryNumber, readFields } from '../../../input.ts';
import { lastOf } from '../../../streams/turn-events.ts';
import { editsOf } from './given.ts';
import { taskRunner } from './run.ts';

const TASK_PATH = `${TASKS_PATH}/:task`;

/** Tasks as pages: a list, and a form for each whose result stands under it. Works without JavaScript. */
export function taskPageRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps, admission: Admission): void {
  const { municipality, tasks, logger } = deps;
  const run = taskRunner(deps, admission);
  const page = (employee: Employee) => ({ municipality, name: employee.name, hasAdmin: hasAdmin(employee) });

  access.declare('GET', TASKS_PATH, 'employee');
  app.get(TASKS_PATH, async (c) => {
    const employee = employeeOf(c);
    const edits = editsOf(employee, tasks);
    const listed = (await tasks.list(employee.person.groups)).map(listedAs);
    const titles = new Map(listed.map(({ name, title }) => [name, title]));
    const recent = (await tasks.recentRuns(employee.id)).map((one) => ({ ...one, title: titles.get(one.task) }));
    const versions = edits.length === 0 ? [] : await tasks.made.versions(edits);
    const waiting = versions.filter(({ state, author }) => state === 'proposed' && author !== employee.id).length;
    const isErased = c.req.query('melding') === 'gewist';
    return c.html(tasksPage({ ...page(employee), tasks: listed, recent, isErased, receipt: entryNumber(c.req.query('bewijs')), ...(edits.length > 0 && { editing: { waiting } }) }));
  });

  access.declare('GET', TASK_PATH, 'employee');
  app.get(TASK_PATH, async (c) => {
    const employee = employeeOf(c);
    const task = await taskIn(c, employee);
    const id = c.req.query('uit') ?? '';
    const kept = isUuid(id) ? await tasks.ownRun(id, employee.id) : undefined;
    if (id !== '' && kept?.task !== task.name) throw new BalieError('task-unknown');
    const given = kept?.given ?? (c.req.query('voorbeeld') === undefined ? {} : task.example);
    return c.html(taskPage({ ...page(employee), ...shown(task), given, faults: {}, ...(kept?.result && { result: kept.result }) }));
  });

  access.declare('POST', TASK_PATH, 'employee');
  app.post(TASK_PATH, async (c) => {
    const employee = employeeOf(c);
    const task = await taskIn(c, employee);
    const fields = Object.fromEntries(await readFields(c));
    const { given, fixed, faults } = tasks.check(task, fields);
    const view = { ...page(employee), ...shown(task), given, faults };
    if (Object.keys(faults).length > 0) return c.html(taskPage(view), 400);
    try {
      const turn = await lastOf(run(c, { task, given, fixed, employee, signal: c.req.raw.signal }));
      return c.html(taskPage({ ...view, result: { ...turn, screened: turn.screened === true } }));
    } catch (error) {
      // What was filled in stands in the form again.
      const fault = toFault(error);
      logFault(logger, c.get('requestId'), fault);
      setFaultHeaders(c, fault);
      return c.html(taskPage({ ...view, fault: { ...faultView(fault.code, c.get('requestId')), message: fault.told, action: fault.action } }), fault.entry.status as ContentfulStatusCode);
    }
  });

  const ERASE_PATH = `${TASK_PATH}/wissen`;
  access.declare('POST', ERASE_PATH, 'employee');
  app.post(ERASE_PATH, async (c) => {
    const conversationId = (await readFields(c)).get('uit') ?? '';
    if (!isUuid(conversationId)) throw new BalieError('task-unknown');
    const number = await tasks.eraseRun({ conversationId, task: c.req.param('task') }, employeeOf(c).id);
    return c.redirect(erasedPath(TASKS_PATH, number), 303);
  });

  function taskIn(c: Context<AppEnv>, { person }: Employee): Promise<Task> {
    return tasks.find(c.req.param('task') ?? '', person.groups);
  }

  function listedAs({ name, title, description, madeBy }: Task) {
    return { name, title, description, ...(madeBy !== undefined && { madeBy: tasks.titleOf(madeBy) }) };
  }

  function shown(task: Task): Pick<TaskView, 'task' | 'fields'> {
    return { task: { ...listedAs(task), privacy: task.privacy }, fields: task.fields.map((field) => ({ ...field, most: tasks.mostIn(field) })) };
  }
}
