import type { Step, TurnContext } from '../context.ts';
import { DUTCH, type Languages } from './languages.ts';

/** Less certain than this, it is Dutch, or what the conversation was held in. */
const LEAST_CERTAIN = 0.35;
/** To turn somebody away takes more. */
const TURN_AWAY = 0.6;

/**
 * Before all else: which language is this in? From here on the assistant's fixed texts are in that language, whatever step says them.
 */
export const recognise: Step = async function* (context, { languages }) {
  if (languages === undefined) return;
  settle(context, languages, DUTCH);
  yield* [];
};

/** Takes the language of a question, in the light of what the conversation was held in; @returns whether it is offered. */
export function settle(context: TurnContext, languages: Languages, likely: string): boolean {
  const isReadable = languages.readable(context.question) !== undefined;
  const { code, certainty } = isReadable ? languages.recognise(context.question, likely) : { code: likely, certainty: 0 };
  const isOffered = languages.offered.includes(code);
  const isSure = certainty >= (isOffered ? LEAST_CERTAIN : TURN_AWAY);
  const language = isSure ? code : likely;
  const isKnown = isOffered || !isSure;
  context.language = isKnown ? language : DUTCH;
  context.details = { ...context.details, language: { detected: language, certainty, ...(context.language !== DUTCH && { answeredIn: context.language }) } };
  context.assistant = languages.spokenBy(context.assistant, context.language);
  return isKnown;
}
