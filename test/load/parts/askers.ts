import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PASSPORT } from '../../support/questions.ts';
import { askOnce, clientAt, type Heard, type Told } from './asker.ts';

interface Habits {
  readonly askers: number;
  /** One in so many asks for a stream; 1: all. */
  readonly streamsOneIn?: number;
  /** One in so many leaves in the middle of an answer; 0: nobody. */
  readonly leavesOneIn?: number;
  /** Asks again, as the script of the page lets people, so often at most. */
  readonly tries?: number;
  readonly pauseMs?: number;
  readonly onTold?: (told: Told) => void;
}

export interface Askers {
  readonly asked: number;
  readonly again: number;
  /** Questions without an answer after all tries. */
  readonly givenUp: number;
  /** How long each question took until it was answered whole, in ms. */
  readonly waits: readonly number[];
  /** Nobody asks anew; resolves when all have heard how their last question ended. */
  stop(): Promise<void>;
}

/** People who ask one question after the other, each from an address of their own. */
export function keepAsking(desk: string, heard: Heard, { askers, streamsOneIn = 1, leavesOneIn = 0, tries = 1, pauseMs = 0, onTold }: Habits): Askers {
  const over = new AbortController();
  let [asked, again, givenUp] = [0, 0, 0];
  const waits: number[] = [];
  async function ask(asker: number): Promise<void> {
    for (let number = 0; !over.signal.aborted; number += 1) {
      const conversation = { id: undefined as string | undefined };
      asked += 1;
      const began = performance.now();
      const isStream = number % streamsOneIn === streamsOneIn - 1;
      const isLeaving = isStream && leavesOneIn > 0 && number % leavesOneIn === leavesOneIn - 1;
      // As the script of the page does: one for each question, also when it is asked again.
      const headers = { 'Idempotency-Key': randomUUID() };
      for (let left = tries; ; again += 1) {
        const told = await askOnce(desk, heard, { question: PASSPORT, client: clientAt(asker), isStream, conversation, isLeaving, headers });
        onTold?.(told);
        if (!told.isToRetry) break;
        left -= 1;
        if (left <= 0) {
          givenUp += 1;
          break;
        }
        await sleep(told.what.startsWith('409') ? 1_000 : 500);
      }
      waits.push(performance.now() - began);
      await sleep(pauseMs);
    }
  }
  const asking = Array.from({ length: askers }, (_, asker) => ask(asker));
  return {
    get asked() {
      return asked;
    },
    get again() {
      return again;
    },
    get givenUp() {
      return givenUp;
    },
    waits,
    async stop() {
      over.abort();
      await Promise.all(asking);
    },
  };
}
