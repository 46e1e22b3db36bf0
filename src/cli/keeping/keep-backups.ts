import { lastActAt } from '../../audit/management-log.ts';
import type { Queryable } from '../../store/database.ts';
import { oneAtATime } from './look.ts';

const LOOK_MS = 5 * 60_000;

interface Watching {
  /** Hears when a backup was last made (ISO 8601); undefined: never. */
  readonly onLook: (at: string | undefined) => void;
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
}

/** Looks now and every so often when a backup was last made: another process does that, and the log is where it says so. @returns what stops it. */
export function watchBackups(db: Queryable, { onLook, onError, everyMs = LOOK_MS }: Watching): () => void {
  const look = oneAtATime(async () => onLook(await lastActAt(db, 'backup.made')), onError);
  void look();
  const timer = setInterval(() => void look(), everyMs).unref();
  return () => clearInterval(timer);
}
