/** Of a receiver of ours, who may ask for a night. */
const LONGEST_MS = 24 * 60 * 60_000;

/**
 * The wait that a `Retry-After` asks for, in milliseconds: seconds or a date (RFC 9110, 10.2.3); 0 for a moment that is past. Undefined when there is none
 * to read.
 * @param longest what is waited at most.
 */
export function retryAfterMs(value: string | readonly string[] | undefined, now: number, longest = LONGEST_MS): number | undefined {
  const text = [value].flat()[0]?.trim() ?? '';
  // A number with anything more to it is read as a date by some, and means none.
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : /^[a-z]/i.test(text) ? Date.parse(text) - now : Number.NaN;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), longest);
}

/** The same as part of an answer. */
export function waitIn(header: string | readonly string[] | undefined): { readonly waitMs?: number } {
  const waitMs = retryAfterMs(header, Date.now()) ?? 0;
  return waitMs > 0 ? { waitMs } : {};
}
