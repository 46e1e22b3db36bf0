import type { Step, TurnContext } from '../context.ts';

/**
 * Ends the turn for a question that holds what the policy refuses, or that tries to make the assistant leave its role. The answer says
 * why, what can be done, and where a person is; no model and no document is asked.
 */
export const inspect: Step = async function* (context, { guard, log }) {
  const refused = context.details.guard?.refused ?? [];
  if (refused.length > 0) {
    guard.stopped('personal-data');
    return block(context, 'personal-data', context.assistant.replies.refused.replaceAll('{{what}}', guard.named(refused)));
  }
  const earlier = context.isNew ? [] : await log.earlierQuestions(context.conversationId, context.assistant.name, context.id);
  const { score, reasons, isSuspect, explained } = guard.suspect(context.question, earlier);
  if (score > 0) context.details = { ...context.details, guard: { ...context.details.guard, score, reasons } };
  if (!isSuspect) return;
  guard.stopped('injection');
  block(context, 'injection', context.assistant.replies.blocked.replaceAll('{{reasons}}', explained.map((reason) => `- ${reason}`).join('\n')));
  yield* [];
};

function block(context: TurnContext, reason: string, answer: string): void {
  context.answer = answer;
  context.outcome = 'blocked';
  context.notes.reason = reason;
}
