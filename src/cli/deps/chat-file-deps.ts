import { readLooseFile } from '../../../ingest/read/read-chat-file.ts';
import type { Workers } from '../../../ingest/work.ts';
import { asBalieError } from '../../errors.ts';
import type { ChatFileDeps } from '../../http/chat-file-deps.ts';
import type { JobQueue } from '../../jobs/queue.ts';
import { FILE_LIMITS } from '../../workplace/files/file.ts';
import { InTurn } from '../../workplace/files/in-turn.ts';
import { toCsv } from '../../workplace/whole/table.ts';
import type { Desk } from '../desk/desk.ts';

/** What the pages and the API need for files in conversations. */
export function chatFileDeps({ desk: { workplace, log }, queue }: { readonly desk: Pick<Desk, 'workplace' | 'log'>; readonly queue: Pick<JobQueue, 'readings'> }): ChatFileDeps {
  const { files, works, work } = workplace;
  const inTurn = new InTurn();
  return {
    async addFile(given) {
      const file = await files.add(given, (tx, id) => queue.readings.add(tx, id));
      queue.readings.wake();
      return file;
    },
    files: files.list,
    folders: files.folders,
    file: (place, id) => inTurn.run(place.personId, async () => (await files.open(place, [id]))[0]),
    original: files.original,
    removeFile: files.remove,
    estimate: work.estimate,
    run: work.run,
    async works(place) {
      const all = await works.list(place);
      const turns = new Map((await log.find(all.map(({ id }) => id))).map((turn) => [turn.id, turn]));
      return all.map((one) => ({ ...one, turn: turns.get(one.id) }));
    },
    stopWork: works.stop,
    csv: toCsv,
  };
}

/** Reads the files that are put into conversations, in the processes that read documents, for as long as the queue is open. */
export async function keepReadingFiles({ desk: { workplace: { files } }, workers }: { readonly desk: Pick<Desk, 'workplace'>; readonly workers: Pick<Workers, 'queue' | 'pool' | 'onUnforeseen'> }): Promise<void> {
  await workers.queue.readings.work(async (id, signal) => {
    const file = await files.toRead(id);
    if (file === undefined) return;
    try {
      await files.keep(id, await readLooseFile(file, FILE_LIMITS, workers.pool, signal));
    } catch (error) {
      const { code, entry } = asBalieError(error);
      if (code === 'internal' && !signal.aborted) workers.onUnforeseen(error, { chatFile: id });
      // A fault of the moment, or of this process: it is tried again, and at last given up.
      if (signal.aborted || entry.retryable === true) throw error;
      await files.fail(id, code);
    }
  }, (id) => files.fail(id, 'document-interrupted'));
}
