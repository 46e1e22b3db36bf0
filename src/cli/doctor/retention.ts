import { lastActAt } from '../../audit/management-log.ts';
import { errorCatalogue } from '../../errors.ts';
import { GAP_DAYS } from '../../retention/clock.ts';
import { RAN } from '../../retention/retention.ts';
import type { Database } from '../../store/database.ts';
import { agoWords, type Check, daysSince, fault, ok } from './checks.ts';

/** There is a report each day. */
const DAYS = 2;
const WHAT = 'Wissen na de bewaartermijn';
const BY_HAND = errorCatalogue['retention-clock'].action;
/** For whoever turned it off for some days there is nothing to be done. */
const ACTION = `Staat de balie uit? Dan wist zij weer zodra zij start. Staat zij aan? ${BY_HAND}`;

/** Whether what is past its time still goes, by the log: reports go by their age themselves. Of a desk that nobody asked anything yet there is nothing to say. */
export async function retentionChecks(db: Database, now: Date): Promise<readonly Check[]> {
  const last = await lastActAt(db, RAN);
  if (last === undefined) return (await isAsked(db, now)) ? [fault(WHAT, 'is nog nooit gedaan', ACTION)] : [];
  const days = daysSince(last, now);
  const said = `voor het laatst ${agoWords(days)}`;
  return [days < DAYS ? ok(WHAT, said) : fault(WHAT, said, days > GAP_DAYS ? BY_HAND : ACTION)];
}

/** Whether so long ago that it should have been done since. */
async function isAsked(db: Database, now: Date): Promise<boolean> {
  return (await db.query(`SELECT 1 FROM turns WHERE received_at < $1::timestamptz - make_interval(days => ${DAYS}) LIMIT 1`, [now])).length > 0;
}
