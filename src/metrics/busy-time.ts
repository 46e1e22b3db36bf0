/** Stretches that are kept apart: calls are told of when they end, and one that began long ago may fill gaps between them. */
const MAX_STRETCHES = 256;

interface Stretch {
  readonly from: number;
  until: number;
}

/** How long a host was at work, however many calls it had at once: a host draws its power once. */
export class BusyTime {
  /** Apart from each other, in order. */
  #stretches: Stretch[] = [];

  /** @returns what this stretch adds to what is known already. */
  add(from: number, until: number): number {
    const last = this.#stretches.at(-1);
    // The usual ones: it begins after all that is known, or goes on with the last of it.
    if (last === undefined || from > last.until) {
      this.#stretches.push({ from, until: Math.max(from, until) });
      if (this.#stretches.length > MAX_STRETCHES) this.#stretches.shift();
      return Math.max(0, until - from);
    }
    if (from >= last.from) {
      const more = Math.max(0, until - last.until);
      last.until += more;
      return more;
    }
    return this.#merge(from, until);
  }

  #merge(from: number, until: number): number {
    let merged: Stretch = { from, until: Math.max(from, until) };
    let known = 0;
    const apart: Stretch[] = [];
    for (const stretch of this.#stretches) {
      const isApart = stretch.until < merged.from || stretch.from > merged.until;
      if (isApart) {
        apart.push(stretch);
        continue;
      }
      known += stretch.until - stretch.from;
      merged = { from: Math.min(stretch.from, merged.from), until: Math.max(stretch.until, merged.until) };
    }
    this.#stretches = [...apart, merged].toSorted((a, b) => a.from - b.from).slice(-MAX_STRETCHES);
    return merged.until - merged.from - known;
  }
}
