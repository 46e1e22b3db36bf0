import type { ErrorCode } from '../../errors.ts';
import type { MetadataField } from '../../knowledge/metadata-rules.ts';
import type { Filter, RowView } from '../../web/pages/admin/views.ts';
import type { InvalidParam } from '../faults.ts';
import type { KeyHolder, Retried } from './push-deps.ts';

/** Who is logged in on the pages for editors. */
export interface SessionDeps {
  /** Logs in with a key. @returns undefined when it is not valid, whatever the cause. */
  open(keyToken: string): Promise<{ readonly token: string; readonly key: KeyHolder } | undefined>;
  /** Whose session this is; undefined when it is over. */
  who(token: string): Promise<KeyHolder | undefined>;
  close(token: string): Promise<void>;
}

export interface CollectionOverview {
  readonly id: string;
  readonly title: string;
  readonly documents: number;
  readonly waiting: number;
  readonly failed: number;
  readonly attention: number;
  readonly reviewDue: number;
  readonly expired: number;
}

/** The last look at a source. */
export interface SourceRun {
  readonly id: string;
  readonly collectionId: string;
  readonly source: string;
  readonly state: 'listing' | 'working' | 'ended' | 'failed';
  readonly unchanged: number;
  /** Gone from the source and kept, until a person says that they may go. */
  readonly kept: readonly string[];
  /** What of a website gave no document, in words; empty when there is none. */
  readonly leftOut: string;
  /** Why it could not be seen whole, in Dutch. */
  readonly notes: readonly string[];
  readonly counts: Readonly<Record<string, number | undefined>>;
  readonly fault: ErrorCode | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

/** A document on its way in, or stuck there. */
export interface QueuedDocument {
  readonly id: string;
  readonly sourceId: string;
  readonly state: 'waiting' | 'failed' | 'withdrawn';
  readonly attempts: number;
  readonly fault: ErrorCode | null;
  readonly detail: string | null;
  readonly deliveredAt: Date;
  /** Whether an earlier version of it is in use meanwhile. */
  readonly isInUse: boolean;
  /** What trying it anew would come to: it waits again; its source, which did not give it, is read anew; or a person has to bring it. */
  readonly howRetried: Retried;
}

/** The fields that an editor may set by hand. */
export type FactName = MetadataField;

export interface ManagedDocument {
  readonly sourceId: string;
  readonly source: string;
  readonly container: string | null;
  readonly title: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly owner: string | null;
  readonly url: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly reviewBy: string | null;
  readonly metadata: Readonly<Partial<Record<FactName, string>>>;
  readonly corrections: Readonly<Partial<Record<FactName, string>>>;
  readonly quality: Readonly<Record<string, unknown>> | null;
  readonly duplicateOf: { readonly sourceId: string; readonly title: string } | null;
  /** The other one of the collection that is much the same, and how much (0 to 1). */
  readonly like: { readonly sourceId: string; readonly title: string; readonly share: number } | null;
  readonly parts: number;
  /** Whether it holds today. */
  readonly isInForce: boolean;
  readonly passageCount: number;
  readonly passages: readonly { readonly ordinal: number; readonly page: number | null; readonly headings: readonly string[]; readonly text: string }[];
}

/** What the pages for editors need beside `PushDeps`; who may see what is checked before these are called. */
export interface AdminDeps {
  readonly sessions: SessionDeps;
  /** Title of a collection; undefined when the configuration does not name it. */
  title(collection: string): string | undefined;
  overview(collections: readonly string[]): Promise<readonly CollectionOverview[]>;
  /** The last run of each of their sources. */
  runs(collections: readonly string[]): Promise<readonly SourceRun[]>;
  /** Removes, at most `limit` at once, what a run kept though it is gone. @returns false when it is not the last of its source any more. */
  removeKept(collection: string, runId: string, limit: number): Promise<boolean>;
  /** The first of what is on its way in, failed ones first. */
  queue(collection: string, limit: number): Promise<readonly QueuedDocument[]>;
  /** What is on its way in for one document; at most one. */
  pending(collection: string, sourceId: string): Promise<readonly QueuedDocument[]>;
  documents(collection: string, request: { text: string; filter: Filter; page: number; pageSize: number }): Promise<{ total: number; documents: readonly RowView[] }>;
  document(collection: string, sourceId: string, passages: { page: number; pageSize: number }): Promise<ManagedDocument | undefined>;
  original(collection: string, sourceId: string): Promise<Uint8Array | undefined>;
  /**
   * Sets facts by hand; empty or as the document itself has it: taken back; absent: as it is. @returns what is wrong with them, or
   * false when there is no such document.
   */
  correct(collection: string, sourceId: string, facts: Readonly<Partial<Record<FactName, string>>>): Promise<boolean | { readonly invalid: readonly InvalidParam[] }>;
}
