/** Days on which much is closed in the Netherlands, by the name that the configuration uses: a date of each year, or so many days after Easter. */
const DAYS = {
  nieuwjaarsdag: '01-01',
  'goede-vrijdag': -2,
  'eerste-paasdag': 0,
  'tweede-paasdag': 1,
  koningsdag: '04-27',
  bevrijdingsdag: '05-05',
  hemelvaartsdag: 39,
  'eerste-pinksterdag': 49,
  'tweede-pinksterdag': 50,
  'eerste-kerstdag': '12-25',
  'tweede-kerstdag': '12-26',
} as const;

export type Holiday = keyof typeof DAYS;
export const HOLIDAYS = Object.keys(DAYS) as Holiday[];

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The date (YYYY-MM-DD) of a holiday in a year. */
export function dateOf(holiday: Holiday, year: number): string {
  const day = DAYS[holiday];
  if (typeof day === 'number') return new Date(easterOf(year) + day * DAY_MS).toISOString().slice(0, 10);
  // Not on a Sunday.
  if (holiday === 'koningsdag' && new Date(`${year}-${day}`).getUTCDay() === 0) return `${year}-04-26`;
  return `${year}-${day}`;
}

/** Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher. */
function easterOf(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const l = (32 + 2 * (b % 4) + 2 * i - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return Date.UTC(year, month - 1, ((h + l - 7 * m + 114) % 31) + 1);
}
