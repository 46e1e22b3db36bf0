import type { BalieError } from '../../errors.ts';
import type { Embeddings, ToolCall, Usage } from '../../models/call.ts';
import { generatedBy } from '../contracts/ai-mark.ts';
import { InvalidInput } from '../faults.ts';
import type { AnswerWords, EndReason, TurnFacts, WholeAnswer } from '../programs/chat.ts';
import { faultText } from '../programs/contract.ts';

/** Answers in the words of OpenAI's chat completions and embeddings. */

const REASONS: Readonly<Record<EndReason, string>> = { stop: 'stop', length: 'length', 'tool-calls': 'tool_calls' };

const TYPES: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
};

/** A fault as OpenAI's clients expect it, with the code that it has everywhere here. */
export function openAiFault(fault: BalieError) {
  const { status } = fault.entry;
  const type = TYPES[status] ?? (status < 500 ? 'invalid_request_error' : 'server_error');
  const param = fault instanceof InvalidInput ? fault.params[0]?.name || null : null;
  return { error: { message: faultText(fault), type, param, code: fault.code } };
}

interface Completion {
  readonly id: string;
  readonly model: string;
  /** In a chunk of its own after the last one. */
  readonly includesUsage: boolean;
}

/** @param model as the caller named it. */
export function completionWords({ id, model, includesUsage }: Completion): AnswerWords {
  const created = Math.floor(Date.now() / 1_000);
  const head = (object: string) => ({ id: `chatcmpl-${id}`, object, created, model });
  // Made once: what changes from piece to piece is only the delta.
  const frame = JSON.stringify({ ...head('chat.completion.chunk'), choices: [] }).slice(0, -2);
  const before = `data: ${frame}{"index":0,"delta":{`;
  const after = '},"finish_reason":null}]}\n\n';
  let role = '"role":"assistant",';
  let calls = 0;
  const delta = (fields: string) => {
    const piece = before + role + fields + after;
    role = '';
    return piece;
  };
  return {
    contentType: 'text/event-stream; charset=utf-8',
    ping: ': ping\n\n',
    waiting: ({ position, expectedMs }) => `: waiting position=${position} expected_ms=${Math.round(expectedMs)}\n\n`,
    text: (text) => delta(`"content":${JSON.stringify(text)}`),
    thinking: (text) => delta(`"reasoning_content":${JSON.stringify(text)}`),
    toolCalls(made) {
      const piece = delta(`"tool_calls":${JSON.stringify(made.map((call, index) => ({ index: calls + index, ...toolCall(call) })))}`);
      calls += made.length;
      return piece;
    },
    end(reason, usage, turn) {
      const opening = role === '' ? '' : delta('"content":""');
      const last = `${before}},"finish_reason":"${REASONS[reason]}"}]${turn === undefined ? '' : `,${JSON.stringify(factsOf(turn)).slice(1, -1)},"sources":${JSON.stringify(turn.sources)}`}}\n\n`;
      return `${opening}${last}${includesUsage ? `data: ${frame}],"usage":${JSON.stringify(usageOf(usage))}}\n\n` : ''}data: [DONE]\n\n`;
    },
    fault: (fault) => `data: ${JSON.stringify(openAiFault(fault))}\n\n`,
    whole: (answer) => ({
      ...head('chat.completion'),
      choices: [{ index: 0, message: messageOf(answer), finish_reason: REASONS[answer.reason], logprobs: null }],
      usage: usageOf(answer.usage),
      ...(answer.turn && factsOf(answer.turn)),
    }),
  };
}

function factsOf({ id, conversationId, outcome, masked, generatedBy: writer }: TurnFacts) {
  return { turn_id: id, conversation_id: conversationId, outcome, masked, ...(writer && { generated_by: generatedBy(writer) }) };
}

function messageOf({ text, thinking, toolCalls, turn }: WholeAnswer) {
  return {
    role: 'assistant',
    content: text === '' && toolCalls.length > 0 ? null : text,
    refusal: null,
    ...(thinking !== '' && { reasoning_content: thinking }),
    ...(toolCalls.length > 0 && { tool_calls: toolCalls.map(toolCall) }),
    ...(turn && { sources: turn.sources }),
  };
}

function toolCall({ id, name, arguments: given }: ToolCall) {
  return { id, type: 'function', function: { name, arguments: given } };
}

export function usageOf({ promptTokens, answerTokens }: Usage) {
  return { prompt_tokens: promptTokens, completion_tokens: answerTokens, total_tokens: promptTokens + answerTokens };
}

interface Asked {
  readonly model: string;
  readonly format: 'float' | 'base64';
}

/** Vectors in the words of OpenAI's embeddings. */
export function embeddingList({ vectors, promptTokens }: Embeddings, { model, format }: Asked): object {
  return {
    object: 'list',
    model,
    data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: format === 'float' ? vector : base64Of(vector) })),
    usage: { prompt_tokens: promptTokens, total_tokens: promptTokens },
  };
}

/** 32-bit floats, the least significant byte first. */
function base64Of(vector: readonly number[]): string {
  const bytes = Buffer.allocUnsafe(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes.toString('base64');
}
