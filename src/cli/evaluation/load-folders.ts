import { ingestPath } from '../../../ingest/sync.ts';
import { openWorkers } from '../../../ingest/work.ts';
import type { Config } from '../../config/config.ts';
import { syncCollections } from '../../knowledge/collections.ts';
import type { Database } from '../../store/database.ts';
import { printable } from '../printable.ts';
import { READERS } from '../ingest/look-through.ts';

interface Loading {
  readonly collections: Config['collections'];
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Reads the folders as a start of the desk does. Websites are left out: a measurement does not wait for those. */
export async function loadFolders(db: Database, { collections, note, signal }: Loading): Promise<void> {
  await syncCollections(db, collections);
  const workers = await openWorkers(db, { concurrency: READERS });
  try {
    for (const { id, folder } of collections) {
      if (folder === undefined) continue;
      const result = await ingestPath(db, { path: folder, collection: id, workers, signal });
      note(printable(`${id}: ${result.looked} bestanden gelezen, ${result.passages} passages`));
      for (const { file, error } of result.failed) note(printable(`- ${file}: ${error.entry.message}`));
    }
  } finally {
    await workers.close();
  }
}

/** Tells of titles that no document has: what is asked of them cannot come true. */
export async function noteUnknownTitles(db: Database, wanted: Iterable<string>, note: (line: string) => void): Promise<void> {
  const titles = new Set((await db.query<{ title: string }>('SELECT title FROM documents')).map(({ title }) => title));
  for (const title of new Set(wanted).difference(titles)) note(printable(`Geen document heet: ${title}`));
}
