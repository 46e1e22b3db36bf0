import { randomBytes } from 'node:crypto';
import type { Queryable } from '../../store/database.ts';

/** Time to find one's authenticator. */
export const CHALLENGE_MS = 5 * 60_000;
/** Anybody may ask for one. When there are more, the oldest go: nobody waits, and nothing grows. */
const MAX_KEPT = 10_000;

/** For whom a passkey is made. */
export interface Making {
  readonly personId: string;
  /** Digest of the invitation that it is made with; null: by who is logged in. */
  readonly invitation: Buffer | null;
}

/** Makes a challenge. @param making what a passkey is made for; undefined: somebody logs in. */
export async function newChallenge(db: Queryable, making: Making | undefined, now: Date): Promise<string> {
  await db.query(
    `DELETE FROM passkey_challenges WHERE expires_at <= $1 OR challenge IN (SELECT challenge FROM passkey_challenges ORDER BY expires_at DESC OFFSET $2)`,
    [now, MAX_KEPT - 1],
  );
  const challenge = randomBytes(32).toString('base64url');
  await db.query('INSERT INTO passkey_challenges (challenge, person_id, invitation, expires_at) VALUES ($1, $2, $3, $4)', [
    challenge, making?.personId, making?.invitation, new Date(now.getTime() + CHALLENGE_MS),
  ]);
  return challenge;
}

/** Takes a challenge of somebody who logs in: it is gone after this, whatever comes of it. */
export async function takeLogin(db: Queryable, challenge: string, now: Date): Promise<boolean> {
  return (await take(db, challenge, now))?.personId === null;
}

/** The same of a passkey that is made. */
export async function takeMaking(db: Queryable, challenge: string, now: Date): Promise<Making | undefined> {
  const taken = await take(db, challenge, now);
  return taken === undefined || taken.personId === null ? undefined : { ...taken, personId: taken.personId };
}

async function take(db: Queryable, challenge: string, now: Date): Promise<{ personId: string | null; invitation: Buffer | null } | undefined> {
  const [row] = await db.query<{ personId: string | null; invitation: Buffer | null; isInTime: boolean }>(
    `DELETE FROM passkey_challenges WHERE challenge = $1 RETURNING person_id AS "personId", invitation, expires_at > $2 AS "isInTime"`,
    [challenge, now],
  );
  return row?.isInTime ? { personId: row.personId, invitation: row.invitation } : undefined;
}
