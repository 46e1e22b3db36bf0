const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' });

/** The day (YYYY-MM-DD) it is in the Netherlands: rules and prices change at midnight there, whatever the server's clock says. */
export function dutchDay(at: Date): string {
  return format.format(at);
}
