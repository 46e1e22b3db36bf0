import { masterKey } from '../../audit/content.ts';
import { createManagementLog } from '../../audit/management-log.ts';
import type { Manager } from '../../identity/key-acts.ts';
import { createKeyManager, type KeyManager } from '../../identity/key-manager.ts';
import { accountName } from '../account-name.ts';
import type { CommandInput } from '../command.ts';

/**
 * Changes of keys from the command line, in the desk's own audit log.
 * @throws BalieError `audit-key-wrong` on a machine that does not have the key of that log.
 */
export async function openManager({ config, database }: CommandInput): Promise<{ manager: KeyManager; by: Manager }> {
  const db = await database();
  const key = await masterKey(db, config.auditKey, config.dataDir);
  return { manager: createKeyManager(db, createManagementLog({ masterKey: key, now: () => new Date() })), by: { byUser: accountName() } };
}
