import type { ModelCatalogue } from '../models/catalogue.ts';
import { readAssistants } from '../models/prompts/assistants.ts';
import { openCatalogue } from './catalogue.ts';
import type { CommandInput } from './command.ts';
import { type OpenGateway, openGateway } from './gateway.ts';

export interface OpenHosts extends OpenGateway {
  readonly catalogue: ModelCatalogue;
}

/**
 * What may run and where, for a command beside the desk; who opens it closes it.
 * @throws BalieError `config-invalid`, `database-unavailable`.
 */
export async function openHosts({ config, note, database }: Pick<CommandInput, 'config' | 'note' | 'database'>): Promise<OpenHosts> {
  const { name, phone, phoneHours, email } = config.municipality;
  const assistants = await readAssistants({ folder: config.promptsDir, defaultModel: config.chatModel, values: { municipality: name, phone, phoneHours, email } });
  const { catalogue, leftOut } = await openCatalogue({ config, assistants, db: await database() });
  for (const line of leftOut()) note(`Buiten gebruik: ${line}`);
  return { catalogue, ...openGateway(catalogue, config.queue, { onFault: ({ detail }) => note(detail ?? '') }) };
}
