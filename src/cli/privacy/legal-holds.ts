import type { HeldBy } from '../../audit/erasure.ts';
import { NO_HOLDS_MEANWHILE } from '../../audit/retention.ts';
import { heldBy } from '../../retention/holds.ts';

/** Whether something may not be erased for now, as it is until the end of the transaction: nobody makes a hold meanwhile. */
export const legalHolds: HeldBy = async (tx, scope) => {
  await tx.query(NO_HOLDS_MEANWHILE);
  return (await heldBy(tx, scope)).length > 0;
};
