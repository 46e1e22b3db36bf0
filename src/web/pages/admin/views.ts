/** What the pages for editors show. The HTTP layer fills these; templates know nothing else. */
import type { FaultView, MunicipalityView } from '../../views.ts';

/** A page for who is logged in. */
export interface EditorPage {
  readonly municipality: MunicipalityView;
  /** Name of the key that they logged in with. */
  readonly editorName: string;
}

/** What has just been done, to be said once on the next page. */
export type Notice = 'uitgelogd' | 'verlopen' | 'opnieuw' | 'alles-opnieuw' | 'bron' | 'losgelaten' | 'verwijderd' | 'opgeruimd' | 'intussen' | 'vastgelegd' | 'beoordeeld' | 'toetsvraag' | 'toetsvraag-weg' | 'opnieuw-versturen';

export interface LoginView {
  readonly municipality: MunicipalityView;
  readonly notice?: Notice;
  readonly fault?: FaultView;
  /** Path of the page that is shown after logging in. */
  readonly wished?: string;
}

export interface CollectionView {
  readonly id: string;
  readonly title: string;
  readonly documents: number;
  readonly waiting: number;
  readonly failed: number;
  readonly attention: number;
  readonly reviewDue: number;
  readonly expired: number;
}

export interface RunView {
  readonly id: string;
  readonly collectionId: string;
  readonly source: string;
  readonly state: 'listing' | 'working' | 'ended' | 'failed';
  readonly unchanged: number;
  readonly kept: readonly string[];
  /** What of a website gave no document, in words. */
  readonly leftOut: string;
  readonly notes: readonly string[];
  readonly counts: Readonly<Record<string, number | undefined>>;
  readonly fault?: FaultView;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

export interface OverviewView extends EditorPage {
  readonly notice?: Notice;
  readonly collections: readonly CollectionView[];
  readonly runs: readonly RunView[];
  /** What asks for a judgement; absent for who may not give one. */
  readonly review?: { readonly notHelpful: number; readonly refused: number; readonly sample: number; readonly cases: number };
  /** Conversations that were passed on and do not arrive; empty for who does not manage the desk. */
  readonly unsent: readonly UnsentView[];
}

export interface UnsentView {
  readonly reference: string;
  readonly way: 'webhook' | 'email';
  readonly isGivenUp: boolean;
  readonly attempts: number;
  readonly changedAt: Date;
  readonly fault?: FaultView;
}

export interface PendingView {
  readonly id: string;
  readonly sourceId: string;
  readonly state: 'waiting' | 'failed' | 'withdrawn';
  readonly attempts: number;
  readonly fault?: FaultView;
  /** What exactly is wrong, when the document's data are. */
  readonly detail?: string;
  readonly deliveredAt: Date;
  readonly isInUse: boolean;
  /** What trying it anew would come to. */
  readonly howRetried: 'waiting' | 'source' | 'by-hand';
}

export type Filter = 'all' | 'attention' | 'review-due' | 'expired';

export interface RowView {
  readonly sourceId: string;
  readonly title: string;
  readonly owner: string | null;
  readonly validUntil: string | null;
  readonly reviewBy: string | null;
  readonly updatedAt: Date;
  readonly passages: number;
  readonly warnings: number;
  readonly hasHiddenText: boolean;
  readonly hasOrders: boolean;
  readonly hasPersonalNumbers: boolean;
  readonly isDuplicate: boolean;
  readonly isReviewDue: boolean;
  readonly isExpired: boolean;
  readonly isUpcoming: boolean;
}

/** What became of an uploaded file. */
export interface UploadOutcome {
  readonly name: string;
  readonly state: 'waiting' | 'replaces' | 'twice' | 'unchanged' | 'refused';
  readonly fault?: FaultView;
}

export interface CollectionPageView extends EditorPage {
  readonly collection: CollectionView;
  readonly notice?: Notice;
  /** What became of the files that were just uploaded without a script. */
  readonly uploaded?: readonly UploadOutcome[];
  readonly fault?: FaultView;
  readonly pending: readonly PendingView[];
  readonly list: {
    readonly text: string;
    readonly filter: Filter;
    readonly page: number;
    readonly pageSize: number;
    readonly total: number;
    readonly documents: readonly RowView[];
  };
}

export type FactName = 'title' | 'owner' | 'url' | 'validFrom' | 'validUntil' | 'reviewBy';
type Facts = Readonly<Partial<Record<FactName, string>>>;

export interface DocumentPageView extends EditorPage {
  readonly collection: { readonly id: string; readonly title: string };
  readonly notice?: Notice;
  readonly document: {
    readonly sourceId: string;
    readonly source: string;
    readonly container: string | null;
    readonly title: string;
    readonly mediaType: string;
    readonly bytes: number;
    readonly createdAt: Date;
    readonly updatedAt: Date;
    /** What the document says itself, and what was set by hand, which goes before it. */
    readonly metadata: Facts;
    readonly corrections: Facts;
    readonly duplicateOf: { readonly sourceId: string; readonly title: string } | null;
    /** The other one of the collection that is much the same, and how much (0 to 1). */
    readonly like: { readonly sourceId: string; readonly title: string; readonly share: number } | null;
    readonly parts: number;
    /** Whether it holds today. */
    readonly isInForce: boolean;
    readonly passageCount: number;
    readonly passages: readonly { readonly ordinal: number; readonly page: number | null; readonly headings: readonly string[]; readonly text: string }[];
  };
  readonly quality: QualityView;
  readonly passagesPage: number;
  readonly passagesPageSize: number;
  /** A newer version on its way in, or stuck there. */
  readonly pending?: PendingView;
  /** What was filled in and could not be set, with what is wrong by field. */
  readonly draft?: {
    readonly values: Facts;
    /** What each field showed before it was changed. */
    readonly shown: Facts;
    readonly faults: Facts;
  };
}

/** The quality report, as far as it is kept. */
export interface QualityView {
  readonly isKnown: boolean;
  readonly warnings: readonly string[];
  readonly pages?: number;
  readonly silentPages: readonly number[];
  readonly ocr?: { readonly pages: number; readonly confidence: number; readonly lowest: number };
  readonly garbled?: { readonly share: number; readonly examples: readonly string[] };
  readonly language?: string;
  /** Passages that look like an attempt to mislead an assistant: how many, and the first of them with Dutch sentences that say why. */
  readonly orderCount: number;
  readonly orders: readonly { readonly page?: number; readonly ordinal: number; readonly why: readonly string[]; readonly text: string }[];
  /** How often each kind of personal data stands in it. */
  readonly personal: Readonly<Record<string, number>>;
  readonly hiddenCount: number;
  /** `place`: a heading, or sheet and cells. */
  readonly hidden: readonly { readonly reason: string; readonly page?: number; readonly place?: string; readonly text: string }[];
}

/** What is gone from a source, and waits for a person to say that it may go. */
export interface KeptView extends EditorPage {
  readonly collection: { readonly id: string; readonly title: string };
  readonly run: Pick<RunView, 'id' | 'source' | 'kept' | 'startedAt'>;
  /** So many go at once. */
  readonly limit: number;
}

export interface RemoveView extends EditorPage {
  readonly collection: { readonly id: string; readonly title: string };
  readonly document: { readonly sourceId: string; readonly title: string; readonly source: string; readonly parts: number };
}
