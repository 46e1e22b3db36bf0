import { BalieError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { createKey, findKey, type KeySummary, type Limits, makeGroup, type NewKey } from './keys.ts';

/** What changes of a key; what is left out stays as it is. */
export type KeyChanges = Partial<Omit<NewKey, 'lineage'>>;

/**
 * Changes a key that is not revoked. Its group and limits are those of its whole row of rotations. @returns undefined when there is none with this id.
 * @throws BalieError `key-without-rights` when it would be left without any; `key-ended` when it is revoked.
 */
export function changeKey(db: Database, id: string, changes: KeyChanges): Promise<KeySummary | undefined> {
  return db.transaction(async (tx) => {
    const [locked] = await tx.query<{ lineage: string }>('SELECT lineage FROM api_keys WHERE id = $1 FOR UPDATE', [id]);
    const key = locked && (await findKey(tx, id));
    if (key === undefined) return undefined;
    if (key.revokedAt !== null) throw new BalieError('key-ended', { detail: id });
    const changed = { ...key, ...changes };
    if (!hasRight(changed)) throw new BalieError('key-without-rights');
    await makeGroup(tx, changed.group);
    await tx.query('UPDATE api_keys SET name = $2, collections = $3, models = $4, assistants = $5, is_admin = $6, expires_at = $7 WHERE id = $1', [
      id, changed.name, changed.collections, changed.models, changed.assistants, changed.isAdmin, changed.expiresAt,
    ]);
    await tx.query('UPDATE api_keys SET group_name = $2, requests_per_minute = $3, tokens_per_day = $4, tokens_per_month = $5 WHERE lineage = $1', [
      locked?.lineage, changed.group, changed.requestsPerMinute, changed.tokensPerDay, changed.tokensPerMonth,
    ]);
    return findKey(tx, id);
  });
}

/** Whether a key would open anything. */
export function hasRight({ collections = [], models = [], assistants = [], isAdmin = false }: Partial<NewKey>): boolean {
  return isAdmin || collections.length + models.length + assistants.length > 0;
}

export interface Rotation {
  /** So long the old key stays valid, unless it ends before that. */
  readonly overlapMs: number;
  /** Absent: the new key is valid for as long as the old one was made for. */
  readonly expiresAt?: Date;
  readonly now: Date;
}

/**
 * Makes a key that takes over from another, with the same rights, limits and use. @returns undefined when there is none with this id.
 * @throws BalieError `key-ended` when it is revoked or expired; `key-rotated` when another valid one has taken over already.
 */
export function rotateKey(db: Database, id: string, { overlapMs, expiresAt, now }: Rotation): Promise<{ id: string; token: string; oldExpiresAt: Date } | undefined> {
  return db.transaction(async (tx) => {
    const [locked] = await tx.query<{ lineage: string }>('SELECT lineage FROM api_keys WHERE id = $1 FOR UPDATE', [id]);
    const old = locked && (await findKey(tx, id));
    if (locked === undefined || old === undefined) return undefined;
    if (old.revokedAt !== null || (old.expiresAt !== null && old.expiresAt <= now)) throw new BalieError('key-ended', { detail: id });
    const [successor] = await tx.query<{ id: string }>('SELECT id FROM api_keys WHERE rotated_from = $1 AND revoked_at IS NULL', [id]);
    if (successor !== undefined) throw new BalieError('key-rotated', { detail: successor.id });
    const lifeMs = old.expiresAt === null ? undefined : old.expiresAt.getTime() - old.createdAt.getTime();
    const ends = expiresAt ?? (lifeMs === undefined ? null : new Date(now.getTime() + lifeMs));
    const made = await createKey(tx, { ...old, expiresAt: ends }, { id, lineage: locked.lineage });
    const until = new Date(Math.min(now.getTime() + overlapMs, old.expiresAt?.getTime() ?? Infinity));
    await tx.query('UPDATE api_keys SET expires_at = $2 WHERE id = $1', [id, until]);
    return { ...made, oldExpiresAt: until };
  });
}

/** A group with what its keys share. */
export interface KeyGroup extends Limits {
  readonly name: string;
}

/** Makes a group, or sets the limits of the one there is: all of them. */
export async function putGroup(db: Database, name: string, { requestsPerMinute, tokensPerDay, tokensPerMonth }: Limits): Promise<void> {
  await db.query(
    `INSERT INTO key_groups (name, requests_per_minute, tokens_per_day, tokens_per_month) VALUES ($1, $2, $3, $4)
     ON CONFLICT (name) DO UPDATE SET requests_per_minute = $2, tokens_per_day = $3, tokens_per_month = $4`,
    [name, requestsPerMinute, tokensPerDay, tokensPerMonth],
  );
}
