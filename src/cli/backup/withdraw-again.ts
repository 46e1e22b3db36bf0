import type { WithdrawnSince } from '../../audit/erased-since.ts';
import { createManagementLog, lastAct } from '../../audit/management-log.ts';
import { BalieError } from '../../errors.ts';
import { createKeyManager } from '../../identity/key-manager.ts';
import { createPeopleManager, listPeople } from '../../identity/local/manage.ts';
import { removePasskey } from '../../identity/local/passkeys.ts';
import { closeSessionsOf } from '../../identity/sessions.ts';
import type { Database } from '../../store/database.ts';
import { accountName } from '../account-name.ts';

export interface WithdrawnAgain {
  readonly keys: readonly string[];
  readonly passkeys: readonly string[];
  /** The only one of somebody, who would be locked out: for who manages accounts. */
  readonly lastPasskeys: readonly string[];
  readonly shutOut: readonly string[];
  /** Removed after the backup was made. What is in one that came back is for people to look at. */
  readonly documents: readonly string[];
}

/** Takes back in a database that was put back what access had been taken back since its backup was made, by the rooms' own functions. */
export async function withdrawAgain(db: Database, { keys, passkeys, shutOut, documents }: WithdrawnSince, masterKey: Buffer): Promise<WithdrawnAgain> {
  const record = createManagementLog({ masterKey, now: () => new Date() });
  const by = { byUser: accountName() };
  const [manager, people] = [createKeyManager(db, record), createPeopleManager(db, record)];
  const from = await lastBefore(db);
  const live = (await manager.list()).filter(({ id, revokedAt }) => revokedAt === null && (keys.get(id) ?? 0) > from).map(({ id }) => id);
  for (const id of live) await manager.revoke(id, by);
  const inside = (await listPeople(db)).filter(({ id, disabledAt }) => disabledAt === null && shutOut.has(id)).map(({ id }) => id);
  for (const id of inside) await people.setDisabled(id, true, by);
  const removed = { passkeys: [] as string[], lastPasskeys: [] as string[] };
  for (const [passkey, person] of passkeys) {
    const is = await remove(passkey, person);
    if (is !== undefined) removed[is].push(passkey);
  }
  return { keys: live, ...removed, shutOut: inside, documents: [...documents].filter(([, number]) => number > from).map(([id]) => id) };

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

/** Where the log that was put back ended: of what was said up to there the database knows. Put back in another way: where it is now. */
async function lastBefore(db: Database): Promise<number> {
  const head = (await lastAct(db, 'backup.restored'))?.facts['head'];
  if (typeof head === 'number') return head;
  const [now] = await db.query<{ number: number }>('SELECT number FROM audit_head');
  return now?.number ?? 0;
}

const LISTED = [
  ['keys', 'Opnieuw ingetrokken sleutels'],
  ['passkeys', 'Opnieuw verwijderde passkeys'],
  ['lastPasskeys', 'Verwijderd sinds de reservekopie, maar nu iemands enige passkey (sluit die persoon buiten, of geef een nieuwe uitnodiging)'],
  ['shutOut', 'Opnieuw buitengesloten medewerkers'],
  ['documents', 'Verwijderd sinds de reservekopie, en er misschien weer (haal ze zelf weg)'],
] as const satisfies (readonly [keyof WithdrawnAgain, string])[];

export function withdrawnLines(withdrawn: WithdrawnAgain): string[] {
  return LISTED.filter(([what]) => withdrawn[what].length > 0).map(([what, words]) => `${words}: ${withdrawn[what].join(', ')}.`);
}
