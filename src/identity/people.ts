import { randomUUID } from 'node:crypto';
import type { Queryable } from '../store/database.ts';
import { type Group, OWN_ISSUER, rightsOf } from './groups.ts';
import type { KeyHolder } from './keys.ts';

/** What somebody is called of whom the name was erased. */
const GONE = 'Oud-medewerker';

/** Somebody as a provider knows them. */
export interface KnownAs {
  readonly issuer: string;
  /** Theirs for ever at that provider. */
  readonly subject: string;
  readonly name: string;
  readonly email: string | null;
  /** The groups that they are in, by the provider's own names. */
  readonly claimed: readonly string[];
}

/**
 * Keeps who has logged in: new, or with what the provider says of them now.
 * @returns their id; undefined for who was shut out.
 */
export async function keepPerson(db: Queryable, { issuer, subject, name, email, claimed }: KnownAs, now: Date): Promise<string | undefined> {
  // A provider that calls itself so would be believed as the desk itself is.
  if (issuer === OWN_ISSUER) throw new Error('a provider may not be named as the desk itself');
  const [row] = await db.query<{ id: string }>(
    `INSERT INTO people AS p (id, issuer, subject, name, email, claimed, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
     ON CONFLICT (issuer, subject) DO UPDATE SET name = excluded.name, email = excluded.email, claimed = excluded.claimed, seen_at = excluded.seen_at
       WHERE p.disabled_at IS NULL
     RETURNING id`,
    [randomUUID(), issuer, subject, name, email, claimed, now],
  );
  return row?.id;
}

/** What somebody may, by the groups of the configuration; `isConfirmed`: also manage the desk now. */
export function personHolder({ id, issuer, name, email, claimed, isConfirmed }: Omit<KnownAs, 'subject'> & { readonly id: string; readonly isConfirmed: boolean }, known: readonly Group[]): KeyHolder {
  const { roles, groups, readers, collections, assistants, models } = rightsOf(known, claimed, issuer);
  return {
    id, name, group: null, collections, models, assistants,
    isAdmin: roles.includes('admin'), isReviewer: roles.includes('reviewer'), person: { roles, groups, readers, email, isConfirmed },
  };
}

/** Of those whom the desk keeps itself nothing goes by age: without their groups they could not log in again. */
const PAST = `seen_at < $1 AND issuer <> '${OWN_ISSUER}' AND (name <> '${GONE}' OR email IS NOT NULL OR claimed <> '{}')`;
const HELD = 'is_held(NULL, id, NULL, NULL)';

/** Who did not log in since a moment: their number stays in what they did, and the provider gives the rest again should they come back. */
export const agedPeople = { past: `people WHERE ${PAST}`, held: HELD, erase: [{ from: 'people', set: `name = '${GONE}', email = NULL, claimed = '{}'`, where: `${PAST} AND NOT ${HELD}` }] };

/** Somebody by their number, or by their e-mail address: then the one who logged in last. @returns undefined for nobody. */
export async function findPerson(db: Queryable, given: string): Promise<string | undefined> {
  const [found] = await db.query<{ id: string }>('SELECT id FROM people WHERE id::text = $1 OR lower(email) = lower($1) ORDER BY seen_at DESC LIMIT 1', [given]);
  return found?.id;
}

/**
 * Takes an account, in the caller's transaction, with its sessions, passkeys and invitations. Who logs in again with their provider is somebody new, under
 * another number: nothing tells that it was the same person.
 * @returns whether it was there.
 */
export async function takePerson(tx: Queryable, id: string): Promise<boolean> {
  return (await tx.query('DELETE FROM people WHERE id = $1 RETURNING id', [id])).length > 0;
}
