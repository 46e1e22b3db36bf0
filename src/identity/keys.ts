import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Queryable } from '../store/database.ts';
import { digest } from './digest.ts';
import type { Rights } from './groups.ts';

/** Somebody who is logged in by name. */
export interface Person extends Pick<Rights, 'roles' | 'groups' | 'readers'> {
  readonly email: string | null;
  /** Whether they showed who they are lately, and strongly enough, to manage the desk. */
  readonly isConfirmed: boolean;
}

/** What a valid key stands for, or somebody who is logged in. `*` among models or assistants is all of them. */
export interface KeyHolder {
  /** Of the key, or of the person. */
  readonly id: string;
  readonly name: string;
  /** An organisation or team whose keys share limits. */
  readonly group: string | null;
  /** Ids of the collections that it may deliver to and see. */
  readonly collections: readonly string[];
  readonly models: readonly string[];
  readonly assistants: readonly string[];
  /** Whether it may manage keys and what else is for admins. */
  readonly isAdmin: boolean;
  /** Whether it may read and judge the answers that ask for it. */
  readonly isReviewer: boolean;
  /** Absent: a key. */
  readonly person?: Person;
}

/** What a key may be made for. */
export type KnownNames = Pick<KeyHolder, 'collections' | 'models' | 'assistants'>;

/** Null is without limit. */
export interface Limits {
  readonly requestsPerMinute: number | null;
  /** By Dutch calendar day and month. */
  readonly tokensPerDay: number | null;
  readonly tokensPerMonth: number | null;
}

/** A key as a person sees it; the secret is in nobody's hands but its holder's. */
export interface KeySummary extends KeyHolder, Limits {
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
  /** The key that this one took over from. */
  readonly rotatedFrom: string | null;
}

/** What a new key is to be; what is left out is not given, or not limited. */
export interface NewKey extends Partial<Omit<KeyHolder, 'id'>>, Partial<Limits> {
  readonly name: string;
  readonly expiresAt?: Date | null;
}

export const NO_LIMITS: Limits = { requestsPerMinute: null, tokensPerDay: null, tokensPerMonth: null };

const TOKEN = /^balie_(?<id>[0-9a-f]{16})_(?<secret>[A-Za-z0-9_-]{43})$/;
/** Stand-ins for a token without the right shape, so that it costs the same work as any other. */
const NO_ID = '';
const NO_HASH = Buffer.alloc(32);

const HOLDER = 'id, name, group_name AS "group", collections, models, assistants, is_admin AS "isAdmin", is_reviewer AS "isReviewer"';
const SUMMARY = `${HOLDER}, requests_per_minute AS "requestsPerMinute", tokens_per_day AS "tokensPerDay",
  tokens_per_month AS "tokensPerMonth", created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt",
  last_used_at AS "lastUsedAt", rotated_from AS "rotatedFrom"`;

/**
 * Makes a key; a group that is not there yet is made, without limits. The token is given once: only a digest of it is kept.
 * @param key at least one collection, model or assistant, or the rights of an admin or reviewer; from `expiresAt` on it is no longer valid.
 * @param follows the key that it takes over from.
 */
export async function createKey(db: Queryable, key: NewKey, follows?: { readonly id: string; readonly lineage: string }): Promise<{ id: string; token: string }> {
  const id = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  await makeGroup(db, key.group);
  await db.query(
    `INSERT INTO api_keys (id, hash, name, group_name, collections, models, assistants, is_admin, is_reviewer, requests_per_minute, tokens_per_day,
       tokens_per_month, expires_at, rotated_from, lineage)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      id, digest(secret), key.name, key.group, key.collections ?? [], key.models ?? [], key.assistants ?? [], key.isAdmin ?? false, key.isReviewer ?? false,
      key.requestsPerMinute, key.tokensPerDay, key.tokensPerMonth, key.expiresAt, follows?.id, follows?.lineage ?? id,
    ],
  );
  return { id, token: `balie_${id}_${secret}` };
}

/**
 * Whose key this is; undefined for one that is malformed, unknown, expired or revoked: all alike, in the same time. Notes when it
 * was used.
 */
export async function verifyKey(db: Queryable, token: string, now: Date): Promise<KeyHolder | undefined> {
  return (await checkKey(db, token, now))?.holder;
}

/** As `verifyKey`, with the moment from which on it is no longer valid. */
export async function checkKey(db: Queryable, token: string, now: Date): Promise<{ holder: KeyHolder; expiresAt: Date | null } | undefined> {
  const { id = NO_ID, secret = '' } = TOKEN.exec(token)?.groups ?? {};
  const [row] = await db.query<KeyHolder & { hash: Buffer; expiresAt: Date | null; isUsable: boolean; isNoted: boolean }>(
    `SELECT ${HOLDER}, hash, expires_at AS "expiresAt", revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2) AS "isUsable",
       last_used_at IS NOT DISTINCT FROM date_trunc('minute', $2::timestamptz) AS "isNoted"
     FROM api_keys WHERE id = $1`,
    [id, now],
  );
  const isRight = timingSafeEqual(digest(secret), row?.hash ?? NO_HASH);
  if (row === undefined || !isRight || !row.isUsable) return undefined;
  const { hash: _, expiresAt, isUsable: __, isNoted, ...holder } = row;
  if (!isNoted) await db.query(`UPDATE api_keys SET last_used_at = date_trunc('minute', $2::timestamptz) WHERE id = $1`, [id, now]);
  return { holder, expiresAt };
}

/** All keys, also those that are no longer valid, the newest first. */
export function listKeys(db: Queryable): Promise<KeySummary[]> {
  return db.query<KeySummary>(`SELECT ${SUMMARY} FROM api_keys ORDER BY created_at DESC, id`);
}

export async function findKey(db: Queryable, id: string): Promise<KeySummary | undefined> {
  const [key] = await db.query<KeySummary>(`SELECT ${SUMMARY} FROM api_keys WHERE id = $1`, [id]);
  return key;
}

/** Makes a key invalid, for good; it stays in the list. @returns false when there is none with this id. */
export async function revokeKey(db: Queryable, id: string): Promise<boolean> {
  const rows = await db.query('UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 RETURNING id', [id]);
  return rows.length > 0;
}

/** Makes a group without limits, unless it is there. @returns whether it is new. */
export async function makeGroup(db: Queryable, name: string | null | undefined): Promise<boolean> {
  if (name == null) return false;
  return (await db.query('INSERT INTO key_groups (name) VALUES ($1) ON CONFLICT DO NOTHING RETURNING name', [name])).length > 0;
}

/** Whether a key's models or assistants hold this one. */
export function includesName(names: readonly string[], wanted: string): boolean {
  return names.includes('*') || names.includes(wanted);
}
