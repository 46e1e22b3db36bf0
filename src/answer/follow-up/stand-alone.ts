import { isContent, isForm } from './asking-words.ts';
import type { Asked } from './carry-context.ts';
import { wordsOf } from '../words.ts';

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
  const line = text
    .split(/[\n\r\u2028\u2029]/)
    .map(plain)
    .find((one) => one !== '');
  if (line === undefined || line.length > MAX_LENGTH) return undefined;
  const content = wordsOf(line).filter(isContent);
  const [now, before] = [wordsOf(question), wordsOf(history.map((exchange) => exchange.question).join(' '))];
  const own = content.filter((word) => isAmong([...now, ...before], word));
  const namesSubject = own.some((word) => !isAmong(now, word));
  return namesSubject && own.length >= content.length * OWN_WORDS ? line : undefined;
}

function isAmong(asked: readonly string[], word: string): boolean {
  return asked.some((other) => isForm(word, other) || isForm(other, word) || isTypingError(word, other));
}

/** Whether one letter is too many, too few or another, or two were swapped: the model may have put right what was typed. */
function isTypingError(word: string, other: string): boolean {
  if (word.length < MIN_TYPED || other.length < MIN_TYPED) return false;
  let start = 0;
  while (start < word.length && word[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(word.length, other.length) - start && word.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [left, right] = [word.slice(start, word.length - end), other.slice(start, other.length - end)];
  return Math.max(left.length, right.length) <= 1 || (left.length === 2 && left === Array.from(right).toReversed().join(''));
}

/** Without control and invisible characters, quotation marks around it, or the word that announces it. */
function plain(line: string): string {
  const visible = line.replaceAll(/\p{C}/gu, ' ').replaceAll(/\s+/g, ' ').trim();
  return visible.replace(/^(?:(?:nieuwe|laatste) )?vraag:\s*/i, '').replaceAll(/^["'“‘„]+|["'”’]+$/g, '').trim();
}
