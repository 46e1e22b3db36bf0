import type { HostChunk, ModelCall, ToolCall, Usage } from '../../models/call.ts';

/** A token is about so many letters, in Dutch and in JSON. */
const LETTERS_PER_TOKEN = 4;
/** What a picture is worth to most models that see. */
const TOKENS_PER_IMAGE = 600;
/** What an answer is expected to take when the call sets no bound. */
const USUAL_ANSWER = 1_024;

/** What a call will take, for its limits: counted anew when it has ended. */
export function expectedTokens(call: ModelCall): number {
  return promptTokens(call) + (call.maxTokens ?? USUAL_ANSWER);
}

/** Roughly. */
export function textTokens(letters: number): number {
  return Math.ceil(letters / LETTERS_PER_TOKEN);
}

function promptTokens({ messages, tools }: ModelCall): number {
  let letters = 0;
  let images = 0;
  for (const message of messages) {
    letters += message.content.length;
    if (message.role === 'user' || message.role === 'system') images += message.images?.length ?? 0;
    if (message.role === 'assistant') for (const call of message.toolCalls ?? []) letters += call.arguments.length;
  }
  if (tools !== undefined) letters += JSON.stringify(tools).length;
  return textTokens(letters) + images * TOKENS_PER_IMAGE;
}

/** An answer as it was given so far, and what it took. */
export class Tally {
  private readonly call: ModelCall;
  private readonly texts: string[] = [];
  private readonly thoughts: string[] = [];
  private chunks = 0;
  private told: Usage | undefined;
  readonly toolCalls: ToolCall[] = [];
  reason: 'stop' | 'length' | 'tool-calls' | undefined;

  constructor(call: ModelCall) {
    this.call = call;
  }

  add(chunk: HostChunk): void {
    if (chunk.type === 'end') {
      this.told = chunk.usage;
      this.reason = chunk.reason;
      return;
    }
    this.chunks += 1;
    if (chunk.type === 'tool-calls') this.toolCalls.push(...chunk.calls);
    else (chunk.type === 'text' ? this.texts : this.thoughts).push(chunk.text);
  }

  get text(): string {
    return this.texts.join('');
  }

  get thinking(): string {
    return this.thoughts.join('');
  }

  /** As the host told; by chunks for a call that did not get to its end, for each is a token or nearly. */
  get usage(): Usage {
    return this.told ?? { promptTokens: this.chunks === 0 ? 0 : promptTokens(this.call), answerTokens: this.chunks };
  }

  /** For the record. */
  get said(): object {
    const { thinking, toolCalls } = this;
    return { text: this.text, ...(thinking !== '' && { thinking }), ...(toolCalls.length > 0 && { toolCalls }) };
  }
}
