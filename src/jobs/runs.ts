import type { ErrorCode } from '../errors.ts';
import { storable } from '../knowledge/text.ts';
import type { Queryable } from '../store/database.ts';
import { READ_SOURCES } from './source-kinds.ts';

/** A run that is looking and is silent for so long has died with its process. */
export const SILENT_SECONDS = 10;

export type DocumentOutcome = 'new' | 'changed' | 'unchanged' | 'removed' | 'failed' | 'cancelled';

/** What became of one document. */
export interface DocumentEvent {
  /** Rises: who reads along asks for those after the last one seen. */
  readonly id: number;
  readonly sourceId: string;
  readonly outcome: DocumentOutcome;
  readonly title: string | null;
  readonly passages: number | null;
  readonly warnings: readonly string[];
  readonly fault: ErrorCode | null;
  readonly detail: string | null;
}

type NewEvent = Pick<DocumentEvent, 'sourceId' | 'outcome'> &
  Partial<Pick<DocumentEvent, 'title' | 'passages' | 'warnings' | 'fault' | 'detail'>> & {
    readonly runId: string | null;
    readonly collectionId: string;
  };

/** Ends a run of which nothing waits any more; call it after each document of it. @returns whether it has ended. */
export async function endRunIfDone(db: Queryable, id: string): Promise<boolean> {
  await db.query(
    `UPDATE runs SET state = 'ended', ended_at = now() WHERE id = $1 AND state = 'working'
       AND NOT EXISTS (SELECT FROM deliveries d WHERE d.run_id = runs.id AND d.state = 'waiting')`,
    [id],
  );
  return (await db.query('SELECT FROM runs WHERE id = $1 AND ended_at IS NOT NULL', [id])).length > 0;
}

/** Ends the runs that a killed process left open though nothing of them waits any more. */
export async function endRunsDone(db: Queryable): Promise<void> {
  await db.query(`UPDATE runs SET state = 'ended', ended_at = now() WHERE state = 'working'
    AND NOT EXISTS (SELECT FROM deliveries d WHERE d.run_id = runs.id AND d.state = 'waiting')`);
}

/** Whether the folder or website of a collection is being read for the first time: not all that is in it can be found yet. */
export async function isFirstReading(db: Queryable): Promise<boolean> {
  const rows = await db.query(
    `SELECT FROM runs r WHERE ended_at IS NULL AND source = ANY ($2) AND (state = 'working' OR seen_at > now() - make_interval(secs => $1)) AND NOT EXISTS (
       SELECT FROM runs before WHERE before.collection_id = r.collection_id AND before.source = r.source AND before.state = 'ended' AND before.ended_at < r.started_at)
     LIMIT 1`,
    [SILENT_SECONDS, READ_SOURCES],
  );
  return rows.length > 0;
}

