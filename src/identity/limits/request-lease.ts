import { BalieError } from '../../errors.ts';
import type { Queryable } from '../../store/database.ts';
import { SLOT_MS, SLOTS, takeRequests } from './counters.ts';
import { Lease } from './lease.ts';

const NONE = { slot: 0, amount: 0 };

/**
 * Requests of the last minute. A window that slides, not a bucket that fills: a bucket lets through its size and what runs in, up to
 * twice the limit in one minute. What is taken holds in its own slot of two seconds only, so that a request counts when it is made.
 */
export class RequestLease extends Lease {
  private readonly db: Queryable;
  private slot = -1;
  private counts: readonly number[] = [];

  constructor(db: Queryable, { scope, subject, max }: { scope: string; subject: string; max: number }) {
    super(scope, subject, max);
    this.db = db;
  }

  refusal(now: number): BalieError {
    const detail = `${this.subject} mag er ${this.max.toLocaleString('nl-NL')}`;
    return new BalieError('rate-limited', { detail, retryAfterMs: Math.max(1, this.opensAt() - now) });
  }

  /** Gives back what is left of a slot that is over. */
  async giveBack(): Promise<void> {
    const back = { slot: this.slot, amount: this.left };
    this.left = 0;
    await takeRequests(this.db, { scope: this.scope, slot: this.slot, max: this.max, needed: 0, wished: 0, back });
  }

  protected isCurrent(now: number): boolean {
    return slotOf(now) <= this.slot;
  }

  protected async take(needed: number, wished: number, now: number): Promise<number> {
    const slot = slotOf(now);
    const back = slot > this.slot && this.left > 0 ? { slot: this.slot, amount: this.left } : NONE;
    if (slot > this.slot) this.left = 0;
    const taken = await takeRequests(this.db, { scope: this.scope, slot, max: this.max, needed, wished, back });
    // What was taken of an earlier slot while this was under way is over.
    this.left = taken.slot === this.slot ? this.left + taken.granted : taken.granted;
    this.slot = taken.slot;
    this.counts = taken.counts;
    return taken.granted;
  }

  /** When enough of the oldest requests fall out of the window for one more. */
  private opensAt(): number {
    let over = this.counts.reduce((sum, count) => sum + count, 0) - this.max + 1;
    for (let age = this.counts.length - 1; age >= 0; age -= 1) {
      over -= this.counts[age] ?? 0;
      if (over <= 0) return (this.slot - age + SLOTS) * SLOT_MS;
    }
    return (this.slot + 1) * SLOT_MS;
  }
}

function slotOf(now: number): number {
  return Math.floor(now / SLOT_MS);
}
