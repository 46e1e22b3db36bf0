import { type ExportSpan, lastShared } from '../../audit/export-span.ts';
import { lastAct } from '../../audit/management-log.ts';
import { BalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';

const invalid = (detail: string) => new BalieError('erasures-invalid', { detail });

/** Whether an export says all that came behind the end of a backup. @param head the last entry in the backup. @throws BalieError `erasures-invalid`. */
export function requireReach({ from, to }: ExportSpan, head: number): void {
  if (from > head + 1) throw invalid(`het begint bij regel ${from}, en de reservekopie eindigt bij regel ${head}: wat daartussen is gewist, staat er niet in`);
  if (to < head) throw invalid(`het eindigt bij regel ${to}, en de reservekopie gaat tot en met regel ${head}: dit logboek is ouder`);
}

/**
 * Where an export goes on from what a database that was put back knows, in whatever way that was done: of what it says up to there the database knows.
 * Where the database ends itself says nothing: it may have recorded something since.
 * @returns the number of the last entry that both have. @throws BalieError `erasures-invalid` where something is missing between, or nothing is behind it.
 */
export async function sharedUntil(db: Database, span: ExportSpan): Promise<number> {
  const [shared, restored, [last]] = [await lastShared(db, span), await lastAct(db, 'backup.restored'), await db.query<{ number: number }>('SELECT number FROM audit_head')];
  const head = last?.number ?? 0;
  const backup = restored?.facts['head'];
  // An export that has that act too is of after it: what was put back since was put back in another way.
  const isOfBackup = restored !== undefined && typeof backup === 'number' && restored.number > (shared ?? 0);
  if (isOfBackup) requireReach(span, backup);
  if (shared === undefined || (shared === 0 && (isOfBackup ? backup : head) > 0)) throw invalid(`het heeft geen regel met deze database gemeen: het begint bij regel ${span.from}, en de database eindigt bij regel ${head}`);
  if (!isOfBackup && shared === span.to) throw invalid(`het eindigt bij regel ${shared}, en die heeft deze database zelf ook (zij gaat tot en met regel ${head}): wat er sindsdien is gewist, staat er niet in`);
  return shared;
}
