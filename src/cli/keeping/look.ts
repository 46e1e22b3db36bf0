interface Looking {
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}

/**
 * Looks every so often, one look at a time. A database that is away is told once, and again when it has been there in between.
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
  let isFailing = false;
  return async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      await look();
      isFailing = false;
    } catch (error) {
      if (!isFailing) onError(error);
      isFailing = true;
    } finally {
      isLooking = false;
    }
  };
}
