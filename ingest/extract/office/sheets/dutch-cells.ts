/** The names of months and days, of the year and the week from 1 January 2024, a Monday. */
function namesIn(language: string, width: 'long' | 'short'): string[] {
  const month = new Intl.DateTimeFormat(language, { month: width, timeZone: 'UTC' });
  const day = new Intl.DateTimeFormat(language, { weekday: width, timeZone: 'UTC' });
  return [...Array.from({ length: 12 }, (_, i) => month.format(Date.UTC(2024, i))), ...Array.from({ length: 7 }, (_, i) => day.format(Date.UTC(2024, 0, 1 + i)))];
}

/** Longest first, so that `Mar` does not match in `March`. */
const english = [...namesIn('en-US', 'long'), ...namesIn('en-US', 'short')];
const dutch = [...namesIn('nl-NL', 'long'), ...namesIn('nl-NL', 'short')];
const named = new RegExp(`\\b(?:${english.join('|')})\\b`, 'g');

/** A date as a format wrote it, with the names of months and days in Dutch. */
export const dutchDate = (shown: string): string => shown.replace(named, (name) => dutch[english.indexOf(name)] ?? name);

/** A number as a format wrote it, with a comma before decimals and points between thousands. */
export const dutchNumber = (shown: string): string =>
  shown.replace(/(?<=\d)[.,](?=\d)/g, (mark) => (mark === '.' ? ',' : '.'));
