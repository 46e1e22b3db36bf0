import type { EndSession } from '../identity/logins/end.ts';
import type { Logins } from '../identity/logins/logins.ts';

/** Logging in by name. */
export interface LoginDeps {
  /** The municipality's own provider; absent: nobody logs in with one. */
  readonly provider?: Pick<Logins, 'title' | 'begin' | 'finish' | 'endByProvider'>;
  readonly end: EndSession;
}
