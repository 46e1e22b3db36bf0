import { BalieError } from '../../errors.ts';
import { type HostWords, incapable, isBusy, loggable, wordsOf, wrongCall } from '../transport/refused.ts';

/**
 * What vLLM and llama.cpp's server write when a prompt, or prompt and answer together, do not fit:
 * "This model's maximum context length is 4096 tokens. However, you requested …" (vLLM, also with a max_tokens that is too large),
 * "You passed 147421 input tokens … However, the model's context length is only 163804 tokens" (newer vLLM),
 * "The decoder prompt (length 5000) is longer than the maximum model length of 4096" (vLLM's engine),
 * "max_tokens must be at least 1, got -186" (older vLLM: nothing is left for the answer),
 * "request (9412 tokens) exceeds the available context size (8192 tokens), try increasing it" (llama.cpp, `exceed_context_size_error`),
 * "input (904 tokens) is too large to process. increase the physical batch size" (llama.cpp, embeddings).
 */
const OVERFLOW =
  /context length|context size|context window|maximum model length|must be at least 1, got -\d|\d+ tokens\) is too large to process|too many tokens/i;

/**
 * "… does not support …", "… is not supported", "tools param requires --jinja flag" (llama.cpp), `"auto" tool choice requires
 * --enable-auto-tool-choice` (vLLM), "is not a multimodal model", "At most 0 image(s) may be provided in one prompt" (vLLM).
 */
const INCAPABLE = /does ?n[o']t support|not supported|unsupported|requires? --|not a multimodal model|at most \d+ image/i;

/**
 * Turns a refusal of an OpenAI-compatible server into a fault. What the host wrote goes into the fault's cause, for logs only.
 * @param detail names the model and the host.
 */
export function openAiFault(status: number, text: string, detail: string): BalieError {
  const words = wordsOf(text);
  const cause = new Error(`host answered ${status}: ${loggable(words, status)}`);
  if (isBusy(status, words)) return new BalieError('model-busy', { detail, cause });
  // Any other 404 is a wrong address.
  if (status === 404 && words.isFromHost && /model/i.test(words.message)) return new BalieError('model-missing', { detail, cause });
  const rejected = REJECTED.has(status) ? rejection(words, detail, cause) : undefined;
  return rejected ?? wrongCall(status, words, detail, cause) ?? new BalieError('model-unavailable', { detail: `${detail} (HTTP ${status})`, cause });
}

/** With which the hosts reject what was asked, rather than fail; llama.cpp has used 500 and 501 too. */
const REJECTED = new Set([400, 413, 422, 500, 501]);

/** The fault where a host's own words say that the prompt did not fit, or that the model cannot do this. */
export function rejection(words: HostWords, detail: string, cause: Error): BalieError | undefined {
  const { isFromHost, message, type } = words;
  if (!isFromHost) return undefined;
  if (type === 'exceed_context_size_error' || OVERFLOW.test(message)) return new BalieError('context-overflow', { detail, cause });
  return INCAPABLE.test(message) ? incapable(words, cause) : undefined;
}
