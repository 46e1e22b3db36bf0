import { BalieError } from '../../../errors.ts';
import type { CallMessage, ModelCall } from '../../call.ts';
import { leastTokens, tokensOfMessage, tokensOfTools } from './tokens.ts';

/** At least this part of the context is for what is asked, however long the answer may be. */
const PROMPT_SHARE = 0.75;
/** Room for an answer whose length is not bounded. */
const ANSWER = 512;

export interface Fitted {
  readonly call: ModelCall;
  /** An estimate of what is sent. */
  readonly promptTokens: number;
}

/**
 * A call within the context of its model: when it is too long the oldest turns go, whole, with their answers and tool results. System
 * messages and the last question with what came after it always stay. Estimates decide; where they are wrong the host says so, for it
 * is told not to cut anything off itself.
 * @returns the call itself when it fits.
 * @throws BalieError `context-overflow` when what must stay cannot fit, by any count.
 */
export function fitContext(call: ModelCall, contextTokens: number): Fitted {
  const room = promptRoom(call, contextTokens);
  const fixed = tokensOfTools(call);
  const sizes = call.messages.map(tokensOfMessage);
  let promptTokens = sizes.reduce((sum, size) => sum + size, fixed);
  if (promptTokens <= room) return { call, promptTokens };
  const dropped = new Set<number>();
  for (const turn of earlierTurns(call.messages)) {
    if (promptTokens <= room) break;
    for (const at of turn) {
      promptTokens -= sizes[at] ?? 0;
      dropped.add(at);
    }
  }
  if (leastTokens(promptTokens) > contextTokens) throw new BalieError('context-overflow', { detail: `${call.model}: ${contextTokens} tokens` });
  const messages = call.messages.filter((_, at) => !dropped.has(at));
  return { call: dropped.size === 0 ? call : { ...call, messages }, promptTokens };
}

/** Whether a call fits without leaving anything out, by estimate. */
export function fits(call: ModelCall, contextTokens: number): boolean {
  return call.messages.reduce((sum, message) => sum + tokensOfMessage(message), tokensOfTools(call)) <= promptRoom(call, contextTokens);
}

function promptRoom({ maxTokens = ANSWER }: ModelCall, contextTokens: number): number {
  return Math.max(contextTokens - maxTokens, contextTokens * PROMPT_SHARE);
}

/** Positions of the messages of each turn before the last one, oldest first: a question and all that came of it. */
function earlierTurns(messages: readonly CallMessage[]): number[][] {
  const turns: number[][] = [];
  let turn: number[] = [];
  for (const [at, { role }] of messages.entries()) {
    if (role === 'system') continue;
    if (role === 'user' && turn.length > 0 && messages[at - 1]?.role !== 'user') {
      turns.push(turn);
      turn = [];
    }
    turn.push(at);
  }
  return turns;
}
