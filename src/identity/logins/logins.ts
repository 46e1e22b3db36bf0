import { BalieError } from '../../errors.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { type Group, rightsOf } from '../groups.ts';
import type { LoginSettings } from '../login-rules.ts';
import { keepPerson } from '../people.ts';
import type { Provider, Vouched } from '../provider/provider.ts';
import type { Sealing } from '../sealing.ts';
import { digest } from '../digest.ts';
import { findSession, newToken, openProviderSession } from '../sessions.ts';
import type { RecordLogin } from './acts.ts';
import { type Begun, keepBegun, takeBegun } from './begun.ts';
import { tokensContext } from './confirm-session.ts';
import type { RecordRefusal } from './refused.ts';

interface Parts {
  readonly db: Database;
  readonly provider: Provider;
  readonly login: LoginSettings;
  readonly groups: readonly Group[];
  readonly sealing: Sealing;
  readonly record: RecordLogin;
  readonly refused: RecordRefusal;
  readonly now: () => Date;
}

/** What is wished of a login. */
export interface LoginWish {
  readonly wished?: string | undefined;
  /** Where the provider sends the browser back to. */
  readonly redirectUri: string;
  /** Who is logged in shows anew who they are. */
  readonly isConfirming: boolean;
  /** In any case, whatever the provider knows of them. */
  readonly isAnew: boolean;
  /** The session that the browser has; empty for none. */
  readonly session: string;
  /** What only this browser has. */
  readonly browser: string;
}

/** How a login ended, and the page that was wished. */
export type LoginEnd = { readonly wished?: string } & ({ readonly token: string; readonly isEmployee: boolean } | { readonly fault: BalieError; readonly isConfirming: boolean });

export type Logins = ReturnType<typeof createLogins>;

/** Logging in by name with the municipality's own provider, and what that says of who is logged in. */
export function createLogins({ db, provider, login, groups, sealing, record, refused, now }: Parts) {
  const { acr } = login.stepUp;

  async function open(tx: Queryable, begun: Begun, vouched: Vouched): Promise<string> {
    const at = now();
    const person = await keepPerson(tx, vouched.person, at);
    if (person === undefined) throw new BalieError('login-shut-out');
    const [before] = begun.sessionId === undefined ? [] : await tx.query<{ person: string | null }>('DELETE FROM sessions WHERE id = $1 RETURNING person_id AS person', [begun.sessionId]);
    const tokens = (id: string) => sealing.seal(vouched.tokens, tokensContext(id));
    const token = await openProviderSession(tx, person, { ...vouched, tokens }, { limits: login, now: at });
    const kind = begun.isConfirming && before?.person === person ? 'login.confirmed' : 'login.opened';
    await record(tx, { kind, facts: { person, ...(vouched.acr !== null && { acr: vouched.acr }) } });
    return token;
  }

  async function opened(begun: Begun, query: URLSearchParams) {
    const vouched = await provider.redeem(query, begun);
    if (begun.isConfirming && acr !== undefined && !acr.includes(vouched.acr ?? '')) throw new BalieError('step-up-weak');
    // Who may nothing has no session either.
    const { roles } = rightsOf(groups, vouched.person.claimed);
    if (roles.length === 0) throw new BalieError('login-without-group');
    return { token: await db.transaction((tx) => open(tx, begun, vouched)), isEmployee: roles.includes('employee') };
  }

  return {
    title: provider.title,

    /** Where a browser goes to log in. @throws BalieError `login-provider-away` and those of a provider. */
    async begin({ wished, redirectUri, isConfirming, isAnew, session, browser }: LoginWish): Promise<string> {
      const at = now();
      const current = await findSession(db, session, at);
      const begun: Begun = {
        state: newToken(), nonce: newToken(), verifier: newToken(), redirectUri, isConfirming,
        ...(wished !== undefined && { wished }), ...(current !== undefined && { sessionId: current.sessionId }),
      };
      // First what may fail: nothing is kept of a login that cannot be.
      const url = await provider.begin(begun, isAnew);
      await keepBegun(db, sealing, { begun, browser, now: at });
      return url;
    },

    /**
     * Who came back from the provider: always a new session, under a new token.
     * @throws BalieError `login-state-unknown` for what this browser did not begin.
     */
    async finish(query: URLSearchParams, browser: string): Promise<LoginEnd> {
      const begun = await takeBegun(db, sealing, { state: query.get('state') ?? '', browser, now: now() });
      const wish = begun.wished === undefined ? {} : { wished: begun.wished };
      try {
        return { ...wish, ...(await opened(begun, query)) };
      } catch (error) {
        if (!(error instanceof BalieError) || error.code === 'database-unavailable') throw error;
        await refused(error.code);
        return { ...wish, fault: error, isConfirming: begun.isConfirming };
      }
    },

    /** Ends what the provider says is over (back-channel logout). @throws BalieError `logout-message-wrong`, `login-provider-away`. */
    async endByProvider(message: string): Promise<void> {
      const { id, subject = null, sid = null, expiresAt } = await provider.logoutMessage(message);
      await db.transaction(async (tx) => {
        await tx.query('DELETE FROM logout_messages WHERE expires_at <= $1', [now()]);
        const isNew = await tx.query('INSERT INTO logout_messages (hash, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1 AS kept', [digest(`${provider.issuer} ${id}`), expiresAt]);
        if (isNew.length === 0) throw new BalieError('logout-message-wrong', { detail: 'replayed' });
        // Of a session whose name the provider did not tell us, we know only that it is theirs.
        const ended = await tx.query<{ person: string }>(
          `DELETE FROM sessions s USING people p WHERE p.id = s.person_id AND p.issuer = $1 AND s.tokens IS NOT NULL
             AND CASE WHEN $2::text IS NULL THEN s.provider_sid = $3 ELSE p.subject = $2 AND ($3::text IS NULL OR s.provider_sid IS NULL OR s.provider_sid = $3) END
           RETURNING p.id AS person`,
          [provider.issuer, subject, sid],
        );
        const [person] = ended.map((row) => row.person);
        await record(tx, { kind: 'login.ended-by-provider', facts: { ...(person !== undefined && { person }), sessions: ended.length } });
      });
    },
  };
}
