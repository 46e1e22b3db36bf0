import type { Step } from '../context.ts';
import { DUTCH } from '../language/languages.ts';
import { rewritten } from './rewrite.ts';

/**
 * Measures how plain the answer is. Where it is harder than B1 the model gets one try to say the hard sentences in easier words; those that
 * say the same, are carried by the same sources and make the answer plainer are taken. Difficult words that remain are explained.
 * Only of what a model wrote: quotations and fixed texts are not its words.
 */
export const plain: Step = async function* (context, ports, signal) {
  const { plain: port } = ports;
  if (port === undefined || context.outcome !== 'answered' || context.sources.length === 0) return;
  const before = port.measure(context.answer);
  const tried = before.isB1 ? undefined : await rewritten(context, { plain: port, ports, signal });
  const after = tried === undefined ? before : port.measure(tried.answer);
  const isRewritten = tried !== undefined && after.score > before.score;
  if (isRewritten) context.answer = tried.answer;
  const given = isRewritten ? after : before;
  context.terms = context.language === DUTCH ? port.explain(context.answer) : [];
  context.details = {
    ...context.details,
    plain: {
      before: before.score,
      score: given.score,
      isB1: given.isB1,
      reasons: given.reasons,
      isRewritten,
      ...(tried !== undefined && tried.faults.length > 0 && { faults: tried.faults }),
      ...(context.terms.length > 0 && { terms: context.terms }),
    },
  };
  port.onMeasured?.({ ...given, isRewritten });
  yield* [];
};
