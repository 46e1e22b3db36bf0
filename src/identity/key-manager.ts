import type { Database, Queryable } from '../store/database.ts';
import { changeKey, type KeyChanges, lockKey, putGroup, rotateKey, type Rotated, type Rotation } from './change-keys.ts';
import { changed, given, type Manager, type RecordAct } from './key-acts.ts';
import { createKey, type KeySummary, type Limits, makeGroup, type NewKey, revokeKey } from './keys.ts';

/** All changes of keys and groups, each recorded together with who made it: a change that cannot be recorded is not made. */
export interface KeyManager {
  /** As `createKey`. */
  create(key: NewKey, by: Manager): Promise<{ id: string; token: string }>;
  /** As `changeKey`. */
  change(id: string, changes: KeyChanges, by: Manager): Promise<KeySummary | undefined>;
  /** As `rotateKey`. */
  rotate(id: string, rotation: Rotation, by: Manager): Promise<Rotated | undefined>;
  /** As `revokeKey`; once more changes nothing. */
  revoke(id: string, by: Manager): Promise<boolean>;
  /** As `putGroup`. */
  putGroup(name: string, limits: Limits, by: Manager): Promise<void>;
}

export function createKeyManager(db: Database, record: RecordAct): KeyManager {
  /** For a group that a key names before it is there. */
  const recordGroup = (tx: Queryable, group: string | null | undefined, by: Manager) => record(tx, { kind: 'key-group.made', facts: { group, ...by } });

  return {
    create: (key, by) =>
      db.transaction(async (tx) => {
        const isNewGroup = await makeGroup(tx, key.group);
        const made = await createKey(tx, key);
        if (isNewGroup) await recordGroup(tx, key.group, by);
        await record(tx, { kind: 'key.made', facts: { key: made.id, ...by, ...given(key) } });
        return made;
      }),

    change: (id, changes, by) =>
      db.transaction(async (tx) => {
        const change = await changeKey(tx, id, changes);
        if (change === undefined) return undefined;
        const { before, after, isNewGroup } = change;
        if (isNewGroup) await recordGroup(tx, after.group, by);
        const facts = changed(before, after);
        if (facts !== undefined) await record(tx, { kind: 'key.changed', facts: { key: id, ...by, ...facts } });
        return after;
      }),

    rotate: (id, rotation, by) =>
      db.transaction(async (tx) => {
        const made = await rotateKey(tx, id, rotation);
        if (made === undefined) return undefined;
        const times = { expiresAt: made.oldExpiresAt.toISOString(), successorExpiresAt: made.expiresAt?.toISOString() };
        await record(tx, { kind: 'key.rotated', facts: { key: id, ...by, successor: made.id, ...times } });
        return made;
      }),

    revoke: (id, by) =>
      db.transaction(async (tx) => {
        const key = await lockKey(tx, id);
        if (key === undefined) return false;
        if (key.revokedAt !== null) return true;
        await revokeKey(tx, id);
        await record(tx, { kind: 'key.revoked', facts: { key: id, ...by } });
        return true;
      }),

    putGroup: (name, limits, by) =>
      db.transaction(async (tx) => {
        const before = await putGroup(tx, name, limits);
        if (before === undefined) return record(tx, { kind: 'key-group.made', facts: { group: name, ...by, ...given(limits) } });
        const facts = changed({ ...before, name }, { ...limits, name });
        if (facts !== undefined) await record(tx, { kind: 'key-group.changed', facts: { group: name, ...by, ...facts } });
      }),
  };
}
