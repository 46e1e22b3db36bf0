import { raw, type Step } from '../ollama-host/script.ts';

/**
 * What a scripted OpenAI-compatible host writes: events as vLLM and llama.cpp's server write them. The other steps (pauses, drops,
 * pieces, refusals) are those of the scripted Ollama. A script that ends without `done()` ends the response cleanly, as a proxy does
 * whose host has died.
 */
export const event = (data: unknown): Step => raw(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);

const base = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_790_000_000, model: 'groot' };
const chunk = (delta: object, reason: string | null = null): Step => event({ ...base, choices: [{ index: 0, delta, finish_reason: reason }] });

/** The first event of both hosts: a role, and no text. */
export const role = (): Step => chunk({ role: 'assistant', content: '' });
export const say = (content: string): Step => chunk({ content });
/** llama.cpp's name for thoughts; vLLM's since 2026 is `reasoning`. */
export const think = (thought: string, field: 'reasoning_content' | 'reasoning' = 'reasoning_content'): Step => chunk({ [field]: thought });
/** Pieces of tool calls. */
export const toolPieces = (...pieces: readonly object[]): Step => chunk({ tool_calls: pieces });
export const finish = (reason = 'stop'): Step => chunk({}, reason);
export const usage = (prompt: number, completion: number): Step =>
  event({ ...base, choices: [], usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion } });
export const finished = (): Step => event('[DONE]');
/** An error in the stream, as llama.cpp and vLLM write it. */
export const fault = (message: string, type = 'server_error', code = 500): Step => event({ error: { message, type, param: null, code } });

/** A whole answer, word by word. */
export function answer(words: string): Step[] {
  const pieces = words.match(/\s*\S+|\s+$/g) ?? [];
  return [role(), ...pieces.map(say), finish(), usage(7, pieces.length), finished()];
}
