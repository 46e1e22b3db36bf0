import { randomBytes } from 'node:crypto';
import type { Queryable } from '../store/database.ts';
import { digest } from './digest.ts';
import type { Group } from './groups.ts';
import { type KeyHolder, verifyKey } from './keys.ts';
import { personHolder } from './people.ts';

/** A session that was opened with a key ends when nobody has touched it for so long, and after a working day whatever happens. */
const KEY_LIMITS: SessionLimits = { idleMinutes: 60, sessionHours: 10 };

export interface SessionLimits {
  readonly sessionHours: number;
  readonly idleMinutes: number;
}

/** How somebody showed who they are. */
export interface Shown {
  readonly acr: string | null;
  /** Null: that is not known. */
  readonly authenticatedAt: Date | null;
}

/** What a provider says of a session that it vouches for. */
export interface ProviderSession extends Shown {
  readonly sid: string | null;
  /** What to ask it anew with, sealed for the session of this id. */
  tokens(sessionId: string): Buffer;
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * Logs in with a key. Always a new session under a new token, which is given once: only a digest of it is kept.
 * @returns undefined when the key is not valid, whatever the cause.
 */
export async function openSession(db: Queryable, keyToken: string, now: Date): Promise<{ token: string; key: KeyHolder } | undefined> {
  const key = await verifyKey(db, keyToken, now);
  if (key === undefined) return undefined;
  return { token: (await newSession(db, { keyId: key.id }, { limits: KEY_LIMITS, now })).token, key };
}

/**
 * A new session of somebody who has just shown who they are. @returns its token, which is given once.
 * @param shown how, where that is known.
 */
export async function openPersonSession(db: Queryable, personId: string, now: Date, { limits = KEY_LIMITS, shown = { acr: null, authenticatedAt: now } }: { readonly limits?: SessionLimits; readonly shown?: Shown } = {}): Promise<string> {
  return (await newSession(db, { personId, shown }, { limits, now })).token;
}

/** The same, of somebody whom their provider vouches for: it is asked again while the session lasts. */
export async function openProviderSession(db: Queryable, personId: string, provider: ProviderSession, { limits, now }: { readonly limits: SessionLimits; readonly now: Date }): Promise<string> {
  const { id, token } = await newSession(db, { personId, shown: provider }, { limits, now });
  await db.query('UPDATE sessions SET provider_sid = $2, tokens = $3, checked_at = $4, asked_at = $4 WHERE id = $1', [id, provider.sid, provider.tokens(id), now]);
  return token;
}

/** Sweeps sessions that are over. */
async function newSession(
  db: Queryable,
  { keyId, personId, shown }: { readonly keyId?: string; readonly personId?: string; readonly shown?: Shown },
  { limits, now }: { readonly limits: SessionLimits; readonly now: Date },
): Promise<{ id: string; token: string }> {
  await db.query(`DELETE FROM sessions s WHERE expires_at <= $1 OR ${isIdle('$1')}`, [now]);
  const token = newToken();
  const [row] = await db.query<{ id: string }>(
    `INSERT INTO sessions (hash, key_id, person_id, created_at, last_used_at, rotated_at, expires_at, idle_minutes, authenticated_at, acr)
     VALUES ($1, $2, $3, $4::timestamptz, date_trunc('minute', $4::timestamptz), $4::timestamptz, $4::timestamptz + make_interval(hours => $5), $6, $7, $8) RETURNING id`,
    [digest(token), keyId, personId, now, limits.sessionHours, limits.idleMinutes, shown?.authenticatedAt, shown?.acr],
  );
  if (row === undefined) throw new Error('no session was made');
  return { id: row.id, token };
}

/** A session as it stands, of a key or of a person. */
export type FoundSession = Omit<KeyHolder, 'person'> & {
  readonly sessionId: string;
  readonly isNoted: boolean;
  readonly personId: string | null;
  readonly personName: string;
  readonly issuer: string;
  readonly email: string | null;
  readonly claimed: readonly string[];
  readonly authenticatedAt: Date | null;
  readonly acr: string | null;
  /** When its provider last said who they are; null: none vouches for it. */
  readonly checkedAt: Date | null;
  readonly rotatedAt: Date;
};

/** A session that was found by its token before: that may have been replaced since. */
export interface SessionRef {
  readonly sessionId: string;
}

/** The session of a token: undefined for one that is malformed, unknown, idle or over, of a key that ended, of who was shut out. Notes its use, to the minute. */
export async function findSession(db: Queryable, session: string | SessionRef, now: Date): Promise<FoundSession | undefined> {
  const isToken = typeof session === 'string';
  if (isToken && !TOKEN.test(session)) return undefined;
  const [row] = await db.query<FoundSession>(
    `SELECT k.id, k.name, k.group_name AS "group", k.collections, k.models, k.assistants, k.is_admin AS "isAdmin", k.is_reviewer AS "isReviewer",
       s.id AS "sessionId", s.last_used_at >= date_trunc('minute', $2::timestamptz) AS "isNoted", s.authenticated_at AS "authenticatedAt", s.acr,
       s.rotated_at AS "rotatedAt", CASE WHEN s.tokens IS NOT NULL THEN s.checked_at END AS "checkedAt",
       p.id AS "personId", p.name AS "personName", p.issuer, p.email, p.claimed
     FROM sessions s LEFT JOIN api_keys k ON k.id = s.key_id LEFT JOIN people p ON p.id = s.person_id
     WHERE ${isToken ? '(s.hash = $1 OR (s.previous_hash = $1 AND s.previous_until > $2))' : 's.id = $1'} AND s.expires_at > $2 AND NOT (${isIdle('$2')})
       AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2) AND p.disabled_at IS NULL`,
    [isToken ? digest(session) : session.sessionId, now],
  );
  if (row !== undefined && !row.isNoted) await db.query(`UPDATE sessions SET last_used_at = date_trunc('minute', $2::timestamptz) WHERE id = $1`, [row.sessionId, now]);
  return row;
}

/** @param groups of the configuration: what somebody may is found anew each time. @param isConfirmed whether they may manage the desk now. */
export function holderOf(session: FoundSession, groups: readonly Group[], isConfirmed: boolean): KeyHolder {
  const { personId, personName, issuer, email, claimed, id, name, group, collections, models, assistants, isAdmin, isReviewer } = session;
  if (personId === null) return { id, name, group, collections, models, assistants, isAdmin, isReviewer };
  return personHolder({ id: personId, issuer, name: personName, email, claimed, isConfirmed }, groups);
}

/** A session that was ended, and whose it was: of a person, or of a key. */
export interface EndedSession {
  readonly id: string;
  readonly personId: string | null;
  readonly keyId: string | null;
  /** What its provider was asked with, sealed. */
  readonly tokens: Buffer | null;
}

/** Ends a session, for good. @returns undefined for one that is not there: it is ended already. */
export async function takeSession(db: Queryable, token: string): Promise<EndedSession | undefined> {
  if (!TOKEN.test(token)) return undefined;
  const [ended] = await db.query<EndedSession>(
    'DELETE FROM sessions WHERE hash = $1 OR previous_hash = $1 RETURNING id, person_id AS "personId", key_id AS "keyId", tokens',
    [digest(token)],
  );
  return ended;
}

/** Ends all sessions of somebody. @param except the token of one that goes on. */
export async function closeSessionsOf(db: Queryable, personId: string, except = ''): Promise<void> {
  await db.query('DELETE FROM sessions WHERE person_id = $1 AND hash <> $2 AND previous_hash IS DISTINCT FROM $2', [personId, digest(except)]);
}

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** In whole minutes, as uses are noted. */
export function isIdle(now: string): string {
  return `s.last_used_at < date_trunc('minute', ${now}::timestamptz) - make_interval(mins => s.idle_minutes)`;
}
