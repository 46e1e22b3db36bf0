import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { BalieError } from '../src/errors.ts';
import type { DocumentInput } from '../src/knowledge/types.ts';
import { decodeText } from './extract/plain/decode.ts';
import { parseMetadata } from './extract/plain/front-matter.ts';
import type { ExtractPool } from './extract/pool.ts';
import { tidy } from './extract/structure/tidy.ts';
import type { ExtractedDocument, Section } from './extract/types.ts';
import { readMetadata } from './metadata.ts';
import { splitIntoPassages } from './passages.ts';
import type { SourceFile } from './source-files.ts';

/** Part of every digest: raise it when extraction or splitting gives other passages, so that all is read anew. */
const extractionVersion = 1;

const maxBytes = 50 * 1024 * 1024;

export interface SourceBytes {
  readonly original: Uint8Array;
  readonly sidecar: Uint8Array | undefined;
  readonly digest: string;
}

export interface ReadDocument {
  readonly document: DocumentInput;
  readonly warnings: readonly string[];
}

/**
 * Reads a source file and its sidecar, and the digest that says whether anything about them changed.
 * @throws BalieError `path-unreadable`, `document-too-large` or `document-empty`.
 */
export async function readBytes(file: SourceFile): Promise<SourceBytes> {
  try {
    const { size } = await stat(file.path);
    if (size > maxBytes)
      throw new BalieError('document-too-large', {
        detail: `${Math.ceil(size / 1024 / 1024)} MB; het maximum is 50 MB`,
      });
    const original = await readFile(file.path);
    const sidecar = file.sidecar === undefined ? undefined : await readFile(file.sidecar);
    if (original.length === 0) throw new BalieError('document-empty', { detail: '0 bytes' });
    const digest = createHash('sha256')
      .update(`${extractionVersion}\n${original.length}\n`)
      .update(original)
      .update(sidecar ?? '')
      .digest('hex');
    return { original, sidecar, digest };
  } catch (error) {
    throw error instanceof BalieError ? error : new BalieError('path-unreadable', { cause: error });
  }
}

/**
 * Makes of a source's bytes the document that goes into the collection.
 * @throws BalieError a `document-*` code; the signal's reason when that was aborted.
 */
export async function readDocument(
  file: SourceFile,
  { original, sidecar, digest }: SourceBytes,
  { pool, collection, signal }: { pool: ExtractPool; collection: string; signal?: AbortSignal | undefined },
): Promise<ReadDocument> {
  const described = sidecar === undefined ? {} : parseMetadata(decodeText(sidecar).text);
  const extracted = await pool.extract(original, { name: basename(file.path) }, signal);
  const { title: named, ...metadata } = readMetadata(extracted.metadata, described);
  const title = named ?? titleOf(extracted, file.path);
  const passages = splitIntoPassages(withoutTitle(extracted, title));
  if (passages.length === 0) throw new BalieError('document-empty');
  return {
    document: {
      collectionId: collection,
      sourceId: file.sourceId,
      title,
      mediaType: extracted.mediaType,
      original,
      digest,
      passages,
      ...defined(metadata),
    },
    warnings: extracted.warnings,
  };
}

/** The document's own title, or its file name made readable: `leges_2026.pdf` is `leges 2026`. */
function titleOf(extracted: ExtractedDocument, path: string): string {
  const own = tidy(extracted.title ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  const name = tidy(basename(path))
    .replace(/\.[^.]+$/, '')
    .replace(/[-_\s]+/g, ' ')
    .trim();
  return (own || name || basename(path)).slice(0, 500);
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
