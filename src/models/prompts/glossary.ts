import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BalieError } from '../../errors.ts';
import { readYaml } from './yaml.ts';

const FILE = 'woordenlijst.yaml';
const MAX_WORDS = 5_000;
const listSchema = z.record(z.string().min(2, 'een woord heeft minstens twee letters').max(80), z.string().max(300, 'hoogstens 300 tekens'));

/**
 * The difficult words of this installation with what they mean: Balie's own list, and on top of it that of the municipality's folder.
 * An empty meaning takes a word off the list.
 * @param folders Balie's own first.
 * @throws BalieError `config-invalid` whose detail names every fault.
 */
export async function readGlossary(folders: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const words = new Map<string, string>();
  for (const folder of folders) {
    const path = join(folder, FILE);
    const own = existsSync(path) ? await readYaml(path, (value) => listSchema.parse(value ?? {})) : {};
    for (const [word, meaning] of Object.entries(own)) words.set(word.trim().toLowerCase(), meaning.trim());
  }
  if (words.size > MAX_WORDS) throw new BalieError('config-invalid', { detail: `${FILE}: hoogstens ${MAX_WORDS} woorden` });
  return words;
}
