/** Asks how files stand at the desk, one after the other: there may be hundreds. */

/** Of what could not be asked. */
const againMs = 5_000;

/**
 * @param ask returns whether the desk could tell.
 * @returns what has some asked. One that is wanted again while others are asked has its turn after those: what came about since its answer is not lost.
 */
export function asker<One>(ask: (one: One) => Promise<boolean>, { retryMs = againMs } = {}): (wanted: readonly One[]) => void {
  const waiting = new Set<One>();
  let isAsking = false;

  function want(wanted: readonly One[]): void {
    for (const one of wanted) waiting.add(one);
    if (!isAsking) void askAll();
  }

  async function askAll(): Promise<void> {
    isAsking = true;
    const unknown: One[] = [];
    // What is added meanwhile comes along at the end.
    for (const one of waiting) {
      waiting.delete(one);
      if (!(await ask(one))) unknown.push(one);
    }
    isAsking = false;
    if (unknown.length > 0) setTimeout(() => want(unknown), retryMs);
  }

  return want;
}
