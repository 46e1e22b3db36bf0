import { randomBytes } from 'node:crypto';
import type { Queryable } from '../../store/database.ts';
import { digest } from '../digest.ts';

const VALID_MS = 24 * 60 * 60_000;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** What a link is for: the first admin, a new account, or another passkey of one that is there. */
export interface Invitation {
  readonly isFirst: boolean;
  /** Whose passkey it is for; null: of somebody new. */
  readonly personId: string | null;
  /** Of the account; null: who is the first says so. */
  readonly name: string | null;
  /** What a new account has for roles. */
  readonly claimed: readonly string[];
}

/** Who is invited; absent: the first admin. */
export type Invited = { readonly personId: string } | { readonly name: string; readonly claimed: readonly string[] };

/** Makes an invitation. @returns what its link holds, which is given once: only a digest of it is kept. */
export async function invite(db: Queryable, who: Invited, now: Date): Promise<{ token: string; expiresAt: Date }> {
  const [made, expiresAt] = [newToken(), ends(now)];
  const { personId, name, claimed } = 'personId' in who ? { ...who, name: null, claimed: [] } : { ...who, personId: null };
  await db.query('DELETE FROM invitations WHERE expires_at <= $1', [now]);
  await db.query('INSERT INTO invitations (hash, person_id, name, claimed, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)', [made.hash, personId, name, claimed, now, expiresAt]);
  return { token: made.token, expiresAt };
}

/** Invites the first admin; the link that was there before holds no more. @param claimed their roles. @returns as `invite`. */
export async function inviteFirst(db: Queryable, claimed: readonly string[], now: Date): Promise<{ token: string; expiresAt: Date }> {
  const [made, expiresAt] = [newToken(), ends(now)];
  await db.query(
    `INSERT INTO invitations (hash, is_first, claimed, created_at, expires_at) VALUES ($1, true, $2, $3, $4)
     ON CONFLICT (is_first) WHERE is_first DO UPDATE SET hash = excluded.hash, claimed = excluded.claimed, created_at = excluded.created_at, expires_at = excluded.expires_at`,
    [made.hash, claimed, now, expiresAt],
  );
  return { token: made.token, expiresAt };
}

const INVITATION = 'i.is_first AS "isFirst", i.person_id AS "personId", coalesce(p.name, i.name) AS name, i.claimed';
const HOLDS = 'i.hash = $1 AND i.expires_at > $2 AND p.disabled_at IS NULL';

/** What a link is for; undefined for one that holds no more, whatever the cause. */
export async function findInvitation(db: Queryable, hash: Buffer, now: Date): Promise<Invitation | undefined> {
  const [found] = await db.query<Invitation>(`SELECT ${INVITATION} FROM invitations i LEFT JOIN people p ON p.id = i.person_id WHERE ${HOLDS}`, [hash, now]);
  return found;
}

/** Uses it up, in the caller's transaction: of two at once one finds it gone. @returns as `findInvitation`. */
export async function useInvitation(tx: Queryable, hash: Buffer, now: Date): Promise<Invitation | undefined> {
  const found = await findInvitation(tx, hash, now);
  const gone = await tx.query('DELETE FROM invitations WHERE hash = $1 RETURNING hash', [hash]);
  return gone.length === 1 ? found : undefined;
}

/** Of somebody who left. */
export async function withdrawInvitations(tx: Queryable, personId: string): Promise<void> {
  await tx.query('DELETE FROM invitations WHERE person_id = $1', [personId]);
}

/** By what a token is known; undefined for what cannot be one. */
export function invitationHash(token: string): Buffer | undefined {
  return TOKEN.test(token) ? digest(token) : undefined;
}

function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: digest(token) };
}

function ends(now: Date): Date {
  return new Date(now.getTime() + VALID_MS);
}
