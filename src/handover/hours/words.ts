import type { Opening } from './opening.ts';

const weekday = new Intl.DateTimeFormat('nl-NL', { weekday: 'long', timeZone: 'UTC' });
const dayAndMonth = new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const WEEK = 7;

/** "Nu open, tot 17.00 uur." or "Nu gesloten. Morgen open vanaf 8.30 uur." */
export function openingWords(opening: Opening): string {
  if (opening.isOpen) return `Nu open, tot ${clock(opening.until)}.`;
  if (opening.next === undefined) return 'Nu gesloten.';
  const { inDays, date, from } = opening.next;
  const day = new Date(`${date}T00:00:00Z`);
  const when = inDays === 0 ? 'vandaag' : inDays === 1 ? 'morgen' : inDays < WEEK ? weekday.format(day) : `${weekday.format(day)} ${dayAndMonth.format(day)}`;
  return `Nu gesloten. ${when.charAt(0).toUpperCase()}${when.slice(1)} open vanaf ${clock(from)}.`;
}

/** `08:30` as "8.30 uur". */
function clock(time: string): string {
  return `${time.replace(/^0/, '').replace(':', '.')} uur`;
}
