import type { Context, Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import { workRemovePage, workTalkPage } from '../../../web/pages.ts';
import { choosePath, deletePath, erasedPath, LIST_PATH, namePath, pinPath, talkPath } from '../../../web/pages/work/paths.ts';
import { isUuid } from '../../../uuid.ts';
import type { AccessList } from '../../access/access.ts';
import { type Employee, employeeOf } from '../../access/employees.ts';
import type { Admission } from '../../admission.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { numberIn, readFields } from '../../input.ts';
import { findUnasked, talkBesideFiles } from './beside-files.ts';
import { findOwn, ownConversation } from './own.ts';
import { answerAtWork, goneTalk, questionOf } from './start.ts';
import { atWork, editedTalk, heldTalk, listedView } from './views.ts';

const ID = ':id';

/** One conversation of who is logged in: its page, and what can be done to it. One of somebody else is not there. */
export function workConversationRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps, admission: Admission): void {
  const { conversations } = deps.workplace;

  access.declare('GET', talkPath(ID), 'employee');
  app.get(talkPath(ID), async (c) => {
    const employee = employeeOf(c);
    const conversation = await findOwn(c, deps);
    if (conversation === undefined) return c.html(workTalkPage(await unasked(c, talkBesideFiles)));
    const part = await deps.workplace.turns({ id: employee.id, readers: employee.person.readers }, conversation, numberIn(c.req.query('tot')));
    return c.html(workTalkPage(editedTalk(heldTalk(employee, conversation, part, deps), part, c.req.query('aanpassen'))));
  });

  access.declare('POST', talkPath(ID), 'employee');
  app.post(talkPath(ID), async (c) => {
    const known = await findOwn(c, deps);
    const id = known?.id ?? (await firstAsked(c));
    const asked = questionOf(await readFields(c), id ?? c.req.param('id') ?? '');
    if (id === undefined) return goneTalk(c, asked, deps);
    return answerAtWork(c, { ...asked, ...(known && { assistant: known.assistant }) }, deps, admission);
  });

  access.declare('POST', namePath(ID), 'employee');
  app.post(namePath(ID), async (c) => {
    const { id } = await ownConversation(c, deps);
    if (!(await conversations.rename(employeeOf(c).id, id, (await readFields(c)).get('naam') ?? ''))) throw new BalieError('conversation-unknown');
    return c.redirect(talkPath(id), 303);
  });

  access.declare('POST', pinPath(ID), 'employee');
  app.post(pinPath(ID), async (c) => {
    const { id } = await ownConversation(c, deps);
    if (!(await conversations.pin(employeeOf(c).id, id, (await readFields(c)).get('vast') === 'ja'))) throw new BalieError('conversation-unknown');
    return c.redirect(talkPath(id), 303);
  });

  access.declare('POST', choosePath(ID), 'employee');
  app.post(choosePath(ID), async (c) => {
    const conversation = await ownConversation(c, deps);
    const turnId = (await readFields(c)).get('antwoord') ?? '';
    if (!isUuid(turnId)) throw new BalieError('comparison-over');
    await deps.workplace.choose(employeeOf(c).id, conversation, turnId);
    return c.redirect(`${talkPath(conversation.id)}#antwoord`, 303);
  });

  access.declare('GET', deletePath(ID), 'employee');
  app.get(deletePath(ID), async (c) => {
    const { id, title } = listedView(await ownConversation(c, deps));
    return c.html(workRemovePage({ ...atWork(employeeOf(c), deps), id, title }));
  });

  access.declare('POST', deletePath(ID), 'employee');
  app.post(deletePath(ID), async (c) => {
    const number = await deps.workplace.remove(employeeOf(c).id, await ownConversation(c, deps));
    return c.redirect(erasedPath(LIST_PATH, number), 303);
  });

  /** The one in the address, where it has files and nothing was asked yet. */
  async function firstAsked(c: Context<AppEnv>): Promise<string | undefined> {
    try {
      return (await unasked(c, findUnasked)).conversationId;
    } catch (error) {
      if (error instanceof BalieError && error.code === 'conversation-unknown') return undefined;
      throw error;
    }
  }

  /** What there is of one with files in which nothing was asked yet. @throws BalieError `conversation-unknown` for any other. */
  async function unasked<T>(c: Context<AppEnv>, find: (employee: Employee, id: string, of: AppDeps) => Promise<T | undefined>): Promise<T> {
    const id = c.req.param('id') ?? '';
    const found = isUuid(id) ? await find(employeeOf(c), id, deps) : undefined;
    if (found === undefined) throw new BalieError('conversation-unknown');
    return found;
  }
}
