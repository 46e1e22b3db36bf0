import { forgetDeleted } from '../../store/forget.ts';
import type { Database } from '../../store/database.ts';

/** Between two times: who erases again and again does not keep the database at it. */
const REST_MS = 60_000;
/** What takes long is done more seldom: one hundredth of the time at most goes to it. */
const REST_TIMES = 100;

interface Forgetting {
  /** Something was erased: what is left of it goes soon. */
  soon(): void;
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

interface Options {
  readonly onError: (error: unknown) => void;
  readonly restMs?: number;
}

/**
 * Has what was erased taken out of the files of the database, a minute later at most, all that was erased meanwhile at once and one time after
 * the other. Once after the start too: a process that was killed may have left something.
 * @param forget false when something is left of it, which is tried again as soon as it may be.
 */
export function keepForgetting(forget: () => Promise<boolean>, { onError, restMs = REST_MS }: Options): Forgetting {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isWanted = false;
  let isStopped = false;
  let next = performance.now() + restMs;

  function plan(): void {
    if (isStopped || !isWanted || timer !== undefined || running !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      running = once().finally(() => {
        running = undefined;
        plan();
      });
    }, Math.max(0, next - performance.now())).unref();
  }

  async function once(): Promise<void> {
    isWanted = false;
    const began = performance.now();
    try {
      if (!(await forget())) isWanted = true;
    } catch (error) {
      isWanted = true;
      onError(error);
    }
    const took = performance.now() - began;
    next = performance.now() + Math.max(restMs, REST_TIMES * took);
  }

  const soon = () => {
    isWanted = true;
    plan();
  };
  soon();
  return {
    soon,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Tables in which stands what opens the rest, or what can be read as it is. */
const KEYS = ['turn_keys', 'handovers', 'conversations', 'conversation_shares', 'chat_folders', 'kept_prompts', 'source_reports', 'word_keys', 'own_cases', 'privacy_requests', 'people', 'trials'];

/**
 * Where what people said leaves something behind. Of turns, of what was passed on and of what employees have the keys go without a trace; those of calls by programs stand
 * among all else that is kept of a call, in a table that may be too large to write anew, and go when their room is used again.
 */
export const forgetSaid = (db: Database) => forgetDeleted(db, { keys: KEYS, contents: ['audit_entries', 'calls', 'chat_files', 'conversation_words', 'openings'] });
