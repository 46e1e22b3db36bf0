import type { Database, Queryable } from '../../store/database.ts';
import type { ChainFault, ChainReport } from '../verify.ts';

/** When the whole chain was last walked, and what was found. */
export interface Verification {
  readonly at: Date;
  readonly entries: number;
  readonly fault?: ChainFault;
}

export async function keepVerification(db: Database, { entries, firstFault }: ChainReport, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO audit_verifications (at, entries, fault_number, fault) VALUES ($1, $2, $3, $4)
     ON CONFLICT (only_row) DO UPDATE SET at = excluded.at, entries = excluded.entries, fault_number = excluded.fault_number, fault = excluded.fault`,
    [at, entries, firstFault?.number, firstFault?.fault],
  );
}

export async function lastVerification(db: Queryable): Promise<Verification | undefined> {
  const [row] = await db.query<{ at: Date; entries: number; number: number | null; fault: ChainFault['fault'] | null }>('SELECT at, entries, fault_number AS number, fault FROM audit_verifications');
  return row && { at: row.at, entries: row.entries, ...(row.fault !== null && row.number !== null && { fault: { number: row.number, fault: row.fault } }) };
}
