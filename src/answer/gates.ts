import type { TurnContext, TurnPorts } from './context.ts';
import { readEvidence } from './grounding/evidence.ts';
import { SentenceGate } from './grounding/gate.ts';
import { noPromise } from './grounding/promise.ts';
import { outputChecks } from './safety/output.ts';

/** Makes gates for what a model writes in a turn: everything of it goes through one. The passages are read once. */
export function gatesOf({ question, passages, assistant }: TurnContext, { guard }: Pick<TurnPorts, 'guard'>): () => SentenceGate {
  const prompt = `${assistant.systemPrompt}\n${assistant.questionPrompt}`;
  const evidence = readEvidence(passages);
  const checks = [...outputChecks(guard), noPromise];
  return () => new SentenceGate({ question, passages, evidence, prompt }, checks);
}
