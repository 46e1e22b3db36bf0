import type { Conversation } from '../conversations.ts';

/** With whom: a group by its id, or who logs in with an address. */
export type Whom = { readonly group: string } | { readonly address: string };

/** One way in which a conversation is shared, for who owns it. */
export interface Share {
  readonly id: string;
  readonly createdAt: Date;
  readonly whom: Whom;
  /** Of an address: who came with it; undefined: nobody yet. */
  readonly reader: string | undefined;
  readonly withFiles: boolean;
}

/** Somebody to whom conversations may be shared, as they are at this moment. */
export interface ShareReader {
  readonly id: string;
  readonly email: string | null;
  readonly groups: readonly string[];
}

/** A conversation of somebody else, for who reads along. */
export interface SharedConversation {
  readonly conversation: Conversation;
  readonly owner: { readonly id: string; readonly name: string };
  readonly sharedAt: Date;
  /** Whether answers that lean on the owner's own files are shared too. */
  readonly withFiles: boolean;
}
