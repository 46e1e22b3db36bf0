import type { Interval, Opening } from './hours/opening.ts';

/** How the ways to a person are told, each a sentence by itself: languages put its parts in their own order. */
export interface ContactWords {
  /** `{{hour}}`, `{{minute}}`. */
  readonly time: string;
  /** `{{time}}`. */
  readonly open: string;
  readonly closed: string;
  /** `{{day}}`, `{{time}}`. */
  readonly opens: string;
  readonly today: string;
  readonly tomorrow: string;
  /** `{{phone}}`; the ones below have what they name too. */
  readonly call: string;
  /** Also `{{hours}}`, as the municipality wrote them: where Dutch is read. */
  readonly callHours?: string | undefined;
  readonly phoneClosed: string;
  readonly mail: string;
  readonly whatsapp: string;
  readonly form: string;
  /** How it is with each today: `{{phone}}`, `{{state}}` (open or closed, and until or from when), `{{today}}`. */
  readonly phoneToday: string;
  readonly counterToday: string;
  /** `{{hours}}`. */
  readonly hoursToday: string;
  readonly closedToday: string;
}

/** What something is said in: words, and the language that days of the week are named in. */
export interface Said {
  readonly words: ContactWords;
  readonly language: string;
}

export const DUTCH: Said = {
  language: 'nl',
  words: {
    time: '{{hour}}.{{minute}} uur',
    open: 'Nu open, tot {{time}}.',
    closed: 'Nu gesloten.',
    opens: '{{day}} open vanaf {{time}}.',
    today: 'vandaag',
    tomorrow: 'morgen',
    call: 'Bel {{phone}}.',
    callHours: 'Bel {{phone}} ({{hours}}).',
    phoneClosed: 'De telefoon ({{phone}}) is nu gesloten.',
    mail: 'U kunt ook mailen naar {{email}}.',
    whatsapp: 'Appen kan naar {{whatsapp}}.',
    form: 'Er is een formulier op {{form}}.',
    phoneToday: 'Telefoon ({{phone}}): {{state}} {{today}}',
    counterToday: 'Balie: {{state}} {{today}}',
    hoursToday: 'Vandaag: {{hours}}.',
    closedToday: 'Vandaag de hele dag gesloten.',
  },
};

const WEEK = 7;

/** "Nu open, tot 17.00 uur." or "Nu gesloten. Morgen open vanaf 8.30 uur." */
export function openingWords(opening: Opening, said: Said): string {
  const { open, closed } = said.words;
  if (opening.isOpen) return filled(open, { time: clock(opening.until, said) });
  return [closed, opensWords(opening, said)].filter((part) => part !== '').join(' ');
}

/** When it opens; empty where nobody knows. */
export function opensWords({ next }: Opening & { readonly isOpen: false }, said: Said): string {
  if (next === undefined) return '';
  const { words: { opens, today, tomorrow }, language } = said;
  const named = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC', numberingSystem: 'latn' }).format(new Date(`${next.date}T00:00:00Z`));
  const weekday = named({ weekday: 'long' });
  const day = [today, tomorrow][next.inDays] ?? (next.inDays < WEEK ? weekday : `${weekday} ${named({ day: 'numeric', month: 'long' })}`);
  const text = filled(opens, { day, time: clock(next.from, said) });
  return `${text.charAt(0).toLocaleUpperCase(language)}${text.slice(1)}`;
}

/** "Vandaag: 8.30 uur – 17.00 uur." */
export function todayWords(intervals: readonly Interval[], said: Said): string {
  const { hoursToday, closedToday } = said.words;
  if (intervals.length === 0) return closedToday;
  return filled(hoursToday, { hours: intervals.map((interval) => interval.map((time) => clock(time, said)).join(' – ')).join(', ') });
}

/** `08:30` as "8.30 uur". */
function clock(time: string, { words }: Said): string {
  const [hour = '', minute = ''] = time.split(':');
  return filled(words.time, { hour: hour.replace(/^0/, ''), minute });
}

export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}
