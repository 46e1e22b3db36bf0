import { z } from 'zod';
import { rights, type RightsLeft, type WithdrawnSince } from '../../audit/acts-since.ts';
import { actsBehind, createManagementLog } from '../../audit/management-log.ts';
import { BalieError } from '../../errors.ts';
import { hasRight } from '../../identity/change-keys.ts';
import { createKeyManager } from '../../identity/key-manager.ts';
import { createPeopleManager, listPeople } from '../../identity/local/manage.ts';
import { removePasskey } from '../../identity/local/passkeys.ts';
import { findKey } from '../../identity/keys.ts';
import { type Left, narrowed, widened } from '../../identity/narrowed.ts';
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
  const given = await givenSince(db, shared);
  const isNew = (number: number | undefined) => number !== undefined && number > shared;

  const live = (await manager.list()).filter(({ revokedAt }) => revokedAt === null).map(({ id }) => id);
  const keys = live.filter((id) => isNew(since.keys.get(id)));
  const narrowedKeys: string[] = [];
  for (const id of live.filter((one) => !keys.includes(one) && isNew(since.changedKeys.get(one)?.number))) {
    // As it is by now: limits are of a whole row of rotations, of which one may have been here before.
    const key = await findKey(db, id);
    const left = leftIn(since.changedKeys.get(id)?.to ?? {});
    const changes = key && narrowed(key, Object.fromEntries(Object.entries(left).filter(([field]) => !given.has(`key ${id} ${field}`))));
    if (changes === undefined) continue;
    // One that would open nothing is none.
    if (!hasRight({ ...key, ...changes })) keys.push(id);
    else narrowedKeys.push((await manager.change(id, changes, by))?.id ?? id);
  }
  for (const id of keys) await manager.revoke(id, by);

  const shutOut = (await listPeople(db)).filter(({ id, disabledAt }) => disabledAt === null && isNew(since.shutOut.get(id)) && !given.has(`person ${id}`)).map(({ id }) => id);
  for (const id of shutOut) await people.setDisabled(id, true, by);

  const removed = { passkeys: [] as string[], lastPasskeys: [] as string[] };
  for (const [passkey, person] of since.passkeys) {
    const is = await remove(passkey, person);
    if (is !== undefined) removed[is].push(passkey);
  }

  const shares: string[] = [];
  for (const [share, { number, isStopped }] of since.shares) {
    if (isNew(number) && !given.has(`share ${share}`) && (await db.transaction((tx) => takeBack(tx, share, isStopped)))) shares.push(share);
  }

  const before = new Set((await readOff(db)).map(({ assistant }) => assistant));
  const off = [...since.off].filter(([name, number]) => isNew(number) && !given.has(`desk ${name}`) && !before.has(name)).map(([name]) => name);
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

const noted = z.object({ key: z.string(), person: z.string(), share: z.string(), name: z.string(), withFiles: z.boolean(), from: rights, to: rights }).partial();

/**
 * What who manages this database itself gave back since: that stays given. Only what was more than before: an act that takes something away, as a
 * restore does too, says nothing of the rest.
 * @returns `key ID FIELD`, `person ID`, `share ID`, `desk NAME`.
 */
async function givenSince(db: Queryable, shared: number): Promise<ReadonlySet<string>> {
  const acts = await actsBehind(db, shared, ['key.changed', 'person.enabled', 'share.made', 'desk.on']);
  return new Set(acts.flatMap(({ kind, facts }) => {
    const { key, person, share, name, withFiles, from = {}, to = {} } = noted.parse(facts);
    if (kind === 'key.changed') return widened(leftIn(from), leftIn(to)).map((field) => `key ${key} ${field}`);
    if (kind === 'share.made') return withFiles === false ? [] : `share ${share}`;
    return kind === 'desk.on' ? `desk ${name}` : `person ${person}`;
  }));
}

function leftIn({ expiresAt, ...left }: RightsLeft): Left {
  return { ...left, ...(expiresAt !== undefined && { expiresAt: expiresAt === null ? null : new Date(expiresAt) }) };
}
