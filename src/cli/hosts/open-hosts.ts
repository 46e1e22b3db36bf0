import { ModelCatalogue } from '../../models/catalogue.ts';
import { installedAssistants } from '../desk/assistants.ts';
import { declaredCatalogue, openCatalogue } from './catalogue.ts';
import type { CommandInput } from '../command.ts';
import { type OpenGateway, openGateway } from './gateway.ts';

export interface OpenHosts extends OpenGateway {
  readonly catalogue: ModelCatalogue;
}

/**
 * What may run and where, for a command beside the desk; who opens it closes it.
 * @throws BalieError `config-invalid`, `database-unavailable`.
 */
export async function openHosts({ config, note, database }: Pick<CommandInput, 'config' | 'note' | 'database'>): Promise<OpenHosts> {
  const { catalogue, leftOut } = await openCatalogue({ config, assistants: await installedAssistants(config), db: await database() });
  for (const line of leftOut()) note(`Buiten gebruik: ${line}`);
  return over(catalogue, { config, note });
}

/** The same by the configuration alone: where there is no database yet, in which an admin could have changed anything. @throws BalieError `config-invalid`. */
export async function openDeclaredHosts({ config, note }: Pick<CommandInput, 'config' | 'note'>): Promise<OpenHosts> {
  return over(new ModelCatalogue(declaredCatalogue({ config, assistants: await installedAssistants(config) })), { config, note });
}

function over(catalogue: ModelCatalogue, { config, note }: Pick<CommandInput, 'config' | 'note'>): OpenHosts {
  return { catalogue, ...openGateway(catalogue, config.queue, { onKeyFault: ({ detail }) => note(detail ?? '') }) };
}
