import { BalieError } from '../errors.ts';
import type { AnswerCase } from './case.ts';
import { type Claims, countClaims } from './claims.ts';
import { judge, type Miss, type Taken } from './judge.ts';

/** A case, how it ended, and what does not hold of that. */
export interface JudgedCase {
  readonly asked: AnswerCase;
  readonly taken: Taken;
  readonly misses: readonly Miss[];
  readonly claims: Claims;
}

interface Asking {
  /** Takes one turn through the desk. @param conversationId undefined: a new conversation. */
  readonly take: (assistant: string, question: string, conversationId: string | undefined) => Promise<Taken & { readonly conversationId: string }>;
  /** Texts that any answer may hold without a source: the assistant's fixed ones. */
  readonly fixedTexts: (assistant: string) => string;
  /** An answer in the language of its sources, where it was translated. */
  readonly dutch: (taken: Taken) => string;
  readonly onProgress: (done: number, all: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Asks all questions one after the other, each in a conversation of its own in which those of its history were asked first.
 * @throws the signal's reason; what `take` throws.
 */
export async function runCases(cases: readonly AnswerCase[], { take, fixedTexts, dutch, onProgress, signal }: Asking): Promise<JudgedCase[]> {
  const judged: JudgedCase[] = [];
  for (const asked of cases) {
    let conversationId: string | undefined;
    for (const earlier of asked.history) {
      signal.throwIfAborted();
      ({ conversationId } = await take(asked.assistant, earlier, conversationId));
    }
    signal.throwIfAborted();
    const taken = await take(asked.assistant, asked.question, conversationId);
    // An answer that was broken off by whoever stops the measurement says nothing.
    signal.throwIfAborted();
    judged.push({ asked, taken, misses: judge(asked.expect, taken), claims: countClaims({ ...taken, answer: dutch(taken) }, fixedTexts(asked.assistant)) });
    onProgress(judged.length, cases.length);
  }
  return judged;
}

/** @throws BalieError `assistant-unknown` when a case is for an assistant that is not there. */
export function assertAssistants(cases: readonly AnswerCase[], known: ReadonlySet<string>): void {
  const unknown = cases.find(({ assistant }) => !known.has(assistant));
  if (unknown !== undefined) throw new BalieError('assistant-unknown', { detail: `${unknown.id}: ${unknown.assistant}. Deze zijn er: ${[...known].join(', ')}` });
}
