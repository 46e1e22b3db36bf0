import type { LogWish } from './log-views.ts';

export const LOG_PATH = '/beheer/logboek';
export const LOG_EXPORT_PATH = `${LOG_PATH}/export`;
export const LOG_CSV_PATH = `${LOG_PATH}/csv`;
export const VERIFIER_PATH = `${LOG_PATH}/controleprogramma`;

/** What is kept of another server. */
export function keptLogPath(holder: string): string {
  return `${LOG_PATH}/bewaard/${encodeURIComponent(holder)}`;
}

/** The log with what is looked for in it, without what is not. */
export function logPath(wish: Partial<LogWish>, before?: number): string {
  const asked = Object.entries(wish).filter(([, value]) => value !== '');
  const query = new URLSearchParams({ ...Object.fromEntries(asked), ...(before !== undefined && { voor: String(before) }) }).toString();
  return `${LOG_PATH}${query === '' ? '' : `?${query}`}#handelingen`;
}
