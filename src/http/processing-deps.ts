import type { LogRecord } from '../logbook/record.ts';
import type { RecordQuery } from '../logbook/records.ts';
import type { OutletState } from '../logbook/state.ts';

/** The Logboek Dataverwerkingen, and the ways out of the audit log. */
export interface ProcessingDeps {
  /** How each way out stands, of those that are configured. */
  states(): Promise<readonly OutletState[]>;
  /** Records, in the order in which they were kept; absent where none are kept. */
  readonly find?: (query: RecordQuery) => Promise<readonly (LogRecord & { readonly number: number })[]>;
}
