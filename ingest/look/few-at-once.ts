/** Runs what it is given, so many at a time; first come, first served. */
export type FewAtOnce = <Given>(run: () => Promise<Given>) => Promise<Given>;

export function fewAtOnce(most: number): FewAtOnce {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (run) => {
    // Who is woken has the place of who left: nobody comes between.
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
