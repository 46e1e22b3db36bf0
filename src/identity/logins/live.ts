import { BalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import type { Group } from '../groups.ts';
import type { KeyHolder } from '../keys.ts';
import type { LoginSettings } from '../login-rules.ts';
import { digest } from '../digest.ts';
import { findSession, type FoundSession, holderOf, newToken, type SessionRef } from '../sessions.ts';
import { AWAY_MS, type createConfirming } from './confirm-session.ts';

/** A token is replaced once an hour: one that was copied is good for no longer. */
const ROTATE_MS = 60 * 60_000;
/** Requests that were under way with the token before it. */
const GRACE_SECONDS = 60;
/** Clocks of the desk and its provider may differ so much. */
const SKEW_MS = 60_000;

interface Parts {
  readonly db: Database;
  readonly groups: readonly Group[];
  readonly login: Pick<LoginSettings, 'stepUp' | 'provider'>;
  /** Absent: no provider vouches for anybody. */
  readonly confirm?: ReturnType<typeof createConfirming>;
  readonly now: () => Date;
}

/** What a request hears of its session as it comes in. */
export interface AtDoor {
  /** Which it is: by this it is asked for again while the request lasts, which may be longer than its token. */
  onFound(session: SessionRef): void;
  /** The token that replaces an old one: from then on the browser must have that one. */
  onRotated(token: string): void;
}

/** Whose session that is: by its token, or as it was found before. */
export type WhoseSession = (session: string | SessionRef, door?: AtDoor) => Promise<KeyHolder | undefined>;

/**
 * Sessions as they are at each request: of keys, and of people as their provider last said who they are.
 * @returns that throws BalieError `login-provider-away` when the provider has not said so for too long.
 */
export function createLiveSessions({ db, groups, login, confirm, now }: Parts): WhoseSession {
  /** As its provider now vouches for it; undefined when it does not. */
  async function vouchedFor(session: FoundSession): Promise<FoundSession | undefined> {
    if (session.checkedAt === null) return session;
    // Of a provider that is not the desk's any more.
    if (confirm === undefined || session.issuer !== login.provider?.issuer) return undefined;
    await confirm(session.sessionId, session.checkedAt);
    const after = await findSession(db, session, now());
    if (after?.checkedAt != null && now().getTime() - after.checkedAt.getTime() > AWAY_MS) throw new BalieError('login-provider-away');
    return after;
  }

  async function rotated(token: string): Promise<string | undefined> {
    const next = newToken();
    const at = now();
    const done = await db.query(
      `UPDATE sessions SET hash = $2, previous_hash = hash, previous_until = $3::timestamptz + interval '${GRACE_SECONDS} seconds', rotated_at = $3
       WHERE hash = $1 AND rotated_at <= $4 RETURNING id`,
      [digest(token), digest(next), at, new Date(at.getTime() - ROTATE_MS)],
    );
    return done.length > 0 ? next : undefined;
  }

  const isConfirmed = ({ authenticatedAt, acr, checkedAt }: FoundSession): boolean => {
    const { stepUp } = login;
    const isStrong = checkedAt === null || stepUp.acr === undefined || stepUp.acr.includes(acr ?? '');
    return isStrong && authenticatedAt !== null && now().getTime() - authenticatedAt.getTime() <= stepUp.maxAgeMinutes * 60_000 + SKEW_MS;
  };

  return async (asked, door) => {
    const found = await findSession(db, asked, now());
    const session = found && (await vouchedFor(found));
    if (session === undefined) return undefined;
    door?.onFound({ sessionId: session.sessionId });
    if (door !== undefined && typeof asked === 'string' && session.personId !== null && now().getTime() - session.rotatedAt.getTime() >= ROTATE_MS) {
      const next = await rotated(asked);
      if (next !== undefined) door.onRotated(next);
    }
    return holderOf(session, groups, isConfirmed(session));
  };
}
