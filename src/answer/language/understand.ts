import { DUTCH, type LanguageDetails, languageDetails } from '../details.ts';
import { endWith, type Step, type Turn, type TurnContext } from '../context.ts';
import type { Exchange } from '../ports.ts';
import { reply } from '../replies.ts';
import { askModel } from '../ask-model.ts';
import { type Languages } from './languages.ts';

/** Less certain than this, it is Dutch, or what the conversation was held in. */
const LEAST_CERTAIN = 0.35;
/** To turn somebody away takes more. */
const TURN_AWAY = 0.6;

/**
 * Before all else: which language is this in? From here on the assistant's fixed texts are in that language, whatever step says them.
 */
export const recognise: Step = (context, { languages }) => {
  if (languages === undefined) return;
  settle(context, languages, DUTCH);
};

/** Takes the language of a question, in the light of what the conversation was held in; @returns whether it is offered. */
function settle(context: TurnContext, languages: Languages, likely: string): boolean {
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

const MAX_TOKENS = 160;
const MAX_QUESTION = 600;

/**
 * From here on the question is Dutch: a question in another language is translated, so that it is searched and answered as any other.
 * Only what can be no answer is taken of what the model makes of it; else, and without a model, the terms that are known. What nobody
 * can read, or is in a language that is not offered, ends here with a fixed text.
 */
export const understand: Step = async (context, ports, signal) => {
  const { languages } = ports;
  if (languages === undefined) return;
  const likely = languageDetails(context.history.at(-1)?.details).detected;
  context.history = context.history.map(inDutch);
  const readable = languages.readable(context.question);
  context.question = readable ?? context.question;
  const isOffered = settle(context, languages, likely);
  if (readable === undefined) return endWith(context, 'abstained', reply(context.assistant.replies.notUnderstood, ports), 'not-understood');
  if (!isOffered) return endWith(context, 'abstained', languages.notOffered, 'language-not-offered');
  if (context.language === DUTCH) return;
  const asked = context.question;
  context.asked = asked;
  const { question, by, fault } = await inDutchWords(asked, languages, { context, ports, signal });
  context.question = question;
  note(context, { question, by, ...(fault !== undefined && { questionFault: fault }) });
};

interface DutchQuestion {
  readonly question: string;
  readonly by: NonNullable<LanguageDetails['by']>;
  readonly fault?: string;
}

async function inDutchWords(asked: string, languages: Languages, turn: Turn): Promise<DutchQuestion> {
  const { language } = turn.context;
  const values = { language: languages.nameOf(language), text: asked.slice(0, MAX_QUESTION) };
  const said = await askModel(languages.prompts.question, values, MAX_TOKENS, turn);
  const dutch = oneLine(said.text);
  const fault = said.fault ?? languages.questionFault(dutch, asked);
  if (fault === undefined) return { question: dutch, by: 'model' };
  const terms = languages.inDutchTerms(asked, language);
  return terms === '' ? { question: asked, by: 'none', fault } : { question: terms, by: 'terms', fault };
}

/** The first line that says something, without quotation marks or the word that announces it. */
function oneLine(text: string): string {
  const lines = text.split(/[\n\r\u2028\u2029]/).map((line) => line.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim());
  return (lines.find((line) => line !== '') ?? '').replace(/^(?:nederlands|vraag|vertaling)\s*:\s*/i, '').replaceAll(/^["'“‘„«]+|["'”’»]+$/g, '').trim();
}

function note(context: TurnContext, part: Partial<LanguageDetails>): void {
  context.details = { ...context.details, language: { ...languageDetails(context.details), ...part } };
}

/** What was asked and answered in another language, in Dutch: so the model reads it, and so a follow-up is understood. */
function inDutch(exchange: Exchange): Exchange {
  const { question = exchange.question, answer = exchange.answer } = languageDetails(exchange.details);
  return { ...exchange, question, answer };
}
