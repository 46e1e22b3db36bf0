import { createSigner } from '../../audit/signing.ts';
import type { Config } from '../../config/config.ts';
import { createDriftWatch, type DriftWatch } from '../../factsheet/drift/drift-watch.ts';
import { createPublications } from '../../factsheet/publications.ts';
import type { RequestLogger } from '../../http/deps.ts';
import type { Database } from '../../store/database.ts';
import type { Switches } from '../../switches/switches.ts';
import type { Desk } from '../desk/desk.ts';
import { factSource } from '../factsheet/fact-source.ts';

interface Parts {
  readonly config: Config;
  readonly desk: Desk;
  readonly db: Database;
  readonly switches: Switches;
  readonly logger: Pick<RequestLogger, 'info'>;
}

/** How the desk differs from its published factsheet. What is found is told in the log of the server too: names of facts, which are public. */
export function driftDeps({ config, desk, db, switches, logger }: Parts): DriftWatch {
  const now = () => new Date();
  const publications = createPublications({ db, record: desk.recordAct, signer: createSigner(desk.auditKey), now });
  return createDriftWatch({
    db,
    publications,
    facts: factSource({ config, desk, db, switches, now }).facts,
    now,
    onChange: ({ publication, differences }) => logger.info({ event: 'factsheet-drift', publication, count: differences.length, facts: differences.map(({ id }) => id) }, 'compared with the published factsheet'),
  });
}
