import type { Step } from '../context.ts';

/**
 * Takes personal data out of the question, before it is kept, searched, shown or given to a model: what is not there cannot leak. What
 * is refused is taken out as well; `inspect` ends the turn.
 */
export const mask: Step = async function* (context, { guard }) {
  const { text, masked, refused } = guard.mask(context.question, context.assistant.audience);
  context.question = text;
  context.masked = masked;
  if (masked.length > 0) context.details = { ...context.details, guard: { ...context.details.guard, masked, ...(refused.length > 0 && { refused }) } };
  yield* [];
};
