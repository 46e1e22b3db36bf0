import { asBalieError, foreignCode } from '../../errors.ts';

/** What is still so is said again after so long: who reads the log of today must find it there. */
const AGAIN_MS = 3_600_000;

interface Looking {
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}

/**
 * Looks every so often, one look at a time. A fault that stays is told once, and once each hour; another one, or the same after a look that went well, is told anew.
 * @param look @throws what is told.
 * @returns what stops it.
 */
export function keepLooking(look: () => Promise<void>, { everyMs, onError }: Looking): () => void {
  const once = oneAtATime(look, onError);
  const timer = setInterval(() => void once(), everyMs).unref();
  return () => clearInterval(timer);
}

/** The same look, for who has a timer of their own. */
export function oneAtATime(look: () => Promise<unknown>, onError: (error: unknown) => void): () => Promise<void> {
  let isLooking = false;
  let told: { readonly fault: string; readonly at: number } | undefined;
  return async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      await look();
      told = undefined;
    } catch (error) {
      const fault = nameOf(error);
      if (told?.fault === fault && performance.now() - told.at < AGAIN_MS) return;
      told = { fault, at: performance.now() };
      onError(error);
    } finally {
      isLooking = false;
    }
  };
}

/** By which a fault is known again: messages may hold what differs each time, and a database that is away says so in more ways than one. */
function nameOf(error: unknown): string {
  const { code, cause } = asBalieError(error);
  return code === 'internal' ? `${code} ${foreignCode(cause) || (cause instanceof Error ? cause.name : '')}` : code;
}
