import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, OWN_PROMPTS } from '../../config.ts';
import { type AssistantFolder, readAssistants } from '../../models/prompts/assistants.ts';

/** The assistants of this installation. @throws BalieError `config-invalid`. */
export async function installedAssistants({ promptsDir, chatModel, municipality: { name, website, phone, phoneHours, email } }: Config): Promise<Map<string, AssistantFolder>> {
  const values = { municipality: name, website, phone, phoneHours, email };
  return readAssistants({ folder: promptsDir, defaultModel: chatModel, values, municipalities: await readMunicipalities(promptsDir) });
}

/** Names of the municipalities of the Netherlands: a list of one's own, or Balie's. */
async function readMunicipalities(folder: string): Promise<string[]> {
  const own = join(folder, 'gemeenten.txt');
  const text = await readFile(existsSync(own) ? own : join(OWN_PROMPTS, 'gemeenten.txt'), 'utf8');
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}
