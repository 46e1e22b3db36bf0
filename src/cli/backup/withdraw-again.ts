import type { WithdrawnSince } from '../../audit/acts-since.ts';
import { actsBehind, createManagementLog } from '../../audit/management-log.ts';
import { BalieError } from '../../errors.ts';
import { hasRight } from '../../identity/change-keys.ts';
import { createKeyManager } from '../../identity/key-manager.ts';
import { createPeopleManager, listPeople } from '../../identity/local/manage.ts';
import { removePasskey } from '../../identity/local/passkeys.ts';
import { narrowed } from '../../identity/narrowed.ts';
import { closeSessionsOf } from '../../identity/sessions.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { readOff, switchTo } from '../../switches/store.ts';
import { DEFAULT_MESSAGE } from '../../switches/words.ts';
import { takeBackShare } from '../../workplace/sharing/withdraw.ts';
import { accountName } from '../account-name.ts';

export interface WithdrawnAgain {
  readonly keys: readonly string[];
  /** Keys that open less again. */
  readonly narrowedKeys: readonly string[];
  readonly passkeys: readonly string[];
  /** The only one of somebody, who would be locked out: for who manages accounts. */
  readonly lastPasskeys: readonly string[];
  readonly shutOut: readonly string[];
  readonly shares: readonly string[];
  /** Assistants, or `*`. */
  readonly off: readonly string[];
  /** Removed after the backup was made. What is in one that came back is for people to look at. */
  readonly documents: readonly string[];
  /** How often something else was done that may have taken something away, by its kind. */
  readonly others: Readonly<Record<string, number>>;
}

/** Acts of who manages this database itself since: what they gave back stays given. */
const GIVEN = { 'key.changed': 'key', 'person.enabled': 'person', 'share.made': 'share', 'desk.on': 'name' } as const;

interface Context {
  readonly masterKey: Buffer;
  /** Where the log that says what was taken back goes on from what the database knows. */
  readonly shared: number;
}

/** Takes back in a database that was put back what access had been taken back since, by the rooms' own functions. */
export async function withdrawAgain(db: Database, since: WithdrawnSince, { masterKey, shared }: Context): Promise<WithdrawnAgain> {
  const record = createManagementLog({ masterKey, now: () => new Date() });
  const by = { byUser: accountName() };
  const [manager, people] = [createKeyManager(db, record), createPeopleManager(db, record)];
  const given = new Set((await actsBehind(db, shared, Object.keys(GIVEN))).flatMap(({ kind, facts }) => {
    const id = facts[GIVEN[kind as keyof typeof GIVEN]];
    return typeof id === 'string' ? `${kind} ${id}` : [];
  }));
  const isNew = (number: number | undefined, act?: keyof typeof GIVEN, id?: string) => number !== undefined && number > shared && !(act !== undefined && given.has(`${act} ${id ?? ''}`));

  const live = (await manager.list()).filter(({ revokedAt }) => revokedAt === null);
  const keys = live.filter(({ id }) => isNew(since.keys.get(id))).map(({ id }) => id);
  const narrowedKeys: string[] = [];
  for (const key of live.filter(({ id }) => !keys.includes(id))) {
    const change = since.changedKeys.get(key.id);
    if (change === undefined || !isNew(change.number, 'key.changed', key.id)) continue;
    const { expiresAt, ...left } = change.to;
    const changes = narrowed(key, { ...left, expiresAt: expiresAt == null ? null : new Date(expiresAt) });
    if (changes === undefined) continue;
    // One that would open nothing is none.
    if (!hasRight({ ...key, ...changes })) keys.push(key.id);
    else narrowedKeys.push((await manager.change(key.id, changes, by))?.id ?? key.id);
  }
  for (const id of keys) await manager.revoke(id, by);

  const shutOut = (await listPeople(db)).filter(({ id, disabledAt }) => disabledAt === null && isNew(since.shutOut.get(id), 'person.enabled', id)).map(({ id }) => id);
  for (const id of shutOut) await people.setDisabled(id, true, by);

  const removed = { passkeys: [] as string[], lastPasskeys: [] as string[] };
  for (const [passkey, person] of since.passkeys) {
    const is = await remove(passkey, person);
    if (is !== undefined) removed[is].push(passkey);
  }

  const shares: string[] = [];
  for (const [share, { number, isStopped }] of since.shares) {
    if (isNew(number, 'share.made', share) && (await db.transaction((tx) => takeBack(tx, share, isStopped)))) shares.push(share);
  }

  const before = new Set((await readOff(db)).map(({ assistant }) => assistant));
  const off = [...since.off].filter(([name, number]) => isNew(number, 'desk.on', name) && !before.has(name)).map(([name]) => name);
  for (const assistant of off) await switchTo(db, { assistant, message: DEFAULT_MESSAGE, by, now: new Date() }, record);

  const others = [...since.others].map(([kind, numbers]) => [kind, numbers.filter((number) => isNew(number)).length] as const).filter(([, times]) => times > 0);
  return { keys, narrowedKeys, ...removed, shutOut, shares, off, documents: [...since.documents].filter(([, number]) => isNew(number)).map(([id]) => id), others: Object.fromEntries(others) };

  async function takeBack(tx: Queryable, share: string, isStopped: boolean): Promise<boolean> {
    const conversation = await takeBackShare(tx, share, isStopped);
    if (conversation !== undefined) await record(tx, isStopped ? { kind: 'share.stopped', facts: { share, conversation, ...by } } : { kind: 'share.made', facts: { share, conversation, withFiles: false, ...by } });
    return conversation !== undefined;
  }

  async function remove(passkey: string, person: string): Promise<keyof typeof removed | undefined> {
    try {
      return await db.transaction(async (tx) => {
        if (!(await removePasskey(tx, person, passkey))) return undefined;
        await closeSessionsOf(tx, person);
        await record(tx, { kind: 'passkey.removed', facts: { person, passkey, ...by } });
        return 'passkeys' as const;
      });
    } catch (error) {
      if (error instanceof BalieError && error.code === 'passkey-last') return 'lastPasskeys';
      throw error;
    }
  }
}
