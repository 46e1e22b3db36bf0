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
