import { endWith, type Step, type TurnContext } from '../context.ts';
import type { Passage, Scope } from '../ports.ts';
import { isContent, isForm } from '../follow-up/asking-words.ts';
import { Phrases, type Span, without } from '../phrases/phrases.ts';
import { STOP, tokensOf } from '../phrases/tokens.ts';
import { reply } from '../replies.ts';
import { isService } from '../subject/question.ts';
import { otherMunicipality } from './municipalities.ts';
import { Lexicon } from '../phrases/lexicon.ts';

/** Shorter words say too little of what a text is about. */
const MIN_WORD = 4;
/** Of a plural: more letters make another word, such as "naamgebruik" of "naam". */
const MAX_ENDING = 2;

/**
 * Ends the turn where somebody else is asked for, and says who does help. The documents go first: what those are about that were found for it
 * ("rijbewijs") is answered, whoever else has to do with it.
 */
export const scope: Step = (context, ports) => {
  const { assistant, question } = context;
  const found = assistant.scope && outside(question, assistant.scope, context);
  if (found === undefined) return;
  endWith(context, 'out-of-scope', reply(assistant.replies.outOfScope ?? '{{who}}', ports, { who: found.say }));
  context.details = { ...context.details, scope: { rule: found.rule } };
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

const known = new WeakMap<readonly string[], Phrases>();

/**
 * The phrases of a list, which stays the same object for as long as the desk runs: they are read once. Words are as they are written: what
 * sends somebody away must not go by what may be a typing error.
 */
function compiled(lines: readonly string[]): Phrases {
  const phrases = known.get(lines) ?? new Phrases(lines, new Lexicon(() => true));
  known.set(lines, phrases);
  return phrases;
}

/** More words than this say more than a greeting. */
const MAX_WORDS = 14;
/** Words that say nothing by themselves, beside a greeting. */
const FILLER = new Phrases(['en', 'ja', 'oke', 'ok', 'dus', 'dan', 'even', 'allemaal', 'daar', 'balie', 'digitale', 'meneer/mevrouw', 'hoor', 'nou', 'zeg', 'eigenlijk', 'alvast', 'allen', 'beste', 'weer', 'maar', 'there', 'very', 'much', 'ik heet naam', 'mijn naam is naam']);

/**
 * Answers what is no question about the municipality, with a fixed text and without a search: a greeting, thanks, "bent u een mens?".
 * Only where the whole question is that: what stands beside a greeting is a question like any other.
 */
export const smallTalk: Step = (context, ports) => {
  const subject = smallTalkOf(context.question, context.assistant.scope?.smallTalk ?? []);
  if (subject === undefined) return;
  endWith(context, subject.isForPerson ? 'handed-over' : 'answered', reply(subject.say, ports));
  context.details = { ...context.details, scope: { rule: 'small-talk' } };
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
