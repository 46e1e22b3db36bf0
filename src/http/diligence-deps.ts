import type { Measuring } from '../factsheet/diligence/probe.ts';
import type { DiligenceReport } from '../factsheet/diligence/report.ts';

/** The due diligence of this deployment. Who may is checked before these are called. */
export interface DiligenceDeps {
  /** As it is now. @throws BalieError `database-unavailable`. */
  report(): Promise<DiligenceReport>;
  readonly measuring: Measuring;
}
