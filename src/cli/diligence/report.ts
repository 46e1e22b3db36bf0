import type { Config } from '../../config/config.ts';
import { lastProbes } from '../../factsheet/diligence/probes-kept.ts';
import { DILIGENCE_QUESTIONS } from '../../factsheet/diligence/questions/questions.ts';
import { type DiligenceReport, reportOf } from '../../factsheet/diligence/report.ts';
import type { DriftWatch } from '../../factsheet/drift/drift-watch.ts';
import type { FactsheetSources } from '../factsheet/sources.ts';
import { runningFacts } from './running-facts.ts';
import type { SaidParts } from './said.ts';

export interface ReportParts {
  /** What holds now. */
  readonly config: Config;
  readonly sources: Pick<FactsheetSources, 'db' | 'facts' | 'statements' | 'publications' | 'now'>;
  readonly drift: Pick<DriftWatch, 'kept'>;
  readonly said: Pick<SaidParts, 'over'>;
}

/** The report of this deployment as it is now. @throws BalieError `database-unavailable`. */
export async function diligenceReport({ config, sources, drift, said }: ReportParts): Promise<DiligenceReport> {
  const { db, publications } = sources;
  const now = sources.now();
  const [facts, statements, probes, running] = await Promise.all([sources.facts(), sources.statements.current(), lastProbes(db), runningFacts({ config, db, publications, drift, now })]);
  return said.over((stated) => reportOf(DILIGENCE_QUESTIONS, { facts, statements, probes, running, now }, stated));
}
