import type { ActFilter } from '../audit/proof/acts.ts';
import type { GivenCheckpoints } from '../audit/proof/kept.ts';
import type { cameFrom } from '../audit/origin.ts';
import type { LogState, ShownAct } from '../web/pages/oversight/log-views.ts';

/** The audit log, for who watches over it. Who may is checked before these are called. */
export interface AuditDeps {
  /** What there may be to look for: kinds of acts with their Dutch words. */
  readonly kinds: readonly (readonly [kind: string, words: string])[];
  /** One page of what fits, newest first. @param before the last number of the page before. */
  find(filter: ActFilter, page: { readonly before?: number | undefined; readonly limit: number }): Promise<readonly ShownAct[]>;
  /** All of it, for a spreadsheet. @param by number of who wants it: that is recorded. */
  csv(filter: ActFilter, by: string): Promise<AsyncIterable<string>>;
  /** The log itself, for somebody who checks it without the desk. */
  export(by: string): Promise<AsyncIterable<string>>;
  state(): Promise<LogState>;
  /** The program that checks an export. */
  verifier(): Promise<string>;
  /** Keeps checkpoints of another server. @throws BalieError `checkpoint-unsigned`, `anchor-conflict`, `anchors-full`. */
  keep(holder: string, given: GivenCheckpoints): Promise<void>;
  /** What is kept of another server, as lines that a verifier takes; undefined when nothing is. */
  kept(holder: string): Promise<string | undefined>;
  /** Has what is recorded say by which door it came in. */
  readonly cameFrom: typeof cameFrom;
}
