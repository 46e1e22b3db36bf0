import { addEvent } from '../src/jobs/runs.ts';
import type { ErrorCode } from '../src/errors.ts';
import { countInside } from '../src/jobs/inside.ts';
import type { Database } from '../src/store/database.ts';
import type { Run } from './run.ts';

interface Place {
  readonly collection: string;
  readonly run: Run;
  /** Source ids of the collection's containers. */
  readonly containers: ReadonlySet<string>;
}

/** Counts a file or page that has not changed, with what is inside it. */
export async function countUnchanged(db: Database, { collection, run, containers }: Place, sourceId: string): Promise<void> {
  const inside = containers.has(sourceId) ? await db.transaction((tx) => countInside(tx, run.id, collection, sourceId)) : 0;
  run.unchanged(sourceId, inside);
}

/** Counts what failed before with this very content, and would again; what was withdrawn stays as it is. */
export async function countFailedBefore(
  db: Database,
  { collection, run }: Place,
  sourceId: string,
  { code, detail }: { readonly code: ErrorCode; readonly detail: string | undefined },
): Promise<void> {
  if (code === 'document-withdrawn') return run.unchanged(sourceId, 0);
  const event = { runId: run.id, collectionId: collection, sourceId, outcome: 'failed', fault: code, detail: detail ?? null } as const;
  await db.transaction((tx) => addEvent(tx, event));
}
