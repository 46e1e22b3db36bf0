import type { Database } from '../../../store/database.ts';
import { findingsOf } from './check.ts';
import type { Ask, Finding, Looked } from './finding.ts';

/** What was last found, by whichever process. */
export interface Article50Report {
  readonly at: Date;
  /** Of Balie. */
  readonly version: string;
  readonly findings: readonly Finding[];
}

export interface Article50Watch {
  /** Looks now, and keeps what it found. @throws BalieError `database-unavailable`. */
  look(ask: Ask): Promise<Article50Report>;
  /** @throws as `look`. */
  kept(): Promise<Article50Report | undefined>;
  /** Hears of what other processes found. @throws as `look`. */
  follow(): Promise<void>;
  /** How many duties were not met at some place, as this process last heard; undefined before that. */
  count(): number | undefined;
}

interface Parts {
  readonly db: Database;
  readonly looked: () => Looked;
  readonly version: string;
  readonly now: () => Date;
}

export const unmetIn = ({ findings }: Pick<Article50Report, 'findings'>): readonly Finding[] => findings.filter(({ isMet }) => !isMet);

/** The last report; undefined before the first look. @throws BalieError `database-unavailable`. */
export async function lastArticle50(db: Pick<Database, 'query'>): Promise<Article50Report | undefined> {
  return (await db.query<Article50Report>('SELECT at, version, findings FROM ai_act_checks'))[0];
}

export function createArticle50Watch({ db, looked, version, now }: Parts): Article50Watch {
  let known: Article50Report | undefined;
  return {
    async look(ask) {
      const report = { at: now(), version, findings: await findingsOf(ask, looked()) };
      await db.query(
        'INSERT INTO ai_act_checks (at, version, findings) VALUES ($1, $2, $3::jsonb) ON CONFLICT (is_only) DO UPDATE SET at = excluded.at, version = excluded.version, findings = excluded.findings',
        [report.at, version, JSON.stringify(report.findings)],
      );
      known = report;
      return report;
    },
    kept: () => lastArticle50(db),
    async follow() {
      known = (await lastArticle50(db)) ?? known;
    },
    count: () => known && unmetIn(known).length,
  };
}
