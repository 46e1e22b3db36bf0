import type { Bound } from './bounds.ts';
import { numberOf } from './numbers.ts';
import type { Token } from './tokens.ts';

/** What a reader makes of the tokens from where it was asked up to `end`. */
export interface Reading {
  readonly keys: readonly string[];
  readonly end: number;
  readonly bound?: Bound;
  readonly counted?: string;
}

const MONTHS = ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'];
const SHORT_MONTHS = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const DAYS = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'];
const YEAR = /^(?:19|20)\d\d$/;
const MIN_PHONE = 8;
const MAX_PHONE = 13;

export function readAddress(tokens: readonly Token[], at: number): Reading | undefined {
  const token = tokens[at];
  if (token?.kind === 'address') return { keys: [`address:${token.text}`], end: at + 1 };
  const next = tokens[at + 1];
  const isPostcode = token?.kind === 'number' && /^\d{4}$/.test(token.text) && next !== undefined && /^[A-Z]{2}$/.test(next.raw);
  return isPostcode ? { keys: [`postcode:${token.text}${next.text}`], end: at + 2 } : undefined;
}

/** "14 000", "088 123 45 67", "06-12345678", "+31 …". */
export function readPhone(tokens: readonly Token[], at: number): Reading | undefined {
  const first = tokens[at]?.text === '+' ? at + 1 : at;
  const start = tokens[first]?.text ?? '';
  if (tokens[first]?.kind !== 'number' || !/^\d+$/.test(start)) return undefined;
  if (start === '14' && /^0\d{1,3}$/.test(tokens[first + 1]?.text ?? '')) return { keys: [`phone:14${tokens[first + 1]?.text}`], end: first + 2 };
  if (!start.startsWith('0') && first === at) return undefined;
  let digits = '';
  let end = first;
  for (let step = first; step < tokens.length && digits.length < MAX_PHONE; step += 1) {
    const token = tokens[step];
    if (token?.kind === 'number' && /^\d+$/.test(token.text)) {
      digits += token.text;
      end = step + 1;
    } else if (!/^[-–()]$/.test(token?.text ?? '')) break;
  }
  return digits.length >= MIN_PHONE ? { keys: [`phone:${digits.replace(/^31/, '0')}`], end } : undefined;
}

/** "1 januari 2026", "01-01-2026", "1 januari", "de eerste januari". */
export function readDate(tokens: readonly Token[], at: number): Reading | undefined {
  const day = dayOf(tokens[at]);
  if (day === undefined) return undefined;
  const next = tokens[at + 1]?.text ?? '';
  const named = Math.max(MONTHS.indexOf(next), SHORT_MONTHS.indexOf(next));
  const year = (step: number) => (YEAR.test(tokens[step]?.text ?? '') ? Number(tokens[step]?.text) : undefined);
  if (named >= 0) return date(day, named + 1, year(at + 2), at + 2);
  const [dash, month, dashed] = [tokens[at + 1]?.text, tokens[at + 2]?.text ?? '', tokens[at + 3]?.text];
  if (dash !== undefined && /^[-/]$/.test(dash) && dash === dashed && /^\d{1,2}$/.test(month) && year(at + 4) !== undefined)
    return date(day, Number(month), year(at + 4), at + 4);
  return undefined;
}

function date(day: number, month: number, year: number | undefined, end: number): Reading {
  return { keys: [`date:${day}-${month}${year === undefined ? '' : `-${year}`}`], end: year === undefined ? end : end + 1 };
}

function dayOf(token: Token | undefined): number | undefined {
  if (token?.kind === 'number') return /^\d{1,2}$/.test(token.text) && Number(token.text) <= 31 ? Number(token.text) : undefined;
  const number = token?.kind === 'word' ? numberOf(token.text) : undefined;
  return number !== undefined && Number.isInteger(number) && number <= 31 ? number : undefined;
}

