/** `2026-01-31` as `31 januari 2026`; anything else as it was given. */
export function dutchDate(date: string): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(date)?.[0];
  if (day === undefined || Number.isNaN(Date.parse(day))) return date;
  return new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
}
