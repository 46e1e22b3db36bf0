import { randomUUID } from 'node:crypto';
import type { RecordAct } from '../../src/audit/management-log.ts';
import type { Scope } from '../../src/oversight/opening.ts';
import { createOpenings } from '../../src/oversight/openings.ts';
import type { OversightRules } from '../../src/oversight/rules.ts';
import type { Database } from '../../src/store/database.ts';

/** As the configuration has them where it says nothing. */
export const RULES: OversightRules = { maxHours: 72, maxReviewDays: 90, maxPeriodDays: 31, approvers: ['privacy-officer'], approversOfPrivacyOfficer: ['admin', 'auditor'] };

interface Place {
  readonly db: Database;
  readonly desk: { readonly auditKey: Buffer; readonly recordAct: RecordAct };
}

/** Leave to see what people said, asked for and approved as a desk does it; of the queue of answers to judge where no other scope is given. @returns its number. */
export async function approvedOpening({ db, desk }: Place, scope: Scope = { kind: 'review' }, askedBy: string = randomUUID()): Promise<number> {
  const openings = createOpenings({ db, masterKey: desk.auditKey, rules: RULES, now: () => new Date(), record: desk.recordAct });
  const { number } = await openings.ask({ form: randomUUID(), by: { id: askedBy, roles: ['reviewer'] }, category: 'quality', scope, hours: 24, reason: 'Om te zien of het klopt.' });
  await openings.decide(number, { id: randomUUID(), roles: ['privacy-officer'] }, true);
  return number;
}
