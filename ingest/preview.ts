import { asBalieError, BalieError } from '../src/errors.ts';
import { listInside } from '../src/jobs/inside.ts';
import { documentDigest } from '../src/knowledge/documents/documents.ts';
import type { PassageInput } from '../src/knowledge/types.ts';
import type { Queryable } from '../src/store/database.ts';
import { createExtractPool } from './extract/pool.ts';
import { describePart, expand } from './read/containers.ts';
import { readBytes, readDocument, type Source } from './read/read-source.ts';
import { findGone } from './look/gone.ts';
import { assertDescribed, findSourceFiles, sourceOf } from './look/source-files.ts';
import type { IngestOptions } from './sync.ts';

export type PreviewOptions = Pick<IngestOptions, 'path' | 'collection' | 'documentsRoot' | 'sourcePrefix' | 'removeMissing' | 'signal' | 'pool'>;

/** What a file would become. */
export interface Preview {
  readonly sourceId: string;
  /** Whether it came out of a container. */
  readonly isInside?: boolean;
  /** `kept`: gone from the folder, and left because too many are. */
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'failed' | 'removed' | 'kept';
  readonly title?: string;
  readonly passages?: readonly PassageInput[];
  readonly warnings?: readonly string[];
  readonly error?: BalieError;
}

/**
 * Says what ingesting a file or folder would do, and what each file would become; writes nothing. What is inside a container
 * comes after it.
 * @throws BalieError `path-unreadable` or `database-unavailable`; the signal's reason when aborted.
 */
export async function* previewPath(db: Queryable, options: PreviewOptions): AsyncGenerator<Preview, void> {
  const { collection, documentsRoot, sourcePrefix = '', signal } = options;
  const { files, prefix, unreadable } = await findSourceFiles(options.path, documentsRoot);
  const source = sourceOf(sourcePrefix);
  const pool = options.pool ?? createExtractPool();
  try {
    for (const file of files) {
      const sourceId = sourcePrefix + file.sourceId;
      try {
        assertDescribed(file);
        const { bytes, digest, metadata } = await readBytes(file);
        const fileName = file.path.slice(file.path.lastIndexOf('/') + 1);
        yield* preview({ collectionId: collection, sourceId, source, fileName, bytes, digest, metadata }, 0);
      } catch (error) {
        yield failed(sourceId, error);
      }
    }
    if (unreadable !== undefined) throw unreadable;
    if (prefix === undefined) return;
    const present = new Set(files.map(({ sourceId }) => sourcePrefix + sourceId));
    const { gone, kept } = await findGone(db, { collection, source, prefix: sourcePrefix + prefix, present, removeMissing: options.removeMissing });
    for (const sourceId of gone) {
      yield { sourceId, outcome: 'removed' };
      yield* leaving(sourceId, new Set());
    }
    for (const sourceId of kept) yield { sourceId, outcome: 'kept' };
  } finally {
    if (options.pool === undefined) await pool.close();
  }

  async function* preview(source: Source, depth: number): AsyncGenerator<Preview, void> {
    const { sourceId, metadata } = source;
    const isInside = depth > 0;
    const stored = await documentDigest(db, collection, sourceId);
    if (stored === source.digest) {
      yield { sourceId, outcome: 'unchanged', isInside };
      return yield* unchangedInside(sourceId);
    }
    const { document, warnings, attachments } = await readDocument(source, pool, signal);
    const inside = expand({ attachments }, sourceId, depth);
    const outcome = stored === undefined ? 'new' : 'changed';
    yield { sourceId, outcome, isInside, title: document.title, passages: document.passages, warnings: [...warnings, ...inside.warnings] };
    for (const { sourceId: id, name, bytes, contentType } of inside.sources) {
      const part = { ...source, sourceId: id, fileName: name, bytes, ...describePart(bytes, metadata) };
      try {
        yield* preview({ ...part, ...(contentType !== undefined && { contentType }) }, depth + 1);
      } catch (error) {
        yield { ...failed(id, error), isInside: true };
      }
    }
    if (stored !== undefined) yield* leaving(sourceId, new Set(inside.sources.map((part) => part.sourceId)));
  }

  /** What is in a container that has not changed; what waits in it will become something yet. */
  async function* unchangedInside(container: string): AsyncGenerator<Preview, void> {
    for (const { sourceId, state, fault, detail } of await listInside(db, collection, container)) {
      if (state === null) yield { sourceId, outcome: 'unchanged', isInside: true };
      else if (fault !== null && state === 'failed')
        yield { sourceId, outcome: 'failed', isInside: true, error: new BalieError(fault, { ...(detail !== null && { detail }) }) };
    }
  }

  /** What would go with a container, or is no longer in it. */
  async function* leaving(container: string, present: ReadonlySet<string>): AsyncGenerator<Preview, void> {
    for (const { sourceId } of await listInside(db, collection, container)) {
      const parts = sourceId.split('/');
      const isThere = parts.some((_, index) => present.has(parts.slice(0, index + 1).join('/')));
      if (!isThere && (await documentDigest(db, collection, sourceId)) !== undefined) yield { sourceId, outcome: 'removed', isInside: true };
    }
  }

  function failed(sourceId: string, error: unknown): Preview {
    signal?.throwIfAborted();
    const fault = asBalieError(error);
    // Without a database no other document will do better.
    if (fault.code === 'database-unavailable') throw fault;
    return { sourceId, outcome: 'failed', error: fault };
  }
}
