import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, OWN_PROMPTS } from '../config.ts';
import { BalieError } from '../errors.ts';
import { readWordGroups, type Synonyms, synonymsOf, type WordGroup } from '../knowledge/word-groups.ts';

const FILE = 'synoniemen.txt';

/**
 * The synonyms of search: Balie's own list, and that of the municipality's folder of prompts, where it has one.
 * @throws BalieError `config-invalid` whose detail names each faulty line.
 */
export async function readSynonyms({ promptsDir }: Pick<Config, 'promptsDir'>): Promise<Synonyms> {
  const groups: WordGroup[] = [];
  for (const folder of new Set([OWN_PROMPTS, promptsDir])) {
    const path = join(folder, FILE);
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      // A folder of one's own need not have a list.
      if (error.code === 'ENOENT') return '';
      throw new BalieError('config-invalid', { detail: `${path} is niet te lezen`, cause: error });
    });
    const read = readWordGroups(text);
    if (read.faults.length > 0) {
      const lines = read.faults.slice(0, 20).map(({ line, problem }) => `regel ${line}: ${PROBLEMS[problem]}`);
      throw new BalieError('config-invalid', { detail: `${path}: ${lines.join('; ')}` });
    }
    groups.push(...read.groups);
  }
  return synonymsOf(groups);
}

const PROBLEMS: Readonly<Record<ReturnType<typeof readWordGroups>['faults'][number]['problem'], string>> = {
  'too-many-lines': 'de lijst is te lang',
  'control-character': 'er staat een onzichtbaar teken in',
  'empty-word': 'er staat niets tussen twee komma’s',
  'word-too-long': 'een woord is te lang',
  'only-one-word': 'er staat maar één woord',
  'too-many-words': 'er staan te veel woorden op één regel',
  'word-twice': 'een woord staat er twee keer',
  'two-arrows': 'er staat meer dan één >',
};
