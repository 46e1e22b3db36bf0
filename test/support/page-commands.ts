/** What a page of docs/ has in its blocks of code. */
import { readFile } from 'node:fs/promises';

/** The blocks of one language, as they stand there. */
export async function blocksIn(of: URL, language: string): Promise<string[]> {
  const text = await readFile(of, 'utf8');
  return [...text.matchAll(/^```(?<language>\w+)\n(?<lines>[^]*?)^```$/gm)].flatMap(({ groups }) => (groups?.['language'] === language ? [groups['lines'] ?? ''] : []));
}

/** What a page says to type: a command a line; one that ends in a backslash goes on. */
export async function commandsIn(of: URL): Promise<string[]> {
  return (await blocksIn(of, 'sh')).flatMap((block) => block.replaceAll(/\\\n */g, '').split('\n').filter((line) => line !== ''));
}
