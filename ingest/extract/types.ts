/** What an extractor is told besides the bytes. */
export interface ExtractContext {
  /** File name or last part of the source's path; decides between text formats, and is the title of last resort. */
  readonly name: string;
  /** Content-Type as the source gave it: tells kinds of text and charset when neither bytes nor name do. */
  readonly contentType?: string;
  /** To be told of each page that took long, and now and then of those that did not: who reads on gets more time. 1-based, of so many. */
  readonly onProgress?: (page: number, pages: number) => void;
}

/** A stretch of a document under one path of headings and, where the format has pages, on one page. */
export interface Section {
  /** 1-based page, slide or sheet. */
  readonly page?: number;
  /** Outermost first. */
  readonly headings: readonly string[];
  /** Blank lines between paragraphs; list items and table rows each on a line of their own. */
  readonly text: string;
}

/** Why nobody who reads the document sees a piece of its text. */
export type HiddenReason =
  | 'colour' // as the background, or nearly
  | 'size' // too small to read
  | 'off-page'
  | 'covered' // behind a picture or a filled shape
  | 'invisible' // drawn without paint, transparent, or on a layer that is off
  | 'marked'; // the format's own way: Word's hidden runs, `hidden`, hidden slides, sheets, rows and columns

/** Text that the document holds and does not show. It goes to the editor, never into a passage. */
export interface HiddenText {
  readonly reason: HiddenReason;
  /** 1-based page, slide or sheet, where the format has them. */
  readonly page?: number;
  /** Where more precisely, in the reader's words: the heading above it, or cells (`Tarieven!B7`). */
  readonly place?: string;
  readonly text: string;
}

/** A file that came inside another: an attachment, an entry of an archive. A document of its own. */
export interface Attachment {
  /** Path inside its container, with `/`; relative, without `..`, drive, control characters. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType?: string;
}

/** A page whose text was read from a picture. */
export interface OcrPage {
  readonly page: number;
  /** 0 to 1, as the recogniser itself says. */
  readonly confidence: number;
}

/** A document as read, before its metadata is checked and its text is split. Survives `structuredClone`. */
export interface ExtractedDocument {
  /** The title as the text itself gives it. Metadata goes before it. */
  readonly title?: string;
  readonly mediaType: string;
  /** Metadata as found (front matter, `meta` elements), unchecked. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly sections: readonly Section[];
  /** Dutch sentences on what an editor should know: a guessed encoding, a macro that is left out. */
  readonly warnings: readonly string[];
  /** Pages, slides or sheets, where the format has them. */
  readonly pages?: number;
  /** Pages without text, by number, that OCR gave nothing for either. */
  readonly silentPages?: readonly number[];
  readonly ocr?: readonly OcrPage[];
  readonly hidden?: readonly HiddenText[];
  /** Files inside this one. A document may consist of nothing else (an archive). */
  readonly attachments?: readonly Attachment[];
}

/**
 * Reads one format.
 * @throws BalieError with a `document-*` code when the bytes cannot be read as that format.
 */
export type Extractor = (bytes: Uint8Array, context: ExtractContext) => Promise<ExtractedDocument>;

/** The formats that are read, as `detectType` tells them. */
export type DocumentType = 'pdf' | 'docx' | 'xlsx' | 'xls' | 'pptx' | 'odt' | 'ods' | 'odp' | 'html' | 'markdown' | 'text' | 'csv' | 'eml' | 'zip' | 'image';
