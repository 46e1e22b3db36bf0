import type { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError } from '../../errors.ts';
import { REASONS } from '../../review/choices.ts';
import type { Given } from '../../review/feedback.ts';
import { deskPage } from '../../web/pages.ts';
import type { FeedbackView, TurnView } from '../../web/turn-views.ts';
import { isUuid } from '../../uuid.ts';
import type { AccessList } from '../access/access.ts';
import { checkFeedbackText } from '../contracts/feedback-contract.ts';
import type { AppDeps } from '../deps.ts';
import type { AppEnv } from '../env.ts';
import { faultView, logFault, setFaultHeaders, toFault } from '../faults.ts';
import { refuseOtherSites } from '../access/same-origin.ts';
import { COMES_BACK, conversationTurns, deskAssistant, emptyDesk } from './desk.ts';
import { LANGUAGE } from './desk-language.ts';
import { readFields } from '../input.ts';

const PATH = '/reactie';
/** Whether an answer helps, by a form: the same conversation comes back. */
export function deskFeedbackRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const assistant = deskAssistant(deps);

  // Who opens the address of the page that came back has no conversation any more.
  access.declare('GET', PATH, 'public');
  app.get(PATH, (c) => c.redirect('/', 303));

  access.declare('POST', PATH, 'public');
  app.post(PATH, async (c) => {
    refuseOtherSites(c);
    const fields = await readFields(c);
    const sent = sentFeedback(fields);
    let kept: Given | undefined;
    let fault: BalieError | undefined;
    try {
      kept = await keepFeedback(sent, deps.review);
    } catch (error) {
      fault = toFault(error);
      logFault(deps.logger, c.get('requestId'), fault);
      setFaultHeaders(c, fault);
    }
    const turns = isUuid(sent.conversationId) ? await conversationTurns(deps, assistant, sent.conversationId, c.get('requestId')) : [];
    const isThere = turns.some(({ id, feedback }) => id === sent.turnId && feedback !== undefined);
    const view = feedbackView(sent, kept, fault && faultView(fault.code, c.get('requestId')));
    const page = deskPage({
      ...emptyDesk(deps, assistant, fields.get(LANGUAGE)),
      turns: turns.map((turn): TurnView => (turn.id === sent.turnId && turn.feedback !== undefined ? { ...turn, feedback: view } : turn)),
      ...(turns.length > 0 && { conversationId: sent.conversationId }),
      // Without the answer that it is about there is no better place to say it.
      ...(fault !== undefined && !isThere && { fault: faultView(fault.code, c.get('requestId')) }),
    });
    c.header('Cache-Control', COMES_BACK);
    return c.html(page, (fault?.entry.status ?? 200) as ContentfulStatusCode);
  });
}

/** Keeps what a form says. @param personId who is logged in by name. @throws BalieError `feedback-invalid`, `feedback-too-long` and those of `giveFeedback`. */
export async function keepFeedback({ turnId, conversationId, helpful, reasons, text }: SentFeedback, review: AppDeps['review'], personId?: string): Promise<Given> {
  if (!isUuid(turnId) || !isUuid(conversationId)) throw new BalieError('turn-unknown');
  if (helpful === undefined) throw new BalieError('feedback-invalid');
  return review.giveFeedback({ turnId, conversationId, personId, helpful, reasons, text: checkFeedbackText(text) });
}

export type SentFeedback = ReturnType<typeof sentFeedback>;

/** What was typed is for an answer that does not help: another thumb says the opposite of it. */
export function sentFeedback(fields: URLSearchParams) {
  const helpful = { ja: true, nee: false }[fields.get('helpt') ?? ''];
  const chosen = new Set(fields.getAll('reden'));
  return {
    turnId: fields.get('antwoord') ?? '',
    conversationId: fields.get('conversationId') ?? '',
    helpful,
    reasons: helpful === true ? [] : REASONS.filter((reason) => chosen.has(reason)),
    text: helpful === true ? '' : (fields.get('tekst') ?? ''),
  };
}

export function feedbackView({ conversationId, helpful, reasons, text }: SentFeedback, kept: Given | undefined, fault: FeedbackView['fault']): FeedbackView {
  if (kept !== undefined) return { conversationId, given: kept, masked: kept.masked };
  return { conversationId, ...(helpful !== undefined && { given: { helpful, reasons, text } }), ...(fault && { fault }) };
}
