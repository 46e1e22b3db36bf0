import type { Workers } from '../../../ingest/work.ts';
import type { Config } from '../../config/config.ts';
import { asBalieError } from '../../errors.ts';
import { lastRuns } from '../../jobs/runs.ts';
import type { Database } from '../../store/database.ts';
import { removeMissingCommand } from '../collections.ts';
import { describeEvent, summarise } from '../ingest/lines.ts';
import { lookThrough } from '../ingest/look-through.ts';
import { printable } from '../printable.ts';
import { untilDone } from './until-done.ts';

/** A folder costs next to nothing when nothing changed; a website is asked at night, when few need it. */
const FOLDER_SCHEDULE = '0 * * * *';
const WEBSITE_SCHEDULE = '0 3 * * *';

interface Options {
  readonly db: Database;
  readonly config: Pick<Config, 'collections' | 'municipality'>;
  readonly workers: Workers;
  /** Whether a collection's folder is being read already, since the start. */
  readonly isReading: (collectionId: string) => boolean;
  readonly note: (line: string) => void;
  /** Told of each time that the timetable could not be set. */
  readonly onError: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** Keeps the timetable of folders and websites, and reads those whose turn it is; a new website is read at once. */
export async function keepSources({ db, config, workers, isReading, note, onError, signal }: Options): Promise<void> {
  const collections = config.collections.filter(({ folder, website }) => folder !== undefined || website !== undefined);
  const timetable = new Map(
    collections.map(({ id, website, schedule }) => [id, schedule ?? (website === undefined ? FOLDER_SCHEDULE : WEBSITE_SCHEDULE)]),
  );
  await workers.queue.workSources(async (id, given) => {
    const collection = collections.find((declared) => declared.id === id);
    if (collection !== undefined) await read(collection, AbortSignal.any([signal, given]));
  });
  // Without it no folder or website is ever read again: a database that is away for a moment may not be the end of it.
  await untilDone(async () => {
    await workers.queue.keepSchedule(timetable);
    const known = new Set((await lastRuns(db)).filter(({ source }) => source === 'website').map(({ collectionId }) => collectionId));
    for (const { id, website } of collections) if (website !== undefined && !known.has(id)) await workers.queue.lookThrough(id);
  }, { onFailing: onError, signal });

  async function read(collection: (typeof collections)[number], stop: AbortSignal): Promise<void> {
    const due = isReading(collection.id) ? { ...collection, folder: undefined } : collection;
    try {
      const onProgress = (event: Parameters<typeof describeEvent>[0]): void => {
        if (event.outcome !== 'unchanged') note(printable(describeEvent(event)));
      };
      for (const result of await lookThrough(db, due, config, { workers, signal: stop, onProgress })) {
        if (result.new + result.changed + result.removed + result.failed.length + result.kept.length > 0) summarise(result, { json: false, out: note, removal: removeMissingCommand(collection.id) });
      }
    } catch (error) {
      if (stop.aborted) throw error;
      const { code, detail, entry } = asBalieError(error);
      if (code === 'internal') workers.onUnforeseen(error, { collection: collection.id });
      // What the collection has stays in use; the next turn tries again.
      if (code === 'internal' || code === 'database-unavailable') throw error;
      note(`${collection.title}: ${entry.message}${detail === undefined ? '' : ` (${detail})`} ${entry.action}`);
    }
  }
}
