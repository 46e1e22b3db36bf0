import { numberOf } from './numbers.ts';
import type { Reading } from './special-values.ts';
import type { Token } from './tokens.ts';

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