/** "Maandag tot en met vrijdag", "ma t/m vr": one claim, which holds no other day. */
export function readRange(tokens: readonly Token[], at: number): Reading | undefined {
  const from = DAYS.indexOf(tokens[at]?.text ?? '');
  if (from < 0) return undefined;
  let step = at + 1;
  const joined: string[] = [];
  while (step < at + 4 && /^(?:tot|en|met|t|m|\/|-|–)$/.test(tokens[step]?.text ?? '')) joined.push(tokens[step++]?.text ?? '');
  const to = DAYS.indexOf(tokens[step]?.text ?? '');
  if (to < 0 || joined.length === 0 || joined.join(' ') === 'en') return undefined;
  return { keys: [`days:${from}-${to}`], end: step + 1 };
}

/** Whether two keys mean the same: a date without a year fits the same day of any. */
export function sameKey(one: string, other: string): boolean {
  if (one === other) return true;
  return one.startsWith('date:') && (other.startsWith(`${one}-`) || one.startsWith(`${other}-`));
}

const CLOCK = /^([01]?\d|2[0-4])[.:]([0-5]\d)$/;
const NO_CLOCK = new Set('€ euro meter cm mm km kilo kg liter procent %'.split(' '));

/** "8.30", "08:30 uur", "half negen", "kwart over acht"; of a range ("9.00 - 17.00") each of both with its own side. */
export function readTime(tokens: readonly Token[], at: number): Reading | undefined {
  const spoken = spokenTime(tokens, at);
  if (spoken !== undefined) return spoken;
  const minutes = clockOf(tokens, at);
  if (minutes === undefined) return undefined;
  const end = tokens[at + 1]?.text === 'uur' ? at + 2 : at + 1;
  const isFirst = isDash(tokens[end]) && clockOf(tokens, end + 1) !== undefined;
  const isLast = closesRange(tokens, at);
  return { keys: [`time:${minutes}`], end, ...(isFirst && { bound: 'least' }), ...(isLast && { bound: 'most' }) };
}

/** Whether the number there is one of the clock. */
export function isTime(tokens: readonly Token[], at: number): boolean {
  return clockOf(tokens, at) !== undefined;
}

function clockOf(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  if (token?.kind !== 'number' || NO_CLOCK.has(tokens[at - 1]?.text ?? '') || NO_CLOCK.has(tokens[at + 1]?.text ?? '')) return undefined;
  const [, hours, minutes] = CLOCK.exec(token.text) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** The second of "9.00 - 17.00" and of "tussen 9.00 en 12.00". */
function closesRange(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const first = tokens[at - 2]?.text === 'uur' ? at - 3 : at - 2;
  if (clockOf(tokens, first) === undefined) return false;
  return isDash(before) || (before?.text === 'en' && tokens[first - 1]?.text === 'tussen');
}

function isDash(token: Token | undefined): boolean {
  return token !== undefined && /^[-–—]$/.test(token.text);
}

function spokenTime(tokens: readonly Token[], at: number): Reading | undefined {
  const [first = '', second = '', third = ''] = [0, 1, 2].map((step) => tokens[at + step]?.text ?? '');
  if (first === 'half') return clock(hourOf(second), -30, at + 2);
  if (first === 'kwart' && (second === 'over' || second === 'voor')) return clock(hourOf(third), second === 'over' ? 15 : -15, at + 3);
  return undefined;
}

/** In the morning and in the evening: the words do not say which. */
function clock(hour: number | undefined, minutes: number, end: number): Reading | undefined {
  if (hour === undefined) return undefined;
  return { keys: [hour, hour + 12].map((each) => `time:${each * 60 + minutes}`), end };
}

function hourOf(word: string): number | undefined {
  const hour = word === 'een' ? 1 : /^\d{1,2}$/.test(word) ? Number(word) : numberOf(word);
  return hour !== undefined && hour >= 1 && hour <= 12 ? hour : undefined;
}
