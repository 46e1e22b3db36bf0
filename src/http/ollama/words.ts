import type { BalieError } from '../../errors.ts';
import type { ToolCall, Usage } from '../../models/call.ts';
import type { AnswerWords, EndReason, TurnFacts } from '../programs/chat.ts';
import { faultText } from '../programs/contract.ts';

/** An answer in the words of Ollama's chat: a line of JSON for each piece. */

const NANOSECONDS = 1e6;
/** Ollama's clients tell from the calls that there are some. */
const REASONS: Readonly<Record<EndReason, string>> = { stop: 'stop', length: 'length', 'tool-calls': 'stop' };

/** A fault as Ollama's clients expect it, with the code that it has everywhere here. */
export function ollamaFault(fault: BalieError) {
  return { error: faultText(fault), code: fault.code };
}

/** @param model as the caller named it. */
export function chatWords(model: string): AnswerWords {
  const started = performance.now();
  const createdAt = new Date().toISOString();
  const frame = `{"model":${JSON.stringify(model)},"created_at":"${createdAt}","message":{"role":"assistant",`;
  const line = (fields: string) => `${frame}${fields}},"done":false}\n`;
  const last = (reason: EndReason, usage: Usage) => ({ done: true, done_reason: REASONS[reason], ...figuresOf(usage, started) });
  return {
    contentType: 'application/x-ndjson',
    // Blank space before the next line's JSON: an empty line is no JSON, and clients warn of it or break.
    ping: ' ',
    waiting: () => ' ',
    text: (text) => line(`"content":${JSON.stringify(text)}`),
    thinking: (text) => line(`"content":"","thinking":${JSON.stringify(text)}`),
    toolCalls: (calls) => line(`"content":"","tool_calls":${JSON.stringify(calls.map(toolCall))}`),
    end: (reason, usage, turn) => `${frame}"content":""},${JSON.stringify({ ...last(reason, usage), ...factsOf(turn) }).slice(1)}\n`,
    fault: (fault) => `${JSON.stringify(ollamaFault(fault))}\n`,
    whole: ({ text, thinking, toolCalls, reason, usage, turn }) => ({
      model,
      created_at: createdAt,
      message: {
        role: 'assistant',
        content: text,
        ...(thinking !== '' && { thinking }),
        ...(toolCalls.length > 0 && { tool_calls: toolCalls.map(toolCall) }),
      },
      ...last(reason, usage),
      ...factsOf(turn),
    }),
  };
}

function factsOf(turn: TurnFacts | undefined) {
  return turn && { conversation_id: turn.conversationId, outcome: turn.outcome, sources: turn.sources };
}

/** How long it took, in nanoseconds. Hosts' own durations of loading and reading are not known here. */
export function figuresOf({ promptTokens, answerTokens }: Usage, started: number) {
  const total = Math.round((performance.now() - started) * NANOSECONDS);
  return { total_duration: total, load_duration: 0, prompt_eval_count: promptTokens, prompt_eval_duration: 0, eval_count: answerTokens, eval_duration: total };
}

/** Ollama gives arguments as an object. What a model botched goes on as it wrote it: whoever made the tool decides what to do then. */
function toolCall({ id, name, arguments: given }: ToolCall) {
  return { id, function: { name, arguments: objectOf(given) ?? given } };
}

function objectOf(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
