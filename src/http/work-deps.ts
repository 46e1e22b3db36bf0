import type { Took } from '../audit/compared.ts';
import type { TurnView } from '../web/turn-views.ts';
import type { UseLine } from '../web/pages/work/views.ts';
import type { Conversation, Conversations } from '../workplace/conversations.ts';
import type { SharedConversation } from '../workplace/sharing/share.ts';
import type { Shares } from '../workplace/sharing/shares.ts';
import type { ConversationTurn } from './deps.ts';

/** A turn as its own page keeps it: nothing else of a confidential one is left. */
export type CarriedTurn = Omit<TurnView, 'feedback' | 'fault'>;

/** Some turns of a conversation, oldest first. */
export interface PartOfTalk {
  readonly turns: readonly ConversationTurn[];
  /** How many come before these, and how many there are. */
  readonly before: number;
  readonly total: number;
  /** With the last turn, where its question was put to two models. */
  readonly compared?: ComparedTurn;
  /** Of those that have no end yet, which are work on a document. */
  readonly works?: readonly string[];
}

/** The answer that the conversation does not go on with, unless it is chosen. */
export interface ComparedTurn {
  readonly turn: ConversationTurn;
  /** Whether it stands before the other: they do not change places when one is chosen. */
  readonly isFirst: boolean;
  /** Undefined while it is being written. */
  readonly took: Took | undefined;
  /** What the answer beside it took, with which the conversation goes on. */
  readonly besideTook: Took | undefined;
}

/** Why somebody who reads along does not see an answer. */
export interface Withheld {
  /** A source or a file that is not theirs to read; an answer before it that is not; or it has no end yet. */
  readonly reason: 'source' | 'files' | 'earlier' | 'unfinished';
  /** Whether its question is not shown either. */
  readonly isQuestionToo: boolean;
}

/** Some turns of a conversation of somebody else. */
export interface PartOfShared extends Omit<PartOfTalk, 'turns'> {
  readonly turns: readonly (ConversationTurn & { readonly withheld?: Withheld })[];
}

/** What the workplace needs of the rest. Each is asked with the id of who is logged in, and gives nothing of anybody else. */
export interface WorkplaceDeps {
  readonly conversations: Pick<Conversations, 'list' | 'search' | 'find' | 'rename' | 'pin'>;
  /** @param person and what they may read: other sources come without their words. @param until number of the last turn that is wanted; absent: the last there is. */
  turns(person: { readonly id: string; readonly readers: readonly string[] }, conversation: Conversation, until?: number): Promise<PartOfTalk>;
  /** Conversations that are shared, by whom they are and by whom they are read. */
  readonly shares: Shares;
  /** @param readers of who reads along. @param until as of `turns`. */
  sharedTurns(shared: SharedConversation, readers: readonly string[], until?: number): Promise<PartOfShared>;
  /** An e-mail address as it is compared; undefined for what is none. */
  addressIn(text: string): string | undefined;
  /** The conversation goes on with this answer of two to its last question. @throws BalieError `comparison-over`. */
  choose(person: string, conversation: Conversation, turnId: string): Promise<void>;
  /** Erases all that is kept of it. @returns the number of the proof; undefined where nothing was there any more. @throws BalieError `erasure-held`. */
  remove(person: string, conversation: Conversation): Promise<number | undefined>;
  readonly carrier: {
    seal(person: string, turns: readonly CarriedTurn[]): string;
    /** As they may be read today: of a source that was closed meanwhile no word is quoted. @throws BalieError `confidential-over`. */
    open(person: { readonly id: string; readonly readers: readonly string[] }, text: string): Promise<readonly CarriedTurn[]>;
  };
  /** Their use of the last 31 days and the last 12 months. */
  use(person: string): Promise<{ readonly days: readonly UseLine[]; readonly months: readonly UseLine[] }>;
  /** Names of the models that write answers. */
  chatModels(): readonly string[];
}
