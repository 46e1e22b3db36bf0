import type { Queryable } from '../../store/database.ts';

/** Somebody logged in, or out, or did not get in: by the number that the desk has for them or their key, never by name. */
export interface LoginAct {
  readonly kind: 'login.opened' | 'login.confirmed' | 'login.refused' | 'login.ended' | 'login.ended-by-provider';
  readonly facts: {
    readonly person?: string;
    /** In place of a person: somebody with that key. */
    readonly key?: string;
    /** With which they showed who they are. */
    readonly passkey?: string;
    readonly cause?: string;
    readonly acr?: string;
    readonly sessions?: number;
    /** So many of the same; absent: one. */
    readonly times?: number;
  };
}

/** Records an act in the transaction that does it, as the last thing in that. @throws to undo the change with it. */
export type RecordLogin = (tx: Queryable, act: LoginAct) => Promise<void>;
