import { BalieError } from '../../errors.ts';
import { answerOf, filled } from '../ask-model.ts';
import { isTyped } from '../phrases/lexicon.ts';
import type { ChatModel, Exchange } from '../ports.ts';
import { wordsOf } from '../words.ts';
import { isContent, isForm } from './asking-words.ts';
import type { Asked } from './carry-context.ts';

/**
 * Puts a follow-up anew, so that it can be understood without what was said before. Only search ever sees what it gives: what the model
 * made of it, unjudged.
 * @throws BalieError `model-…`, also when it takes longer than is worth waiting for; the signal's reason when aborted.
 */
export type Rewrite = (asked: Asked, signal: AbortSignal) => Promise<string>;

interface RewriterSettings {
  readonly model: ChatModel;
  /** The model's name at its host. */
  readonly name: string;
  /** `{{history}}` and `{{question}}` stand for what was said. */
  readonly prompt: string;
  /** Longest time for one question: somebody waits for it. */
  readonly limitMs: number;
}

/** A question of a line or two. */
const MAX_TOKENS = 60;
/** Of what was said: enough to know what it was about, little enough to be read quickly. */
const MAX_EXCHANGES = 3;
const MAX_QUESTION = 300;
const MAX_ANSWER = 200;

/** A rewriter that asks a chat model. */
export function createRewriter({ model, name, prompt, limitMs }: RewriterSettings): Rewrite {
  return ({ question, history, asker }, signal) => {
    const content = filled(prompt, { history: history.slice(-MAX_EXCHANGES).map(shown).join('\n'), question: oneLine(question, MAX_QUESTION) });
    const request = { model: name, messages: [{ role: 'user' as const, content }], maxTokens: MAX_TOKENS, ...(asker && { asker }) };
    return answerOf(model, request, limitMs, signal);
  };
}

function shown({ question, answer }: Exchange): string {
  return `Vraag: ${oneLine(question, MAX_QUESTION)}\nAntwoord: ${oneLine(answer, MAX_ANSWER)}`;
}

/** Cannot begin a line that looks like the prompt's own. */
function oneLine(text: string, length: number): string {
  return text.replaceAll(/[\p{C}\s]+/gu, ' ').trim().slice(0, length);
}

/**
 * A follow-up as a model puts it, if that may be searched. Never in the way: any fault of the model, and any text that is not to be
 * trusted, is as if there were no model.
 * @throws only the signal's reason, when aborted.
 */
export async function rewritten(asked: Asked, rewrite: Rewrite, signal: AbortSignal): Promise<string | undefined> {
  try {
    return standAlone(await rewrite(asked, signal), asked);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof BalieError) return undefined;
    throw error;
  }
}

/** A longer text is no question, but an answer or an essay. */
const MAX_LENGTH = 200;
/** Shorter words are one letter from too many others. */
const MIN_TYPED = 5;
/** At least this share of its words must be the asker's own. */
const OWN_WORDS = 0.5;

/**
 * A model's wording of a question, if it may be searched: one line of a bounded length, without control characters, and mostly in
 * words that the asker used, one of them from an earlier question: without that it says no more than what it replaces. What an
 * earlier answer or a document says, or tells the model to say, cannot make the desk look for something that nobody asked for.
 * @returns undefined when it may not.
 */
export function standAlone(text: string, { question, history }: Asked): string | undefined {
  const line = text.split(/[\n\r\u2028\u2029]/).map(plain).find((one) => one !== '');
  if (line === undefined || line.length > MAX_LENGTH) return undefined;
  const content = wordsOf(line).filter(isContent);
  const [now, before] = [wordsOf(question), wordsOf(history.map((exchange) => exchange.question).join(' '))];
  const own = content.filter((word) => isAmong([...now, ...before], word));
  const namesSubject = own.some((word) => !isAmong(now, word));
  return namesSubject && own.length >= content.length * OWN_WORDS ? line : undefined;
}

/** In any form, or with one typing error: the model may have put right what was typed. */
function isAmong(asked: readonly string[], word: string): boolean {
  const isError = (other: string) => word.length >= MIN_TYPED && other.length >= MIN_TYPED && isTyped(word, other, 1);
  return asked.some((other) => isForm(word, other) || isForm(other, word) || isError(other));
}

/** Without control and invisible characters, quotation marks around it, or the word that announces it. */
function plain(line: string): string {
  const visible = line.replaceAll(/\p{C}/gu, ' ').replaceAll(/\s+/g, ' ').trim();
  return visible.replace(/^(?:(?:nieuwe|laatste) )?vraag:\s*/i, '').replaceAll(/^["'“‘„]+|["'”’]+$/g, '').trim();
}
