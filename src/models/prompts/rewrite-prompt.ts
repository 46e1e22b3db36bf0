import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BalieError } from '../../errors.ts';
import { withoutFrontMatter } from './front-matter.ts';

/**
 * Reads `rewrite.md`, with which a model puts a follow-up anew.
 * @throws BalieError `config-invalid` when it is not there, or has not `{{history}}` and `{{question}}` once each.
 */
export async function readRewritePrompt(folder: string): Promise<string> {
  const path = join(folder, 'rewrite.md');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new BalieError('config-invalid', { detail: `${path}: niet te lezen, en nodig voor REWRITE_MODEL`, cause });
  });
  const prompt = withoutFrontMatter(text);
  const names = [...prompt.matchAll(/\{\{(.*?)\}\}/g)].map((match) => match[1]);
  if (names.join() !== 'history,question' && names.join() !== 'question,history') throw new BalieError('config-invalid', { detail: `${path}: moet {{history}} en {{question}} elk één keer hebben` });
  return prompt;
}
