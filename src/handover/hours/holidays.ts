/** Days on which much is closed in the Netherlands, by the name that the configuration uses. */
export const HOLIDAYS = [
  'nieuwjaarsdag',
  'goede-vrijdag',
  'eerste-paasdag',
  'tweede-paasdag',
  'koningsdag',
  'bevrijdingsdag',
  'hemelvaartsdag',
  'eerste-pinksterdag',
  'tweede-pinksterdag',
  'eerste-kerstdag',
  'tweede-kerstdag',
] as const;
export type Holiday = (typeof HOLIDAYS)[number];

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The date (YYYY-MM-DD) of a holiday in a year. */
export function dateOf(holiday: Holiday, year: number): string {
  const easter = easterOf(year);
  const after = (days: number) => iso(easter + days * DAY_MS);
  switch (holiday) {
    case 'nieuwjaarsdag':
      return `${year}-01-01`;
    case 'goede-vrijdag':
      return after(-2);
    case 'eerste-paasdag':
      return after(0);
    case 'tweede-paasdag':
      return after(1);
    case 'koningsdag':
      // Not on a Sunday.
      return new Date(Date.UTC(year, 3, 27)).getUTCDay() === 0 ? `${year}-04-26` : `${year}-04-27`;
    case 'bevrijdingsdag':
      return `${year}-05-05`;
    case 'hemelvaartsdag':
      return after(39);
    case 'eerste-pinksterdag':
      return after(49);
    case 'tweede-pinksterdag':
      return after(50);
    case 'eerste-kerstdag':
      return `${year}-12-25`;
    case 'tweede-kerstdag':
      return `${year}-12-26`;
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
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
