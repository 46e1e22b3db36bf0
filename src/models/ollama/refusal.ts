import { BalieError } from '../../errors.ts';
import { incapable, isBusy, loggable, wordsOf, wrongCall } from '../transport/refused.ts';

const OVERFLOW = /exceeds? (?:the |maximum )?context length/i;
const INCAPABLE = /does not support|not supported|vision model not loaded|missing data required for image/i;

/**
 * Turns a refusal of Ollama into a fault. What the host wrote goes into the fault's cause: it is for logs, never for a person.
 *
 * A 404 only means that the model is missing when it comes from Ollama, as `{"error": "…"}`. Any other 404 is a wrong address, and
 * `ollama pull` would not help there.
 *
 * @param detail names the model and the host.
 */
export function ollamaFault(status: number, text: string, detail: string): BalieError {
  const words = wordsOf(text);
  const { isFromHost, message } = words;
  const cause = new Error(`host answered ${status}: ${loggable(words, status)}`);
  if (status === 404 && isFromHost) return new BalieError('model-missing', { detail, cause });
  if (isBusy(status, words)) return new BalieError('model-busy', { detail, cause });
  if (isFromHost && status === 400 && OVERFLOW.test(message)) return new BalieError('context-overflow', { detail, cause });
  if (isFromHost && (status === 400 || status === 500) && INCAPABLE.test(message)) return incapable(words, cause);
  return wrongCall(status, words, detail, cause) ?? new BalieError('model-unavailable', { detail: `${detail} (HTTP ${status})`, cause });
}
