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
  let isLooking = false;
  let isFailing = false;
  const once = async () => {
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
  const timer = setInterval(() => void once(), everyMs).unref();
  return () => clearInterval(timer);
}
