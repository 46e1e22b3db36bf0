import type { HostChunk, Usage } from '../call.ts';
import type { StreamReader } from '../transport/host-request.ts';
import { countOf } from '../transport/json.ts';
import { BrokenStream, objectIn } from '../transport/lines.ts';
import { loggable, wordsOf, wrongCall } from '../transport/refused.ts';
import { EventReader } from './events.ts';
import { rejection } from './refusal.ts';
import { GatheredCalls } from './tool-calls.ts';

/** A chunk of `/v1/chat/completions`, as far as we look into it; nothing in it is certain. */
interface Completion {
  readonly error?: unknown;
  readonly object?: unknown;
  readonly choices?: readonly { readonly index?: unknown; readonly delta?: Delta | null; readonly finish_reason?: unknown }[];
  readonly usage?: { readonly prompt_tokens?: unknown; readonly completion_tokens?: unknown } | null;
}

interface Delta {
  readonly content?: unknown;
  /** llama.cpp, and vLLM until its rename. */
  readonly reasoning_content?: unknown;
  /** vLLM since. */
  readonly reasoning?: unknown;
  readonly tool_calls?: unknown;
}

const REASONS: Readonly<Record<string, 'stop' | 'length' | 'tool-calls'>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
};

/**
 * Reads the events of one answer of `/v1/chat/completions`. An answer is complete with a reason and `[DONE]`, in that order: vLLM writes
 * `[DONE]` after an error too.
 */
export class OpenAiAnswer implements StreamReader {
  isComplete = false;
  readonly #emit: (chunk: HostChunk) => void;
  readonly #detail: string;
  readonly #promptEstimate: () => number;
  readonly #events = new EventReader((data) => this.#event(data));
  readonly #calls = new GatheredCalls();
  #pieces = 0;
  #reason: 'stop' | 'length' | 'tool-calls' | undefined;
  #usage: Usage | undefined;

  /**
   * @param detail names the model and the host in a fault.
   * @param promptEstimate tokens of the prompt, for hosts that do not tell.
   */
  constructor(emit: (chunk: HostChunk) => void, detail: string, promptEstimate: () => number) {
    this.#emit = emit;
    this.#detail = detail;
    this.#promptEstimate = promptEstimate;
  }

  read(bytes: Buffer): void {
    this.#events.push(bytes);
  }

  end(): void {
    this.#events.end();
  }

  #event(data: string): void {
    if (this.isComplete) return;
    if (data === '[DONE]') return this.#done();
    const completion: Completion = objectIn(data);
    if (completion.error !== undefined || completion.object === 'error') throw this.#faultIn(data);
    const { usage, choices } = completion;
    if (usage !== undefined && usage !== null) this.#usage = { promptTokens: countOf(usage.prompt_tokens), answerTokens: countOf(usage.completion_tokens) };
    if (!Array.isArray(choices)) throw new BrokenStream('event is no completion');
    const choice = choices[0] as NonNullable<Completion['choices']>[number] | undefined;
    if (choice === undefined) return;
    this.#delta(choice.delta ?? {});
    if (choice.finish_reason !== undefined && choice.finish_reason !== null) this.#finish(choice.finish_reason);
  }

  #delta({ content, reasoning, reasoning_content: thought = reasoning, tool_calls: calls }: Delta): void {
    this.#give('thinking', thought);
    this.#give('text', content);
    if (Array.isArray(calls)) {
      this.#pieces += 1;
      this.#calls.add(calls);
    }
  }

  #give(type: 'text' | 'thinking', text: unknown): void {
    if (typeof text !== 'string' || text === '') return;
    this.#pieces += 1;
    this.#emit({ type, text });
  }

  #finish(reason: unknown): void {
    const known = typeof reason === 'string' && Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
    // Such as vLLM's `abort` and `error`: the answer is not what the model would have said.
    if (known === undefined) throw new BrokenStream(`stream ended with reason ${JSON.stringify(reason)}`);
    const calls = this.#calls.take();
    if (calls.length > 0) this.#emit({ type: 'tool-calls', calls });
    // vLLM ends a call that it was told to make with `stop`.
    this.#reason = known === 'stop' && calls.length > 0 ? 'tool-calls' : known;
  }

  #done(): void {
    if (this.#reason === undefined) throw new BrokenStream('stream ended without a reason');
    this.isComplete = true;
    this.#emit({ type: 'end', reason: this.#reason, usage: this.#usage ?? { promptTokens: this.#promptEstimate(), answerTokens: this.#pieces } });
  }

  /** llama.cpp may find out only after the headers that a prompt does not fit, and vLLM that a request is wrong. */
  #faultIn(data: string): Error {
    const words = wordsOf(data);
    const cause = new BrokenStream(`host reports: ${loggable(words)}`);
    return (this.#pieces === 0 && (rejection(words, this.#detail, cause) ?? wrongCall(words.code, words, this.#detail, cause))) || cause;
  }
}
