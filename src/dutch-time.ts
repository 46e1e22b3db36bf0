const HOUR = 60 * 60 * 1000;
const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' });

/** The day (YYYY-MM-DD) it is in the Netherlands: rules and prices change at midnight there, whatever the server's clock says. */
export function dutchDay(at: Date): string {
  return format.format(at);
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
