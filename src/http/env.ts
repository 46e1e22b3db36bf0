import type { HttpBindings } from '@hono/node-server';
import type { KeyHolder } from '../identity/keys.ts';
import type { TrustedProxies } from './server/client.ts';
import type { Trace } from './server/trace.ts';

/** What a request carries through the layers. */
export interface AppEnv {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    trace: Trace;
    /** For who asks, by `clientOf`. */
    trustedProxies: TrustedProxies;
    /** Whether faults are shown as a page or as problem details. */
    faultsAs: 'page' | 'problem';
    /** The site that may frame the page that is given out. */
    framedBy: string | undefined;
    /** Whose key opened this route, or whose session; on routes of access `key` and `session` only. */
    key: KeyHolder;
    /** Whether they may open the page at a route; there where `key` is. */
    mayOpen: (route: string) => boolean;
    /** Asks anew whether it still does: a stream may be open for days. Undefined when it does not. */
    renewKey: () => Promise<KeyHolder | undefined>;
  };
}
