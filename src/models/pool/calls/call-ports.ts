import type { CallReport } from '../../call.ts';
import type { HostLoads } from '../hosts/loads.ts';
import type { Pool } from '../pool.ts';

/** What a call needs of where it runs. */
export interface CallPorts {
  readonly pool: Pool;
  /** Asks the pool's hosts anew what models they have. */
  readonly lookAgain: () => Promise<void>;
  readonly loads: Pick<HostLoads, 'left'>;
  readonly onEnd: (report: CallReport) => void;
  /** Milliseconds, from any start. */
  readonly clock: () => number;
}
