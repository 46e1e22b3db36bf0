import type { Context, Hono } from 'hono';
import { BalieError } from '../../../../errors.ts';
import type { TaskVersion } from '../../../../workplace/tasks/group-tasks.ts';
import { proposalPage, proposalsPage, proposePage } from '../../../../web/pages.ts';
import { PROPOSALS_PATH, proposalPath, PROPOSE_PATH } from '../../../../web/pages/work/paths.ts';
import type { ProposalDraft, ShownVersion } from '../../../../web/pages/work/tasks/views.ts';
import { isUuid } from '../../../../uuid.ts';
import type { AccessList } from '../../../access/access.ts';
import { type Employee, employeeOf, hasAdmin } from '../../../access/employees.ts';
import type { AppDeps } from '../../../deps.ts';
import type { AppEnv } from '../../../env.ts';
import { readFields } from '../../../input.ts';
import { requireEditor } from './given.ts';
import { draftFrom, emptyDraft } from './draft-form.ts';

const ONE_PATH = `${PROPOSALS_PATH}/:id`;

/** Tasks that groups make: an editor of the group proposes, another one lets it through. */
export function proposalRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, tasks }: AppDeps): void {
  const page = (employee: Employee) => ({ municipality, name: employee.name, hasAdmin: hasAdmin(employee) });
  const { made } = tasks;

  access.declare('GET', PROPOSE_PATH, 'keeper');
  app.get(PROPOSE_PATH, async (c) => {
    const employee = employeeOf(c);
    const edits = requireEditor(employee, tasks);
    const from = c.req.query('van');
    const version = from === undefined ? undefined : await versionIn(from, edits);
    const draft: ProposalDraft = version === undefined ? { ...emptyDraft, group: edits[0] ?? '' } : { ...tasks.draftOf(version), group: version.group };
    return c.html(proposePage({ ...page(employee), groups: tasks.keptBy(employee.person.groups), draft, faults: [], ...(version && { task: version.task }) }));
  });

  access.declare('POST', PROPOSE_PATH, 'keeper');
  app.post(PROPOSE_PATH, async (c) => {
    const employee = employeeOf(c);
    const fields = await readFields(c);
    const draft = draftFrom(fields);
    const { group } = draft;
    requireEditor(employee, tasks, group);
    const task = fields.get('taak') ?? undefined;
    const written = tasks.recipeOf(draft, group);
    if ('faults' in written) return c.html(proposePage({ ...page(employee), groups: tasks.keptBy(employee.person.groups), draft, faults: written.faults, ...(task !== undefined && { task }) }), 400);
    const id = await made.propose({ ...written, group, ...(task !== undefined && { task }) }, employee.id);
    return c.redirect(proposalPath(id), 303);
  });

  access.declare('GET', PROPOSALS_PATH, 'keeper');
  app.get(PROPOSALS_PATH, async (c) => {
    const employee = employeeOf(c);
    const versions = await made.versions(requireEditor(employee, tasks));
    return c.html(proposalsPage({ ...page(employee), versions: versions.map((version) => shown(version, employee, versions)) }));
  });

  access.declare('GET', ONE_PATH, 'keeper');
  app.get(ONE_PATH, async (c) => {
    const employee = employeeOf(c);
    const edits = requireEditor(employee, tasks);
    const version = await versionIn(c.req.param('id'), edits);
    const versions = await made.versions([version.group]);
    const running = runningOf(version.task, versions);
    const changed = running === undefined || running.id === version.id ? undefined : tasks.changesIn(version, running);
    return c.html(proposalPage({ ...page(employee), version: shown(version, employee, versions), recipe: version.recipe, instruction: version.instruction, ...(changed && { changed }) }));
  });

  access.declare('POST', ONE_PATH, 'keeper');
  app.post(ONE_PATH, async (c) => {
    const employee = employeeOf(c);
    const edits = requireEditor(employee, tasks);
    const version = await versionIn(c.req.param('id'), edits);
    return decide(c, version, edits, employee.id);
  });

  async function decide(c: Context<AppEnv>, { id, task }: TaskVersion, edits: readonly string[], by: string): Promise<Response> {
    switch ((await readFields(c)).get('besluit')) {
      case 'goedkeuren':
      case 'afwijzen': {
        const isApproved = (await readFields(c)).get('besluit') === 'goedkeuren';
        await made.decide(id, isApproved, by);
        return c.redirect(proposalPath(id), 303);
      }
      case 'intrekken':
        if (!(await made.withdraw(task, edits, by))) throw new BalieError('task-unknown');
        return c.redirect(PROPOSALS_PATH, 303);
      default:
        throw new BalieError('input-invalid');
    }
  }

  /** One of the groups of an editor. @throws BalieError `task-unknown`. */
  async function versionIn(id: string, edits: readonly string[]): Promise<TaskVersion> {
    const version = isUuid(id) ? await made.version(id) : undefined;
    if (version === undefined || !edits.includes(version.group)) throw new BalieError('task-unknown');
    return version;
  }

  function shown(version: TaskVersion, employee: Employee, all: readonly TaskVersion[]): ShownVersion {
    const { recipe: { title }, author, authorName, decidedByName, group } = version;
    const unknown = 'iemand die hier niet meer werkt';
    return { ...version, title, group: tasks.titleOf(group), author: authorName ?? unknown, decidedBy: decidedByName ?? unknown, isOwn: author === employee.id, isRunning: runningOf(version.task, all)?.id === version.id };
  }
}

/** The last version that was let through. @param versions newest first. */
function runningOf(task: string, versions: readonly TaskVersion[]): TaskVersion | undefined {
  return versions.filter((one) => one.task === task && one.state === 'approved').toSorted((one, other) => other.version - one.version)[0];
}
