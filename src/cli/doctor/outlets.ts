import type { Config } from '../../config/config.ts';
import { errorCatalogue } from '../../errors.ts';
import { type OutletState, outletStates } from '../../logbook/state.ts';
import type { Database } from '../../store/database.ts';
import { agoWords, type Check, daysSince, fault, ok, warning } from './checks.ts';

/** Whether what follows the audit log, and who gets it (a SIEM, the Logboek Dataverwerkingen), keeps up. */
export async function lookAtOutlets(db: Database, config: Pick<Config, 'logbook' | 'siem'>, now: Date): Promise<readonly Check[]> {
  return (await outletStates(db, config)).map((state) => outletCheck(state, now));
}

function outletCheck(state: OutletState, now: Date): Check {
  const { fault: code, acknowledgedAt, waiting } = state;
  const what = nameOf(state);
  if (code === null) return ok(what, waiting === 0 ? 'heeft alles' : `wacht op ${waiting}`);
  const days = acknowledgedAt === null ? undefined : daysSince(acknowledgedAt, now);
  const last = days === undefined ? 'Er kwam nog niets aan' : `Het laatste kwam ${agoWords(days)} aan`;
  // One that is away for an hour catches up by itself.
  return (days === 0 ? warning : fault)(what, `${errorCatalogue[code].message} ${last}, er wacht ${waiting}.`, errorCatalogue[code].action);
}

/** An address may have a secret in its path. */
function nameOf({ kind, to = '' }: OutletState): string {
  if (kind === 'records') return 'Logboek Dataverwerkingen';
  return kind === 'siem' ? `SIEM ${to}` : `Logboek Dataverwerkingen naar ${URL.canParse(to) ? new URL(to).host : to}`;
}
