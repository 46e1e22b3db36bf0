import type { KeyObject } from 'node:crypto';
import { existingMasterKey, fingerprintOf } from '../../audit/content.ts';
import { createManagementLog } from '../../audit/management-log.ts';
import { createSigner } from '../../audit/signing.ts';
import { type ChainReport, verify } from '../../audit/verify.ts';
import { stagedFiles } from '../../backup/files.ts';
import { loading, schemaVersion } from '../../backup/load.ts';
import type { About, Manifest } from '../../backup/manifest.ts';
import { readBackup, type Taker } from '../../backup/read.ts';
import { thereAlready } from '../../backup/tables.ts';
import type { Config } from '../../config/config.ts';
import { BalieError } from '../../errors.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { type Migration, readMigrations } from '../../store/migrate.ts';
import { accountName } from '../account-name.ts';
import { afterwards, type Todo } from './afterwards.ts';
import { lastSteps, recordEnd } from './finish.ts';
import { RECORDS_END } from './unfinished.ts';

interface Options {
  readonly file: string;
  /** Opens the backup. */
  readonly secret: KeyObject;
  readonly config: Pick<Config, 'auditKey' | 'dataDir'>;
  /** Where files go. */
  readonly dataDir: string;
  /** Whether it is the backup that is meant, by what it says of itself: before anything is put back. */
  readonly check?: (about: About) => void;
  /** Rows come in from here on. */
  readonly onBegin?: (about: About) => void;
  /** They are in: from here on the database is not empty any more. */
  readonly onFull?: () => void;
  /** Erases again what was erased since, before anything of it is queued or indexed, and has the log say so (`backup.erased`). */
  readonly erase?: (masterKey: Buffer) => Promise<void>;
  /** Other ones in tests. */
  readonly migrations?: readonly Migration[];
}

export interface PutBack {
  readonly manifest: Manifest;
  /** Absent where it could not be looked at. */
  readonly chain?: ChainReport;
  /** What did not succeed once the rows were in. */
  readonly todo: readonly Todo[];
}

/**
 * Puts a backup into an empty database, in one transaction: all of it, or nothing. Then follow files, erasures, the queue, the index and a walk over
 * the audit log: what fails of those is told, since the rows are in by then and a second try would find a database that is not empty.
 * @param db empty, not migrated. @throws BalieError `restore-not-empty`, `backup-foreign`, `backup-newer`, those of `readBackup` and of the master key; what `check` throws.
 */
export async function putBack(db: Database, { file, secret, config, dataDir, check, onBegin, onFull, erase, migrations }: Options): Promise<PutBack> {
  const known = migrations ?? (await readMigrations());
  const masterKey = await existingMasterKey(config.auditKey, config.dataDir);
  await requireEmpty(db);
  // First whether it fits here at all: that takes a moment, and all the rest may take hours.
  await readAbout(file, secret, (about) => {
    checkFits(about, masterKey, known);
    check?.(about);
  });
  const staged = await stagedFiles(dataDir);
  const manifest = await inTransaction(db, async (tx) => {
    await requireEmpty(tx);
    const load = loading(tx, known);
    const done = await readBackup(file, secret, { ...load.taker, file: staged.file, bytes: staged.bytes, about: async (about) => {
      checkFits(about, masterKey, known);
      await load.taker.about(about);
      onBegin?.(about);
    } });
    await load.finish(done);
    const record = createManagementLog({ masterKey, now: () => new Date() });
    await record(tx, { kind: 'backup.restored', facts: { madeAt: done.about.at, head: done.about.head.number, product: done.about.product, erasures: erase !== undefined, ...RECORDS_END, byUser: accountName() } });
    return done;
  }).catch(async (error: unknown) => {
    await staged.drop();
    throw error;
  });
  onFull?.();
  let chain: ChainReport | undefined;
  const left = await afterwards([
    ['files', () => staged.place()],
    ['erasures', async () => erase?.(masterKey)],
    ...lastSteps(db, async () => (chain = await verify(db, masterKey))),
  ]);
  return { manifest, todo: await recordEnd(db, masterKey, left), ...(chain && { chain }) };
}

class Enough extends Error {}

/** Reads no further than what a backup says of itself first. */
async function readAbout(file: string, secret: KeyObject, check: (about: About) => void): Promise<void> {
  const taker: Taker = {
    about(about) {
      check(about);
      return Promise.reject(new Enough());
    },
  };
  await readBackup(file, secret, taker).catch((error: unknown) => {
    if (!(error instanceof Enough)) throw error;
  });
}

/** @throws BalieError `backup-newer`, `backup-foreign`. */
function checkFits({ schema, masterKeys, keyId }: About, masterKey: Buffer, migrations: readonly Migration[]): void {
  schemaVersion(schema, migrations);
  const fingerprint = fingerprintOf(masterKey);
  if (!masterKeys.includes(fingerprint) || createSigner(masterKey).keyId !== keyId) throw new BalieError('backup-foreign', { detail: `vingerafdruk ${fingerprint}; nodig: ${masterKeys.join(', ')}` });
}

async function requireEmpty(db: Queryable): Promise<void> {
  const there = await thereAlready(db);
  if (there.length > 0) throw new BalieError('restore-not-empty', { detail: `er is al: ${there.join(', ')}` });
}

/** In a session: a large database takes longer than any statement may otherwise. */
function inTransaction<Result>(db: Database, work: (tx: Queryable) => Promise<Result>): Promise<Result> {
  return db.session(async (session) => {
    await session.query('BEGIN');
    try {
      const result = await work(session);
      await session.query('COMMIT');
      return result;
    } catch (error) {
      await session.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  });
}
