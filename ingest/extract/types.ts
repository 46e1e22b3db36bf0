/** What an extractor is told besides the bytes. */
export interface ExtractContext {
  /** File name or last part of the source's path; decides between text formats, and is the title of last resort. */
  readonly name: string;
  /** Content-Type as the source gave it; only its charset counts, and only when the bytes do not tell. */
  readonly contentType?: string;
}

/** A stretch of a document under one path of headings and, where the format has pages, on one page. */
export interface Section {
  /** 1-based. */
  readonly page?: number;
  /** Outermost first. */
  readonly headings: readonly string[];
  /** Blank lines between paragraphs; list items and table rows each on a line of their own. */
  readonly text: string;
}

/** A document as read, before its metadata is checked and its text is split. Survives `structuredClone`. */
export interface ExtractedDocument {
  /** The title as the text itself gives it. Metadata goes before it. */
  readonly title?: string;
  readonly mediaType: string;
  /** Metadata as found (front matter, `meta` elements), unchecked. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly sections: readonly Section[];
  /** Dutch sentences on what an editor should know: a guessed encoding, pages without text. */
  readonly warnings: readonly string[];
}

/**
 * Reads one format.
 * @throws BalieError with a `document-*` code when the bytes cannot be read as that format.
 */
export type Extractor = (bytes: Uint8Array, context: ExtractContext) => Promise<ExtractedDocument>;
