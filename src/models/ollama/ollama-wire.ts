import type { ChatRequest as OllamaRequest, ChatResponse as OllamaResponse } from 'ollama';
import type { ChatChunk, ChatRequest } from '../../answer/ports.ts';

/** Ollama's `/api/chat` body; `truncate` and `shift` are in its api/types.go but not in the npm package's types. */
interface OllamaChatBody extends OllamaRequest {
  readonly truncate: boolean;
  readonly shift: boolean;
}

/**
 * The body for one streamed answer.
 *
 * `num_ctx` never varies: a runner option that differs from the loaded model's makes Ollama load the model anew.
 * `num_predict` is read per request and may vary. Temperature 0: the same question and sources give the same answer.
 *
 * @param contextTokens the context window (`num_ctx`).
 */
export function chatBody(contextTokens: number, request: ChatRequest): OllamaChatBody {
  return {
    model: request.model,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    stream: true,
    // A thinking model would spend num_predict on its thoughts and may leave nothing for the answer.
    think: false,
    // By default a prompt over the context silently loses its oldest messages. We want an error instead (HTTP 400).
    truncate: false,
    // By default an answer that fills the context goes on while the start of the prompt, our sources, is dropped.
    // Without shifting it ends with reason `length`.
    shift: false,
    options: {
      num_ctx: contextTokens,
      num_predict: request.maxTokens,
      temperature: 0,
    },
  };
}

/** A line of the stream that ends the answer in failure. The host's words are in `message`: for logs only. */
class BrokenLine extends Error {
  override readonly name = 'BrokenLine';
}

/**
 * Reads one line of the stream: the chunks it holds, none for a line with only thinking.
 * @throws BrokenLine for an `{"error": …}` line, a line that is no chat response, or an end that is no proper end.
 */
export function readLine(line: unknown): ChatChunk[] {
  if (typeof line !== 'object' || line === null) throw new BrokenLine('line is not an object');
  const response: Partial<OllamaResponse> & { readonly error?: unknown } = line;
  if (response.error !== undefined) throw new BrokenLine(`host reports: ${JSON.stringify(response.error)}`);
  const content: unknown = response.message?.content;
  if (typeof content !== 'string' && response.done !== true) throw new BrokenLine('line is not a chat response');
  const chunks: ChatChunk[] = [];
  // message.thinking is left out on purpose: it is not part of the answer.
  if (typeof content === 'string' && content !== '') chunks.push({ type: 'text', text: content });
  if (response.done === true) chunks.push(endOf(response));
  return chunks;
}

function endOf(response: Partial<OllamaResponse>): ChatChunk {
  const reason: string | undefined = response.done_reason;
  // Ollama leaves done_reason out when its runner lost the connection: the answer is not complete.
  if (reason !== 'stop' && reason !== 'length') throw new BrokenLine('stream ended without a reason');
  return {
    type: 'end',
    reason,
    // Go leaves zeros out (omitempty).
    promptTokens: count(response.prompt_eval_count),
    answerTokens: count(response.eval_count),
  };
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
