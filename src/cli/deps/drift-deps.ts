import { createDriftWatch, type DriftWatch } from '../../factsheet/drift/drift-watch.ts';
import type { RequestLogger } from '../../http/deps.ts';
import type { FactsheetSources } from '../factsheet/sources.ts';

/** How the desk differs from its published factsheet. What is found is told in the log of the server too: names of facts, which are public. */
export function driftDeps(sources: FactsheetSources, logger: Pick<RequestLogger, 'info'>): DriftWatch {
  return createDriftWatch({
    ...sources,
    onChange: ({ publication, differences }) => logger.info({ event: 'factsheet-drift', publication, count: differences.length, facts: differences.map(({ id }) => id) }, 'compared with the published factsheet'),
  });
}
