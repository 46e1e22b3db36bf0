import { access, constants, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { masterKey } from '../../audit/content.ts';
import { createManagementLog } from '../../audit/management-log.ts';
import { createSigner, type Signer } from '../../audit/signing.ts';
import { writeContainer } from '../../backup/container.ts';
import { dump } from '../../backup/dump.ts';
import { removeStale } from '../../backup/drafts.ts';
import { filesOf } from '../../backup/files.ts';
import { keyIdOf } from '../../backup/keys.ts';
import { type About, FORMAT } from '../../backup/manifest.ts';
import { BalieError, foreignCode } from '../../errors.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { requireTables } from '../../store/open.ts';
import { accountName } from '../account-name.ts';
import { type CommandInput, tell, WrongUse } from '../command.ts';
import { isOlder } from '../doctor/database.ts';
import { VERSION } from '../version.ts';
import { recipientsOf } from './keys.ts';

const MEGABYTE = 1_000_000;
const MARK_LETTERS = 16;

/** Makes a backup, and records that. */
export async function makeBackup(input: CommandInput, destination: string | undefined): Promise<0> {
  if (destination === undefined) throw new WrongUse();
  const { config, note, signal } = input;
  const recipients = await recipientsOf(input);
  const at = new Date();
  const path = await placeFor(destination, at);
  for (const draft of await removeStale(dirname(path), at)) note(`Weggehaald: ${draft}, het begin van een reservekopie die werd afgebroken.`);
  const db = await input.database();
  // Before a key is looked for: that would be made, beside one that somebody may still put back.
  await requireTables(db, config);
  const key = await masterKey(db, config.auditKey, config.dataDir);
  const signer = createSigner(key);
  if (db.kind === 'embedded') note('De ingebouwde database beantwoordt zolang niets anders: een balie die aan staat, wacht.');
  const files = await filesOf(config.dataDir);
  const describe = (tx: Queryable) => aboutOf(tx, { at, municipality: config.municipality.name, database: db.kind, signer });
  let written: { readonly sha256: string; readonly bytes: number } | undefined;
  const manifest = await dump(db, { about: describe, files, signer }, async (lines) => void (written = await writeContainer(path, recipients, lines, { signal })));
  if (written === undefined) throw new Error('nothing was written');
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const facts = { madeAt: at.toISOString(), head: manifest.about.head.number, rows, bytes: written.bytes, sha256: written.sha256, keyFor: recipients.map((one) => keyIdOf(one).slice(0, MARK_LETTERS)) };
  await recordBackup(db, key, 'backup.made', facts).catch(async (error: unknown) => {
    // The log of an older database may be written in another way: its backup is there all the same.
    if (!(await isOlder(db))) throw error;
    note('De database is van een oudere versie: dat de reservekopie is gemaakt, kon niet in het logboek worden gezet.');
  });
  const { schema, ...about } = manifest.about;
  tell(input, { file: path, ...written, ...manifest, about: { ...about, schema: schema.length } }, [
    `De reservekopie staat in ${path} (${Math.ceil(written.bytes / MEGABYTE)} MB; ${rows} rijen, ${manifest.files.length} bestanden, logboek tot en met regel ${manifest.about.head.number}).`,
    `SHA-256: ${written.sha256}`,
    'De sleutel van het logboek zit er niet in: bewaar die apart. Zonder haar is niets te lezen van wat mensen vroegen.',
  ]);
  return 0;
}

/** Puts into the log what was done with a backup. */
export function recordBackup(db: Database, key: Buffer, kind: `backup.${string}`, facts: Parameters<ReturnType<typeof createManagementLog>>[1]['facts']): Promise<void> {
  const record = createManagementLog({ masterKey: key, now: () => new Date() });
  return db.transaction((tx) => record(tx, { kind, facts: { ...facts, byUser: accountName() } }));
}

/** A folder gets a file named after the moment. @throws BalieError `backup-unwritable`, before anybody has to wait. */
async function placeFor(destination: string, at: Date): Promise<string> {
  const given = resolve(destination);
  const isFolder = (await stat(given).catch(() => undefined))?.isDirectory();
  if (isFolder === false) throw new BalieError('backup-unwritable', { detail: `${given}: dit bestand is er al` });
  // A folder that is missing would become a file, which the next night is in the way.
  if (isFolder === undefined && !given.endsWith('.backup')) throw new BalieError('backup-unwritable', { detail: `${given}: deze map is er niet, en een bestand moet op .backup eindigen. Maak eerst de map, of geef een naam die op .backup eindigt` });
  const folder = isFolder === true ? given : dirname(given);
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    throw new BalieError('backup-unwritable', { detail: `${folder}: ${foreignCode(cause)}`, cause });
  });
  if (isFolder !== true) return given;
  return join(given, `balie-${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z.backup`);
}

interface Said extends Pick<About, 'municipality' | 'database'> {
  readonly at: Date;
  readonly signer: Signer;
}

async function aboutOf(tx: Queryable, { at, municipality, database, signer: { keyId, publicKey } }: Said): Promise<About> {
  const schema = await tx.query<{ sha256: string }>('SELECT sha256 FROM schema_migrations ORDER BY version');
  const keys = await tx.query<{ fingerprint: string }>('SELECT fingerprint FROM audit_master_keys ORDER BY 1');
  const [head] = await tx.query<About['head']>(`SELECT number, encode(hash, 'hex') AS hash FROM audit_head`);
  if (head === undefined) throw new Error('audit_head has no row');
  return { format: FORMAT, product: VERSION, at: at.toISOString(), municipality, database, schema: schema.map(({ sha256 }) => sha256), masterKeys: keys.map(({ fingerprint }) => fingerprint), keyId, publicKey, head };
}
