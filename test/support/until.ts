import { vi } from 'vitest';

/**
 * Waits until a check holds, that is, throws nothing any more and is not false: where `expect.poll` cannot be, as before the tests of a file. What is
 * waited for comes late on a busy machine; Vitest's own limit, a second, is a figure there.
 */
export function until<T>(check: () => T | Promise<T>, timeout = 60_000): Promise<T> {
  const held = async () => {
    const found = await check();
    if (found === false) throw new Error(`not so in ${timeout / 1_000} seconds: ${String(check)}`);
    return found;
  };
  // oxlint-disable-next-line vitest/no-restricted-vi-methods -- with a limit
  return vi.waitFor(held, { timeout, interval: 50 });
}
