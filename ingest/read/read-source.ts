import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { cut } from '../../src/cut.ts';
import { BalieError } from '../../src/errors.ts';
import type { DocumentInput } from '../../src/knowledge/types.ts';
import { decodeText } from '../extract/plain/decode.ts';
import { parseMetadata } from '../extract/plain/front-matter.ts';
import type { ExtractPool } from '../extract/pool.ts';
import { withoutContents } from '../extract/structure/contents.ts';
import { emptyDocument } from '../extract/structure/empty.ts';
import type { Attachment, ExtractedDocument, Section } from '../extract/types.ts';
import { assertKeepable, readMetadata } from './metadata.ts';
import { splitIntoPassages } from '../passages/split.ts';
import { assessQuality } from '../quality/assess.ts';
import { textDigest } from '../quality/digest.ts';
import { type SourceFile, unreadable } from '../look/source-files.ts';
import { titleOf } from './title.ts';

/** Part of every digest: raise it when extraction or splitting gives other passages, so that all is read anew. */
export const extractionVersion = 5;

/** Of hidden text, so many pieces and of each so many characters are kept. */
const maxHidden = 20;
const maxHiddenText = 300;

const maxBytes = 50 * 1024 * 1024;
/**
 * Characters and passages of one document, some 1,500 pages. It goes in by one transaction, in which the embedded database answers nobody:
 * words that no document has yet take twelve seconds per million characters.
 */
const maxText = 5_000_000;
const maxPassages = 10_000;

export interface SourceBytes {
  readonly bytes: Uint8Array;
  /** What the file beside it says about it; empty when there is none. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly digest: string;
}

/**
 * Reads a source file and its sidecar, and the digest that says whether anything about them changed.
 * @throws BalieError `path-unreadable`, `document-too-large`, `document-empty` or `document-metadata-invalid`.
 */
export async function readBytes(file: SourceFile): Promise<SourceBytes> {
  try {
    const { size } = await stat(file.path);
    if (size > maxBytes)
      throw new BalieError('document-too-large', {
        detail: tooMuch(size),
      });
    const bytes = await readFile(file.path);
    const sidecar = file.sidecar === undefined ? undefined : await readFile(file.sidecar);
    if (bytes.length === 0) throw new BalieError('document-empty');
    const metadata = sidecar === undefined ? {} : parseMetadata(decodeText(sidecar).text);
    assertKeepable(metadata);
    return { bytes, metadata, digest: sourceDigest(bytes, sidecar) };
  } catch (error) {
    throw error instanceof BalieError ? error : unreadable(error);
  }
}

/** `52,4 MB; dat is 2,4 MB meer dan het maximum van 50 MB`. */
function tooMuch(size: number): string {
  const megabytes = (bytes: number): string => (Math.ceil((bytes / 1024 / 1024) * 10) / 10).toLocaleString('nl-NL');
  return `${megabytes(size)} MB; dat is ${megabytes(size - maxBytes)} MB meer dan het maximum van ${megabytes(maxBytes)} MB`;
}

/** sha-256 (hex) over all that a document depends on: its bytes, what was said about it, how it is read. */
export function sourceDigest(bytes: Uint8Array, described: Uint8Array | string = ''): string {
  return sourceDigester(bytes)(described);
}

/** The same for several things that may be said about the same bytes, which are gone through once. */
export function sourceDigester(bytes: Uint8Array): (described: Uint8Array | string) => string {
  const hash = createHash('sha256').update(`${extractionVersion}\n${bytes.length}\n`).update(bytes);
  return (described) => hash.copy().update(described).digest('hex');
}

export interface ReadDocument {
  readonly document: DocumentInput;
  readonly warnings: readonly string[];
  /** Documents of their own that came inside it. */
  readonly attachments: readonly Attachment[];
}

/** A document that came in, by whatever way. */
export interface Source {
  readonly collectionId: string;
  readonly sourceId: string;
  readonly source: string;
  /** Source id of the container that it came out of. */
  readonly container?: string | null;
  readonly fileName: string;
  readonly contentType?: string | null;
  readonly bytes: Uint8Array;
  readonly digest: string;
  /** What was said about it from outside; goes before what the document says itself. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * Makes of a source the document that goes into the collection.
 * @throws BalieError a `document-*` code; the signal's reason when that was aborted.
 */
export async function readDocument(source: Source, pool: ExtractPool, signal?: AbortSignal): Promise<ReadDocument> {
  const { collectionId, sourceId, fileName, bytes, digest } = source;
  const context = { name: fileName, ...(source.contentType != null && { contentType: source.contentType }) };
  const extracted = await pool.extract(bytes, context, signal);
  assertNotTooLong(extracted.sections);
  const { title: named, ...metadata } = readMetadata(extracted.metadata, source.metadata);
  const own = titleOf(extracted, fileName);
  const title = named ?? own.title;
  const passages = splitIntoPassages(withoutContents(withoutTitle(extracted, title)));
  const attachments = extracted.attachments ?? [];
  if (passages.length > maxPassages)
    throw new BalieError('document-too-large', { detail: `${passages.length} stukken tekst; het maximum is ${maxPassages}` });
  if (passages.length === 0 && attachments.length === 0) throw emptyDocument(extracted.hidden);
  const { warnings: found, ...quality } = await assessQuality(extracted, passages);
  const isPoor = named === undefined && own.isPoor && passages.length > 0;
  const warnings = [...extracted.warnings, ...found, ...(isPoor ? [`De titel “${title}” zegt weinig. Geef dit document een titel die bewoners begrijpen.`] : [])];
  const words = textDigest(passages);
  return {
    document: {
      collectionId,
      sourceId,
      source: source.source,
      ...(source.container != null && { container: source.container }),
      title,
      mediaType: extracted.mediaType,
      original: bytes,
      digest,
      passages,
      quality: { ...quality, warnings, hiddenText: hiddenText(extracted) },
      ...(words !== undefined && { textDigest: words }),
      ...defined(metadata),
    },
    warnings,
    attachments,
  };
}

function assertNotTooLong(sections: readonly Section[]): void {
  const length = sections.reduce((sum, { text }) => sum + text.length, 0);
  if (length > maxText) throw new BalieError('document-too-large', { detail: `${length.toLocaleString('nl-NL')} tekens; het maximum is ${maxText.toLocaleString('nl-NL')}` });
}

/** The beginning of what the document does not show, for the editor to judge. */
function hiddenText({ hidden = [] }: ExtractedDocument): object[] {
  return hidden.slice(0, maxHidden).map(({ reason, page, place, text }) => ({ reason, page, place, text: cut(text, maxHiddenText) }));
}

/** The sections without the title above them or alone in one: it goes with every passage anyway. */
function withoutTitle(extracted: ExtractedDocument, title: string): Section[] {
  const same = (heading: string | undefined): boolean =>
    heading !== undefined &&
    [title, extracted.title].some((known) => known?.toLowerCase().trim() === heading.toLowerCase().trim());
  const below = extracted.sections.map((section) =>
    same(section.headings[0]) ? { ...section, headings: section.headings.slice(1) } : section,
  );
  const text = below.filter((section) => section.headings.length > 0 || !same(section.text));
  return text.length > 0 ? text : below;
}

/** Leaves out the keys that are undefined: optional fields are absent, not undefined. */
function defined<Shape extends object>(shape: Shape): { [Key in keyof Shape]: Exclude<Shape[Key], undefined> } {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Shape]: Exclude<Shape[Key], undefined>;
  };
}
