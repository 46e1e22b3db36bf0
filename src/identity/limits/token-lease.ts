import { BalieError } from '../../errors.ts';
import type { Queryable } from '../../store/database.ts';
import type { Calendar, Span } from './calendar.ts';
import { type GivenBack, takeTokens } from './counters.ts';
import { Lease } from './lease.ts';

const words = { day: 'dag', month: 'maand' } as const;

/** Tokens of a Dutch calendar day or month. */
export class TokenLease extends Lease {
  readonly span: Span;
  private readonly db: Queryable;
  private readonly calendar: Calendar;
  private period = '';

  constructor(db: Queryable, calendar: Calendar, { scope, subject, span, max }: { scope: string; subject: string; span: Span; max: number }) {
    super(scope, subject, max);
    this.db = db;
    this.calendar = calendar;
    this.span = span;
  }

  /** First day of the day or month that it is of. */
  get starts(): string {
    return this.period;
  }

  refusal(now: number): BalieError {
    const detail = `${this.subject} mag ${this.max.toLocaleString('nl-NL')} tokens per ${words[this.span]}`;
    return new BalieError('budget-spent', { detail, retryAfterMs: this.calendar.at(now)[this.span].endsAt - now });
  }

  /** Counts what a call used instead of what was spent on it; of a period that is over nothing counts any more. */
  settle(spent: number, used: number, starts: string): void {
    if (starts === this.period) this.left += spent - used;
  }

  /** What is held, to be given back: it is not held any more. */
  release(): GivenBack {
    const amount = this.left;
    this.left = 0;
    return { scope: this.scope, span: this.span, starts: this.period, amount };
  }

  /** Takes it back when it could not be given. */
  regain({ starts, amount }: GivenBack): void {
    if (starts === this.period) this.left += amount;
  }

  protected isCurrent(now: number): boolean {
    return this.period >= this.calendar.at(now)[this.span].starts;
  }

  protected async take(needed: number, wished: number, now: number): Promise<number> {
    const { starts } = this.calendar.at(now)[this.span];
    const taken = await takeTokens(this.db, { scope: this.scope, span: this.span, starts, max: this.max, needed, wished });
    if (taken.starts !== this.period) this.left = 0;
    this.period = taken.starts;
    this.left += taken.granted;
    return taken.granted;
  }
}
