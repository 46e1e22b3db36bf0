import { vi } from 'vitest';

/**
 * Waits until a check holds, that is, throws nothing any more: where `expect.poll` cannot be, as before the tests of a file. What is waited for comes
 * late on a busy machine; Vitest's own limit, a second, is a figure there.
 */
export function until<T>(check: () => T | Promise<T>, timeout = 60_000): Promise<T> {
  // oxlint-disable-next-line vitest/no-restricted-vi-methods -- with a limit
  return vi.waitFor(check, { timeout, interval: 50 });
}
