import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, OWN_PROMPTS } from '../../config/config.ts';
import { type AssistantFolder, readAssistants } from '../../models/prompts/assistants.ts';

/** The assistants of this installation. @throws BalieError `config-invalid`. */
export async function installedAssistants(config: Config): Promise<Map<string, AssistantFolder>> {
  const { promptsDir, chatModel } = config;
  return readAssistants({ folder: promptsDir, defaultModel: chatModel, values: promptValues(config), municipalities: await readMunicipalities(promptsDir) });
}

/** What files of an assistant are filled with, at the moment that they are. @throws what reading the list of municipalities throws. */
export async function fillingOf(config: Pick<Config, 'promptsDir' | 'chatModel' | 'municipality'>) {
  const municipalities = await readMunicipalities(config.promptsDir);
  return (now: Pick<Config, 'municipality'> = config) => ({ defaultModel: config.chatModel, values: promptValues(now), municipalities });
}

/** What names in braces stand for, in prompts and fixed texts. */
export function promptValues({ municipality: { name, website, phone, phoneHours, email } }: Pick<Config, 'municipality'>): Readonly<Record<string, string>> {
  return { municipality: name, website, phone, phoneHours, email };
}

/** Names of the municipalities of the Netherlands: a list of one's own, or Balie's. */
async function readMunicipalities(folder: string): Promise<string[]> {
  const own = join(folder, 'gemeenten.txt');
  const text = await readFile(existsSync(own) ? own : join(OWN_PROMPTS, 'gemeenten.txt'), 'utf8');
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}
