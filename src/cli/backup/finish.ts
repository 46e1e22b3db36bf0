import { lastAct } from '../../audit/management-log.ts';
import { type ChainReport, verify } from '../../audit/verify.ts';
import { placeLeft } from '../../backup/files.ts';
import { BalieError } from '../../errors.ts';
import { waitingSendings } from '../../handover/waiting.ts';
import { openQueue } from '../../jobs/queue.ts';
import { queueWaiting, withoutJob } from '../../jobs/requeue.ts';
import { keepIndexed } from '../../knowledge/vectors/vector-index.ts';
import type { Database } from '../../store/database.ts';
import { waitingFiles } from '../../workplace/files/waiting.ts';
import { afterwards, type Step, type Todo } from './afterwards.ts';
import { recordBackup } from './make.ts';

const GRACE_MS = 2_000;

interface Options {
  readonly masterKey: Buffer;
  readonly dataDir: string;
  /** Erases again what was erased since, and has the log say so (`backup.erased`); absent: nothing is known of that. */
  readonly erase?: () => Promise<void>;
}

export interface Finished {
  /** Absent where it could not be looked at. */
  readonly chain?: ChainReport;
  /** What did not succeed this time either. */
  readonly todo: readonly Todo[];
}

/**
 * Does what a restore left to be done once its rows were in. Each step finds out by itself what of it is done: as often as one likes, also where nothing is left.
 */
export async function finishRestore(db: Database, { masterKey, dataDir, erase }: Options): Promise<Finished> {
  let chain: ChainReport | undefined;
  const left = await afterwards([
    ['files', () => placeLeft(dataDir)],
    ...(erase === undefined ? [] : [['erasures', erase] as const]),
    ...lastSteps(db, async () => (chain = await verify(db, masterKey))),
  ]);
  return { todo: await recordEnd(db, masterKey, left), ...(chain && { chain }) };
}

/**
 * Whether what was erased since the last restore into this database is to be erased again.
 * @returns `asked`: it was asked then, and nothing says that it was done; `unsaid`: nobody asked. @throws BalieError `restore-never` where nothing was put back into it.
 */
export async function erasuresAfter(db: Database): Promise<'asked' | 'done' | 'unsaid'> {
  const restored = await lastAct(db, 'backup.restored');
  if (restored === undefined) throw new BalieError('restore-never');
  if (((await lastAct(db, 'backup.erased'))?.number ?? 0) > restored.number) return 'done';
  return restored.facts['erasures'] === true ? 'asked' : 'unsaid';
}

/** Has the log say that a restore came to its end, and what of it is left: a database of which it does not say so is one in which it was broken off. @returns all that is left. */
export async function recordEnd(db: Database, masterKey: Buffer, todo: readonly Todo[]): Promise<readonly Todo[]> {
  return [...todo, ...(await afterwards([['end', () => recordBackup(db, masterKey, 'backup.finished', { left: todo.map(({ what }) => what).join(' ') })]]))];
}

/** What comes last after a restore, the first time and any other. */
export function lastSteps(db: Database, walk: () => Promise<unknown>): readonly (readonly [Step, () => Promise<unknown>])[] {
  return [
    ['queue', () => queueAgain(db)],
    ['index', () => indexAgain(db)],
    ['log', walk],
  ];
}

async function indexAgain(db: Database): Promise<void> {
  for (const { model } of await db.query<{ model: string }>('SELECT model FROM embedding_models')) await keepIndexed(db, model);
}

/** The queue has tables of its own, of its own version, and is in no backup: what waits is known from elsewhere. What has a job already gets no second one. */
async function queueAgain(db: Database): Promise<void> {
  const queue = await openQueue(db, { onError: () => undefined });
  try {
    await db.transaction(async (tx) => {
      await queueWaiting(tx, queue);
      for (const job of await withoutJob(tx, await waitingSendings(tx))) await queue.sendings.add(tx, job);
      for (const { fileId } of await withoutJob(tx, (await waitingFiles(tx)).map((id) => ({ fileId: id })))) await queue.readings.add(tx, fileId);
    });
  } finally {
    await queue.close(GRACE_MS);
  }
}
