import type { ModelGateway, Usage } from '../../models/call.ts';
import type { KeyHolder } from './push-deps.ts';

/** What the routes for programs that call models need of the rest. */
export interface ModelDeps {
  readonly gateway: ModelGateway;
  /**
   * Takes a place within a key's limits for one call.
   * @throws BalieError `key-forbidden` for a model that is not its; `rate-limited`, `budget-spent`, both with `retryAfterMs`.
   */
  readonly admit: (key: KeyHolder, call: { readonly model: string; readonly expectedTokens: number }) => Admitted | Promise<Admitted>;
  readonly calls: CallLog;
}

export interface Admitted {
  /** Gives back what was expected and counts what was used; to be called once, however the call ended. */
  settle(usage: Usage): void;
}

/** The record of calls to models: what was asked is committed before anything is sent to a host. */
export interface CallLog {
  /** @throws BalieError `database-unavailable`. */
  received(call: { readonly id: string; readonly key: string; readonly model: string; readonly kind: 'chat' | 'embed'; readonly said: unknown }): Promise<void>;
  /** @returns whether the end was kept; a call ends once. */
  ended(id: string, end: CallEnd): Promise<boolean>;
}

export interface CallEnd {
  readonly outcome: 'answered' | 'interrupted' | 'failed';
  /** What was sent to the caller, also of a call that did not end well. */
  readonly said: unknown;
  /** Catalogue code of the fault behind `failed`. */
  readonly reason?: string;
  readonly usage: Usage;
  readonly durationMs: number;
}
