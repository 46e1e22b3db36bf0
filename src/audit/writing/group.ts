/** What became of one act: whether it was kept, or why it could not be. */
export type Result = { readonly isKept: boolean } | { readonly error: unknown };

/** Bounds of what is written together: a statement that takes long makes all in it wait. */
const MAX_ACTS = 256;
const MAX_BYTES = 8 * 1024 * 1024;
/** How long an act for which nobody waits may wait for one with which to go. */
const PATIENCE_MS = 20;

interface Groupable {
  readonly bytes: number;
  /** Whether nobody waits for it: it goes with the next one that somebody does wait for, or soon. */
  readonly isPatient: boolean;
}

interface Waiting<Act> {
  readonly act: Act;
  readonly resolve: (isKept: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: what comes while one batch is under way is written together after it, in the order in which it came.
 * @param write gives a result for each act, in order.
 * @returns what adds an act, and resolves when that very act is committed.
 */
export function groupCommit<Act extends Groupable>(write: (acts: readonly Act[]) => Promise<readonly Result[]>): (act: Act) => Promise<boolean> {
  let waiting: Waiting<Act>[] = [];
  let isWriting = false;
  let patience: NodeJS.Timeout | undefined;

  async function writeAll(): Promise<void> {
    do {
      const count = fitting(waiting);
      const batch = waiting.slice(0, count);
      waiting = waiting.slice(count);
      await writeBatch(batch);
    } while (waiting.some(({ act }) => !act.isPatient));
    isWriting = false;
    if (waiting.length > 0) patience = setTimeout(begin, PATIENCE_MS);
  }

  function begin(): void {
    isWriting = true;
    clearTimeout(patience);
    patience = undefined;
    void writeAll();
  }

  async function writeBatch(batch: readonly Waiting<Act>[]): Promise<void> {
    try {
      const results = await write(batch.map(({ act }) => act));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index] ?? { error: new Error('an act without a result') };
        if ('error' in result) reject(result.error);
        else resolve(result.isKept);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  return (act) =>
    new Promise((resolve, reject) => {
      waiting.push({ act, resolve, reject });
      if (isWriting) return;
      if (act.isPatient) {
        patience ??= setTimeout(begin, PATIENCE_MS);
        return;
      }
      isWriting = true;
      // Not at once: what else came in with the same turn of the event loop goes along.
      setImmediate(begin);
    });
}

function fitting(waiting: readonly Waiting<Groupable>[]): number {
  let bytes = 0;
  let count = 0;
  for (const { act } of waiting) {
    bytes += act.bytes;
    if (count === MAX_ACTS || (count > 0 && bytes > MAX_BYTES)) break;
    count += 1;
  }
  return count;
}
