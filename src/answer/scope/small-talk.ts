import type { Step } from '../context.ts';
import { Phrases } from '../phrases/phrases.ts';
import { STOP, tokensOf } from '../phrases/tokens.ts';
import type { Scope } from '../ports.ts';
import { reply } from '../reply.ts';
import { compiled } from './compiled.ts';

/** More words than this say more than a greeting. */
const MAX_WORDS = 14;
/** Words that say nothing by themselves, beside a greeting. */
const FILLER = new Phrases(['en', 'ja', 'oke', 'ok', 'dus', 'dan', 'even', 'allemaal', 'daar', 'balie', 'digitale', 'meneer/mevrouw', 'hoor', 'nou', 'zeg', 'eigenlijk', 'alvast', 'allen', 'beste', 'weer', 'maar', 'there', 'very', 'much', 'ik heet naam', 'mijn naam is naam']);

/**
 * Answers what is no question about the municipality, with a fixed text and without a search: a greeting, thanks, "bent u een mens?".
 * Only where the whole question is that: what stands beside a greeting is a question like any other.
 */
export const smallTalk: Step = async function* (context, ports) {
  const subject = smallTalkOf(context.question, context.assistant.scope?.smallTalk ?? []);
  if (subject === undefined) return;
  context.answer = reply(subject.say, ports);
  context.outcome = subject.isForPerson ? 'handed-over' : 'answered';
  context.details = { ...context.details, scope: { rule: 'small-talk' } };
  yield* [];
};

type Talk = Scope['smallTalk'];

/** The last subject named decides: "hallo, wie ben je?" asks who. */
function smallTalkOf(question: string, subjects: Talk): Talk[number] | undefined {
  const tokens = tokensOf(question);
  const words = tokens.filter((token) => token !== STOP);
  if (words.length === 0 || words.length > MAX_WORDS) return undefined;
  const found = subjects.flatMap((subject) => compiled(subject.about).findAll(tokens).map((span) => ({ ...span, subject })));
  const covered = [...found, ...FILLER.findAll(tokens)];
  const isAll = tokens.every((token, index) => token === STOP || covered.some(({ start, end }) => index >= start && index < end));
  const whole = found.filter((span) => !found.some((other) => other.start <= span.start && other.end >= span.end && other.end - other.start > span.end - span.start));
  return isAll ? whole.toSorted((a, b) => a.start - b.start).at(-1)?.subject : undefined;
}
