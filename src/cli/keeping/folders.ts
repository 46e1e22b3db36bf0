import { ingestPath } from '../../../ingest/sync.ts';
import type { Workers } from '../../../ingest/work.ts';
import { errorCatalogue, keptFault } from '../../errors.ts';
import { listDocuments } from '../../knowledge/documents/documents.ts';
import type { Database } from '../../store/database.ts';
import { isPassing } from '../../store/faults.ts';
import { removeMissingCommand } from '../collections.ts';
import { describeEvent, summarise, timeLeft } from '../ingest/lines.ts';
import { printable } from '../printable.ts';

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

interface Followed {
  readonly collection: FolderCollection;
  readonly folder: string;
}

/** The collections that follow a folder, brought in step with it. */
export function syncFolders(db: Database, collections: readonly FolderCollection[], { note, signal, workers }: FolderOptions) {
  const reading = new Set<string>();
  const parted = part();
  // Whoever waits for it is told; without one it must not end the program.
  parted.catch(() => undefined);

  return {
    /** Reads the folders of collections that are still empty, with progress. */
    async readNew(): Promise<void> {
      for (const { collection, folder } of (await parted).empty) await read(collection, folder, true);
    },

    /** Brings the others up to date, and says so only when something changed or failed. */
    async update(): Promise<void> {
      for (const { collection, folder } of (await parted).known) await read(collection, folder, false);
    },

    /** Whether a collection's folder is being read at this moment. */
    isReading: (id: string): boolean => reading.has(id),
  };

  async function part(): Promise<{ empty: Followed[]; known: Followed[] }> {
    const found: { empty: Followed[]; known: Followed[] } = { empty: [], known: [] };
    for (const collection of collections) {
      const { id, folder } = collection;
      if (folder !== undefined) ((await listDocuments(db, id)).length === 0 ? found.empty : found.known).push({ collection, folder });
    }
    return found;
  }

  async function read(collection: FolderCollection, path: string, isNew: boolean): Promise<void> {
    if (signal.aborted) return;
    if (isNew) note(`Documenten lezen: ${collection.title}`);
    reading.add(collection.id);
    try {
      await bringIn(collection, path, isNew);
    } catch (error) {
      signal.throwIfAborted();
      const { code, detail } = keptFault(error);
      const { message, action } = errorCatalogue[code];
      if (code === 'database-unavailable' && !isPassing(error)) throw error;
      if (code === 'internal') workers.onUnforeseen(error, { collection: collection.id });
      // The other collections go on, and what this one has stays in use.
      note(`${collection.title}: ${message}${detail === undefined ? '' : ` (${detail})`} ${action}`);
    } finally {
      reading.delete(collection.id);
    }
  }

  async function bringIn(collection: FolderCollection, path: string, isNew: boolean): Promise<void> {
    const left = timeLeft(note);
    const result = await ingestPath(db, {
      path,
      collection: collection.id,
      isDeclared: true,
      signal,
      workers,
      onProgress: (event) => {
        if (isNew || event.outcome !== 'unchanged') note(printable(describeEvent(event)));
        if (isNew) left(event);
      },
    });
    if (isNew || result.new + result.changed + result.removed + result.failed.length + result.kept.length > 0) summarise(result, { json: false, out: note, removal: removeMissingCommand(collection.id) });
  }
}
