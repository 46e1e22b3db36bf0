import type { Config } from '../../config/config.ts';
import type { DriftWatch } from '../../factsheet/drift/drift-watch.ts';
import type { DiligenceDeps } from '../../http/diligence-deps.ts';
import type { Desk } from '../desk/desk.ts';
import { createMeasuring } from '../diligence/measuring.ts';
import { diligenceReport } from '../diligence/report.ts';
import type { SaidParts } from '../diligence/said.ts';
import type { FactsheetSources } from '../factsheet/sources.ts';
import { remembered } from '../remembered.ts';

interface Parts {
  /** What holds now. */
  readonly config: Config;
  readonly desk: Desk;
  readonly sources: FactsheetSources;
  readonly drift: Pick<DriftWatch, 'kept'>;
  readonly said: Pick<SaidParts, 'over'>;
}

/** The due diligence of this deployment, and what measures for it. */
export function diligenceDeps({ config, desk, sources, drift, said }: Parts): DiligenceDeps {
  const measuring = createMeasuring({ desk, db: sources.db, now: sources.now, closing: desk.closing });
  // Nobody who looks at a page waits for hosts that do not answer more than once a minute.
  const facts = remembered(sources.facts);
  return {
    async report() {
      await measuring.look();
      return diligenceReport({ config, sources: { ...sources, facts }, drift, said });
    },
    measuring,
  };
}
