import { type Bound, boundOf } from './bounds.ts';
import { digitsOf, numberOf, ordinalOf } from './numbers.ts';
import { ending } from './word.ts';
import { isTime, readAddress, readDate, type Reading, readPhone, readRange, readTime } from './readings.ts';
import type { Token } from './tokens.ts';

/** A number, amount, date, time, term, telephone number or address that a text claims. */
export interface Value {
  /** What it may mean, in one way of writing each: `eur:8390`, `day:42`, `time:510`. */
  readonly keys: readonly string[];
  readonly bound: Bound;
  /** Of a bare number: the word behind it, which says what is counted. */
  readonly counted?: string;
  /** The tokens from `start` to `end` (exclusive) are it. */
  readonly start: number;
  readonly end: number;
  /** "Niet" that belongs to its bound ("niet meer dan"). */
  readonly negations: readonly number[];
}

/** What a unit counts in, and how much of that one of it is. Months and days are apart: no month has a sure number of days. */
const UNITS: Readonly<Record<string, readonly [string, number]>> = {
  dag: ['day', 1], dagen: ['day', 1], week: ['day', 7], weken: ['day', 7], werkdag: ['workday', 1], werkdagen: ['workday', 1],
  maand: ['month', 1], maanden: ['month', 1], jaar: ['month', 12], jaren: ['month', 12], minuut: ['minute', 1], minuten: ['minute', 1],
  kwartier: ['minute', 15], uur: ['minute', 60], uren: ['minute', 60], procent: ['percent', 1], '%': ['percent', 1],
  meter: ['mm', 1_000], m: ['mm', 1_000], centimeter: ['mm', 10], cm: ['mm', 10], millimeter: ['mm', 1], mm: ['mm', 1],
  kilometer: ['mm', 1e6], km: ['mm', 1e6], kilo: ['gram', 1_000], kg: ['gram', 1_000], kilogram: ['gram', 1_000], gram: ['gram', 1],
  liter: ['liter', 1], vierkante: ['m2', 1], kubieke: ['m3', 1], euro: ['eur', 100], eur: ['eur', 100], cent: ['eur', 1], keer: ['times', 1], maal: ['times', 1],
};

/** "Per maand", "elke week": how often, or for how much of what. */
const PER = new Set(['per', 'elke', 'iedere', 'ieder', 'elk']);

/** All that a text claims in numbers, in order. */
export function valuesOf(tokens: readonly Token[]): Value[] {
  const values: Value[] = [];
  let at = 0;
  while (at < tokens.length) {
    const value = valueAt(tokens, at);
    if (value === undefined) at += 1;
    else {
      values.push(value);
      at = Math.max(value.end, at + 1);
    }
  }
  return values;
}

function valueAt(tokens: readonly Token[], at: number): Value | undefined {
  const reading = readAddress(tokens, at) ?? readDate(tokens, at) ?? readPhone(tokens, at) ?? readRange(tokens, at) ?? readTime(tokens, at) ?? readNumber(tokens, at);
  if (reading === undefined) return undefined;
  const kind = reading.keys[0] ?? '';
  if (/^(?:ordinal|per|letter):/.test(kind)) return { ...reading, start: at, bound: 'exact', negations: [] };
  const isTime = reading.keys.some((key) => /^(?:time|date):/.test(key));
  return { ...reading, start: at, ...boundOf(tokens, at, reading.end, isTime), ...(reading.bound && { bound: reading.bound }) };
}

/** An amount, a term, a measure, an article, an ordinal or a bare number. */
function readNumber(tokens: readonly Token[], at: number): Reading | undefined {
  const { text = '', raw = '' } = tokens[at] ?? {};
  if (text === '€') return amount(tokens, at);
  // A zone, a category: the only letters that stand alone, but for the one that addresses the reader.
  if (/^[A-Z]$/.test(raw) && raw !== 'U') return { keys: [`letter:${text}`], end: at + 1 };
  if ((text === 'artikel' || text === 'art' || text === 'lid') && tokens[at + 1]?.text === '.') return article(tokens, at, at + 2);
  if (text === 'artikel' || text === 'lid') return article(tokens, at, at + 1);
  const part = ordinalOf(tokens[at + 1]?.text ?? '') ?? 0;
  const parts = text === 'een' ? 1 : numberOf(text);
  if (part > 2 && parts !== undefined) return { keys: [`part:${parts}/${part}`], end: at + 2 };
  const ordinal = ordinalOf(text);
  if (ordinal !== undefined) return { keys: [`ordinal:${ordinal}`], end: at + 1 };
  const next = tokens[at + 1]?.text ?? '';
  if (PER.has(text) && tokens[at + 1]?.kind === 'word' && next !== 'geval' && numberOf(next) === undefined) return { keys: [`per:${ending(next)}`], end: at + 2 };
  const count = countAt(tokens, at);
  if (count === undefined) return undefined;
  if (tokens[at]?.kind === 'number' && (next === 'e' || next === 'ste' || next === 'de') && raw.length < 3) return { keys: [`ordinal:${count}`], end: at + 2 };
  const unit = unitAt(tokens, at + 1);
  if (unit !== undefined) return measured(count, unit, next, Object.hasOwn(UNITS, next) ? at + 2 : at + 1, tokens[at]?.kind === 'word');
  if (isTime(tokens, at)) return undefined;
  return { keys: [`number:${count}`], end: at + 1, ...(tokens[at + 1]?.kind === 'word' && { counted: next }) };
}

/** The unit behind a number; of "95 tot 98 procent" that of both. */
function unitAt(tokens: readonly Token[], at: number): readonly [string, number] | undefined {
  const [next = '', number, unit = ''] = [0, 1, 2].map((step) => tokens[at + step]?.text);
  if (Object.hasOwn(UNITS, next)) return UNITS[next];
  const isRange = /^(?:tot|a|[-–])$/.test(next) && countAt(tokens, at + 1) !== undefined && number !== undefined;
  return isRange && Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
}

function measured(count: number, [kind, size]: readonly [string, number], unit: string, end: number, isWritten: boolean): Reading {
  const keys = [`${kind}:${Math.round(count * size * 100) / 100}`];
  // "9 uur" is a time as well as a term.
  if (unit !== 'uur' || count > 24) return { keys, end };
  // Written out ("vijf uur") it is as often in the afternoon.
  return { keys: [...keys, `time:${count * 60}`, ...(isWritten && count <= 12 ? [`time:${(count + 12) * 60}`] : [])], end };
}

/** "6", "zes", "half" and "een" before a unit. */
function countAt(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === 'number') return digitsOf(token.text);
  if (token.kind !== 'word') return undefined;
  const next = tokens[at + 1]?.text ?? '';
  const hasUnit = Object.hasOwn(UNITS, next);
  if (token.text === 'half' || token.text === 'halve') return hasUnit ? 0.5 : undefined;
  if (token.text === 'een') return hasUnit || /é/i.test(token.raw.normalize('NFC')) ? 1 : undefined;
  return numberOf(token.text);
}

function amount(tokens: readonly Token[], at: number): Reading | undefined {
  const count = countAt(tokens, at + 1);
  if (count === undefined) return undefined;
  return { keys: [`eur:${Math.round(count * 100)}`], end: at + 2 };
}

function article(tokens: readonly Token[], at: number, number: number): Reading | undefined {
  const token = tokens[number];
  return token?.kind === 'number' ? { keys: [`${tokens[at]?.text === 'lid' ? 'paragraph' : 'article'}:${token.text}`], end: number + 1 } : undefined;
}
