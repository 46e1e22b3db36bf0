import { isContent, isForm } from './asking-words.ts';
import type { Asked } from './carry-context.ts';
import { wordsOf } from './carry.ts';

/** A longer text is no question, but an answer or an essay. */
const MAX_LENGTH = 200;
/** At least this share of its words must be the asker's own. */
const OWN_WORDS = 0.5;

/**
 * A model's wording of a question, if it may be searched: one line of a bounded length, without control characters, and mostly in
 * words that the asker used. What an earlier answer or a document says, or tells the model to say, cannot make the desk look for
 * something that nobody asked for.
 * @returns undefined when it may not.
 */
export function standAlone(text: string, { question, history }: Asked): string | undefined {
  const line = text
    .split(/[\n\r\u2028\u2029]/)
    .map(plain)
    .find((one) => one !== '');
  if (line === undefined || line.length > MAX_LENGTH) return undefined;
  const content = wordsOf(line).filter(isContent);
  const asked = wordsOf([question, ...history.map((exchange) => exchange.question)].join(' '));
  const own = content.filter((word) => asked.some((other) => isForm(word, other) || isForm(other, word)));
  return own.length > 0 && own.length >= content.length * OWN_WORDS ? line : undefined;
}

/** Without control and invisible characters, quotation marks around it, or the word that announces it. */
function plain(line: string): string {
  const visible = line.replaceAll(/\p{C}/gu, ' ').replaceAll(/\s+/g, ' ').trim();
  return visible.replace(/^(?:(?:nieuwe|laatste) )?vraag:\s*/i, '').replaceAll(/^["'“‘„]+|["'”’]+$/g, '').trim();
}
