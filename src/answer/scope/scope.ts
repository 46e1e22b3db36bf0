import type { Step, TurnContext } from '../context.ts';
import type { Passage, Scope } from '../ports.ts';
import { isContent, isForm } from '../follow-up/asking-words.ts';
import { type Span, without } from '../phrases/phrases.ts';
import { tokensOf } from '../phrases/tokens.ts';
import { reply } from '../reply.ts';
import { isService } from '../subject/services.ts';
import { compiled } from './compiled.ts';
import { otherMunicipality } from './municipalities.ts';

/** Shorter words say too little of what a text is about. */
const MIN_WORD = 4;
/** Of a plural: more letters make another word, such as "naamgebruik" of "naam". */
const MAX_ENDING = 2;

/**
 * Ends the turn where somebody else is asked for, and says who does help. The documents go first: what those are about that were found for it
 * ("rijbewijs") is answered, whoever else has to do with it.
 */
export const scope: Step = async function* (context, ports) {
  const { assistant, question } = context;
  const found = assistant.scope && outside(question, assistant.scope, context);
  if (found === undefined) return;
  context.answer = reply(assistant.replies.outOfScope ?? '{{who}}', ports, { who: found.say });
  context.outcome = 'out-of-scope';
  context.details = { ...context.details, scope: { rule: found.rule } };
  yield* [];
};

interface Outside {
  readonly rule: 'refused' | 'other-municipality' | 'elsewhere';
  readonly say: string;
}

function outside(question: string, { refused, others, elsewhere }: Scope, { passages, answerable }: TurnContext): Outside | undefined {
  const tokens = tokensOf(question);
  const ours = answerable ? subjectsOf(passages) : new Set<string>();
  for (const { about, say } of refused) if (compiled(about).isIn(tokens)) return { rule: 'refused', say };
  const other = otherMunicipality(question, others);
  if (other !== undefined && !tokensOf(other).every((word) => ours.has(word))) return { rule: 'other-municipality', say: others.say.replace('{{name}}', other) };
  const found = elsewhere.map(({ about, say }) => ({ say, spans: compiled(about).findAll(tokens) })).filter(({ spans }) => spans.length > 0);
  const foreign = found.find(({ spans }) => spans.some((span) => !isOurs(span, tokens, ours)));
  const rest = without(tokens, found.flatMap(({ spans }) => spans));
  return foreign === undefined || (answerable && isTitled(rest, passages)) ? undefined : { rule: 'elsewhere', say: foreign.say };
}

/** Whether the words of a subject are what the found documents are about. */
function isOurs({ start, end }: Span, tokens: readonly string[], ours: ReadonlySet<string>): boolean {
  const words = tokens.slice(start, end).filter(isContent);
  return words.length > 0 && words.every((word) => ours.has(word));
}

/** Whether the rest of a question names a document that was found: "ik heb AOW, krijg ik kwijtschelding?" is about kwijtschelding. */
function isTitled(rest: readonly string[], passages: readonly Passage[]): boolean {
  const titles = passages.flatMap(({ title }) => tokensOf(title));
  const named = rest.filter((word) => word.length >= MIN_WORD && isContent(word) && !isService(word));
  return named.some((word) => titles.some((other) => isForm(word, other) && Math.abs(word.length - other.length) <= MAX_ENDING));
}

/** What the found documents are about: what they only name in passing is not theirs. */
function subjectsOf(passages: readonly Passage[]): ReadonlySet<string> {
  return new Set(passages.flatMap(({ title, headings }) => tokensOf([title, ...headings].join('\n'))));
}
