import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { masterKey } from '../../audit/content.ts';
import { chainKey } from '../../audit/chain.ts';
import { createManagementLog } from '../../audit/management-log.ts';
import { anchorStates } from '../../audit/proof/anchors.ts';
import { exportLines, type ExportRange } from '../../audit/proof/export.ts';
import { BalieError, errorCatalogue, foreignCode } from '../../errors.ts';
import { accountName } from '../account-name.ts';
import { type CommandInput, tell } from '../command.ts';

/** Writes the log for an outsider, to a file that is not there yet or to standard output; and records that this was done. */
export async function writeExport(input: CommandInput, range: ExportRange, file: string | undefined): Promise<0> {
  const { config, database, note } = input;
  const db = await database();
  const key = await masterKey(db, config.auditKey, config.dataDir);
  const record = createManagementLog({ masterKey: key, now: () => new Date() });
  await db.transaction((tx) => record(tx, { kind: 'audit.exported', facts: { from: range.from, to: range.to, byUser: accountName() } }));
  const chain = chainKey(key);
  const lines = exportLines({ db, key: chain, name: config.municipality.name, at: new Date(), ...range });
  if (file === undefined) {
    for await (const text of lines) if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  } else await pipeline(lines, createWriteStream(file, { flags: 'wx', mode: 0o600 })).catch(asUnwritable);
  note(`Ondertekend met sleutel ${chain.signer.keyId}. Een ander controleert dit bestand met: node verify-audit.mjs ${file ?? 'BESTAND'} --key ${chain.signer.keyId}`);
  return 0;
}

function asUnwritable(cause: unknown): never {
  // What the database says of it is no fault of the file.
  if (cause instanceof BalieError || !/^E[A-Z]+$/.test(foreignCode(cause))) throw cause;
  throw new BalieError('export-unwritable', { detail: foreignCode(cause), cause });
}

/** How the places outside stand that keep the checkpoints. */
export async function tellAnchors(input: CommandInput): Promise<0 | 1> {
  const states = await anchorStates(await input.database(), input.config.audit.anchors.map(({ name }) => name));
  const line = ({ name, waiting, attempts, fault, detail, sentAt }: (typeof states)[number]) =>
    [name, waiting === 0 ? 'heeft alles' : `wacht op ${waiting}`, sentAt === null ? 'nog niets ontvangen' : `laatst ontvangen ${sentAt.toISOString()}`, ...(fault === null ? [] : [`${attempts} pogingen: ${errorCatalogue[fault].message}${detail === null ? '' : ` (${detail})`}`])].join('  ');
  tell(input, { anchors: states }, states.length === 0 ? ['Er zijn geen ankerpunten ingesteld (audit.anchors).'] : states.map(line));
  return states.some(({ fault }) => fault !== null) ? 1 : 0;
}
