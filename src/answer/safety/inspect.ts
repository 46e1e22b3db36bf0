import type { Step, TurnContext } from '../context.ts';
import { reply } from '../reply.ts';

/**
 * Ends the turn for a question that holds what the policy refuses, or that tries to make the assistant leave its role. The answer says
 * why, what can be done, and where a person is; no model and no document is asked.
 */
export const inspect: Step = async function* (context, ports) {
  const { guard, log } = ports;
  const { replies } = context.assistant;
  const refused = context.details.guard?.refused ?? [];
  if (refused.length > 0) {
    guard.stopped('personal-data');
    return block(context, 'personal-data', reply(replies.refused, ports, { what: guard.named(refused) }));
  }
  const earlier = context.isNew ? [] : await log.earlierQuestions(context.conversationId, context.assistant.name, context.id);
  const { score, reasons, isSuspect, explained } = guard.suspect(context.question, earlier);
  if (score > 0) context.details = { ...context.details, guard: { ...context.details.guard, score, reasons } };
  if (!isSuspect) return;
  guard.stopped('injection');
  block(context, 'injection', reply(replies.blocked, ports, { reasons: explained.map((reason) => `- ${reason}`).join('\n') }));
  yield* [];
};

function block(context: TurnContext, reason: string, answer: string): void {
  context.answer = answer;
  context.outcome = 'blocked';
  context.notes.reason = reason;
}
