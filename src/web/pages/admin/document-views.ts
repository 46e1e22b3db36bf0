/** What the pages of one document show. */
import type { PendingDocument } from '../../../jobs/manage.ts';
import type { NearDuplicate } from '../../../knowledge/documents/duplicates.ts';
import type { DocumentFacts, EditorDocument } from '../../../knowledge/documents/editor-document.ts';
import type { EditorPage, Notice } from './views.ts';

type OwnPassage = EditorDocument['passages'][number];

export interface PassageView extends OwnPassage {
  /** As an answer may use it, where that is otherwise: with an empty text where nothing remains. */
  readonly shown?: { readonly title: string; readonly headings: readonly string[]; readonly text: string };
}

/** A document with the other one of its collection that is much the same. */
export interface EditedDocument extends Omit<EditorDocument, 'passages'> {
  readonly passages: readonly PassageView[];
  /** Whether residents may read its collection. */
  readonly isForResidents: boolean;
  readonly like: NearDuplicate | null;
}

export interface DocumentPageView extends EditorPage {
  readonly collection: { readonly id: string; readonly title: string };
  readonly notice?: Notice;
  readonly document: EditedDocument;
  readonly quality: QualityView;
  readonly passagesPage: number;
  readonly passagesPageSize: number;
  /** A newer version on its way in, or stuck there. */
  readonly pending?: PendingDocument | undefined;
  /** What was filled in and could not be set, with what is wrong by field. */
  readonly draft?: {
    readonly values: DocumentFacts;
    /** What each field showed before it was changed. */
    readonly shown: DocumentFacts;
    readonly faults: DocumentFacts;
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

export interface RemoveView extends EditorPage {
  readonly collection: { readonly id: string; readonly title: string };
  readonly document: Pick<EditorDocument, 'sourceId' | 'title' | 'source' | 'parts'>;
  /** Whether it stays out while its source has it still. */
  readonly staysOut: boolean;
  /** Whether it was read from a folder that the desk does not look at by itself: it comes back with the next reading. */
  readonly isFromFolder: boolean;
}
