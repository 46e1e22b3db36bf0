import type { Action } from './metadata-rules.ts';

/** Whom an assistant is for. */
export type Audience = 'resident' | 'employee';

/** Who may read a collection: everybody, each employee, or a group of employees by its id. A person is one or more; a collection names those it is open to. */
export type Reader = Audience | (string & {});

/** Documents with one owner and one set of readers. */
export interface Collection {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly readers: readonly Reader[];
}

/** A piece of a document that is searched and cited. */
export interface PassageInput {
  /** 1-based page in the original, where the format has pages. */
  readonly page?: number;
  /** Headings above the passage, outermost first, without the document's title. */
  readonly headings: readonly string[];
  readonly text: string;
}

/** A whole document, extracted and split, ready to be swapped in. */
export interface DocumentInput {
  readonly collectionId: string;
  /** Where it came from, unique within its collection: a relative path, a URL, a case system's id. */
  readonly sourceId: string;
  /** Through which source it came: `folder`, `push`, …; what is gone from a source is looked for among its own. */
  readonly source: string;
  /** Source id of the archive or mail that it came out of, with which it goes. */
  readonly container?: string;
  readonly title: string;
  /** The public page of this document, if there is one (http or https). */
  readonly url?: string;
  readonly mediaType: string;
  readonly original: Uint8Array;
  /** sha-256 (hex) over everything the passages depend on: bytes, metadata and the version of extraction. */
  readonly digest: string;
  readonly owner?: string;
  /** First and last day (YYYY-MM-DD, inclusive) on which the document may be found. */
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly reviewBy?: string;
  /** What a reader can do after it, as `metadata-rules` keeps it. */
  readonly actions?: string;
  /** What an editor should know of it, as JSON. */
  readonly quality?: object;
  /** sha-256 (hex) over its words alone: the same text in another file has the same. */
  readonly textDigest?: string;
  readonly passages: readonly PassageInput[];
}

/** A question as an embedding model sees it. */
export interface QueryVector {
  /** Only the passages' vectors of this model are looked at. */
  readonly model: string;
  /** Of length 1. */
  readonly values: readonly number[];
}

export interface SearchRequest {
  readonly question: string;
  /** Absent: passages are found by words alone. Those without a vector of the same model always are. */
  readonly vector?: QueryVector;
  /** The readers the asker belongs to. Passages of other collections never leave the database. */
  readonly readers: readonly Reader[];
  /** Only these collections; all readable ones when absent. */
  readonly collections?: readonly string[];
  /** Only documents in these languages (ISO 639-1), and those whose language nobody could tell; any language when absent. */
  readonly languages?: readonly string[];
  /** The day (YYYY-MM-DD) on which documents must be valid. */
  readonly on: string;
  readonly limit: number;
  /** At most this many passages of one document; the evaluation ranks documents and asks for one. */
  readonly perDocument?: number;
  /** Ends the waiting for a model that re-ranks. */
  readonly signal?: AbortSignal;
}

export interface FoundPassage {
  readonly documentId: string;
  /** 1-based position of the passage in its document. */
  readonly ordinal: number;
  readonly title: string;
  readonly url: string | null;
  readonly collectionId: string;
  readonly page: number | null;
  readonly headings: readonly string[];
  /** As the document has it, to the end of its sentences: the passage before or after gives what splitting cut off. */
  readonly text: string;
  /** Days (YYYY-MM-DD) from and to which its document holds. */
  readonly validFrom?: string;
  readonly validUntil?: string;
  /** What a reader can do after its document. */
  readonly actions?: readonly Action[];
  /** Other documents that the asker may read with the same text: this passage stands for theirs. */
  readonly alsoIn: readonly { readonly documentId: string; readonly title: string; readonly url: string | null }[];
  /** By words alone BM25, from 0 up; with vectors words and meaning each count up to 1. Compare only within one result. */
  readonly score: number;
  /** What the score is made of: each part's name and its share. */
  readonly why: readonly { readonly part: string; readonly score: number }[];
}

/** A word of the question that nobody wrote, and the one that was searched instead. */
export interface Correction {
  readonly from: string;
  readonly to: string;
}

export interface SearchResult {
  /** Words that were searched otherwise than typed; most often none. */
  readonly corrections: readonly Correction[];
  /** Best first. */
  readonly passages: readonly FoundPassage[];
  /** The chance that one of the first three documents answers the question: see `confidence.ts`. */
  readonly confidence: number;
}
