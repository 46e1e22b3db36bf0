import { endWith, type Step } from '../context.ts';
import { plainOf, STOP, tokensOf } from '../phrases/tokens.ts';
import { reply } from '../replies.ts';
import { type AskedWords, HUMAN_WORDS } from './human-words.ts';

/** More words say more than this. */
const MAX_WORDS = 18;

/**
 * Answers honestly who asks whether this is a human or a machine (AI Act, article 50), whatever assistant it is: before any model is
 * asked and before anything is searched, in the language of the question.
 */
export const human: Step = (context, ports) => {
  if (!asksIfHuman(context.question)) return;
  const { replies } = context.assistant;
  endWith(context, 'answered', reply(replies.human ?? replies.abstained, ports));
  context.details = { ...context.details, scope: { rule: 'human' } };
};

/** Whether a question is that, and nothing else. */
export function asksIfHuman(question: string): boolean {
  const tokens = tokensOf(question).filter((token) => token !== STOP);
  return tokens.length > 0 && tokens.length <= MAX_WORDS && LANGUAGES.some((words) => isAskedIn(words, tokens));
}

type Known = Readonly<Record<keyof AskedWords, ReadonlySet<string>>>;

const LANGUAGES: readonly Known[] = HUMAN_WORDS.map(
  (words) => Object.fromEntries(Object.entries<string>({ ...words }).map(([part, list]) => [part, new Set(list.split(' ').flatMap((word) => tokensOf(plainOf(word))))])) as unknown as Known,
);

function isAskedIn({ machine, human: person, other, around, wish, know }: Known, tokens: readonly string[]): boolean {
  if (!tokens.every((token) => [machine, person, other, around, wish, know].some((words) => words.has(token)))) return false;
  // "Ik wil een mens spreken" wants one; "ik wil weten of je een mens bent" asks.
  if (tokens.some((token) => wish.has(token)) && !tokens.some((token) => know.has(token))) return false;
  const isMachine = tokens.some((token) => machine.has(token));
  if (tokens.some((token) => other.has(token))) return isMachine || tokens.some((token) => person.has(token));
  // Alone: "robot?", "mens of computer?"; not "wat is een robot?" nor "een mens graag".
  return tokens.some((token) => PLAIN.has(token)) && tokens.every((token) => machine.has(token) || person.has(token) || BETWEEN.has(token));
}

/** Enough alone: other words for a machine are those of machines in the street, too. */
const PLAIN = new Set(['ai', 'ia', 'ki', 'шi', 'ші', 'chatgpt', 'bot', 'chatbot', 'robot', 'roboter', 'computer', 'ordinateur', 'ordenador', 'bilgisayar', 'komputer', 'компютер', 'бот', 'робот', 'روبوت']);

/** Between what is asked for, where nothing else stands. */
const BETWEEN = new Set(['een', 'of', 'or', 'a', 'an', 'oder', 'ein', 'eine', 'ou', 'un', 'une', 'o', 'una', 'yoksa', 'mi', 'ام', 'او', 'czy', 'lub', 'або', 'чи']);
