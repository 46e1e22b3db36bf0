import type { CollectionState, DocumentFilter, DocumentRow } from '../knowledge/documents/attention.ts';
import type { MetadataFault } from '../knowledge/metadata-rules.ts';
import type { DocumentChangeDeps } from './document-deps.ts';
import type { OpenByKey } from '../identity/logins/by-key.ts';
import type { WhoseSession } from '../identity/logins/live.ts';
import type { PullProgress } from '../models/call.ts';
import type { Backend, CatalogueData, ListedModel } from '../models/catalogue.ts';
import type { ModelChange } from '../models/changes/apply.ts';
import type { Cases } from '../review/cases.ts';
import type { Feedback, Given } from '../review/feedback.ts';
import type { Judged } from '../review/judgements.ts';
import type { Mask } from '../review/ports.ts';
import type { QueueItem } from '../review/queue.ts';
import type { EditedDocument } from '../web/pages/admin/document-views.ts';
import type { RunView } from '../web/pages/admin/views.ts';
import type { OpenedTurn } from '../web/pages/judging/views.ts';

/** Who is logged in on the pages for editors. */
interface SessionDeps {
  readonly open: OpenByKey;
  readonly who: WhoseSession;
}

/** What the pages for editors need beside `Push`; who may see what is checked before these are called. */
export interface AdminDeps extends DocumentChangeDeps {
  readonly sessions: SessionDeps;
  /** Title of a collection; undefined when the configuration does not name it. */
  title(collection: string): string | undefined;
  /** Title of a group of the configuration. */
  groupTitle(group: string): string;
  /** The name of who did something, from the number that is recorded of it: a key's or a person's. */
  nameOf(id: string): Promise<string>;
  overview(collections: readonly string[]): Promise<readonly CollectionState[]>;
  /** The last run of each of their sources. */
  runs(collections: readonly string[]): Promise<readonly RunView[]>;
  /** Removes, at most `limit` at once, what a run kept though it is gone. @returns false when it is not the last of its source any more. */
  removeKept(collection: string, runId: string, limit: number): Promise<boolean>;
  documents(collection: string, request: { text: string; filter: DocumentFilter; page: number; pageSize: number }): Promise<{ total: number; documents: readonly DocumentRow[] }>;
  document(collection: string, sourceId: string, passages: { page: number; pageSize: number }): Promise<EditedDocument | undefined>;
  original(collection: string, sourceId: string): Promise<Uint8Array | undefined>;
}

/** A place where models run, for who manages it. The key that it wants is nobody's to see. */
export interface BackendState extends Omit<Backend, 'keyFile'> {
  readonly draining: boolean;
  /** How it is now, as this process sees it: `failing` is left alone for a while after faults. */
  readonly state: 'ready' | 'failing' | 'draining';
  /** Calls that this process has running there. */
  readonly running: number;
  readonly hasKey: boolean;
  /** Whether it is otherwise than the configuration file says, or not in there. */
  readonly isChanged: boolean;
}

/** What is wrong with a change, of which nothing was done. */
export interface ChangeFault extends MetadataFault {
  readonly kind: keyof CatalogueData;
  readonly field: string;
}

/** What the routes for backends and models need of the rest; who may call them is checked before. */
export interface CatalogueDeps {
  backends(): readonly BackendState[];
  models(): readonly (ListedModel & Pick<BackendState, 'isChanged'>)[];
  /**
   * Has a backend or model be so from now on; null takes it away. Other processes follow within seconds.
   * @param by id of the admin's key.
   * @returns what is wrong with it; empty when it was done.
   */
  change(change: ModelChange, by: string): Promise<readonly ChangeFault[]>;
  /**
   * Brings a model that may run to a backend of its pool.
   * @param model its name in the list.
   * @throws BalieError `backend-unknown`, `model-unknown`, `pull-unsupported`; later, from the steps: `model-missing`, `pull-failed`, those of a host.
   */
  pull(backend: string, model: string, signal: AbortSignal): AsyncIterableIterator<PullProgress>;
}

/** What people say of answers, and what staff make of that. Who may is checked before these are called. */
export interface ReviewDeps {
  /** @throws BalieError `turn-unknown`, `turn-running`, `feedback-closed`, `feedback-too-often`. */
  giveFeedback(given: Feedback): Promise<Given>;
  /** The opening by which what is in the queue may be read now, by all who may judge; undefined: nobody may. */
  standing(): Promise<{ readonly number: number; readonly until: Date } | undefined>;
  /** The turns that ask for a judgement, in the order in which they do. */
  queue(): Promise<readonly QueueItem[]>;
  /**
   * Opens a turn to who is logged in, and records that. @param by `readers`: of an employee's turn no source is quoted that is not theirs to read.
   * @throws BalieError `opening-required` where no opening holds; `review-unknown`.
   */
  open(turnId: string, by: { readonly id: string; readonly readers?: readonly string[] | undefined }): Promise<OpenedTurn>;
  /** @throws BalieError `opening-required`, `review-unknown`; `review-changed` when somebody else judged meanwhile. */
  judge(judged: Judged): Promise<void>;
  readonly mask: Mask;
  readonly cases: Cases;
}
