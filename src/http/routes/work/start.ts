import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError } from '../../../errors.ts';
import { workTalkPage } from '../../../web/pages.ts';
import { talkPath, WORK_PATH } from '../../../web/pages/work/paths.ts';
import type { TalkView } from '../../../web/pages/work/views.ts';
import type { Conversation } from '../../../workplace/conversations.ts';
import { isUuid } from '../../../uuid.ts';
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
import { comparable, modelChoices } from './choices.ts';
import { type Both, compareAtWork } from './comparing.ts';
import { readerOf } from './tasks/given.ts';
import { editedTalk, heldTalk, newTalk } from './views.ts';

/** Where employees begin: the form for a new conversation, and the pages of one that is confidential. */
export function workStartRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps, admission: Admission): void {
  access.declare('GET', WORK_PATH, 'employee');
  app.get(WORK_PATH, async (c) => {
    const employee = employeeOf(c);
    const view = await newTalk(employee, deps);
    const wanted = c.req.query('prompt');
    if (wanted === undefined) return c.html(workTalkPage(view));
    const prompt = isUuid(wanted) ? await deps.tasks.prompts.find(readerOf(employee, deps.tasks), wanted) : undefined;
    if (prompt !== undefined) return c.html(workTalkPage({ ...view, draft: prompt.text }));
    // What is somebody else's is told as what is not there.
    const fault = new BalieError('prompt-unknown');
    setFaultHeaders(c, fault);
    return c.html(workTalkPage({ ...view, fault: faultView(fault.code, c.get('requestId')) }), fault.entry.status as ContentfulStatusCode);
  });

  access.declare('POST', WORK_PATH, 'employee');
  app.post(WORK_PATH, async (c) => {
    const fields = await readFields(c);
    const asked = questionOf(fields, '');
    // Of two answers in a confidential conversation one was chosen: nothing is asked.
    if (fields.get('verder') === 'ja') return c.html(workTalkPage(await carriedTalk(c, asked, deps)));
    return answerAtWork(c, asked, deps, admission);
  });
}

/** What a form asks. */
export function questionOf(fields: URLSearchParams, conversationId: string): WorkQuestion {
  const text = (name: string) => fields.get(name) ?? '';
  return {
    assistant: text('assistent'),
    question: text('vraag'),
    model: text('model'),
    beside: text('ook'),
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
    if (asked.beside) {
      const both = await compareAtWork(c, asked, deps, admission);
      begun = (both.main.place ?? both.other.place)?.conversationId ?? begun;
      return await comparedPage(c, asked, both, deps);
    }
    const { events, carriedWith } = await askAtWork(c, employee, asked, deps, admission);
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

/** A question for a conversation that is not there, or not any more: a clean page says so, and has the question in it. */
export async function goneTalk(c: Context<AppEnv>, asked: WorkQuestion, deps: AppDeps): Promise<Response> {
  const { code, entry } = new BalieError('conversation-gone');
  return c.html(workTalkPage({ ...(await newTalk(employeeOf(c), deps, asked)), draft: asked.question, fault: faultView(code, c.get('requestId')) }), entry.status as ContentfulStatusCode);
}

/** One of both that failed stands beside the other; of one that was never begun there is nothing but its fault. */
async function comparedPage(c: Context<AppEnv>, asked: WorkQuestion, { main, other }: Both, deps: AppDeps): Promise<Response> {
  const failed = main.fault === undefined ? other : main;
  if (failed.fault !== undefined && failed.place === undefined && !asked.isConfidential) throw failed.fault;
  if (failed.fault !== undefined) logFault(deps.logger, c.get('requestId'), failed.fault);
  const shown = main.kept ?? other.kept;
  if (shown === undefined) return c.redirect(`${talkPath((main.place ?? other.place)?.conversationId ?? '')}#antwoord`, 303);
  const view = await confidentialTalk(c, asked, shown, deps);
  const turn = main.kept && other.kept?.turns.at(-1);
  if (turn && other.kept) return c.html(workTalkPage({ ...view, compared: { turn, isFirst: false, took: other.took, besideTook: main.took, carried: other.kept.carried } }));
  return c.html(workTalkPage({ ...view, ...(failed.fault && { fault: faultShown(c, failed.fault) }) }));
}

/** A question that was not answered goes back into the form: nothing that somebody typed is lost. */
async function faultPage(c: Context<AppEnv>, { asked, begun, fault }: { asked: WorkQuestion; begun: string; fault: BalieError }, deps: AppDeps): Promise<Response> {
  const employee = employeeOf(c);
  // Where the conversation itself is the fault there is none to show.
  const conversation = begun === '' ? undefined : await deps.workplace.conversations.find(employee.id, begun);
  const first = asked.conversationId !== '' && conversation === undefined ? await talkBesideFiles(employee, asked.conversationId, deps, asked) : undefined;
  if (asked.conversationId !== '' && conversation === undefined && first === undefined) {
    if (fault.code === 'conversation-unknown') return goneTalk(c, asked, deps);
    throw fault;
  }
  const view = first ?? (conversation === undefined ? await unkeptTalk(c, asked, fault, deps) : await keptTalk(employee, conversation, asked, deps));
  setFaultHeaders(c, fault);
  return c.html(workTalkPage({ ...view, draft: asked.question, fault: faultShown(c, fault) }), fault.entry.status as ContentfulStatusCode);
}

function faultShown(c: Context<AppEnv>, fault: BalieError) {
  return { ...faultView(fault.code, c.get('requestId')), message: fault.told, action: fault.action };
}

async function keptTalk(employee: Employee, conversation: Conversation, asked: WorkQuestion, deps: AppDeps): Promise<TalkView> {
  const { instead, insteadNumber } = asked;
  const part = await deps.workplace.turns({ id: employee.id, readers: employee.person.readers }, conversation, instead === '' ? undefined : insteadNumber);
  return editedTalk(heldTalk(employee, conversation, part, deps, asked), part, instead);
}

async function unkeptTalk(c: Context<AppEnv>, asked: WorkQuestion, fault: BalieError, deps: AppDeps): Promise<TalkView> {
  if (!asked.isConfidential || asked.carried === '' || fault.code === 'confidential-over') return newTalk(employeeOf(c), deps, asked);
  return carriedTalk(c, asked, deps);
}

/** @throws BalieError `confidential-over`. */
async function carriedTalk(c: Context<AppEnv>, asked: WorkQuestion, deps: AppDeps): Promise<TalkView> {
  const { id, person: { readers } } = employeeOf(c);
  return confidentialTalk(c, asked, { turns: await deps.workplace.carrier.open({ id, readers }, asked.carried), carried: asked.carried }, deps);
}

async function confidentialTalk(c: Context<AppEnv>, asked: WorkQuestion, { turns, carried }: { turns: readonly CarriedTurn[]; carried: string }, deps: AppDeps): Promise<TalkView> {
  const employee = employeeOf(c);
  const { recent: _recent, tasks: _tasks, filesFor: _filesFor, ...view } = await newTalk(employee, deps, asked);
  const models = modelChoices(employee, deps.assistants.get(asked.assistant), deps);
  return { ...view, turns, carried, models, comparable: comparable(models) };
}
