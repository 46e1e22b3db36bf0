import { ingestPath } from '../../ingest/sync.ts';
import type { Workers } from '../../ingest/work.ts';
import { asBalieError } from '../errors.ts';
import { listDocuments } from '../knowledge/documents.ts';
import type { Database } from '../store/database.ts';
import { describeEvent, printable, summarise } from './ingest-lines.ts';

interface FolderCollection {
  readonly id: string;
  readonly title: string;
  readonly folder?: string | undefined;
}

interface FolderOptions {
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
  readonly workers: Workers;
}

/** The collections that follow a folder, brought in step with it. */
export function syncFolders(db: Database, collections: readonly FolderCollection[], { note, signal, workers }: FolderOptions) {
  const known: FolderCollection[] = [];

  return {
    /** Reads the folders of collections that are still empty, with progress. */
    async readNew(): Promise<void> {
      for (const collection of collections) {
        if (collection.folder === undefined) continue;
        if ((await listDocuments(db, collection.id)).length > 0) known.push(collection);
        else await read(collection, collection.folder, true);
      }
    },

    /** Brings the others up to date, and says so only when something changed or failed. */
    async update(): Promise<void> {
      for (const collection of known) await read(collection, collection.folder ?? '', false);
    },
  };

  async function read(collection: FolderCollection, path: string, isNew: boolean): Promise<void> {
    if (signal.aborted) return;
    if (isNew) note(`Documenten lezen: ${collection.title}`);
    try {
      await bringIn(collection, path, isNew);
    } catch (error) {
      signal.throwIfAborted();
      const { code, detail, entry } = asBalieError(error);
      if (code === 'database-unavailable') throw error;
      // The other collections go on, and what this one has stays in use.
      note(`${collection.title}: ${entry.message}${detail === undefined ? '' : ` (${detail})`} ${entry.action}`);
    }
  }

  async function bringIn(collection: FolderCollection, path: string, isNew: boolean): Promise<void> {
    const result = await ingestPath(db, {
      path,
      collection: collection.id,
      signal,
      workers,
      onProgress: (event) => {
        if (isNew || event.outcome !== 'unchanged') note(printable(describeEvent(event)));
      },
    });
    if (isNew || result.new + result.changed + result.removed + result.failed.length + result.kept.length > 0) summarise(result, false, note);
  }
}
