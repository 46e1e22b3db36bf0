import { BalieError } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import type { Group } from '../groups.ts';
import type { KeyHolder } from '../keys.ts';
import type { LoginSettings } from '../login-rules.ts';
import { digest } from '../digest.ts';
import { findSession, type FoundSession, holderOf, newToken } from '../sessions.ts';
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

/** Whose session a token is. @param onRotated hears of the token that replaces it: from then on the browser must have that one. */
export type WhoseSession = (token: string, onRotated?: (token: string) => void) => Promise<KeyHolder | undefined>;

/**
 * Sessions as they are at each request: of keys, and of people as their provider last said who they are.
 * @returns that throws BalieError `login-provider-away` when the provider has not said so for too long.
 */
export function createLiveSessions({ db, groups, login, confirm, now }: Parts): WhoseSession {
  /** As its provider now vouches for it; undefined when it does not. */
  async function vouchedFor(token: string, session: FoundSession): Promise<FoundSession | undefined> {
    if (session.checkedAt === null) return session;
    // Of a provider that is not the desk's any more.
    if (confirm === undefined || session.issuer !== login.provider?.issuer) return undefined;
    await confirm(session.sessionId, session.checkedAt);
    const after = await findSession(db, token, now());
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

  return async (token, onRotated) => {
    const found = await findSession(db, token, now());
    const session = found && (await vouchedFor(token, found));
    if (session === undefined) return undefined;
    if (onRotated !== undefined && session.personId !== null && now().getTime() - session.rotatedAt.getTime() >= ROTATE_MS) {
      const next = await rotated(token);
      if (next !== undefined) onRotated(next);
    }
    return holderOf(session, groups, isConfirmed(session));
  };
}
