import { randomUUID } from 'node:crypto';
import { languageDetails } from '../../answer/details.ts';
import type { Before } from '../../answer/replay-log.ts';
import { asBalieError } from '../../errors.ts';
import type { AnswerCase } from '../../evaluation/case.ts';
import type { Taken } from '../../evaluation/judge.ts';
import { type JudgedCase, runCases } from '../../evaluation/run-cases.ts';
import type { AssistantFolder } from '../../models/prompts/assistants.ts';
import type { Desk } from '../desk/desk.ts';
import { fixedTexts } from './fixed-texts.ts';

type Asked = Pick<Desk, 'retakeTurn' | 'config'>;

/** Asks an assistant a case that nobody else sees, with the models and documents of the desk; nothing of it is kept. @throws the signal's reason. */
export async function judgeCase(desk: Asked, assistant: AssistantFolder, asked: AnswerCase, signal: AbortSignal): Promise<JudgedCase> {
  let before: Before = { history: [], earlierQuestions: [] };
  const conversationId = randomUUID();
  const [judged] = await runCases([asked], {
    async take(_, question) {
      const taken = await take(desk, { assistant, question, conversationId, before }, signal);
      before = { history: taken.answer === '' ? before.history : [...before.history, { question, answer: taken.answer, ...(taken.details && { details: taken.details }) }], earlierQuestions: [...before.earlierQuestions, question] };
      return { ...taken, conversationId };
    },
    fixedTexts: () => fixedTexts(desk.config, assistant),
    dutch: ({ answer, details }) => languageDetails(details).answer ?? answer,
    onProgress: () => undefined,
    signal,
  });
  if (judged === undefined) throw new Error('a case was not judged');
  return judged;
}

/** One that fails is one of the cases. */
async function take(desk: Asked, request: Parameters<Desk['retakeTurn']>[0], signal: AbortSignal): Promise<Taken> {
  const start = performance.now();
  const since = () => performance.now() - start;
  try {
    const { outcome, answer, sources, reason, details } = await desk.retakeTurn(request, signal);
    return { outcome, answer, sources, ms: since(), ...(reason !== undefined && { reason }), ...(details && { details }) };
  } catch (error) {
    signal.throwIfAborted();
    return { outcome: 'failed', answer: '', sources: [], reason: asBalieError(error).code, ms: since() };
  }
}
