/** Rules for a reason to have an assistant on while something is missing, wherever it is given. */
import { dayAfter } from '../../dutch-time.ts';
import { lengthOf, plainFault } from './check.ts';

export const MIN_EXCEPTION_REASON = 20;
export const MAX_EXCEPTION_REASON = 500;
const DAY_MS = 86_400_000;

interface Given {
  readonly reason: string;
  /** YYYY-MM-DD. */
  readonly until: string;
}

/** @param today YYYY-MM-DD. @param maxDays so far ahead it may end. @returns what is wrong, by field. */
export function exceptionFaults({ reason, until }: Given, today: string, maxDays: number): Partial<Record<keyof Given, string>> {
  const [wrongReason, wrongUntil] = [exceptionReasonFault(reason), untilFault(until, today, maxDays)];
  return { ...(wrongReason !== undefined && { reason: wrongReason }), ...(wrongUntil !== undefined && { until: wrongUntil }) };
}

export function exceptionReasonFault(reason: string): string | undefined {
  return lengthOf(reason) < MIN_EXCEPTION_REASON ? `heeft minstens ${MIN_EXCEPTION_REASON} tekens nodig` : plainFault(reason, MAX_EXCEPTION_REASON);
}

function untilFault(until: string, today: string, maxDays: number): string | undefined {
  if (!isDay(until)) return 'moet een dag zijn, zoals 2027-01-31';
  if (until <= today) return 'moet een dag zijn die nog komt';
  return until > dayAfter(today, maxDays) ? `mag hoogstens ${maxDays} dagen vooruit liggen: tot en met ${dayAfter(today, maxDays)}` : undefined;
}

/** From one day to another; negative when that was before. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS);
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
