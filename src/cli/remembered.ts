const REMEMBER_MS = 60_000;

/**
 * What `ask` gave less than a minute ago: what costs something is not done for each who asks, nor twice at once. What failed is asked
 * again. A clock that is put back keeps nothing longer.
 */
export function remembered<T>(ask: () => Promise<T>, now = () => performance.now()): () => Promise<T> {
  let last: { readonly at: number; readonly given: Promise<T> } | undefined;
  return () => {
    if (last !== undefined && now() - last.at < REMEMBER_MS) return last.given;
    const mine = { at: now(), given: ask() };
    last = mine;
    mine.given.catch(() => {
      if (last === mine) last = undefined;
    });
    return mine.given;
  };
}
