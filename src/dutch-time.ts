const HOUR = 60 * 60 * 1000;
const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' });

/** The day (YYYY-MM-DD) it is in the Netherlands: rules and prices change at midnight there, whatever the server's clock says. */
export function dutchDay(at: Date): string {
  return format.format(at);
}

const times = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', timeStyle: 'short' });

/** What the clock says there (HH:MM). */
export function dutchTime(at: Date): string {
  return times.format(at);
}

/** The moment at which a day is over in the Netherlands; undefined when it is no day. */
export function endOfDutchDay(day: string): Date | undefined {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(start) || !new Date(start).toISOString().startsWith(day)) return undefined;
  const next = start + 24 * HOUR;
  // Dutch midnight is two hours before that of UTC in summer, one in winter.
  const summer = new Date(next - 2 * HOUR);
  return dutchDay(summer) === day ? new Date(next - HOUR) : summer;
}

/** The moment at which a day begins there; undefined when it is no day. */
export function startOfDutchDay(day: string): Date | undefined {
  const start = Date.parse(`${day}T00:00:00Z`);
  if (endOfDutchDay(day) === undefined || Number.isNaN(start)) return undefined;
  return endOfDutchDay(dayBefore(day, 1));
}

/** The day so many days before one: by the calendar, since days of 23 and of 25 hours are among them. */
export function dayBefore(day: string, days: number): string {
  return dayAfter(day, -days);
}

/** The day so many days after one, in the same way. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * HOUR).toISOString().slice(0, 10);
}

const dates = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' });
const moments = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Amsterdam' });

/** `2026-01-31` as `31 januari 2026`; anything else as it was given. */
export function dateWords(date: string): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0];
  return day === undefined || Number.isNaN(Date.parse(day)) ? date : dates.format(new Date(day));
}

/** `25 november 2026 om 14:03`, by the clock in the Netherlands. */
export function momentWords(at: Date): string {
  return moments.format(at);
}
