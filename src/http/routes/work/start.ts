import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { BalieError } from '../../../errors.ts';
import { workTalkPage } from '../../../web/pages.ts';
import { talkPath, WORK_PATH } from '../../../web/pages/work/paths.ts';
import type { TalkView } from '../../../web/pages/work/views.ts';
import type { Conversation } from '../../../workplace/conversations.ts';
import type { AccessList } from '../../access/access.ts';
import { type Employee, employeeOf } from '../../access/employees.ts';
import type { Admission } from '../../admission.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView, logFault, setFaultHeaders, toFault } from '../../faults.ts';
import { numberIn, readFields } from '../../input.ts';
import { lastOf } from '../../streams/turn-events.ts';
import type { CarriedTurn } from '../../work-deps.ts';
import { askAtWork, type WorkQuestion } from './asking.ts';
import { talkBesideFiles } from './beside-files.ts';
import { modelChoices } from './choices.ts';
import { editedTalk, heldTalk, newTalk } from './views.ts';

/** Where employees begin: the form for a new conversation, and the pages of one that is confidential. */
export function workStartRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps, admission: Admission): void {
  access.declare('GET', WORK_PATH, 'employee');
  app.get(WORK_PATH, async (c) => c.html(workTalkPage(await newTalk(employeeOf(c), deps))));

  access.declare('POST', WORK_PATH, 'employee');
  app.post(WORK_PATH, async (c) => answerAtWork(c, questionOf(await readFields(c), ''), deps, admission));
}

/** What a form asks. */
export function questionOf(fields: URLSearchParams, conversationId: string): WorkQuestion {
  const text = (name: string) => fields.get(name) ?? '';
  return {
    assistant: text('assistent'),
    question: text('vraag'),
    model: text('model'),
    conversationId,
    instead: text('aanpassen'),
    insteadNumber: numberIn(text('nummer')),
    isConfidential: conversationId === '' && text('vertrouwelijk') === 'ja',
    carried: text('gezegd'),
  };
}

/**
 * Takes a question that a form brings, and leads to the conversation: there it can be opened anew and nothing is asked twice. A
 * confidential one has no such place: its page is the answer.
 */
export async function answerAtWork(c: Context<AppEnv>, asked: WorkQuestion, deps: AppDeps, admission: Admission): Promise<Response> {
  const employee = employeeOf(c);
  let begun = asked.conversationId;
  try {
    const { events, carriedWith } = askAtWork(c, employee, asked, deps, admission);
    const turn = await lastOf(events(c.req.raw.signal), (id) => (begun = id));
    const kept = carriedWith(turn);
    if (kept !== undefined) return c.html(workTalkPage(await confidentialTalk(c, asked, kept, deps)));
    return c.redirect(`${talkPath(turn.conversationId)}#antwoord`, 303);
  } catch (error) {
    const fault = toFault(error);
    logFault(deps.logger, c.get('requestId'), fault);
    return faultPage(c, { asked, begun: asked.isConfidential ? '' : begun, fault }, deps);
  }
}

/** A question that was not answered goes back into the form: nothing that somebody typed is lost. */
async function faultPage(c: Context<AppEnv>, { asked, begun, fault }: { asked: WorkQuestion; begun: string; fault: BalieError }, deps: AppDeps): Promise<Response> {
  const employee = employeeOf(c);
  // Where the conversation itself is the fault there is none to show.
  const conversation = begun === '' ? undefined : await deps.workplace.conversations.find(employee.id, begun);
  const beside = asked.conversationId !== '' && conversation === undefined ? await talkBesideFiles(employee, asked.conversationId, deps, asked) : undefined;
  if (asked.conversationId !== '' && conversation === undefined && beside === undefined) throw fault;
  const view = beside ?? (conversation === undefined ? await unkeptTalk(c, asked, fault, deps) : await keptTalk(employee, conversation, asked, deps));
  setFaultHeaders(c, fault);
  const said = { ...faultView(fault.code, c.get('requestId')), message: fault.told, action: fault.action };
  return c.html(workTalkPage({ ...view, draft: asked.question, fault: said }), fault.entry.status as ContentfulStatusCode);
}

async function keptTalk(employee: Employee, conversation: Conversation, { model, instead, insteadNumber }: WorkQuestion, deps: AppDeps): Promise<TalkView> {
  const part = await deps.workplace.turns({ id: employee.id, readers: employee.person.readers }, conversation, instead === '' ? undefined : insteadNumber);
  return editedTalk(heldTalk(employee, conversation, part, deps, model), part, instead);
}

async function unkeptTalk(c: Context<AppEnv>, asked: WorkQuestion, fault: BalieError, deps: AppDeps): Promise<TalkView> {
  const { carried, isConfidential } = asked;
  const employee = employeeOf(c);
  if (!isConfidential || carried === '' || fault.code === 'confidential-over') return newTalk(employee, deps, asked);
  return confidentialTalk(c, asked, { turns: deps.workplace.carrier.open(employee.id, carried), carried }, deps);
}

async function confidentialTalk(c: Context<AppEnv>, asked: WorkQuestion, { turns, carried }: { turns: readonly CarriedTurn[]; carried: string }, deps: AppDeps): Promise<TalkView> {
  const employee = employeeOf(c);
  const { recent: _recent, tasks: _tasks, ...view } = await newTalk(employee, deps, asked);
  return { ...view, turns, carried, models: modelChoices(employee, deps.assistants.get(asked.assistant), deps) };
}
