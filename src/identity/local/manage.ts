import { BalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import { OWN_ISSUER } from '../groups.ts';
import { closeSessionsOf } from '../sessions.ts';
import type { ActBy, RecordAct } from './acts.ts';
import { type Invited, invite, withdrawInvitations } from './invitations.ts';

/** Somebody who has logged in, or may. */
export interface PersonSummary {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly isLocal: boolean;
  /** By the provider's own names. */
  readonly claimed: readonly string[];
  /** Of an account of the desk itself. */
  readonly passkeys: number;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly disabledAt: Date | null;
}

/** Everybody who has an account, the last who logged in first. */
export async function listPeople(db: Database): Promise<PersonSummary[]> {
  const rows = await db.query<Omit<PersonSummary, 'isLocal'>>(
    `SELECT p.id, p.name, p.issuer, p.claimed, (SELECT count(*) FROM passkeys k WHERE k.person_id = p.id) AS passkeys,
       p.created_at AS "createdAt", p.seen_at AS "seenAt", p.disabled_at AS "disabledAt"
     FROM people p ORDER BY p.seen_at DESC, p.id`,
  );
  return rows.map((row) => ({ ...row, isLocal: row.issuer === OWN_ISSUER }));
}

/** Accounts as they are managed in the console or on the machine itself; each change is recorded with who made it, or not made. */
export function createPeopleManager(db: Database, record: RecordAct, now: () => Date = () => new Date()) {
  return {
    /** As `invite`. @throws BalieError `person-unknown` for who has no account of the desk itself, or was shut out. */
    invite: (who: Invited, by: ActBy): Promise<{ token: string; expiresAt: Date }> =>
      db.transaction(async (tx) => {
        if ('personId' in who) {
          const found = await tx.query('SELECT FROM people WHERE id = $1 AND issuer = $2 AND disabled_at IS NULL FOR NO KEY UPDATE', [who.personId, OWN_ISSUER]);
          if (found.length === 0) throw new BalieError('person-unknown', { detail: who.personId });
        }
        const made = await invite(tx, who, now());
        await record(tx, { kind: 'person.invited', facts: { ...('personId' in who ? { person: who.personId } : { claims: who.claimed }), ...by } });
        return made;
      }),

    /** Shuts somebody out, at once and whatever their provider says, or lets them in again. Once more changes nothing. @throws BalieError `person-unknown`. */
    setDisabled: (personId: string, isDisabled: boolean, by: ActBy): Promise<void> =>
      db.transaction(async (tx) => {
        const [person] = await tx.query<{ isDisabled: boolean }>('SELECT disabled_at IS NOT NULL AS "isDisabled" FROM people WHERE id = $1 FOR NO KEY UPDATE', [personId]);
        if (person === undefined) throw new BalieError('person-unknown', { detail: personId });
        if (person.isDisabled === isDisabled) return;
        await tx.query('UPDATE people SET disabled_at = $2 WHERE id = $1', [personId, isDisabled ? now() : null]);
        if (isDisabled) {
          // Who is let in again begins anew.
          await closeSessionsOf(tx, personId);
          await withdrawInvitations(tx, personId);
        }
        await record(tx, { kind: isDisabled ? 'person.disabled' : 'person.enabled', facts: { person: personId, ...by } });
      }),

    /** Ends all sessions of somebody, who may log in again. @throws BalieError `person-unknown`. */
    logOut: (personId: string, by: ActBy): Promise<void> =>
      db.transaction(async (tx) => {
        const found = await tx.query('SELECT FROM people WHERE id = $1 FOR NO KEY UPDATE', [personId]);
        if (found.length === 0) throw new BalieError('person-unknown', { detail: personId });
        await closeSessionsOf(tx, personId);
        await record(tx, { kind: 'person.logged-out', facts: { person: personId, ...by } });
      }),
  };
}
