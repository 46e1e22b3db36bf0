import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnswerCase, caseReader } from '../../evaluation/case.ts';
import { readLines } from '../../knowledge/evaluation/lines.ts';
import { caseLine, listCases } from '../../review/cases.ts';
import type { Queryable } from '../../store/database.ts';
import type { Desk } from '../desk/desk.ts';

export const CASES_FILE = 'cases.jsonl';

/** The cases of an assistant: those in its folder, and those that staff made. */
export function ownCases({ config }: Pick<Desk, 'config'>, db: Queryable) {
  return {
    /** @throws BalieError `input-invalid` for a file that cannot be read as cases. */
    async folderCases(name: string): Promise<readonly AnswerCase[]> {
      const path = join(config.promptsDir, name, CASES_FILE);
      const isThere = await stat(path).then(() => true, () => false);
      return isThere ? (await readLines(path, caseReader())).filter(({ assistant }) => assistant === name) : [];
    },
    async staffCases(name: string): Promise<readonly AnswerCase[]> {
      const kept = await listCases(db);
      return kept.filter(({ assistant }) => assistant === name).map(caseLine).map(caseReader());
    },
  };
}
