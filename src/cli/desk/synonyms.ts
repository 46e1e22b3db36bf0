import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Config, OWN_PROMPTS } from '../../config/config.ts';
import { BalieError } from '../../errors.ts';
import { syncSynonyms } from '../../knowledge/words/synonyms.ts';
import { readWordGroups, type Synonyms, synonymsOf, type WordGroup } from '../../knowledge/words/word-groups.ts';
import type { Database } from '../../store/database.ts';

const FILE = 'synoniemen.txt';

type Folder = Pick<Config, 'promptsDir'>;

/**
 * Makes search use the lists of this configuration, instead of those that it used.
 * @throws BalieError `config-invalid` as `readSynonyms`, and for words with more synonyms than search takes.
 */
export async function loadSynonyms(db: Database, config: Folder): Promise<void> {
  await syncSynonyms(db, await readSynonyms(config), { place: placeOf(config), takesOver: true });
}

/**
 * The same for one command: lists that were changed are loaded, but a desk with another folder keeps its own.
 * @param note is told when search uses other lists than these.
 */
export function loadOwnSynonyms(note: (line: string) => void): typeof loadSynonyms {
  return async (db, config) => {
    const outcome = await syncSynonyms(db, await readSynonyms(config), { place: placeOf(config), takesOver: false });
    if (outcome === 'other') note('Zoekt met de synoniemen waarmee balie is gestart, niet met die van deze configuratie.');
  };
}

/** The same path on another machine is another folder. */
function placeOf({ promptsDir }: Folder): string {
  return `${hostname()}:${promptsDir}`;
}

/**
 * The synonyms of search: Balie's own list, and that of the municipality's folder of prompts, where it has one.
 * @throws BalieError `config-invalid` whose detail names each faulty line.
 */
export async function readSynonyms({ promptsDir }: Folder): Promise<Synonyms> {
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
  'phrase-too-long': 'een woordgroep is te lang om naar te zoeken',
  'only-one-word': 'er staat maar één woord',
  'too-many-words': 'er staan te veel woorden op één regel',
  'word-twice': 'een woord staat er twee keer',
  'two-arrows': 'er staat meer dan één >',
};
