import { BalieError } from '../errors.ts';

/** Whether what could not be kept in the log is tried again, behind the back of who asked. */
export function isAway(error: unknown): boolean {
  return error instanceof BalieError && (error.code === 'database-unavailable' || error.code === 'log-full');
}
