import type { Context } from 'hono';
import type { VisitorLimits } from '../../visitors/limits.ts';
import { clientOf, networkOf } from '../server/client.ts';

/** So many may be counted at once, and kept after that: a flood in words of need must not take the database's connections. */
const MAX_AT_ONCE = 32;
/** Who waits for the count waits no longer: what they are told does not depend on it. */
const COUNT_MS = 500;
/** Of clients that are over their limits so much is remembered, each for so long at most: nothing is asked of the database for them. */
const MAX_REMEMBERED = 10_000;
const REMEMBER_MS = 60_000;

/**
 * Who is in need is told whom to call, always. Whether that is kept too is another matter: over the limits it is not, for a program can say
 * that it is in need as often as it likes.
 */
export class UrgentDoor {
  readonly #limits: Pick<VisitorLimits, 'admit'>;
  /** Until when clients are over their limits. */
  readonly #full = new Map<string, number>();
  #counting = 0;

  constructor(limits: Pick<VisitorLimits, 'admit'>) {
    this.#limits = limits;
  }

  /** Counts it. Never rejects, and takes half a second at most. @returns whether it may be kept. */
  async mayKeep(c: Context, token: string | undefined): Promise<boolean> {
    const client = clientOf(c) ?? '';
    if ((this.#full.get(client) ?? 0) > performance.now() || this.#counting >= MAX_AT_ONCE) return false;
    this.#counting += 1;
    const counted = this.#limits
      .admit({ network: networkOf(c), token, isUrgent: true })
      .then(
        (verdict) => {
          if (verdict.kind !== 'too-many') return true;
          this.#remember(client, Math.min(verdict.retryAfterMs, REMEMBER_MS));
          return false;
        },
        // The database is away: whether it can be kept will show.
        () => true,
      )
      .finally(() => {
        this.#counting -= 1;
      });
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => late.resolve(true), COUNT_MS);
    return Promise.race([counted, late.promise]).finally(() => clearTimeout(timer));
  }

  #remember(client: string, ms: number): void {
    const [oldest] = this.#full.keys();
    if (this.#full.size >= MAX_REMEMBERED && oldest !== undefined) this.#full.delete(oldest);
    this.#full.delete(client);
    this.#full.set(client, performance.now() + ms);
  }
}
