import type { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { BalieError } from '../../../errors.ts';
import type { Given } from '../../../review/feedback.ts';
import { workTalkPage } from '../../../web/pages.ts';
import { reactionPath, talkPath } from '../../../web/pages/work/paths.ts';
import type { AccessList } from '../../access/access.ts';
import { employeeOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView, logFault, setFaultHeaders, toFault } from '../../faults.ts';
import { numberIn, readFields } from '../../input.ts';
import { feedbackView, keepFeedback, sentFeedback } from '../desk-feedback.ts';
import { ownConversation } from './own.ts';
import { heldTalk } from './views.ts';

const PATH = reactionPath(':id');

/** Whether an answer to an employee helps, by a form: the same part of the conversation comes back. */
export function reactionRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  // Who opens the address of the page that came back is shown the conversation.
  access.declare('GET', PATH, 'employee');
  app.get(PATH, async (c) => c.redirect(talkPath((await ownConversation(c, deps)).id), 303));

  access.declare('POST', PATH, 'employee');
  app.post(PATH, async (c) => {
    const employee = employeeOf(c);
    const conversation = await ownConversation(c, deps);
    const sent = { ...sentFeedback(await readFields(c)), conversationId: conversation.id };
    let kept: Given | undefined;
    let fault: BalieError | undefined;
    try {
      kept = await keepFeedback(sent, deps.review, employee.id);
    } catch (error) {
      fault = toFault(error);
      logFault(deps.logger, c.get('requestId'), fault);
      setFaultHeaders(c, fault);
    }
    const said = fault && faultView(fault.code, c.get('requestId'));
    const part = await deps.workplace.turns({ id: employee.id, readers: employee.person.readers }, conversation, numberIn(c.req.query('tot')));
    const view = heldTalk(employee, conversation, part, deps);
    const turns = view.turns.map((turn) => (turn.id === sent.turnId && turn.feedback !== undefined ? { ...turn, feedback: { ...turn.feedback, ...feedbackView(sent, kept, said) } } : turn));
    // Without the answer that it is about there is no better place to say it.
    const isThere = turns.some(({ id, feedback }) => id === sent.turnId && feedback !== undefined);
    return c.html(workTalkPage({ ...view, turns, ...(said !== undefined && !isThere && { fault: said }) }), (fault?.entry.status ?? 200) as ContentfulStatusCode);
  });
}
