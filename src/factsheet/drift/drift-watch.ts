import type { Signer } from '../../audit/signing.ts';
import type { Database } from '../../store/database.ts';
import { factsheetIn } from '../public/schema.ts';
import type { DeploymentFacts } from '../facts.ts';
import type { Publications } from '../publications.ts';
import { type Difference, driftOf, signatureDrift } from './drift.ts';

/** What a look found. */
export interface DriftReport {
  readonly at: Date;
  /** Number of what was last published. */
  readonly publication: number;
  /** False for one of another schema, of which nothing can be said. */
  readonly isComparable: boolean;
  readonly differences: readonly Difference[];
}

/** What is known of a drift. */
export interface DriftWatch {
  /** Compares what is published with what is now, and keeps what it found; undefined while nothing was published. @throws BalieError `database-unavailable`. */
  look(): Promise<DriftReport | undefined>;
  /** Hears of what other processes published or found since: compares anew where there is a newer publication. @throws as `look`. */
  follow(): Promise<void>;
  /** What was last found, by whichever process; undefined where nothing was. @throws as `look`. */
  kept(): Promise<DriftReport | undefined>;
  /** How many differences this process last heard of; undefined before that, and while nothing was published. */
  count(): number | undefined;
}

interface Parts {
  readonly db: Database;
  readonly publications: Pick<Publications, 'last'>;
  readonly facts: () => Promise<DeploymentFacts>;
  /** What the desk signs with now. */
  readonly signer: Pick<Signer, 'publicKey'>;
  readonly now: () => Date;
  /** Hears of each look that found something else than the one before it. */
  readonly onChange: (report: DriftReport) => void;
}

const KEPT = 'SELECT at, publication, is_comparable AS "isComparable", differences FROM factsheet_drift';

export function createDriftWatch({ db, publications, facts, signer, now, onChange }: Parts): DriftWatch {
  let known: DriftReport | undefined;
  const hear = (report: DriftReport | undefined) => {
    if (report !== undefined && told(report) !== (known === undefined ? '' : told(known))) onChange(report);
    known = report;
    return report;
  };
  const watch: DriftWatch = {
    async look() {
      const published = await publications.last();
      if (published === undefined) return hear(undefined);
      const then = factsheetIn(published.document)?.facts;
      const report = { at: now(), publication: published.number, isComparable: then !== undefined, differences: then === undefined ? [] : [...signatureDrift(published, signer), ...driftOf(then, await facts())] };
      await db.query(
        `INSERT INTO factsheet_drift (at, publication, is_comparable, differences) VALUES ($1, $2, $3, $4::jsonb)
         ON CONFLICT (is_only) DO UPDATE SET at = excluded.at, publication = excluded.publication, is_comparable = excluded.is_comparable, differences = excluded.differences`,
        [report.at, report.publication, report.isComparable, JSON.stringify(report.differences)],
      );
      return hear(report);
    },
    async follow() {
      const [last] = await db.query<{ number: number | null }>('SELECT max(number) AS number FROM factsheet_publications');
      if ((last?.number ?? undefined) !== known?.publication) return void (await watch.look());
      const kept = await watch.kept();
      if (known !== undefined && kept !== undefined && kept.at > known.at) hear(kept);
    },
    async kept() {
      return (await db.query<DriftReport>(KEPT))[0];
    },
    // One that cannot be compared has to be published anew as much as one that differs.
    count: () => known && (known.isComparable ? known.differences.length : 1),
  };
  return watch;
}

function told({ publication, isComparable, differences }: DriftReport): string {
  return isComparable && differences.length === 0 ? '' : JSON.stringify([publication, isComparable, differences.map(({ words }) => words)]);
}
