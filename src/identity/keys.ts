import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Queryable } from '../store/database.ts';

/** What a valid key stands for. */
export interface KeyHolder {
  readonly id: string;
  readonly name: string;
  /** Ids of the collections that it may deliver to and see. */
  readonly collections: readonly string[];
}

/** A key as a person sees it; the secret is in nobody's hands but its holder's. */
export interface KeySummary extends KeyHolder {
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

const TOKEN = /^balie_(?<id>[0-9a-f]{16})_(?<secret>[A-Za-z0-9_-]{43})$/;
/** Stand-ins for a token without the right shape, so that it costs the same work as any other. */
const NO_ID = '';
const NO_HASH = Buffer.alloc(32);

/**
 * Makes a key. The token is given once: only a digest of it is kept.
 * @param key its name (for people), the collections it is for (at least one), and from when it is no longer valid.
 */
export async function createKey(
  db: Queryable,
  { name, collections, expiresAt }: { readonly name: string; readonly collections: readonly string[]; readonly expiresAt?: Date },
): Promise<{ id: string; token: string }> {
  const id = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  await db.query('INSERT INTO api_keys (id, name, hash, collections, expires_at) VALUES ($1, $2, $3, $4, $5)', [
    id, name, digest(secret), collections, expiresAt,
  ]);
  return { id, token: `balie_${id}_${secret}` };
}

/**
 * Whose key this is; undefined for one that is malformed, unknown, expired or revoked: all alike, in the same time. Notes when it
 * was used.
 */
export async function verifyKey(db: Queryable, token: string, now: Date): Promise<KeyHolder | undefined> {
  const { id = NO_ID, secret = '' } = TOKEN.exec(token)?.groups ?? {};
  const [row] = await db.query<{ name: string; collections: string[]; hash: Buffer; isUsable: boolean; isNoted: boolean }>(
    `SELECT name, collections, hash, revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2) AS "isUsable",
       last_used_at IS NOT DISTINCT FROM date_trunc('minute', $2::timestamptz) AS "isNoted"
     FROM api_keys WHERE id = $1`,
    [id, now],
  );
  const isRight = timingSafeEqual(digest(secret), row?.hash ?? NO_HASH);
  if (row === undefined || !isRight || !row.isUsable) return undefined;
  if (!row.isNoted) await db.query(`UPDATE api_keys SET last_used_at = date_trunc('minute', $2::timestamptz) WHERE id = $1`, [id, now]);
  return { id, name: row.name, collections: row.collections };
}

/** All keys, also those that are no longer valid, the newest first. */
export function listKeys(db: Queryable): Promise<KeySummary[]> {
  return db.query<{ [Key in keyof KeySummary]: KeySummary[Key] }>(
    `SELECT id, name, collections, created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt",
       last_used_at AS "lastUsedAt"
     FROM api_keys ORDER BY created_at DESC, id`,
  );
}

/** Makes a key invalid, for good; it stays in the list. @returns false when there is none with this id. */
export async function revokeKey(db: Queryable, id: string): Promise<boolean> {
  const rows = await db.query('UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 RETURNING id', [id]);
  return rows.length > 0;
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
