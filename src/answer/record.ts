import type { Step } from './context.ts';

/** Commits the question to the log: no model is called for a question that was not kept. */
export const record: Step = async function* (context, { log }) {
  const { id, conversationId, isNew, assistant, question, asker } = context;
  const key = asker.audience === 'api' ? asker.id : undefined;
  await log.received({ id, conversationId, isNew, assistant: assistant.name, question, ...(key !== undefined && { key }) });
  context.recorded = true;
  if (!isNew) context.history = await log.history(conversationId, assistant.name);
  yield { type: 'status', phase: 'searching', conversationId };
};
