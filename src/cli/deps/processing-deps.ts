import type { Config } from '../../config/config.ts';
import type { ProcessingDeps } from '../../http/processing-deps.ts';
import { findRecords } from '../../logbook/records.ts';
import { outletStates } from '../../logbook/state.ts';
import type { Database } from '../../store/database.ts';

/** The Logboek Dataverwerkingen, for who reads it and for who watches over the desk. */
export function processingDeps({ logbook, siem }: Pick<Config, 'logbook' | 'siem'>, db: Database): ProcessingDeps {
  return {
    states: () => outletStates(db, { logbook, siem }),
    ...(logbook !== undefined && { find: (query) => findRecords(db, query) }),
  };
}
