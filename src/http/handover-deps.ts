import type { ShownChannel } from '../handover/channels.ts';
import type { Handover } from '../handover/handover.ts';
import type { Handovers } from '../handover/handovers.ts';
import type { HandoverView } from '../web/pages/handover/views.ts';

/** A conversation that a resident passes on; its id is made with the form: sent twice, it is one. */
type GivenHandover = Omit<Handover, 'createdAt'>;

/** Passing a conversation on to a person, and the ways to reach one. */
export interface HandoverDeps extends Pick<Handovers, 'unsent' | 'retry'> {
  /** The ways to a person at this moment, told in a language. */
  channels(language: string): readonly ShownChannel[];
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
}
