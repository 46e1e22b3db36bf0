import { createHash } from 'node:crypto';
import type { Asker, ChatMessage, ChatModel, RanOn } from '../../answer/ports.ts';
import { asBalieError, type BalieError } from '../../errors.ts';

/** A model that is asked many things for one piece of work, and what that took. */
export interface Asking {
  readonly model: ChatModel;
  readonly name: string;
  readonly asker: Asker;
  readonly maxTokens: number;
  readonly signal: AbortSignal;
  readonly spent: Spent;
}

/** Counted as it goes, so that work that is cut off tells what it took. */
export interface Spent {
  promptTokens: number;
  answerTokens: number;
  calls: number;
  ms: number;
  ranOn?: RanOn;
  /** Digests of all that was sent, in the order in which it was. */
  readonly sent: string[];
}

/** So many at once of one piece of work: others wait for the same hosts. */
const AT_ONCE = 2;
/** A host that fails so often in a row will not do better a moment later. */
const FAULTS_IN_A_ROW = 3;
/** Of the parts, that may stay unread before the whole says nothing any more. */
const MOST_FAILED = 0.2;

/** What a model says to one request. @throws BalieError of the model; the signal's reason. */
export async function ask({ model, name, asker, maxTokens, signal, spent }: Asking, prompt: string): Promise<string> {
  signal.throwIfAborted();
  const messages: ChatMessage[] = [{ role: 'user', content: prompt }];
  const began = performance.now();
  spent.sent.push(createHash('sha256').update(prompt).digest('hex'));
  let text = '';
  let chunks = 0;
  let isCounted = false;
  try {
    for await (const chunk of model.chat({ model: name, messages, maxTokens, asker }, signal)) {
      if (chunk.type === 'text') {
        text += chunk.text;
        chunks += 1;
      } else if (chunk.type === 'end') {
        isCounted = true;
        spent.promptTokens += chunk.promptTokens;
        spent.answerTokens += chunk.answerTokens;
        if (chunk.ranOn !== undefined) spent.ranOn = chunk.ranOn;
        // What was broken off says half of something.
        if (chunk.reason === 'length') text = text.slice(0, Math.max(0, text.lastIndexOf('\n')));
      }
    }
  } finally {
    // A host that was cut off does not tell; each chunk is a token, or nearly.
    if (!isCounted && chunks > 0) spent.answerTokens += chunks;
    spent.calls += 1;
    spent.ms += performance.now() - began;
  }
  return text;
}

/** Whether a request fits the model whole. */
export function fits({ model, name, asker, maxTokens }: Asking, prompt: string): boolean {
  return model.fits?.({ model: name, messages: [{ role: 'user', content: prompt }], maxTokens, asker }) ?? true;
}

/**
 * Does something for each item, a few at once, and once more at the end for those at which the model failed.
 * @returns in order; undefined for those at which it failed twice.
 * @throws BalieError the fault, where it fails again and again or for too many; the signal's reason.
 */
export async function forEach<Item, Result>(items: readonly Item[], signal: AbortSignal, run: (item: Item) => Promise<Result>): Promise<(Result | undefined)[]> {
  const results: (Result | undefined)[] = items.map(() => undefined);
  let failed: number[] = [];
  let inARow = 0;
  let fault: BalieError | undefined;
  const attempt = async (at: number) => {
    try {
      results[at] = await run(items[at] as Item);
      inARow = 0;
    } catch (error) {
      signal.throwIfAborted();
      fault = asBalieError(error);
      if (fault.code === 'internal') throw fault;
      failed.push(at);
      inARow += 1;
      if (inARow >= FAULTS_IN_A_ROW) throw fault;
    }
  };
  await inTurns(items.map((_, at) => at), attempt);
  const again = failed;
  failed = [];
  for (const at of again) await attempt(at);
  if (fault !== undefined && failed.length > items.length * MOST_FAILED) throw fault;
  return results;
}

async function inTurns(all: readonly number[], attempt: (at: number) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let at = left.shift(); at !== undefined; at = left.shift()) {
      await attempt(at).catch((error: unknown) => {
        // The others begin nothing more.
        left.length = 0;
        throw error;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}
