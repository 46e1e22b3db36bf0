import { BalieError } from '../../errors.ts';
import type { Queryable } from '../../store/database.ts';
import type { Checks } from '../provider/provider.ts';
import type { Sealing } from '../sealing.ts';
import { digest } from '../digest.ts';

/** So long somebody may take to log in at their provider. */
const LIFE_MINUTES = 10;
/** More than any municipality begins in that time. Anybody may begin one: when there are more the oldest go, so that who begins many keeps nobody out. */
const MOST = 20_000;
const STATE = /^[A-Za-z0-9_-]{43}$/;

/** A login that was begun: what must match when it comes back, and where to go then. */
export interface Begun extends Checks {
  /** The page that was wished. */
  readonly wished?: string;
  /** The session that it takes over from. */
  readonly sessionId?: string;
}

/** Keeps a login that is begun, for the browser that has `browser`. Sweeps those that are over. */
export async function keepBegun(db: Queryable, sealing: Sealing, { begun, browser, now }: { readonly begun: Begun; readonly browser: string; readonly now: Date }): Promise<void> {
  await db.query('DELETE FROM logins WHERE expires_at <= $1 OR state_hash IN (SELECT state_hash FROM logins ORDER BY expires_at DESC OFFSET $2)', [now, MOST - 1]);
  await db.query(
    `INSERT INTO logins (state_hash, browser_hash, sealed, expires_at) VALUES ($1, $2, $3, $4::timestamptz + make_interval(mins => ${LIFE_MINUTES}))`,
    [digest(begun.state), digest(browser), sealing.seal(begun, context(begun.state)), now],
  );
}

/**
 * Takes a login that comes back: once. That of another browser stays for the one that began it.
 * @throws BalieError `login-state-unknown` when there is none of this browser, any more.
 */
export async function takeBegun(db: Queryable, sealing: Sealing, { state, browser, now }: { readonly state: string; readonly browser: string; readonly now: Date }): Promise<Begun> {
  const [row] = STATE.test(state)
    ? await db.query<{ sealed: Buffer }>('DELETE FROM logins WHERE state_hash = $1 AND browser_hash = $2 AND expires_at > $3 RETURNING sealed', [digest(state), digest(browser), now])
    : [];
  if (row === undefined) throw new BalieError('login-state-unknown');
  return sealing.open(row.sealed, context(state)) as Begun;
}

function context(state: string): string {
  return `login ${digest(state).toString('hex')}`;
}
