import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { splitIntoPassages } from '../../../ingest/passages/split.ts';
import type { Config } from '../../config/config.ts';
import { BalieError } from '../../errors.ts';
import { beirSet, readBeir } from '../../knowledge/evaluation/beir.ts';
import { type QuestionSet, readOutOfScope, readOwnQuestions } from '../../knowledge/evaluation/questions.ts';
import type { Database } from '../../store/database.ts';
import { loadFolders, noteUnknownTitles } from './load-folders.ts';

const OUT_OF_SCOPE = 'out-of-scope.txt';

/**
 * What `path` holds: a folder is BEIR's, with its own texts; a file has questions about the documents of the
 * configuration's folders.
 * @param outOfScope file with questions that no document answers; a folder's own `out-of-scope.txt` when not given.
 * @throws BalieError `path-unreadable`, `input-invalid`.
 */
export async function openQuestionSet(path: string, outOfScope: string | undefined, config: Config): Promise<QuestionSet> {
  const kind = await stat(path).catch((cause: unknown) => {
    throw new BalieError('path-unreadable', { detail: path, cause });
  });
  if (kind.isDirectory()) {
    const beside = await stat(join(path, OUT_OF_SCOPE)).then(() => join(path, OUT_OF_SCOPE)).catch(() => undefined);
    const file = outOfScope ?? beside;
    return beirSet(await readBeir(path), (text) => splitIntoPassages([{ headings: [], text }]), file === undefined ? [] : await readOutOfScope(file));
  }
  const own = await readOwnQuestions(path);
  return {
    questions: own.questions,
    outOfScope: [...own.outOfScope, ...(outOfScope === undefined ? [] : await readOutOfScope(outOfScope))],
    keyOf: ({ title }) => title,
    load: (db, note, signal) => load(db, own.questions, config, note, signal),
  };
}

async function load(db: Database, questions: QuestionSet['questions'], { collections }: Config, note: (line: string) => void, signal: AbortSignal): Promise<void> {
  await loadFolders(db, { collections, note, signal });
  await noteUnknownTitles(db, questions.flatMap(({ grades }) => [...grades.keys()]), note);
}
