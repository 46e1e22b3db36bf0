import type { Database } from '../../store/database.ts';
import type { Provider, Tokens } from '../provider/provider.ts';
import type { Sealing } from '../sealing.ts';
import { takeSession } from '../sessions.ts';
import type { RecordLogin } from './acts.ts';
import { tokensContext } from './confirm-session.ts';

interface Parts {
  readonly db: Database;
  readonly sealing: Sealing;
  readonly record: RecordLogin;
  readonly provider?: Pick<Provider, 'endUrl'>;
}

/** Ends the session of somebody who logs out, for good: by name or with a key. */
export interface EndSession {
  /** @returns where the browser goes to log out with the provider too; undefined where there is nothing to do there, or it cannot be. */
  (token: string, returnTo: string | undefined): Promise<{ readonly isPerson: boolean; readonly providerUrl?: string }>;
}

export function createEnding({ db, sealing, record, provider }: Parts): EndSession {
  return async (token, returnTo) => {
    const ended = await db.transaction(async (tx) => {
      const taken = await takeSession(tx, token);
      if (taken === undefined) return undefined;
      const { personId, keyId } = taken;
      await record(tx, { kind: 'login.ended', facts: { ...(personId !== null ? { person: personId } : keyId !== null && { key: keyId }), cause: 'logout' } });
      return taken;
    });
    const isPerson = ended !== undefined && ended.personId !== null;
    if (ended?.tokens == null || returnTo === undefined) return { isPerson };
    const { idToken } = sealing.open(ended.tokens, tokensContext(ended.id)) as Tokens;
    const providerUrl = await provider?.endUrl(idToken, returnTo);
    return { isPerson, ...(providerUrl !== undefined && { providerUrl }) };
  };
}
