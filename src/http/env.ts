import type { KeyHolder } from './push-deps.ts';

/** What a request carries through the layers. */
export interface AppEnv {
  Variables: {
    requestId: string;
    /** Whether faults are shown as a page or as problem details. */
    faultsAs: 'page' | 'problem';
    /** Whose key opened this route; on routes of access `key` only. */
    key: KeyHolder;
  };
}
