import type { BalieError } from '../../errors.ts';

/** A piece should last about so long: what a process holds when it dies is lost. */
const LASTS_MS = 3_000;
/** Nobody spent of it for so long: what is held may be of use to others. */
const IDLE_MS = 2_000;
/** When the database had no more, it is asked again after so long: others may have given back. */
const DRY_MS = 1_000;
/** How many times larger than the last one a piece may be: the first calls of a burst say little of how many will come. */
const GROWTH = 2;

/** What one process may spend of a limit without asking: taken from the database in pieces that follow what is spent. */
export abstract class Lease {
  readonly scope: string;
  /** Who it is that may no more, in Dutch: "deze sleutel". */
  protected readonly subject: string;
  protected max: number;
  /** Below nothing when calls took or used more than there was. */
  protected left = 0;
  private piece = 0;
  private demand = 0;
  private spentSince = 0;
  private filledAt = -Infinity;
  private usedAt = -Infinity;
  private namedAt = -Infinity;
  private dryUntil = -Infinity;
  private filling: Promise<void> | undefined;
  private isGathering = false;
  private underWay = 0;

  constructor(scope: string, subject: string, max: number) {
    this.scope = scope;
    this.subject = subject;
    this.max = max;
  }

  set limit(max: number) {
    if (max !== this.max) this.dryUntil = -Infinity;
    this.max = max;
  }

  /** Whether so much may be spent now; when the database has no more, what is left will do. */
  covers(amount: number, now: number): boolean {
    return this.isCurrent(now) && (this.left >= amount || (this.left > 0 && now < this.dryUntil));
  }

  /** Whether there is nothing left, here or in the database. */
  isSpent(now: number): boolean {
    return this.isCurrent(now) && this.left <= 0 && now < this.dryUntil;
  }

  /** To be called when it covers that. Where it was not all there, nothing more is let in until calls under way give back. */
  spend(amount: number, now: number): void {
    this.left -= amount;
    this.spentSince += amount;
    this.usedAt = now;
    this.underWay += 1;
    // In steady use the next piece is there before this one is spent.
    if (this.left < this.piece / 2 && this.spentSince > amount && now >= this.dryUntil) this.fill(now).catch(() => undefined);
  }

  /** Hears that a call for which it was spent is over. */
  end(): void {
    this.underWay -= 1;
  }

  /** Takes what is needed, together with all who wait for the same. @throws BalieError `database-unavailable`. */
  refill(amount: number, now: number): Promise<void> {
    this.usedAt = now;
    if (this.filling === undefined || this.isGathering) this.demand += amount;
    return this.fill(now);
  }

  /** Whether nobody spends of it now. */
  isIdle(now: number): boolean {
    return this.filling === undefined && now - this.usedAt >= IDLE_MS;
  }

  /** Hears that somebody may come to spend of it. */
  named(now: number): void {
    this.namedAt = now;
  }

  /** Whether there is anything to give back. */
  get isHeld(): boolean {
    return this.left !== 0;
  }

  /** Whether calls took or used more than there was. */
  get isOwing(): boolean {
    return this.left < 0;
  }

  /** Whether it may be forgotten: nobody knows it who could take of it, nothing is held, and no call will give back to it. */
  isOver(now: number): boolean {
    return this.isIdle(now) && this.namedAt <= now && !this.isHeld && this.underWay === 0;
  }

  /** Waits for what is being taken. */
  async filled(): Promise<void> {
    await this.filling?.catch(() => undefined);
  }

  abstract refusal(now: number): BalieError;
  /** Whether what is left is of the present window. */
  protected abstract isCurrent(now: number): boolean;
  /** Takes a piece, and says how much it is. */
  protected abstract take(needed: number, wished: number, now: number): Promise<number>;

  private fill(now: number): Promise<void> {
    return (this.filling ??= this.fillNow(now).finally(() => (this.filling = undefined)));
  }

  private async fillNow(now: number): Promise<void> {
    // All who come in the same moment are in one statement.
    this.isGathering = true;
    await Promise.resolve();
    this.isGathering = false;
    const { demand } = this;
    this.demand = 0;
    const needed = Math.max(0, demand - (this.isCurrent(now) ? this.left : 0));
    const steady = Math.ceil((this.spentSince / Math.max(1, now - this.filledAt)) * LASTS_MS);
    this.piece = Math.max(needed, Math.min(this.piece * GROWTH, steady));
    this.filledAt = now;
    this.spentSince = 0;
    const granted = await this.take(needed, this.piece, now);
    this.dryUntil = granted < needed ? now + DRY_MS : -Infinity;
  }
}