/** Writes down what became of a document. In a transaction, as its last statement: events come in the order of their numbers. */
export async function addEvent(tx: Queryable, event: NewEvent): Promise<void> {
  // Else a number could become visible after a higher one, and who reads along would miss it.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('balie.document_events'))`);
  await tx.query(
    `INSERT INTO document_events (run_id, collection_id, source_id, outcome, title, passages, warnings, fault, detail)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      event.runId, event.collectionId, event.sourceId, event.outcome, event.title && storable(event.title), event.passages, (event.warnings ?? []).map(storable),
      event.fault, event.detail && storable(event.detail),
    ],
  );
}

/** The events of a run after number `after`, in order. */
export function listEvents(db: Queryable, runId: string, after = 0): Promise<DocumentEvent[]> {
  return db.query<DocumentEvent>(
    `SELECT id, source_id AS "sourceId", outcome, title, passages, warnings, fault, detail
     FROM document_events WHERE run_id = $1 AND id > $2 ORDER BY id`,
    [runId, after],
  );
}

/**
 * A run as a person sees it. It counts documents: each file or page that was looked at, and each document inside one, is once in
 * new, changed, unchanged, failed or cancelled. Removed are those that were in use and are not in the source any more, so that
 * those in use after it are those before it + new - removed. What is inside a container that failed was not seen, and not counted.
 */
export interface RunSummary {
  readonly id: string;
  readonly collectionId: string;
  readonly source: string;
  readonly state: 'listing' | 'working' | 'ended' | 'failed';
  /** Files or pages that were looked at. */
  readonly found: number;
  readonly unchanged: number;
  /** Addresses of a website that gave no document of their own, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Why a website could not be seen whole, in Dutch. */
  readonly notes: readonly string[];
  /** Gone from the source and kept, until a person says that they may go. */
  readonly kept: readonly string[];
  readonly counts: Readonly<Partial<Record<DocumentOutcome, number>>>;
  readonly fault: ErrorCode | null;
  readonly detail: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

/** How many documents of a run have not changed, inside containers as well; final when it has ended. */
export async function unchangedIn(db: Queryable, id: string): Promise<number> {
  const [row] = await db.query<{ unchanged: number }>(
    `SELECT unchanged + (SELECT count(*)::int FROM document_events e WHERE e.run_id = r.id AND e.outcome = 'unchanged') AS unchanged FROM runs r WHERE id = $1`,
    [id],
  );
  return row?.unchanged ?? 0;
}

/**
 * The last run of each source of each collection; of some collections when they are given. It costs the same however many runs
 * came before: the index is asked for the next source and its last run, and only of those are the events counted.
 */
export function lastRuns(db: Queryable, collections?: readonly string[]): Promise<RunSummary[]> {
  return db.query<RunSummary>(
    `SELECT r.id, r.collection_id AS "collectionId", r.source, r.state, r.found, r.kept, r.left_out AS "leftOut", r.notes,
       r.unchanged + coalesce((e.counts ->> 'unchanged')::int, 0) AS unchanged, r.fault, r.detail,
       r.started_at AS "startedAt", r.ended_at AS "endedAt", e.counts
     FROM collections c
     CROSS JOIN LATERAL (
       WITH RECURSIVE sources AS (
         SELECT min(source) AS source FROM runs WHERE collection_id = c.id
         UNION ALL
         SELECT (SELECT min(source) FROM runs WHERE collection_id = c.id AND source > s.source) FROM sources s WHERE s.source IS NOT NULL
       )
       SELECT source FROM sources WHERE source IS NOT NULL
     ) s
     CROSS JOIN LATERAL (SELECT * FROM runs WHERE collection_id = c.id AND source = s.source ORDER BY started_at DESC LIMIT 1) r
     CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_object_agg(outcome, n), '{}') AS counts
       FROM (SELECT outcome, count(*) AS n FROM document_events WHERE run_id = r.id GROUP BY outcome) AS counted
     ) e
     WHERE $1::text[] IS NULL OR c.id = ANY ($1)
     ORDER BY r.collection_id, r.source`,
    [collections],
  );
}

/** An event with the collection it is of, for who reads along with several. */
export interface CollectionEvent extends DocumentEvent {
  readonly collectionId: string;
}

/** The events of some collections after number `after`, in order, at most 500. */
export function listEventsAfter(db: Queryable, collections: readonly string[], after: number): Promise<CollectionEvent[]> {
  return db.query<CollectionEvent>(
    `SELECT id, collection_id AS "collectionId", source_id AS "sourceId", outcome, title, passages, warnings, fault, detail
     FROM document_events WHERE id > $2 AND collection_id = ANY ($1) ORDER BY id LIMIT 500`,
    [collections, after],
  );
}

/** Number of the last event of all; 0 when there is none yet. */
export async function lastEventNumber(db: Queryable): Promise<number> {
  const [row] = await db.query<{ last: number }>('SELECT coalesce(max(id), 0) AS last FROM document_events');
  return row?.last ?? 0;
}
