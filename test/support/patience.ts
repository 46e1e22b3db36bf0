// Those of the machine: a test may have put others in their place.
const { setTimeout: after, clearTimeout: clear } = globalThis;

/** Less than a test is given, which says of its end only that it came. What is measured (`test/load`, `test/bench`, without Vitest) takes its time. */
const PATIENCE_MS = process.env['VITEST'] === undefined ? undefined : 100_000;

/**
 * Waits for what others bring, and says what was there when that does not come.
 * @param begin is given where to bring it, and returns what ends the waiting.
 * @param saw what there was instead.
 */
export function patiently<T>(begin: (bring: (what: T) => void, fail: (reason: Error) => void) => () => void, saw: () => string): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const end = begin(resolve, reject);
  const timer = PATIENCE_MS === undefined ? undefined : after(() => reject(new Error(`not in ${PATIENCE_MS / 1_000} seconds: ${saw()}`)), PATIENCE_MS).unref();
  const over = () => {
    clear(timer);
    end();
  };
  // A test that is over asks for nothing any more: what it left behind is no fault of the next.
  promise.then(over, over);
  return promise;
}
