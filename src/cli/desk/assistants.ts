import type { Config } from '../../config.ts';
import { type AssistantFolder, readAssistants } from '../../models/prompts/assistants.ts';

/** The assistants of this installation. @throws BalieError `config-invalid`. */
export function installedAssistants({ promptsDir, chatModel, municipality: { name, phone, phoneHours, email } }: Config): Promise<Map<string, AssistantFolder>> {
  return readAssistants({ folder: promptsDir, defaultModel: chatModel, values: { municipality: name, phone, phoneHours, email } });
}
