import { isAway } from './away.ts';
import type { TurnEnd, TurnLog } from './ports.ts';

/** Between the tries of an end that could not be kept: a database that is started anew is back within a minute, and room may be made on a disk. */
const WAITS_MS: readonly number[] = [2_000, 5_000, 10_000, 20_000, 23_000];

interface Log<Receipt, End> {
  received(receipt: Receipt): Promise<void>;
  ended(id: string, end: End): Promise<boolean>;
  /** Ends what may not even be there. @returns whether it was open. */
  interrupt(id: string): Promise<boolean>;
}

interface Persistent<Receipt, End> {
  received(receipt: Receipt): Promise<void>;
  /** @param late the end that is kept when this one cannot be kept at once: `end` itself, unless somebody is told of that fault. */
  ended(id: string, end: End, late?: End): Promise<boolean>;
  /** Tries what is still waiting once more, at once, and waits for it. */
  close(): Promise<void>;
}

/** A log that does not lose what was said while the database is away: see `persistent`. */
export function persistentLog(log: TurnLog & Pick<Log<never, never>, 'interrupt'>): TurnLog & { close(): Promise<void> } {
  return {
    history: (conversationId, assistant, readers) => log.history(conversationId, assistant, readers),
    earlierQuestions: (conversationId, assistant, turnId) => log.earlierQuestions(conversationId, assistant, turnId),
    ...persistent<Parameters<TurnLog['received']>[0], TurnEnd>(log),
  };
}

/**
 * Ends that are not lost while the database is away or its disk full: whoever asked gets the fault at once, and the end is tried again behind their
 * back. Where a receipt failed so, it may have been kept all the same (the connection broke before the server's word came): what nobody runs is ended.
 */
export function persistent<Receipt extends { readonly id: string }, End>(log: Log<Receipt, End>): Persistent<Receipt, End> {
  const closing = new AbortController();
  const trying = new Set<Promise<void>>();

  function tryLater(keep: () => Promise<boolean>): void {
    const again = tryAgain(keep).finally(() => trying.delete(again));
    trying.add(again);
  }

  async function tryAgain(keep: () => Promise<boolean>): Promise<void> {
    for (const wait of WAITS_MS) {
      await pause(wait, closing.signal);
      const isDone = await keep().then(
        () => true,
        (error: unknown) => !isAway(error),
      );
      if (isDone || closing.signal.aborted) return;
    }
  }

  return {
    async received(receipt) {
      try {
        await log.received(receipt);
      } catch (error) {
        if (isAway(error)) tryLater(() => log.interrupt(receipt.id));
        throw error;
      }
    },
    async ended(id, end, late = end) {
      try {
        return await log.ended(id, end);
      } catch (error) {
        if (isAway(error)) tryLater(() => log.ended(id, late));
        throw error;
      }
    },
    async close() {
      closing.abort();
      await Promise.all(trying);
    },
  };
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
