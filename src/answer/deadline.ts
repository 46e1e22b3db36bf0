/**
 * The signal of who asks, and of a turn that takes too long. Not `AbortSignal.timeout`: that one lives for as long as the turn might have taken, and
 * with it all that the turn was about. @returns `clear`, for the end of the turn.
 */
export function underDeadline(ms: number, signal: AbortSignal): { readonly deadline: AbortSignal; readonly either: AbortSignal; readonly clear: () => void } {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms).unref();
  return { deadline: late.signal, either: AbortSignal.any([signal, late.signal]), clear: () => clearTimeout(timer) };
}
