import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';
import { changeKey, hasRight, type KeyChanges, lockKey, putGroup, rotateKey, type Rotated, type Rotation } from './change-keys.ts';
import { changed, given, type Manager, type RecordAct } from './key-acts.ts';
import { createKey, findKey, type KeySummary, type Limits, listKeys, makeGroup, type NewKey, revokeKey } from './keys.ts';
import { useOfGroup, useOfGroups, useOfKey } from './use.ts';

export type KeyManager = ReturnType<typeof createKeyManager>;

/**
 * Keys and groups with their use, and all changes of them, each recorded together with who made it: a change that cannot be recorded is
 * not made.
 * @param forget told of the key that was changed, or of a change to a group: what is remembered of it does not hold any more.
 */
export function createKeyManager(db: Database, record: RecordAct, forget: (key?: string) => void = () => undefined) {
  /** For a group that a key names before it is there. */
  const recordGroup = (tx: Queryable, group: string | null | undefined, by: Manager) => record(tx, { kind: 'key-group.made', facts: { group, ...by } });

  async function changing<T>(key: string | undefined, work: (tx: Queryable) => Promise<T>): Promise<T> {
    const done = await db.transaction(work);
    forget(key);
    return done;
  }

  return {
    list: () => listKeys(db),

    /** With what it and its group used this month. */
    async find(id: string) {
      const key = await findKey(db, id);
      return key && { key, ...(await useOfKey(db, id, new Date())) };
    },

    /** All of them, by name. */
    groups: () => useOfGroups(db, new Date()),

    group: (name: string) => useOfGroup(db, name, new Date()),

    /** As `createKey`. @throws BalieError `key-without-rights`. */
    async create(key: NewKey, by: Manager): Promise<{ id: string; token: string }> {
      if (!hasRight(key)) throw new BalieError('key-without-rights');
      return db.transaction(async (tx) => {
        const isNewGroup = await makeGroup(tx, key.group);
        const made = await createKey(tx, key);
        if (isNewGroup) await recordGroup(tx, key.group, by);
        await record(tx, { kind: 'key.made', facts: { key: made.id, ...by, ...given(key) } });
        return made;
      });
    },

    /** As `changeKey`. */
    change: (id: string, changes: KeyChanges, by: Manager): Promise<KeySummary | undefined> =>
      changing(id, async (tx) => {
        const change = await changeKey(tx, id, changes);
        if (change === undefined) return undefined;
        const { before, after, isNewGroup } = change;
        if (isNewGroup) await recordGroup(tx, after.group, by);
        const facts = changed(before, after);
        if (facts !== undefined) await record(tx, { kind: 'key.changed', facts: { key: id, ...by, ...facts } });
        return after;
      }),

    /** As `rotateKey`. */
    rotate: (id: string, rotation: Rotation, by: Manager): Promise<Rotated | undefined> =>
      changing(id, async (tx) => {
        const made = await rotateKey(tx, id, rotation);
        if (made === undefined) return undefined;
        const times = { expiresAt: made.oldExpiresAt.toISOString(), successorExpiresAt: made.expiresAt?.toISOString() };
        await record(tx, { kind: 'key.rotated', facts: { key: id, ...by, successor: made.id, ...times } });
        return made;
      }),

    /** As `revokeKey`; once more changes nothing. */
    revoke: (id: string, by: Manager): Promise<boolean> =>
      changing(id, async (tx) => {
        const key = await lockKey(tx, id);
        if (key === undefined) return false;
        if (key.revokedAt !== null) return true;
        await revokeKey(tx, id);
        await record(tx, { kind: 'key.revoked', facts: { key: id, ...by } });
        return true;
      }),

    /** As `putGroup`. */
    putGroup: (name: string, limits: Limits, by: Manager): Promise<void> =>
      changing(undefined, async (tx) => {
        const before = await putGroup(tx, name, limits);
        if (before === undefined) return record(tx, { kind: 'key-group.made', facts: { group: name, ...by, ...given(limits) } });
        const facts = changed({ ...before, name }, { ...limits, name });
        if (facts !== undefined) await record(tx, { kind: 'key-group.changed', facts: { group: name, ...by, ...facts } });
      }),
  };
}
