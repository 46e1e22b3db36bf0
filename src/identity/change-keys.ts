import { BalieError } from '../errors.ts';
import type { Queryable } from '../store/database.ts';
import { createKey, findKey, type KeySummary, type Limits, makeGroup, type NewKey } from './keys.ts';

/** What changes of a key; what is left out stays as it is. */
export type KeyChanges = Partial<Omit<NewKey, 'lineage'>>;

/** A key as it was and as it is. */
interface KeyChange {
  readonly before: KeySummary;
  readonly after: KeySummary;
  /** Whether the group that was named is made by this. */
  readonly isNewGroup: boolean;
}

/**
 * Changes a key that is not revoked, in the caller's transaction. Its group and limits are those of its whole row of rotations.
 * @returns undefined when there is none with this id.
 * @throws BalieError `key-without-rights` when it would be left without any; `key-ended` when it is revoked.
 */
export async function changeKey(tx: Queryable, id: string, changes: KeyChanges): Promise<KeyChange | undefined> {
  const before = await lockKey(tx, id);
  if (before === undefined) return undefined;
  if (before.revokedAt !== null) throw new BalieError('key-ended', { detail: id });
  const changed = { ...before, ...changes };
  if (!hasRight(changed)) throw new BalieError('key-without-rights');
  const isNewGroup = await makeGroup(tx, changed.group);
  await tx.query('UPDATE api_keys SET name = $2, collections = $3, models = $4, assistants = $5, is_admin = $6, is_reviewer = $7, expires_at = $8 WHERE id = $1', [
    id, changed.name, changed.collections, changed.models, changed.assistants, changed.isAdmin, changed.isReviewer, changed.expiresAt,
  ]);
  await tx.query('UPDATE api_keys SET group_name = $2, requests_per_minute = $3, tokens_per_day = $4, tokens_per_month = $5 WHERE lineage = $1', [
    before.lineage, changed.group, changed.requestsPerMinute, changed.tokensPerDay, changed.tokensPerMonth,
  ]);
  const after = await findKey(tx, id);
  return after && { before, after, isNewGroup };
}

/**
 * A key, locked until the end of the caller's transaction with its whole row of rotations, in one order: two who change keys of one row wait
 * for each other, and never both. @returns undefined when there is none with this id.
 */
export async function lockKey(tx: Queryable, id: string): Promise<(KeySummary & { readonly lineage: string }) | undefined> {
  const [locked] = await tx.query<{ lineage: string }>(
    'SELECT lineage FROM api_keys WHERE lineage = (SELECT lineage FROM api_keys WHERE id = $1) ORDER BY id FOR UPDATE',
    [id],
  );
  const key = locked && (await findKey(tx, id));
  return key && { ...key, lineage: locked.lineage };
}

/** Whether a key would open anything. */
export function hasRight({ collections = [], models = [], assistants = [], isAdmin = false, isReviewer = false }: Partial<NewKey>): boolean {
  return isAdmin || isReviewer || collections.length + models.length + assistants.length > 0;
}

export interface Rotation {
  /** So long the old key stays valid, unless it ends before that. */
  readonly overlapMs: number;
  /** Absent: the new key is valid for as long as the old one was made for. */
  readonly expiresAt?: Date;
  readonly now: Date;
}

/** The new key, and when both end. */
export interface Rotated {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date | null;
  readonly oldExpiresAt: Date;
}

/**
 * Makes a key that takes over from another, with the same rights, limits and use, in the caller's transaction.
 * @returns undefined when there is none with this id.
 * @throws BalieError `key-ended` when it is revoked or expired; `key-rotated` when another valid one has taken over already.
 */
export async function rotateKey(tx: Queryable, id: string, { overlapMs, expiresAt, now }: Rotation): Promise<Rotated | undefined> {
  const old = await lockKey(tx, id);
  if (old === undefined) return undefined;
  if (old.revokedAt !== null || (old.expiresAt !== null && old.expiresAt <= now)) throw new BalieError('key-ended', { detail: id });
  const [successor] = await tx.query<{ id: string }>('SELECT id FROM api_keys WHERE rotated_from = $1 AND revoked_at IS NULL', [id]);
  if (successor !== undefined) throw new BalieError('key-rotated', { detail: successor.id });
  const lifeMs = old.expiresAt === null ? undefined : old.expiresAt.getTime() - old.createdAt.getTime();
  const ends = expiresAt ?? (lifeMs === undefined ? null : new Date(now.getTime() + lifeMs));
  const made = await createKey(tx, { ...old, expiresAt: ends }, { id, lineage: old.lineage });
  const until = new Date(Math.min(now.getTime() + overlapMs, old.expiresAt?.getTime() ?? Infinity));
  await tx.query('UPDATE api_keys SET expires_at = $2 WHERE id = $1', [id, until]);
  return { ...made, expiresAt: ends, oldExpiresAt: until };
}

/** A group with what its keys share. */
export interface KeyGroup extends Limits {
  readonly name: string;
}

/** Makes a group, or sets the limits of the one there is: all of them; in the caller's transaction. @returns the limits before; undefined for a new one. */
export async function putGroup(tx: Queryable, name: string, { requestsPerMinute, tokensPerDay, tokensPerMonth }: Limits): Promise<Limits | undefined> {
  const isNew = await makeGroup(tx, name);
  const [before] = await tx.query<Limits>(
    `SELECT requests_per_minute AS "requestsPerMinute", tokens_per_day AS "tokensPerDay", tokens_per_month AS "tokensPerMonth"
     FROM key_groups WHERE name = $1 FOR NO KEY UPDATE`,
    [name],
  );
  await tx.query('UPDATE key_groups SET requests_per_minute = $2, tokens_per_day = $3, tokens_per_month = $4 WHERE name = $1', [name, requestsPerMinute, tokensPerDay, tokensPerMonth]);
  return isNew ? undefined : before;
}
