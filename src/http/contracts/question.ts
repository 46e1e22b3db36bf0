import { BalieError } from '../../errors.ts';
import { MAX_QUESTION } from './contracts.ts';

/** What decoders put where bytes were not UTF-8. Nobody types it. */
const REPLACEMENT = '\uFFFD';

/**
 * A question as it may enter a turn: without control characters, trimmed.
 * @throws BalieError `text-not-utf8`, `question-empty`, `question-too-long`.
 */
export function checkQuestion(text: string): string {
  if (text.includes(REPLACEMENT)) throw new BalieError('text-not-utf8');
  // Lone surrogates and NUL cannot be stored as text; other control characters only hide things from readers.
  const question = text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, ' ')
    .trim();
  if (question === '') throw new BalieError('question-empty');
  if (question.length > MAX_QUESTION) throw new BalieError('question-too-long');
  return question;
}
