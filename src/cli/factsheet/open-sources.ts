import { masterKey } from '../../audit/content.ts';
import { createManagementLog } from '../../audit/management-log.ts';
import type { Config } from '../../config/config.ts';
import { Switches } from '../../switches/switches.ts';
import type { CommandInput } from '../command.ts';
import type { Desk } from '../desk/desk.ts';
import { openCatalogue } from '../hosts/catalogue.ts';
import { openGateway } from '../hosts/gateway.ts';
import { openSettings } from '../settings/open.ts';
import { type FactsheetSources, factsheetSources } from './sources.ts';

export interface OpenSources {
  readonly sources: FactsheetSources;
  readonly masterKey: Buffer;
  /** With what is published in it. */
  readonly config: Config;
  readonly assistants: Desk['assistants'];
}

/** The factsheet's sources without a desk, for one command: what was published in Beheer holds here too, settings, models, and what is off. */
export async function withSources<T>({ config, database, note }: Pick<CommandInput, 'config' | 'database' | 'note'>, work: (open: OpenSources) => Promise<T>): Promise<T> {
  const db = await database();
  const key = await masterKey(db, config.auditKey, config.dataDir);
  const record = createManagementLog({ masterKey: key, now: () => new Date() });
  const { config: live, assistants } = await openSettings({ config, db, record });
  const catalogue = await openCatalogue({ config: live, assistants, db });
  const { hostOf, close } = openGateway(catalogue.catalogue, live.queue, { onKeyFault: ({ detail }) => note(detail ?? '') });
  try {
    const switches = new Switches(db, { record });
    await switches.refresh();
    const sources = factsheetSources({ config: live, desk: { assistants, catalogue, hostOf }, db, switches, record, masterKey: key });
    // Before it looked, whatever has no exception in the configuration counts as off.
    await sources.live.look();
    return await work({ sources, masterKey: key, config: live, assistants });
  } finally {
    await close();
  }
}
