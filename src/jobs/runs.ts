import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '../errors.ts';
import type { Queryable } from '../store/database.ts';

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

/** A crawl may wait for minutes when a website asks it to; one that says nothing for longer is gone. */
const SILENT_MINUTES = 15;
const KEPT_DAYS = 90;

/** Says that a run is still looking; at least every few minutes. */
export async function touchRun(db: Queryable, id: string): Promise<void> {
  await db.query(`UPDATE runs SET seen_at = now() WHERE id = $1 AND state = 'listing'`, [id]);
}

/** Begins a run: one look at a source, and all that comes of it. @returns its id. */
export async function startRun(db: Queryable, collectionId: string, source: string): Promise<string> {
  const id = randomUUID();
  // One that was still looking when its process was killed will not go on. What nobody looks at any more goes, with its events.
  await db.query(
    `UPDATE runs SET state = 'failed', ended_at = now(), fault = 'document-interrupted'
     WHERE collection_id = $1 AND source = $2 AND state = 'listing' AND seen_at < now() - make_interval(mins => $3)`,
    [collectionId, source, SILENT_MINUTES],
  );
  await db.query(`DELETE FROM runs WHERE collection_id = $1 AND source = $2 AND ended_at < now() - make_interval(days => $3)`, [collectionId, source, KEPT_DAYS]);
  await db.query('DELETE FROM document_events WHERE run_id IS NULL AND collection_id = $1 AND at < now() - make_interval(days => $2)', [collectionId, KEPT_DAYS]);
  await db.query('INSERT INTO runs (id, collection_id, source) VALUES ($1, $2, $3)', [id, collectionId, source]);
  return id;
}

/** The source has been looked through: the run ends when all that it delivered has been read. */
export async function endListing(db: Queryable, id: string, seen: { found: number; unchanged: number; kept: readonly string[] }): Promise<void> {
  await db.query(`UPDATE runs SET state = 'working', found = $2, unchanged = $3, kept = $4 WHERE id = $1 AND state = 'listing'`, [
    id, seen.found, seen.unchanged, seen.kept,
  ]);
  // Also earlier runs whose process was killed: what they had delivered is now this one's.
  await endRunsDone(db);
}

/** The source itself could not be read to its end; what it delivered is read all the same. */
export async function failRun(db: Queryable, id: string, fault: { readonly code: ErrorCode; readonly detail: string | undefined }): Promise<void> {
  await db.query(
    `UPDATE runs SET state = 'failed', ended_at = now(), fault = $2, detail = $3 WHERE id = $1 AND state IN ('listing', 'working')`,
    [id, fault.code, fault.detail],
  );
}

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

/** Writes down what became of a document. In a transaction, as its last statement: events come in the order of their numbers. */
export async function addEvent(tx: Queryable, event: NewEvent): Promise<void> {
  // Else a number could become visible after a higher one, and who reads along would miss it.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('balie.document_events'))`);
  await tx.query(
    `INSERT INTO document_events (run_id, collection_id, source_id, outcome, title, passages, warnings, fault, detail)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      event.runId, event.collectionId, event.sourceId, event.outcome, event.title, event.passages, event.warnings ?? [],
      event.fault, event.detail,
    ],
  );
}

/** The events of a run after number `after`, in order. */
export function listEvents(db: Queryable, runId: string, after = 0): Promise<DocumentEvent[]> {
  return db.query<{ [Key in keyof DocumentEvent]: DocumentEvent[Key] }>(
    `SELECT id, source_id AS "sourceId", outcome, title, passages, warnings, fault, detail
     FROM document_events WHERE run_id = $1 AND id > $2 ORDER BY id`,
    [runId, after],
  );
}

/** A run as a person sees it. */
export interface RunSummary {
  readonly id: string;
  readonly collectionId: string;
  readonly source: string;
  readonly state: 'listing' | 'working' | 'ended' | 'failed';
  readonly found: number;
  readonly unchanged: number;
  /** Gone from the source and kept, until a person says that they may go. */
  readonly kept: readonly string[];
  readonly counts: Readonly<Partial<Record<DocumentOutcome, number>>>;
  readonly fault: ErrorCode | null;
  readonly detail: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

/** The last run of each source of each collection. */
export function lastRuns(db: Queryable): Promise<RunSummary[]> {
  return db.query<{ [Key in keyof RunSummary]: RunSummary[Key] }>(
    `SELECT DISTINCT ON (collection_id, source) id, collection_id AS "collectionId", source, state, found, unchanged, kept, fault, detail,
       started_at AS "startedAt", ended_at AS "endedAt",
       (SELECT coalesce(jsonb_object_agg(outcome, n), '{}') FROM (
          SELECT outcome, count(*) AS n FROM document_events e WHERE e.run_id = r.id GROUP BY outcome) AS c) AS counts
     FROM runs r ORDER BY collection_id, source, started_at DESC`,
  );
}

/** An event with the collection it is of, for who reads along with several. */
export interface CollectionEvent extends DocumentEvent {
  readonly collectionId: string;
}

/** The events of some collections after number `after`, in order, at most 500. */
export function listEventsAfter(db: Queryable, collections: readonly string[], after: number): Promise<CollectionEvent[]> {
  return db.query<{ [Key in keyof CollectionEvent]: CollectionEvent[Key] }>(
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
