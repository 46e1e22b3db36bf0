import { createHash, randomBytes } from 'node:crypto';
import type { Queryable } from '../store/database.ts';
import { type Group, rightsOf } from './groups.ts';
import { type KeyHolder, verifyKey } from './keys.ts';

/** Nobody has touched it for so long: a computer that was left behind is not an open door. */
const IDLE_MINUTES = 60;
/** A working day, whatever happens. */
const LONGEST_HOURS = 10;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * Logs in with a key. Always a new session under a new token, which is given once: only a digest of it is kept.
 * @returns undefined when the key is not valid, whatever the cause.
 */
export async function openSession(db: Queryable, keyToken: string, now: Date): Promise<{ token: string; key: KeyHolder } | undefined> {
  const key = await verifyKey(db, keyToken, now);
  if (key === undefined) return undefined;
  return { token: await newSession(db, { keyId: key.id }, now), key };
}

/** A new session of somebody whom their provider has vouched for. @returns its token, which is given once. */
export function openPersonSession(db: Queryable, personId: string, now: Date): Promise<string> {
  return newSession(db, { personId }, now);
}

/** Sweeps sessions that are over. */
async function newSession(db: Queryable, { keyId, personId }: { readonly keyId?: string; readonly personId?: string }, now: Date): Promise<string> {
  await db.query(`DELETE FROM sessions s WHERE expires_at <= $1 OR ${isIdle('$1')}`, [now]);
  const token = randomBytes(32).toString('base64url');
  await db.query(
    `INSERT INTO sessions (hash, key_id, person_id, created_at, last_used_at, expires_at)
     VALUES ($1, $2, $3, $4::timestamptz, date_trunc('minute', $4::timestamptz), $4::timestamptz + make_interval(hours => $5))`,
    [digest(token), keyId, personId, now, LONGEST_HOURS],
  );
  return token;
}

type SessionRow = KeyHolder & { readonly isNoted: boolean; readonly personId: string | null; readonly personName: string; readonly issuer: string; readonly email: string | null; readonly claimed: readonly string[] };

/**
 * Whose session this is; undefined for one that is malformed, unknown, idle or over, for one whose key is revoked or expired, and of
 * somebody who was shut out. Notes when it was used, to the minute.
 * @param groups of the configuration: what somebody may is found anew each time.
 */
export async function whoseSession(db: Queryable, token: string, now: Date, groups: readonly Group[] = []): Promise<KeyHolder | undefined> {
  if (!TOKEN.test(token)) return undefined;
  const hash = digest(token);
  const [row] = await db.query<SessionRow>(
    `SELECT k.id, k.name, k.group_name AS "group", k.collections, k.models, k.assistants, k.is_admin AS "isAdmin", k.is_reviewer AS "isReviewer",
       p.id AS "personId", p.name AS "personName", p.issuer, p.email, p.claimed, s.last_used_at >= date_trunc('minute', $2::timestamptz) AS "isNoted"
     FROM sessions s LEFT JOIN api_keys k ON k.id = s.key_id LEFT JOIN people p ON p.id = s.person_id
     WHERE s.hash = $1 AND s.expires_at > $2 AND NOT (${isIdle('$2')})
       AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2) AND p.disabled_at IS NULL`,
    [hash, now],
  );
  if (row === undefined) return undefined;
  const { isNoted, personId, personName, issuer, email, claimed, ...key } = row;
  if (!isNoted) await db.query(`UPDATE sessions SET last_used_at = date_trunc('minute', $2::timestamptz) WHERE hash = $1`, [hash, now]);
  if (personId === null) return key;
  const { roles, groups: own, readers, collections, assistants, models } = rightsOf(groups, claimed, issuer);
  return {
    id: personId, name: personName, group: null, collections, models, assistants,
    isAdmin: roles.includes('admin'), isReviewer: roles.includes('reviewer'), person: { roles, groups: own, readers, email },
  };
}

/** Ends a session, for good. One that is not there is ended already. */
export async function closeSession(db: Queryable, token: string): Promise<void> {
  if (TOKEN.test(token)) await db.query('DELETE FROM sessions WHERE hash = $1', [digest(token)]);
}

/** Ends all sessions of somebody. @param except the token of one that goes on. */
export async function closeSessionsOf(db: Queryable, personId: string, except = ''): Promise<void> {
  await db.query('DELETE FROM sessions WHERE person_id = $1 AND hash <> $2', [personId, digest(except)]);
}

/** In whole minutes, as uses are noted. */
function isIdle(now: string): string {
  return `s.last_used_at < date_trunc('minute', ${now}::timestamptz) - interval '${IDLE_MINUTES} minutes'`;
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
