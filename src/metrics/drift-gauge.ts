import type { Registry } from './registry.ts';

/** Tells how many facts differ from the published factsheet; nothing while none was published. */
export function watchDrift(registry: Pick<Registry, 'gauge'>, count: () => number | undefined): void {
  registry.gauge({ name: 'balie_factsheet_drift', help: 'Facts of this desk that differ from its published factsheet.', labels: [] }, () => {
    const differences = count();
    return differences === undefined ? [] : [[[], differences] as const];
  });
}
