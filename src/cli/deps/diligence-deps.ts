import type { StatedAnswer } from '../../factsheet/diligence/answer.ts';
import { DILIGENCE_QUESTIONS } from '../../factsheet/diligence/questions/questions.ts';
import { reportOf } from '../../factsheet/diligence/report.ts';
import type { DiligenceDeps } from '../../http/diligence-deps.ts';
import type { FactsheetSources } from '../factsheet/sources.ts';

/** What the desk knows of itself without asking its assistants anything: nothing runs in the background. */
export function diligenceDeps({ facts, statements, now }: Pick<FactsheetSources, 'facts' | 'statements' | 'now'>, stated: () => Promise<readonly StatedAnswer[]>): DiligenceDeps {
  return {
    async report() {
      const [known, said, answers] = await Promise.all([facts(), statements.current(), stated()]);
      return reportOf(DILIGENCE_QUESTIONS, { facts: known, statements: said, probes: [], now: now() }, answers);
    },
    measuring: { start: () => false, state: () => ({ isRunning: false, done: 0, of: 0 }) },
  };
}
