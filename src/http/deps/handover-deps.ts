import type { ErrorCode } from '../../errors.ts';
import type { ChannelView, HandoverView } from '../../web/views.ts';

/** A conversation that a resident passes on. */
export interface GivenHandover {
  /** Made with the form: sent twice, it is one. */
  readonly id: string;
  readonly conversationId: string;
  readonly summary: string;
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
}

/** One that does not arrive. */
export interface UnsentView {
  readonly handoverId: string;
  readonly way: 'webhook' | 'email';
  readonly state: 'waiting' | 'failed';
  readonly attempts: number;
  readonly fault: ErrorCode | null;
  readonly changedAt: Date;
}

/** Passing a conversation on to a person, and the ways to reach one. */
export interface HandoverDeps {
  /** The ways to a person at this moment, told in a language. */
  channels(language: string): readonly ChannelView[];
  /** What the pages say in a language: Dutch where there are no words in it. */
  said(language: string): Pick<HandoverView, 'words' | 'language'>;
  /** Whether there is somewhere to send one. */
  readonly canSend: boolean;
  /** A summary of a conversation of residents, and the language of its last answer; undefined when there is no such conversation. */
  summary(conversationId: string): Promise<{ readonly text: string; readonly language: string } | undefined>;
  /** One as plain text, to take along. */
  text(handover: GivenHandover): string;
  /** @throws BalieError `handover-limit`, `handover-unavailable`. */
  add(handover: GivenHandover): Promise<void>;
  /** What is said over the telephone of one. */
  reference(id: string): string;
  /** Those that do not arrive, the latest first. */
  unsent(limit: number): Promise<readonly UnsentView[]>;
  /** Sends those that were given up once more. @returns how many. */
  retry(byKey: string): Promise<number>;
}
