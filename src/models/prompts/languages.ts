import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BalieError } from '../../errors.ts';
import { type Prompt, readPrompt } from './prompt.ts';
import { noted, readYaml } from './yaml.ts';

/** The folder under `prompts/` that is no assistant's. */
export const LANGUAGES_FOLDER = 'talen';

const text = z.string().min(1).max(2_000);
const words = z.record(z.string(), text);
const faultWords = z.record(z.string(), z.tuple([text, text]));
/**
 * `contact`: how to reach a person; `handover`: the pages with which a conversation is passed on; `page` and `faults`: the desk's page, and
 * what is said there of what goes wrong, as a message and what to do.
 */
const languageSchema = z.strictObject({ name: text, dutchName: text, invitation: text, replies: words, contact: words.optional(), handover: words.optional(), page: words.optional(), faults: faultWords.optional() });
const termsSchema = z.record(text, z.record(z.string().regex(/^[a-z]{2}$/), text));
const offerSchema = z.strictObject({ notOffered: text });

export type LanguageTexts = z.infer<typeof languageSchema>;

/** What a desk says and knows of other languages than Dutch. */
export interface LanguageFolder {
  /** By ISO 639-1 code. */
  readonly texts: ReadonlyMap<string, LanguageTexts>;
  readonly terms: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly notOffered: string;
  readonly questionPrompt: Prompt;
  readonly answerPrompt: Prompt;
}

/**
 * Reads `talen/` (a file for each language, `termen.yaml` and `aanbod.yaml`), `translate-question.md` and `translate-answer.md`, of Balie's own
 * folder and on top of that of the municipality's, where it has them.
 * @param folders Balie's own first.
 * @throws BalieError `config-invalid` whose detail names every fault.
 */
export async function readLanguages(folders: readonly string[]): Promise<LanguageFolder> {
  const faults: string[] = [];
  const texts = new Map<string, LanguageTexts>();
  let terms: LanguageFolder['terms'] = {};
  let notOffered = '';
  for (const folder of folders) {
    for (const name of await yamlFiles(join(folder, LANGUAGES_FOLDER))) {
      const read = <Read>(schema: z.ZodType<Read>) => readYaml(join(folder, LANGUAGES_FOLDER, `${name}.yaml`), (value) => schema.parse(value)).catch(noted(faults));
      if (name === 'termen') terms = { ...terms, ...(await read(termsSchema)) };
      else if (name === 'aanbod') notOffered = (await read(offerSchema))?.notOffered ?? notOffered;
      else {
        const own = await read(languageSchema);
        const known = texts.get(name);
        if (own !== undefined) texts.set(name, { ...known, ...own, replies: { ...known?.replies, ...own.replies }, ...(own.page && { page: { ...known?.page, ...own.page } }), ...(own.faults && { faults: { ...known?.faults, ...own.faults } }) });
      }
    }
  }
  if (faults.length > 0) throw new BalieError('config-invalid', { detail: faults.join('\n') });
  return { texts, terms, notOffered, questionPrompt: await promptIn(folders, 'translate-question'), answerPrompt: await promptIn(folders, 'translate-answer') };
}

async function yamlFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new BalieError('config-invalid', { detail: `${folder}: niet te lezen`, cause: error });
  });
  return names.filter((name) => name.endsWith('.yaml')).map((name) => name.slice(0, -'.yaml'.length)).toSorted();
}

/** The municipality's own, where it has one. */
async function promptIn(folders: readonly string[], name: string): Promise<Prompt> {
  const own = folders.findLast((folder) => existsSync(join(folder, `${name}.md`))) ?? folders[0] ?? '';
  return readPrompt(own, name, ['language', 'text']);
}
