import type { Step, TurnContext } from '../context.ts';
import type { Passage, Scope } from '../ports.ts';
import { isContent } from '../follow-up/asking-words.ts';
import type { Span } from '../phrases/phrases.ts';
import { tokensOf } from '../phrases/tokens.ts';
import { reply } from '../reply.ts';
import { compiled } from './compiled.ts';
import { otherMunicipality } from './municipalities.ts';

/** Shorter words say too little of what a text is about. */
const MIN_WORD = 4;

/**
 * Ends the turn where somebody else is asked for, and says who does help. The documents go first: what stands in those that were found
 * for it ("rijbewijs") is answered, whoever else has to do with it.
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
  const ours = answerable ? wordsIn(passages) : new Set<string>();
  for (const { about, say } of refused) if (compiled(about).isIn(tokens)) return { rule: 'refused', say };
  const other = otherMunicipality(question, others);
  if (other !== undefined && !tokensOf(other).every((word) => ours.has(word))) return { rule: 'other-municipality', say: others.say.replace('{{name}}', other) };
  for (const { about, say } of elsewhere) {
    const spans = compiled(about).findAll(tokens);
    if (spans.some((span) => !isOurs(span, tokens, ours))) return { rule: 'elsewhere', say };
  }
  return undefined;
}

/** Whether the words of a subject stand in what was found. */
function isOurs({ start, end }: Span, tokens: readonly string[], ours: ReadonlySet<string>): boolean {
  const words = tokens.slice(start, end).filter((word) => word.length >= MIN_WORD && isContent(word));
  return words.length > 0 && words.every((word) => ours.has(word));
}

function wordsIn(passages: readonly Passage[]): ReadonlySet<string> {
  return new Set(passages.flatMap(({ title, headings, text }) => tokensOf([title, ...headings, text].join('\n'))));
}
