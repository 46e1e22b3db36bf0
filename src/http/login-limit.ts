/** Wrong keys with one number, within the window, after which it is not tried any more. */
const MAX_PER_KEY = 10;
/** Wrong keys in all: far more than people mistype, far fewer than a machine sends. Who is logged in does not notice. */
const MAX_IN_ALL = 300;
const WINDOW_MS = 5 * 60_000;
/** Numbers that are remembered; each wrong one may be another. */
const MAX_KEPT = 1_000;

/**
 * Counts logins that failed, in this process. By the number of the key that was tried, which is no secret and no address; a key itself
 * is 256 random bits, which no number of guesses finds.
 */
export class LoginLimit {
  private readonly failures = new Map<string, number>();
  private inAll = 0;
  private since = -Infinity;
  private readonly clock: () => number;

  constructor(clock: () => number = () => performance.now()) {
    this.clock = clock;
  }

  isReached(token: string): boolean {
    this.renew();
    return this.inAll >= MAX_IN_ALL || (this.failures.get(numberOf(token)) ?? 0) >= MAX_PER_KEY;
  }

  failed(token: string): void {
    this.renew();
    this.inAll += 1;
    const number = numberOf(token);
    if (this.failures.size < MAX_KEPT || this.failures.has(number)) this.failures.set(number, (this.failures.get(number) ?? 0) + 1);
  }

  private renew(): void {
    if (this.clock() - this.since < WINDOW_MS) return;
    this.since = this.clock();
    this.inAll = 0;
    this.failures.clear();
  }
}

/** What is no key at all counts under one number. */
function numberOf(token: string): string {
  return /^balie_(?<id>[0-9a-f]{16})_/.exec(token)?.groups?.['id'] ?? '';
}
