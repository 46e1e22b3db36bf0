const maxDates = 400;
const maxSegments = 20;

/**
 * Recognises addresses that a website makes without end: calendars, filters, paths that repeat themselves. Counts what it
 * lets pass, so ask once per address.
 */
export class Traps {
  readonly #maxVariants: number;
  readonly #variants = new Map<string, number>();
  readonly #dates = new Map<string, number>();

  constructor(maxVariants = 50) {
    this.#maxVariants = maxVariants;
  }

  /** Whether a normalised address is one too many. */
  catches(address: string): boolean {
    const { origin, pathname, search } = new URL(address);
    const segments = pathname.split('/').filter((segment) => segment !== '');
    if (segments.length > maxSegments || repeats(segments)) return true;
    if (search !== '' && overflows(this.#variants, origin + pathname, this.#maxVariants)) return true;
    // `/agenda/2031/05` and `/agenda/2031-05-01`: only the numbers differ, and one of them is a year.
    if (!segments.some((segment) => /^(?:19|20|21)\d{2}(?:-|$)/.test(segment))) return false;
    return overflows(this.#dates, `${origin}${pathname.replace(/\d+/g, '#')}`, maxDates);
  }
}

function overflows(counts: Map<string, number>, key: string, max: number): boolean {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count > max;
}

/** `/a/a/a`, or a longer row of segments twice: `/a/b/a/b`. */
function repeats(segments: readonly string[]): boolean {
  for (let size = 1; size * 2 <= segments.length; size += 1) {
    const times = size === 1 ? 3 : 2;
    let same = 0;
    for (let i = size; i < segments.length; i += 1) {
      same = segments[i] === segments[i - size] ? same + 1 : 0;
      if (same >= size * (times - 1)) return true;
    }
  }
  return false;
}
