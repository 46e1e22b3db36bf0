import type { Duration } from '../durations.ts';
import type { Holds } from '../retention/holds.ts';
import type { Retention } from '../retention/retention.ts';

/** How long data is kept, and what must be kept longer. Who may is checked before these are called. */
export interface RetentionDeps extends Pick<Retention, 'inForce' | 'look' | 'last'> {
  /** When the report of the day is made, by the Dutch clock. */
  at(): string;
  /** How long conversations of employees with an assistant are kept. */
  keptFor(assistant: string): Duration;
  readonly holds: Holds;
  /** The number of somebody, from that or from an e-mail address; undefined for nobody. */
  person(given: string): Promise<string | undefined>;
  /** Whether anything was said in a conversation. */
  isConversation(id: string): Promise<boolean>;
  /** Names by numbers, without those of who is gone. */
  namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
