import { randomUUID } from 'node:crypto';
import { BalieError, foreignCode } from '../../errors.ts';
import type { Queryable } from '../../store/database.ts';
import { OWN_ISSUER } from '../groups.ts';

/** More than anyone has devices. */
const MAX_PASSKEYS = 20;
const UNIQUE_VIOLATION = '23505';

/** A passkey as its owner sees it. */
export interface PasskeyView {
  readonly id: string;
  readonly name: string;
  /** Kept by a provider of passkeys too, and so on more than one device. */
  readonly isSynced: boolean;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export interface NewPasskey {
  readonly credential: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly isSynced: boolean;
  readonly name: string;
}

/** A passkey with which somebody logs in. */
export interface KnownPasskey extends Pick<NewPasskey, 'publicKey' | 'counter'> {
  readonly id: string;
  readonly personId: string;
}

/** Of somebody with an account of the desk itself; undefined for who has none. */
export async function passkeysOf(db: Queryable, personId: string): Promise<PasskeyView[] | undefined> {
  const [person] = await db.query('SELECT FROM people WHERE id = $1 AND issuer = $2', [personId, OWN_ISSUER]);
  if (person === undefined) return undefined;
  return db.query<PasskeyView>(
    'SELECT id, name, is_synced AS "isSynced", created_at AS "createdAt", last_used_at AS "lastUsedAt" FROM passkeys WHERE person_id = $1 ORDER BY created_at, id',
    [personId],
  );
}

/** What their authenticators need not make once more. */
export async function credentialsOf(db: Queryable, personId: string): Promise<{ credential: Buffer; transports: readonly string[] }[]> {
  return db.query<{ credential: Buffer; transports: string[] }>('SELECT credential, transports FROM passkeys WHERE person_id = $1', [personId]);
}

/** The passkey of that name, of somebody who may log in. */
export async function findPasskey(db: Queryable, credential: Buffer): Promise<KnownPasskey | undefined> {
  const [found] = await db.query<KnownPasskey>(
    `SELECT k.id, k.person_id AS "personId", k.public_key AS "publicKey", k.counter FROM passkeys k JOIN people p ON p.id = k.person_id
     WHERE k.credential = $1 AND p.issuer = $2 AND p.disabled_at IS NULL`,
    [credential, OWN_ISSUER],
  );
  return found;
}

/** Notes that it was used, in the caller's transaction. @returns false when its counter went further meanwhile, or it is gone. */
export async function notePasskey(tx: Queryable, id: string, counter: number, now: Date): Promise<boolean> {
  const noted = await tx.query('UPDATE passkeys SET counter = $2::bigint, last_used_at = $3 WHERE id = $1 AND (counter < $2::bigint OR (counter = 0 AND $2::bigint = 0)) RETURNING id', [id, counter, now]);
  return noted.length === 1;
}

/** Adds one in the caller's transaction. @returns its id. @throws BalieError `passkey-too-many`, `passkey-known`. */
export async function addPasskey(tx: Queryable, personId: string, { credential, publicKey, counter, transports, isSynced, name }: NewPasskey, now: Date): Promise<string> {
  if ((await lockPasskeys(tx, personId)).length >= MAX_PASSKEYS) throw new BalieError('passkey-too-many');
  const id = randomUUID();
  try {
    await tx.query(
      'INSERT INTO passkeys (id, person_id, credential, public_key, counter, transports, is_synced, name, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [id, personId, credential, publicKey, counter, transports, isSynced, name, now],
    );
  } catch (error) {
    throw foreignCode(error) === UNIQUE_VIOLATION ? new BalieError('passkey-known') : error;
  }
  return id;
}

/** Removes one in the caller's transaction. @returns false when they have none with this id. @throws BalieError `passkey-last`. */
export async function removePasskey(tx: Queryable, personId: string, id: string): Promise<boolean> {
  const all = await lockPasskeys(tx, personId);
  if (!all.includes(id)) return false;
  if (all.length === 1) throw new BalieError('passkey-last');
  await tx.query('DELETE FROM passkeys WHERE id = $1', [id]);
  return true;
}

/** The person is locked: of two who remove the last two, one finds one left. */
async function lockPasskeys(tx: Queryable, personId: string): Promise<string[]> {
  await tx.query('SELECT FROM people WHERE id = $1 FOR UPDATE', [personId]);
  return (await tx.query<{ id: string }>('SELECT id FROM passkeys WHERE person_id = $1', [personId])).map(({ id }) => id);
}
