import { dateOf, type Holiday } from './holidays.ts';

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** From and until, `HH:MM` in Dutch time. */
export type Interval = readonly [from: string, until: string];

/** When something is open, each week, and on which days it is not. */
export interface Hours {
  readonly week: Readonly<Partial<Record<Weekday, readonly Interval[]>>>;
  readonly holidays: readonly Holiday[];
  /** YYYY-MM-DD. */
  readonly closedOn: readonly string[];
}

/** Whether it is open now and until when, or when it opens next: `inDays` from today. Undefined: not within the weeks that were looked at. */
export type Opening =
  | { readonly isOpen: true; readonly until: string }
  | { readonly isOpen: false; readonly next: { readonly inDays: number; readonly date: string; readonly from: string } | undefined };

/** No office is closed for longer than this. */
const LOOKED_AT = 28;
const DAY_MS = 24 * 60 * 60 * 1_000;
const inDutchTime = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'short' });

/** How it is with these hours at a moment, by the clock in the Netherlands. */
export function openingAt(hours: Hours, now: Date): Opening {
  const [today = '', time = ''] = inDutchTime.format(now).split(' ');
  for (let inDays = 0; inDays < LOOKED_AT; inDays += 1) {
    const date = new Date(Date.parse(`${today}T00:00:00Z`) + inDays * DAY_MS);
    const day = date.toISOString().slice(0, 10);
    for (const [from, until] of intervalsOn(date, hours)) {
      if (inDays === 0 && from <= time && time < until) return { isOpen: true, until };
      if (inDays > 0 || from > time) return { isOpen: false, next: { inDays, date: day, from } };
    }
  }
  return { isOpen: false, next: undefined };
}

/** From and until on the day that it is in the Netherlands; none where it is closed. */
export function intervalsToday(hours: Hours, now: Date): readonly Interval[] {
  const [today = ''] = inDutchTime.format(now).split(' ');
  return intervalsOn(new Date(`${today}T00:00:00Z`), hours);
}

function intervalsOn(date: Date, hours: Hours): readonly Interval[] {
  const intervals = isClosed(date.toISOString().slice(0, 10), hours) ? [] : (hours.week[WEEKDAYS[date.getUTCDay()] ?? 'sunday'] ?? []);
  return intervals.toSorted(([a], [b]) => a.localeCompare(b));
}

function isClosed(day: string, { holidays, closedOn }: Hours): boolean {
  return closedOn.includes(day) || holidays.some((holiday) => dateOf(holiday, Number(day.slice(0, 4))) === day);
}
