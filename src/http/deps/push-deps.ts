import type { ErrorCode } from '../../errors.ts';

/** Who asks by a key. */
export interface KeyHolder {
  readonly id: string;
  readonly name: string;
  /** An organisation or team whose keys share limits. */
  readonly group: string | null;
  /** The only collections that this key may deliver to and see. */
  readonly collections: readonly string[];
  /** The models and assistants that it may call; `*` is all of them. */
  readonly models: readonly string[];
  readonly assistants: readonly string[];
  readonly isAdmin: boolean;
  /** Whether it may read and judge the answers that ask for it. */
  readonly isReviewer: boolean;
}

/** A document as a program brings it. */
export interface PushedDocument {
  readonly collection: string;
  readonly sourceId: string;
  readonly fileName: string;
  readonly contentType?: string;
  readonly bytes: Uint8Array;
  /** Checked; goes before what the document says itself. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What is set by hand about a document; null takes it back. */
export type PushedCorrections = Readonly<Partial<Record<'title' | 'url' | 'owner' | 'validFrom' | 'validUntil' | 'reviewBy', string | null | undefined>>>;

/** A document in use, for who manages it. */
export interface PushedSummary {
  readonly sourceId: string;
  readonly title: string;
  readonly url: string | null;
  readonly owner: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly reviewBy: string | null;
  readonly passages: number;
  readonly updatedAt: Date;
  readonly quality: Readonly<Record<string, unknown>> | null;
}

/** A document on its way in, or stuck there. */
export interface PushJob {
  readonly id: string;
  readonly collectionId: string;
  readonly sourceId: string;
  readonly fileName: string;
  readonly state: 'waiting' | 'failed' | 'withdrawn';
  readonly attempts: number;
  readonly fault: ErrorCode | null;
  readonly deliveredAt: Date;
  /** Whether the desk has its bytes; without them its source has to give it again. */
  readonly isHere: boolean;
}

/**
 * What was done to have a failed document tried anew: it waits in the queue; its source is read anew; or nothing, since only a
 * person can bring it again.
 */
export type Retried = 'waiting' | 'source' | 'by-hand';

/** What became of a document. */
export interface PushEvent {
  /** Rises. */
  readonly id: number;
  readonly collectionId: string;
  readonly sourceId: string;
  readonly outcome: string;
  readonly title: string | null;
  readonly passages: number | null;
  readonly warnings: readonly string[];
  readonly fault: ErrorCode | null;
}

/** What the routes for programs need of the store and the queue; who may see what is checked before these are called. */
export interface PushDeps {
  /**
   * Takes a document in. `unchanged`: the very same is in use; `changed`: only what is said about it is new, which counts from now
   * on. What else waited in its place is dropped then.
   */
  deliver(document: PushedDocument): Promise<{ state: 'waiting'; id: string } | { state: 'unchanged' | 'changed' }>;
  /** The documents in use, by title; `isReviewDue`: only those to be looked at within a month. */
  list(collection: string, request: { page: number; pageSize: number; isReviewDue: boolean }): Promise<{ total: number; documents: readonly PushedSummary[] }>;
  find(collection: string, sourceId: string): Promise<{ inUse: PushedSummary | undefined; job: PushJob | undefined }>;
  /**
   * Sets by hand what is said about a document in use: at once, and for later versions. @returns false when there is none.
   * @throws BalieError `document-metadata-invalid` when it would end before it begins.
   */
  correct(collection: string, sourceId: string, corrections: PushedCorrections): Promise<boolean>;
  /** Removes the document and what waits in its place. @returns false when there was neither. */
  remove(collection: string, sourceId: string): Promise<boolean>;
  jobs(collections: readonly string[], state: PushJob['state'] | undefined): Promise<readonly PushJob[]>;
  /** Has a failed one tried anew; one that waits does so already. @returns undefined when there is none in these collections. */
  retry(collections: readonly string[], id: string): Promise<Retried | undefined>;
  /** Has all that failed in a collection tried anew. @returns how many, by what was done with them. */
  retryAll(collection: string): Promise<Readonly<Record<Retried, number>>>;
  /** Lets go of one. @returns false when there is none in these collections. */
  cancel(collections: readonly string[], id: string): Promise<boolean>;
  /** Number of the last event there is. */
  lastEvent(): Promise<number>;
  /** Events after a number, in order, as many as go in one piece. */
  eventsAfter(collections: readonly string[], after: number): Promise<readonly PushEvent[]>;
}
