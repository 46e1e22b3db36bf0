import type { Database } from '../../store/database.ts';
import { type Calendar } from './calendar.ts';
import { addUse, giveBackTokens, type Use } from './counters.ts';
import type { Lease } from './lease.ts';
import { RequestLease } from './request-lease.ts';
import type { Scope } from './terms.ts';
import { TokenLease } from './token-lease.ts';

const WRITE_MS = 2_000;
/** What nobody spent of or asked for, for so long, is forgotten: longer than anybody keeps what he asked for. */
const FORGET_MS = 60_000;

interface Options {
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** What this process holds of limits, and what was used and is not written yet; both go to the database every two seconds. */
export class Ledger {
  private readonly db: Database;
  private readonly calendar: Calendar;
  private readonly options: Options;
  private readonly leases = new Map<string, Lease>();
  private uses = new Map<string, Use>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(db: Database, calendar: Calendar, options: Options) {
    this.db = db;
    this.calendar = calendar;
    this.options = options;
  }

  /** What stands for each limit that is set, as it is now. */
  leasesOf({ name: scope, subject, limits: { requestsPerMinute, tokensPerDay, tokensPerMonth } }: Scope): Lease[] {
    const { db, calendar } = this;
    return [
      this.lease(scope, 'minute', requestsPerMinute, (max) => new RequestLease(db, { scope, subject, max })),
      this.lease(scope, 'day', tokensPerDay, (max) => new TokenLease(db, calendar, { scope, subject, span: 'day', max })),
      this.lease(scope, 'month', tokensPerMonth, (max) => new TokenLease(db, calendar, { scope, subject, span: 'month', max })),
    ].filter((lease) => lease !== undefined);
  }

  /** Notes what was used. */
  add(scope: string, day: string, requests: number, promptTokens: number, answerTokens: number): void {
    const key = `${day} ${scope}`;
    const use = this.uses.get(key);
    if (use === undefined) this.uses.set(key, { scope, day, requests, promptTokens, answerTokens });
    else {
      use.requests += requests;
      use.promptTokens += promptTokens;
      use.answerTokens += answerTokens;
    }
    if (this.timer === undefined && !this.isClosed) this.timer = setTimeout(() => this.tick(), WRITE_MS).unref();
  }

  /** @throws BalieError `database-unavailable`. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.writing;
    await Promise.all([...this.leases.values()].map((lease) => lease.filled()));
    await this.write(() => true);
  }

  private lease(scope: string, span: string, max: number | null, make: (max: number) => Lease): Lease | undefined {
    if (max === null) return undefined;
    const key = `${span} ${scope}`;
    const known = this.leases.get(key) ?? make(max);
    known.limit = max;
    known.named(this.options.now());
    this.leases.set(key, known);
    return known;
  }

  private tick(): void {
    const now = this.options.now();
    this.writing = this.write((lease) => lease.isIdle(now)).catch(this.options.onError).finally(() => {
      for (const [key, lease] of this.leases) if (lease.isOver(now - FORGET_MS)) this.leases.delete(key);
      this.timer = this.isClosed || (this.uses.size === 0 && this.leases.size === 0) ? undefined : setTimeout(() => this.tick(), WRITE_MS).unref();
    });
  }

  /**
   * Gives back what those hold that are meant, and writes what was used. In this order, with what all owe: used is never more than
   * what is taken, or it would be taken for use of before there was a limit.
   */
  private async write(isMeant: (lease: Lease) => boolean): Promise<void> {
    const uses = this.uses;
    this.uses = new Map();
    const held = [...this.leases.values()].filter((lease) => lease.isOwing || (lease.isHeld && isMeant(lease)));
    try {
      await this.giveBack(held.filter((lease) => lease instanceof TokenLease));
      if (uses.size > 0) await addUse(this.db, [...uses.values()]);
    } catch (error) {
      for (const { scope, day, requests, promptTokens, answerTokens } of uses.values()) this.add(scope, day, requests, promptTokens, answerTokens);
      throw error;
    }
    for (const lease of held) if (lease instanceof RequestLease) await lease.giveBack();
  }

  private async giveBack(leases: readonly TokenLease[]): Promise<void> {
    if (leases.length === 0) return;
    const given = leases.map((lease) => lease.release());
    try {
      await giveBackTokens(this.db, given);
    } catch (error) {
      leases.forEach((lease, index) => {
        const back = given[index];
        if (back !== undefined) lease.regain(back);
      });
      throw error;
    }
  }
}
