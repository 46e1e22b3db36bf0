/** What the pages of shared conversations show. */
import type { FaultView, TurnView } from '../../../turn-views.ts';
import type { AtWork, HeldView } from '../views.ts';

/** With whom a conversation is shared, in words. */
interface ShareView {
  readonly id: string;
  readonly whom: string;
  /** What else there is to say of them. */
  readonly about: string;
  readonly createdAt: Date;
  readonly withFiles: boolean;
}

/** For who owns a conversation. */
export interface SharePageView extends AtWork {
  readonly held: HeldView;
  readonly shares: readonly ShareView[];
  /** The groups that somebody is in. */
  readonly groups: readonly { readonly id: string; readonly title: string }[];
  readonly given: { readonly group: string; readonly address: string; readonly withFiles: boolean };
  readonly fault?: FaultView;
}

interface SharedView {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly usedAt: Date;
}

/** For who reads along. */
export interface SharedListView extends AtWork {
  readonly shared: readonly SharedView[];
}

/** Why an answer is not shown, or not even its question. */
export interface WithheldView {
  readonly reason: 'source' | 'files' | 'earlier' | 'unfinished';
  readonly isQuestionToo: boolean;
}

export interface SharedTalkView extends AtWork {
  readonly held: Pick<HeldView, 'id' | 'title' | 'assistant' | 'erasedFrom' | 'erasedAt'>;
  readonly owner: string;
  readonly sharedAt: Date;
  /** Oldest first. */
  readonly turns: readonly (TurnView & { readonly withheld?: WithheldView })[];
  readonly before: number;
  readonly isEarlier: boolean;
}
