import { endWith, type Step } from '../context.ts';
import { reply } from '../replies.ts';

/**
 * Takes personal data out of the question, before it is kept, searched, shown or given to a model: what is not there cannot leak. What
 * is refused is taken out as well; `inspect` ends the turn.
 */
export const mask: Step = (context, { guard }) => {
  const { text, masked, refused } = guard.mask(context.question, context.assistant.audience);
  context.question = text;
  context.masked = masked;
  if (masked.length > 0) context.details = { ...context.details, guard: { ...context.details.guard, masked, ...(refused.length > 0 && { refused }) } };
};

/**
 * Ends the turn for a question that holds what the policy refuses, or that tries to make the assistant leave its role. The answer says
 * why, what can be done, and where a person is; no model and no document is asked.
 */
export const inspect: Step = async (context, ports) => {
  const { guard, log } = ports;
  const { replies } = context.assistant;
  const refused = context.details.guard?.refused ?? [];
  if (refused.length > 0) {
    guard.stopped('personal-data');
    return endWith(context, 'blocked', reply(replies.refused, ports, { what: guard.named(refused) }), 'personal-data');
  }
  const earlier = context.isNew ? [] : await log.earlierQuestions(context.conversationId, context.assistant.name, context.id);
  const { score, reasons, isSuspect, explained } = guard.suspect(context.question, earlier);
  if (score > 0) context.details = { ...context.details, guard: { ...context.details.guard, score, reasons } };
  if (!isSuspect) return;
  guard.stopped('injection');
  endWith(context, 'blocked', reply(replies.blocked, ports, { reasons: explained.map((reason) => `- ${reason}`).join('\n') }), 'injection');
};
