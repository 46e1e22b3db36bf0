import { dutchDay, endOfDutchDay } from '../../dutch-time.ts';

export type Span = 'day' | 'month';

/** A Dutch day or month: the first day (YYYY-MM-DD) and the moment at which it is over. */
export interface Period {
  readonly starts: string;
  readonly endsAt: number;
}

/** The Dutch day and month it is; worked out once a day. */
export class Calendar {
  private periods: Readonly<Record<Span, Period>> | undefined;
  private from = Infinity;

  at(now: number): Readonly<Record<Span, Period>> {
    if (this.periods === undefined || now >= this.periods.day.endsAt || now < this.from) {
      this.periods = periodsAt(now);
      this.from = now;
    }
    return this.periods;
  }
}

function periodsAt(now: number): Record<Span, Period> {
  const day = dutchDay(new Date(now));
  const month = `${day.slice(0, 7)}-01`;
  const [year = 0, number = 0] = day.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return { day: { starts: day, endsAt: endOf(day) }, month: { starts: month, endsAt: endOf(lastDay) } };
}

function endOf(day: string): number {
  return endOfDutchDay(day)?.getTime() ?? Number.NaN;
}
