import type { Config } from '../../config/config.ts';
import type { RequestLogger } from '../../http/deps.ts';
import type { LoginDeps } from '../../http/login-deps.ts';
import { createConfirming } from '../../identity/logins/confirm-session.ts';
import { createEnding } from '../../identity/logins/end.ts';
import { ownGroups } from '../../identity/groups.ts';
import { createLiveSessions, type WhoseSession } from '../../identity/logins/live.ts';
import { createLogins } from '../../identity/logins/logins.ts';
import type { RecordRefusal } from '../../identity/logins/refused.ts';
import { createProvider } from '../../identity/provider/provider.ts';
import { createSealing } from '../../identity/sealing.ts';
import type { Database } from '../../store/database.ts';
import type { Desk } from '../desk/desk.ts';

interface Parts {
  readonly config: Pick<Config, 'login' | 'groups' | 'collections'>;
  readonly desk: Pick<Desk, 'auditKey' | 'recordAct'>;
  readonly db: Database;
  readonly logger: RequestLogger;
  readonly refused: RecordRefusal;
}

/** Logging in by name, and whose session a token is. */
export function loginDeps({ config: { login, groups, collections }, desk, db, logger, refused }: Parts): { readonly login: LoginDeps; readonly who: WhoseSession } {
  const known = [...groups, ...ownGroups(collections.map(({ id }) => id))];
  const now = () => new Date();
  const shared = { db, sealing: createSealing(desk.auditKey), record: desk.recordAct, now };
  const provider = login.provider && createProvider(login.provider, login, { onOutside: (hosts) => logger.error({ code: 'login-misconfigured', hosts, setting: 'login.provider.hosts' }, 'login provider answers on hosts that the configuration does not name') });
  if (provider === undefined) return { login: { end: createEnding(shared) }, who: createLiveSessions({ db, groups: known, login, now }) };
  const confirm = createConfirming({ ...shared, provider, onAway: (fields) => logger.error(fields, 'login provider failed: sessions go on') });
  return {
    login: { provider: createLogins({ ...shared, refused, provider, login, groups }), end: createEnding({ ...shared, provider }) },
    who: createLiveSessions({ db, groups: known, login, confirm, now }),
  };
}
