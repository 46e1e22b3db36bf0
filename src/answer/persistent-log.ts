import { BalieError } from '../errors.ts';
import type { TurnEnd, TurnLog } from './ports.ts';

/** Between the tries of an end that could not be kept: a database that is started anew is back within a minute, and room may be made on a disk. */
const WAITS_MS: readonly number[] = [2_000, 5_000, 10_000, 20_000, 23_000];

interface PersistentEnds<End> {
  /** @param late the end that is kept when this one cannot be kept at once: `end` itself, unless somebody is told of that fault. */
  ended(id: string, end: End, late?: End): Promise<boolean>;
  /** Tries what is still waiting once more, at once, and waits for it. */
  close(): Promise<void>;
}

/** A log that does not lose what was said while the database is away: see `persistentEnds`. */
export function persistentLog(log: TurnLog): TurnLog & { close(): Promise<void> } {
  return {
    received: (turn) => log.received(turn),
    history: (conversationId, assistant, readers) => log.history(conversationId, assistant, readers),
    earlierQuestions: (conversationId, assistant, turnId) => log.earlierQuestions(conversationId, assistant, turnId),
    ...persistentEnds((turnId, end: TurnEnd) => log.ended(turnId, end)),
  };
}

/** Ends that are not lost while the database is away or its disk full: whoever asked gets the fault at once, and the end is tried again behind their back. */
export function persistentEnds<End>(keep: (id: string, end: End) => Promise<boolean>): PersistentEnds<End> {
  const closing = new AbortController();
  const trying = new Set<Promise<void>>();

  async function tryAgain(id: string, end: End): Promise<void> {
    for (const wait of WAITS_MS) {
      await pause(wait, closing.signal);
      const isDone = await keep(id, end).then(
        () => true,
        (error: unknown) => !isAway(error),
      );
      if (isDone || closing.signal.aborted) return;
    }
  }

  return {
    async ended(id, end, late = end) {
      try {
        return await keep(id, end);
      } catch (error) {
        if (isAway(error)) {
          const again = tryAgain(id, late).finally(() => trying.delete(again));
          trying.add(again);
        }
        throw error;
      }
    },
    async close() {
      closing.abort();
      await Promise.all(trying);
    },
  };
}

function isAway(error: unknown): boolean {
  return error instanceof BalieError && (error.code === 'database-unavailable' || error.code === 'log-full');
}

/** Waits; not any longer once the signal aborts. By the global timer, which a test can advance: `node:timers/promises` cannot. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
