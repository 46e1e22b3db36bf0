import type { HostChunk, ToolCall } from '../call.ts';
import { newCallId } from '../transport/call-id.ts';
import { countOf, fieldsOf } from '../transport/json.ts';
import { BrokenStream } from '../transport/lines.ts';
import { loggable, wordsOf } from '../transport/refused.ts';
import { ObjectLines } from './object-lines.ts';

/** One line holds one token and, at the end, counters; a line with tool calls holds whole arguments. */
const MAX_LINE_BYTES = 1024 * 1024;

/** A line of `/api/chat`, as far as we look into it; nothing in it is certain. */
interface ChatLine {
  readonly error?: unknown;
  readonly message?: { readonly content?: unknown; readonly thinking?: unknown; readonly tool_calls?: unknown };
  readonly done?: unknown;
  readonly done_reason?: unknown;
  readonly prompt_eval_count?: unknown;
  readonly eval_count?: unknown;
}

/** Reads the lines of one answer of Ollama's `/api/chat`. */
export class OllamaAnswer extends ObjectLines<HostChunk> {
  #hasCalls = false;

  constructor(emit: (chunk: HostChunk) => void) {
    super(MAX_LINE_BYTES, emit);
  }

  protected take(line: ChatLine): void {
    const { error, message, done, ...rest } = line;
    if (error !== undefined) throw new BrokenStream(`host reports: ${loggable(wordsOf(JSON.stringify({ error })))}`);
    const content = message?.content;
    if (typeof content !== 'string' && done !== true) throw new BrokenStream('line is not a chat response');
    this.#give('thinking', message?.thinking);
    this.#give('text', content);
    this.#giveCalls(message?.tool_calls);
    if (done === true) this.#end(rest);
  }

  #give(type: 'text' | 'thinking', text: unknown): void {
    if (typeof text === 'string' && text !== '') this.emit({ type, text });
  }

  #giveCalls(calls: unknown): void {
    if (!Array.isArray(calls) || calls.length === 0) return;
    this.#hasCalls = true;
    this.emit({ type: 'tool-calls', calls: calls.map(toolCall) });
  }

  #end({ done_reason: reason, prompt_eval_count: promptTokens, eval_count: answerTokens }: ChatLine): void {
    // Ollama leaves done_reason out when its runner lost the connection: the answer is not complete.
    if (reason !== 'stop' && reason !== 'length') throw new BrokenStream('stream ended without a reason');
    this.isComplete = true;
    this.emit({
      type: 'end',
      reason: reason === 'stop' && this.#hasCalls ? 'tool-calls' : reason,
      usage: { promptTokens: countOf(promptTokens), answerTokens: countOf(answerTokens) },
    });
  }
}

function toolCall(call: unknown): ToolCall {
  const { id, function: made } = fieldsOf(call);
  const { name, arguments: given = {} } = fieldsOf(made);
  if (typeof name !== 'string') throw new BrokenStream('tool call without a name');
  // Older versions give no id.
  return { id: typeof id === 'string' && id !== '' ? id : newCallId(), name, arguments: JSON.stringify(given) };
}
