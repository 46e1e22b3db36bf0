import type { RecordAct } from '../../audit/management-log.ts';
import { createSigner, type Signer } from '../../audit/signing.ts';
import type { Config } from '../../config/config.ts';
import { createPublications, type Publications } from '../../factsheet/publications.ts';
import type { Live } from '../../factsheet/live/live.ts';
import { withConfigured } from '../../factsheet/statements/configured.ts';
import { createStatements, type Statement, type Statements } from '../../factsheet/statements/statements.ts';
import type { Database } from '../../store/database.ts';
import type { Switches } from '../../switches/switches.ts';
import { closedBy, openLive } from './open-live.ts';
import { marker } from './facts/discreet.ts';
import { type FactSource, factSource, type ToldDesk } from './fact-source.ts';

interface Parts {
  readonly config: Config;
  readonly desk: ToldDesk;
  readonly db: Database;
  readonly switches: Pick<Switches, 'offFor' | 'list'>;
  readonly record: RecordAct;
  readonly masterKey: Buffer;
}

/** What every part of the factsheet is made of: its pages, its drift, and what is sent to platforms say the same. */
export interface FactsheetSources extends FactSource {
  readonly db: Database;
  readonly record: RecordAct;
  /** With what the configuration says. */
  readonly statements: Statements;
  /** What the configuration says alone: before a person published, nobody outside sees more. */
  readonly configured: readonly Statement[];
  readonly publications: Publications;
  readonly signer: Signer;
  /** Which assistants may answer residents. */
  readonly live: Live;
  readonly now: () => Date;
}

export function factsheetSources({ config, desk, db, switches, record, masterKey }: Parts): FactsheetSources {
  const now = () => new Date();
  const signer = createSigner(masterKey);
  const statements = withConfigured(createStatements({ db, record, now }), config.factsheet);
  const live = openLive({ config, desk, db, statements, switches, record, now });
  return {
    ...factSource({ config, desk, db, switches: closedBy(live, switches), mark: marker(masterKey), now }),
    db,
    record,
    statements,
    live,
    configured: config.factsheet,
    publications: createPublications({ db, record, signer, desk: config.publicUrl, now }),
    signer,
    now,
  };
}
