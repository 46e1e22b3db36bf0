import { dutchDay } from '../../dutch-time.ts';
import type { StatedAnswer } from '../../factsheet/diligence/answer.ts';
import { createDiligenceAnswers, type DiligenceAnswers, notesFrom, statedFrom } from '../../factsheet/diligence/answers.ts';
import type { DiligenceReport } from '../../factsheet/diligence/report.ts';
import { withNotes } from '../../factsheet/diligence/report.ts';
import { createVault, type Vault } from '../../factsheet/diligence/sealed.ts';
import type { FactsheetSources } from '../factsheet/sources.ts';

/** What people answered, for the report and for the pages. */
export interface SaidParts {
  readonly vault: Vault;
  readonly answers: DiligenceAnswers;
  /** A report over what people answered, with what they add to what is measured. */
  over(report: (stated: readonly StatedAnswer[]) => DiligenceReport): Promise<DiligenceReport>;
}

export function saidParts({ db, record, now }: Pick<FactsheetSources, 'db' | 'record' | 'now'>, masterKey: Buffer): SaidParts {
  const vault = createVault(masterKey);
  const answers = createDiligenceAnswers({ db, vault, record, now });
  return {
    vault,
    answers,
    async over(report) {
      const current = await answers.current();
      return withNotes(report(statedFrom(current, dutchDay(now()))), notesFrom(current));
    },
  };
}
