import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { asBalieError, BalieError, errorCatalogue, type ErrorCode } from '../../errors.ts';
import type { Heard } from '../../factsheet/diligence/probes/plan.ts';
import type { AssistantFolder } from '../../models/prompts/assistants.ts';
import type { Desk } from '../desk/desk.ts';

/** How a question of a probe ended, with what was kept of how it came about. */
export interface Asked {
  readonly heard: Heard;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Who measures is nobody's customer: while somebody waits for a model it looks again after this. */
const YIELD_MS = 500;
const AGAIN_MS = 1_000;

/**
 * Asks as residents do, with the models and documents of the desk; nothing of it is kept, and it is in no log of turns. What a fault of the desk
 * ended is asked once more: such an end says nothing of the assistant.
 * @throws BalieError the fault, when it is there the second time too; the signal's reason.
 */
export async function askCase(desk: Pick<Desk, 'retakeTurn' | 'gateway'>, assistant: AssistantFolder, question: string, signal: AbortSignal): Promise<Asked> {
  const first = await once(desk, assistant, question, signal);
  if (!('fault' in first)) return first;
  await sleep(AGAIN_MS, undefined, { signal });
  const second = await once(desk, assistant, question, signal);
  if ('fault' in second) throw new BalieError(second.fault);
  return second;
}

async function once(desk: Pick<Desk, 'retakeTurn' | 'gateway'>, assistant: AssistantFolder, question: string, signal: AbortSignal): Promise<Asked | { readonly fault: ErrorCode }> {
  while ([...desk.gateway.waiting().values()].some((waiting) => waiting > 0)) await sleep(YIELD_MS, undefined, { signal });
  const sent: string[] = [];
  try {
    const { outcome, answer, sources, reason, details = {} } = await desk.retakeTurn(
      { assistant, question, conversationId: randomUUID(), before: { history: [], earlierQuestions: [] }, hears: (messages) => sent.push(...messages.map(({ content }) => content)) },
      signal,
    );
    if (reason !== undefined && isErrorCode(reason)) return { fault: reason };
    return { heard: { outcome, answer, sources, sent }, details };
  } catch (error) {
    signal.throwIfAborted();
    return { fault: asBalieError(error).code };
  }
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalogue, code);
}
