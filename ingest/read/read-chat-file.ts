import { BalieError } from '../../src/errors.ts';
import type { PassageInput } from '../../src/knowledge/types.ts';
import type { ExtractPool } from '../extract/pool.ts';
import { withoutContents } from '../extract/structure/contents.ts';
import { emptyDocument } from '../extract/structure/empty.ts';
import type { ExtractedDocument } from '../extract/types.ts';
import { splitIntoPassages } from '../passages/split.ts';
import { expand, type Spent } from './containers.ts';
import { titleOf } from './title.ts';

/** A file that is read for one conversation: of no collection, with no page, date or owner. */
export interface LooseFile {
  readonly name: string;
  readonly contentType?: string;
  readonly bytes: Uint8Array;
}

interface LooseLimits {
  readonly characters: number;
  readonly passages: number;
}

interface ReadLooseFile {
  readonly title: string;
  readonly mediaType: string;
  readonly pages?: number;
  readonly passages: readonly (PassageInput & { readonly ordinal: number })[];
  readonly warnings: readonly string[];
}

/**
 * Reads a file, and what is in it where it is an archive or a message: all as one, with the names of those files above their passages.
 * @throws BalieError a `document-*` code; the signal's reason when that was aborted.
 */
export async function readLooseFile(file: LooseFile, limits: LooseLimits, pool: ExtractPool, signal?: AbortSignal): Promise<ReadLooseFile> {
  const warnings: string[] = [];
  const passages: PassageInput[] = [];
  let spent: Spent | undefined;

  async function take({ name, contentType, bytes }: LooseFile, above: readonly string[], depth: number): Promise<ExtractedDocument> {
    const extracted = await pool.extract(bytes, { name, ...(contentType !== undefined && { contentType }) }, signal);
    warnings.push(...extracted.warnings);
    const own = splitIntoPassages(withoutContents([...extracted.sections]));
    // A page of a file inside another is none of the outer one.
    passages.push(...(above.length === 0 ? own : own.map(({ headings, text }) => ({ headings: [...above, ...headings], text }))));
    const inside = expand(extracted, name, depth, spent);
    spent = inside.spent;
    warnings.push(...inside.warnings);
    for (const { sourceId, name: part, bytes: content, contentType: type } of inside.sources) {
      try {
        await take({ name: part, bytes: content, ...(type !== undefined && { contentType: type }) }, [...above, sourceId.slice(name.length + 1)], depth + 1);
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof BalieError) || error.entry.retryable === true) throw error;
        warnings.push(`Niet gelezen: ${sourceId}. ${error.entry.message}`);
      }
      checkSize(passages, limits);
    }
    return extracted;
  }

  const extracted = await take(file, [], 0);
  checkSize(passages, limits);
  if (passages.length === 0) throw emptyDocument(extracted.hidden);
  return {
    title: titleOf(extracted, file.name).title,
    mediaType: extracted.mediaType,
    ...(extracted.pages !== undefined && { pages: extracted.pages }),
    passages: passages.map((passage, index) => ({ ...passage, ordinal: index + 1 })),
    warnings,
  };
}

/** @throws BalieError `document-too-large`. */
function checkSize(passages: readonly PassageInput[], limits: LooseLimits): void {
  const characters = passages.reduce((sum, { text }) => sum + text.length, 0);
  if (characters > limits.characters || passages.length > limits.passages)
    throw new BalieError('document-too-large', { detail: `${characters.toLocaleString('nl-NL')} tekens in ${passages.length} stukken tekst` });
}
