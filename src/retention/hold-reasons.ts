const PAST = 'least(ended_at, ends_at) < $1 AND reason IS NOT NULL';

/** Why something had to be kept goes so long after it ended, by hand or by itself. That it had to stays. */
export const agedHoldReasons = { past: `legal_holds WHERE ${PAST}`, erase: [{ from: 'legal_holds', set: 'wrapped = NULL, reason = NULL, end_reason = NULL', where: PAST }] };
