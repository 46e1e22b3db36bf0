import type { Config } from '../../config.ts';
import { type AssistantFolder, readAssistants } from '../../models/prompts/assistants.ts';

/** The assistants of this installation. @throws BalieError `config-invalid`. */
export function installedAssistants(config: Config): Promise<Map<string, AssistantFolder>> {
  return readAssistants({ folder: config.promptsDir, defaultModel: config.chatModel, values: promptValues(config) });
}

/** What `{{name}}` stands for in prompts and fixed texts. */
export function promptValues({ municipality: { name, phone, phoneHours, email } }: Config): Readonly<Record<string, string>> {
  return { municipality: name, phone, phoneHours, email };
}
