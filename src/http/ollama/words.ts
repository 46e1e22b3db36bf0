import type { BalieError } from '../../errors.ts';
import type { ToolCall, Usage } from '../../models/call.ts';
import { generatedBy } from '../contracts/ai-mark.ts';
import type { AnswerWords, EndReason, TurnFacts, WholeAnswer } from '../programs/chat.ts';
import { faultText } from '../programs/contract.ts';

/** An answer in the words of Ollama's chat and completion: a line of JSON for each piece. */

const NANOSECONDS = 1e6;
/** Ollama's clients tell from the calls that there are some. */
const REASONS: Readonly<Record<EndReason, string>> = { stop: 'stop', length: 'length', 'tool-calls': 'stop' };

/** A fault as Ollama's clients expect it, with the code that it has everywhere here. */
export function ollamaFault(fault: BalieError) {
  return { error: faultText(fault), code: fault.code };
}

/** Where Ollama's chat and its completion differ: what holds a piece of an answer. */
interface Shape {
  readonly opening: string;
  readonly text: string;
  readonly closing: string;
  readonly whole: (answer: WholeAnswer) => object;
}

const CHAT: Shape = {
  opening: '"message":{"role":"assistant",',
  text: '"content"',
  closing: '}',
  whole: (answer) => ({ message: { role: 'assistant', content: answer.text, ...besideText(answer) } }),
};

const COMPLETION: Shape = { opening: '', text: '"response"', closing: '', whole: (answer) => ({ response: answer.text, ...besideText(answer) }) };

/** @param model as the caller named it. */
export function chatWords(model: string): AnswerWords {
  return wordsOf(model, CHAT);
}

/** The words of `/api/generate`. @param model as the caller named it. */
export function completionWords(model: string): AnswerWords {
  return wordsOf(model, COMPLETION);
}

/** The answer to a prompt that is empty: the model was to be loaded or unloaded, which is for the gateway to decide. */
export function loadWords(model: string, reason: 'load' | 'unload'): object {
  return { model, created_at: new Date().toISOString(), response: '', done: true, done_reason: reason };
}

function wordsOf(model: string, { opening, text: key, closing, whole }: Shape): AnswerWords {
  const started = performance.now();
  const createdAt = new Date().toISOString();
  const frame = `{"model":${JSON.stringify(model)},"created_at":"${createdAt}",${opening}${key}:`;
  const line = (fields: string) => `${frame}${fields}${closing},"done":false}\n`;
  const last = (reason: EndReason, usage: Usage) => ({ done: true, done_reason: REASONS[reason], ...figuresOf(usage, started) });
  return {
    contentType: 'application/x-ndjson',
    // Blank space before the next line's JSON: an empty line is no JSON, and clients warn of it or break.
    ping: ' ',
    waiting: () => ' ',
    text: (text) => line(JSON.stringify(text)),
    thinking: (text) => line(`"","thinking":${JSON.stringify(text)}`),
    toolCalls: (calls) => line(`"","tool_calls":${JSON.stringify(calls.map(toolCall))}`),
    end: (reason, usage, turn) => `${frame}""${closing},${JSON.stringify({ ...last(reason, usage), ...factsOf(turn) }).slice(1)}\n`,
    fault: (fault) => `${JSON.stringify(ollamaFault(fault))}\n`,
    whole: (answer) => ({ model, created_at: createdAt, ...whole(answer), ...last(answer.reason, answer.usage), ...factsOf(answer.turn) }),
  };
}

function besideText({ thinking, toolCalls }: WholeAnswer): object {
  return { ...(thinking !== '' && { thinking }), ...(toolCalls.length > 0 && { tool_calls: toolCalls.map(toolCall) }) };
}

function factsOf(turn: TurnFacts | undefined) {
  if (turn === undefined) return undefined;
  const { id, conversationId, outcome, masked, sources, generatedBy: writer } = turn;
  return { turn_id: id, conversation_id: conversationId, outcome, masked, sources, ...(writer && { generated_by: generatedBy(writer) }) };
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
