/** Durations as ISO 8601 writes them (`P28D`, `P3M`, `P1Y6M`, `PT12H`), by the calendar and the clock of the Netherlands. */
export interface Duration {
  /** As it was written. */
  readonly iso: string;
  readonly months: number;
  readonly days: number;
  readonly minutes: number;
}

const SHAPE = /^P(?:(?<weeks>\d{1,4})W|(?=[\dT])(?:(?<years>\d{1,4})Y)?(?:(?<months>\d{1,4})M)?(?:(?<days>\d{1,5})D)?(?:T(?=\d)(?:(?<hours>\d{1,5})H)?(?:(?<minutes>\d{1,5})M)?)?)$/;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** As long as a month is on average: enough to compare durations by. */
const MONTH = 30.436_875 * DAY;

/** @returns undefined for what is no duration, or none at all (`P0D`). Seconds and fractions are none of ours. */
export function parseDuration(iso: string): Duration | undefined {
  const found = SHAPE.exec(iso)?.groups;
  if (found === undefined) return undefined;
  const number = (name: string) => Number(found[name] ?? 0);
  const duration = {
    iso,
    months: 12 * number('years') + number('months'),
    days: 7 * number('weeks') + number('days'),
    minutes: 60 * number('hours') + number('minutes'),
  };
  return roughMs(duration) === 0 ? undefined : duration;
}

/** About how long it is: months differ. */
export function roughMs({ months, days, minutes }: Duration): number {
  return months * MONTH + days * DAY + minutes * MINUTE;
}

/**
 * The moment a duration before another: what happened before it is as old as that. Months are those of the calendar: a month before 31
 * March is the last day of February, so that what is of the 29th up to the 31st of January is let go on 1 March, never too early.
 */
export function before(duration: Duration, now: Date): Date {
  const { months, days, minutes } = duration;
  if (months + days === 0) return new Date(now.getTime() - minutes * MINUTE);
  const { wall } = plusMonths(wallOf(now), -months);
  const [earliest] = instantsOf(wall - days * DAY);
  return new Date((earliest ?? now.getTime()) - minutes * MINUTE);
}

/** From which moment on something is as old as a duration, as `before` counts. */
export function after(duration: Duration, at: Date): Date {
  const { months, days, minutes } = duration;
  const from = at.getTime() + minutes * MINUTE;
  if (months + days === 0) return new Date(from);
  const { wall, isClamped } = plusMonths(wallOf(new Date(from)) + days * DAY, months);
  // There is no such day in that month: it is over with the month.
  const [earliest] = instantsOf(isClamped ? Math.floor(wall / DAY) * DAY + DAY : wall);
  return new Date(earliest ?? from);
}

/** `28 dagen`, `1 jaar en 6 maanden`, `12 uur`; in another language as that counts. */
export function durationWords({ months, days, minutes }: Duration, language = 'nl'): string {
  const parts = [
    ['year', Math.floor(months / 12)],
    ['month', months % 12],
    ['day', days],
    ['hour', Math.floor(minutes / 60)],
    ['minute', minutes % 60],
  ] as const;
  const words = parts.filter(([, count]) => count > 0).map(([unit, count]) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short', timeStyle: 'medium' });

/** What clock and calendar say at a moment, as milliseconds of a day without time zones. */
function wallOf(at: Date): number {
  return Date.parse(`${clock.format(at).replace(' ', 'T')}Z`) + (((at.getTime() % 1_000) + 1_000) % 1_000);
}

/** The moments at which the clock says so, the earliest first: two in the hour that comes twice, those around it for the hour that is left out. */
function instantsOf(wall: number): number[] {
  const both = [wall - 120 * MINUTE, wall - 60 * MINUTE];
  const real = both.filter((instant) => wallOf(new Date(instant)) === wall);
  return real.length > 0 ? real : both;
}

/** The same day of another month, or the last one of that. */
function plusMonths(wall: number, months: number): { readonly wall: number; readonly isClamped: boolean } {
  if (months === 0) return { wall, isClamped: false };
  const from = new Date(wall);
  const first = new Date(wall);
  first.setUTCDate(1);
  first.setUTCMonth(first.getUTCMonth() + months);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const day = Math.min(from.getUTCDate(), last);
  first.setUTCDate(day);
  return { wall: first.getTime(), isClamped: day < from.getUTCDate() };
}
