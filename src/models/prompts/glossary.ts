import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { BalieError } from '../../errors.ts';

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
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '{}';
      throw new BalieError('config-invalid', { detail: `${path}: niet te lezen`, cause: error });
    });
    for (const [word, meaning] of Object.entries(listOf(text, path))) words.set(word.trim().toLowerCase(), meaning.trim());
  }
  if (words.size > MAX_WORDS) throw new BalieError('config-invalid', { detail: `${FILE}: hoogstens ${MAX_WORDS} woorden` });
  return words;
}

function listOf(text: string, path: string): Record<string, string> {
  try {
    return listSchema.parse(parse(text) ?? {});
  } catch (error) {
    const faults = error instanceof z.ZodError ? error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) : [error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'niet te lezen'];
    throw new BalieError('config-invalid', { detail: faults.map((fault) => `${path}: ${fault}`).join('\n'), cause: error });
  }
}
