import { lastAct } from '../../audit/management-log.ts';
import { BalieError } from '../../errors.ts';
import type { Queryable } from '../../store/database.ts';
import { isLeft, type Step, WORDS } from './afterwards.ts';

/** In the act of a restore: that its end is recorded too. One by an older version has none, and its database must not stay closed for that. */
export const RECORDS_END = { recordsEnd: true } as const;

/** What a restore into this database left to be done, as far as its log can say that, in Dutch; undefined: nothing. */
export async function unfinished(db: Queryable): Promise<string | undefined> {
  const restored = await lastAct(db, 'backup.restored');
  if (restored?.facts['recordsEnd'] !== true) return undefined;
  const finished = await lastAct(db, 'backup.finished');
  if (finished === undefined || finished.number < restored.number) return `teruggezet op ${restored.at}, en afgebroken voordat alles was gedaan`;
  const said = finished.facts['left'];
  const left = (typeof said === 'string' ? said.split(' ') : []).filter((what): what is Step => Object.hasOwn(WORDS, what)).map((what) => ({ what }));
  return isLeft(left) ? `nog te doen: ${left.map(({ what }) => WORDS[what]).join('; ')}` : undefined;
}

/** Before the desk answers anybody, or erases by age: what should be gone may be there, and what waits to be sent may be of it. @throws BalieError `restore-unfinished`. */
export async function requireFinished(db: Queryable): Promise<void> {
  const detail = await unfinished(db);
  if (detail !== undefined) throw new BalieError('restore-unfinished', { detail });
}
