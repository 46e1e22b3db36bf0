import type { Database } from '../../store/database.ts';
import type { Provider, Tokens } from '../provider/provider.ts';
import type { Sealing } from '../sealing.ts';
import { digest } from '../digest.ts';
import type { RecordLogin } from './acts.ts';
import { tokensContext } from './confirm-session.ts';

interface Parts {
  readonly db: Database;
  readonly sealing: Sealing;
  readonly record: RecordLogin;
  readonly provider?: Pick<Provider, 'endUrl'>;
}

/** Ends the session of somebody who is logged in by name, for good; of a key it ends none. */
export interface EndSession {
  /** @returns where the browser goes to log out with the provider too; undefined where there is nothing to do there, or it cannot be. */
  (token: string, returnTo: string | undefined): Promise<{ readonly isPerson: boolean; readonly providerUrl?: string }>;
}

export function createEnding({ db, sealing, record, provider }: Parts): EndSession {
  return async (token, returnTo) => {
    const ended = await db.transaction(async (tx) => {
      const [row] = await tx.query<{ id: string; person: string; tokens: Buffer | null }>(
        'DELETE FROM sessions WHERE (hash = $1 OR previous_hash = $1) AND person_id IS NOT NULL RETURNING id, person_id AS person, tokens',
        [digest(token)],
      );
      if (row !== undefined) await record(tx, { kind: 'login.ended', facts: { person: row.person, cause: 'logout' } });
      return row;
    });
    if (ended?.tokens == null || returnTo === undefined) return { isPerson: ended !== undefined };
    const { idToken } = sealing.open(ended.tokens, tokensContext(ended.id)) as Tokens;
    const providerUrl = await provider?.endUrl(idToken, returnTo);
    return { isPerson: true, ...(providerUrl !== undefined && { providerUrl }) };
  };
}
