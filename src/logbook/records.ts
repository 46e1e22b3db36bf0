import type { Database, Queryable } from '../store/database.ts';
import type { LogRecord, MadeRecord } from './record.ts';

interface Row {
  readonly number: number;
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id: string | null;
  readonly status: LogRecord['status'];
  readonly name: string;
  readonly started: number;
  readonly ended: number;
  readonly attributes: LogRecord['attributes'];
  readonly resource: LogRecord['resource'];
}

const COLUMNS = 'number, trace_id, span_id, parent_span_id, status, name, started, ended, attributes, resource';

/** Keeps records, and has them sent where there is a receiver, in the caller's transaction. What is there already is left as it is. */
export async function keepRecords(tx: Queryable, made: readonly MadeRecord[], isSent: boolean, now: Date): Promise<void> {
  const records = await withFreeSpans(tx, made);
  if (records.length === 0) return;
  const column = <T>(of: (record: MadeRecord) => T) => records.map(of);
  const kept = await tx.query<{ number: number }>(
    `INSERT INTO logbook_records (trace_id, span_id, parent_span_id, status, name, started, ended, activity, subject, attributes, resource, entry)
     SELECT t, s, p, st, n, b, e, a::jsonb ->> 'dpl.core.processing_activity_id', a::jsonb ->> 'dpl.core.data_subject_id', a::jsonb, r::jsonb, en
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::bigint[]) AS given (t, s, p, st, n, b, e, a, r, en)
     ON CONFLICT (span_id) DO NOTHING RETURNING number`,
    [
      column(({ traceId }) => traceId), column(({ spanId }) => spanId), column(({ parentSpanId }) => parentSpanId ?? null), column(({ status }) => status), column(({ name }) => name),
      column(({ startTime }) => startTime), column(({ endTime }) => endTime), column(({ attributes }) => JSON.stringify(attributes)), column(({ resource }) => JSON.stringify(resource)), column(({ entry }) => entry),
    ],
  );
  if (isSent) await tx.query('INSERT INTO logbook_queue (record, next_at) SELECT unnest($1::bigint[]), $2', [kept.map(({ number }) => number), now]);
}

/** One request may bring more than one processing: the first has its span, the others one of their own beneath it. */
async function withFreeSpans(tx: Queryable, made: readonly MadeRecord[]): Promise<MadeRecord[]> {
  const rows = await tx.query<{ id: string }>('SELECT span_id AS id FROM logbook_records WHERE span_id = ANY($1::text[])', [made.map(({ spanId }) => spanId)]);
  const taken = new Set(rows.map(({ id }) => id));
  return made.flatMap((record) => {
    const { spanId, again } = record;
    if (!taken.has(spanId)) {
      taken.add(spanId);
      return [record];
    }
    return again === undefined ? [] : [{ ...record, spanId: again, parentSpanId: spanId }];
  });
}

export async function recordsBy(db: Queryable, numbers: readonly number[]): Promise<(LogRecord & { readonly number: number })[]> {
  const rows = await db.query<Row>(`SELECT ${COLUMNS} FROM logbook_records WHERE number = ANY($1::bigint[]) ORDER BY number`, [numbers]);
  return rows.map(toRecord);
}

/** What records are looked for by: at least one of the first three. */
export interface RecordQuery {
  readonly traceId?: string | undefined;
  readonly activity?: string | undefined;
  readonly subject?: string | undefined;
  readonly startTime?: number | undefined;
  readonly endTime?: number | undefined;
  /** The last one that was given before: what follows it is given. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/** In the order in which they were kept. A record is in a period when it begins and ends in it. */
export async function findRecords(db: Queryable, { traceId, activity, subject, startTime, endTime, after = 0, limit }: RecordQuery): Promise<(LogRecord & { readonly number: number })[]> {
  const rows = await db.query<Row>(
    `SELECT ${COLUMNS} FROM logbook_records
      WHERE ($1::text IS NULL OR trace_id = $1) AND ($2::text IS NULL OR activity = $2) AND ($3::text IS NULL OR subject = $3)
        AND ($4::bigint IS NULL OR started >= $4) AND ($5::bigint IS NULL OR ended <= $5) AND number > $6
      ORDER BY number LIMIT $7`,
    [traceId ?? null, activity ?? null, subject ?? null, startTime ?? null, endTime ?? null, after, limit],
  );
  return rows.map(toRecord);
}

/** What ended before `$1` (milliseconds), and waits for no receiver. */
const PAST = 'logbook_records r WHERE r.ended < $1 AND NOT EXISTS (SELECT 1 FROM logbook_queue q WHERE q.record = r.number)';

/** How many are past their retention. */
export async function countRecords(db: Queryable, before: Date): Promise<number> {
  const [counted] = await db.query<{ due: number }>(`SELECT count(*) AS due FROM ${PAST}`, [before.getTime()]);
  return counted?.due ?? 0;
}

const ERASED_AT_ONCE = 5_000;

/** Takes away records that ended before a moment, but none that the receiver has not acknowledged. @returns how many. */
export async function eraseRecords(db: Database, before: Date, onGone?: (count: number) => void): Promise<number> {
  let erased = 0;
  for (;;) {
    const gone = await db.transaction(async (tx) => {
      await tx.query(`SELECT set_config('balie.logbook_retention', 'on', true)`);
      return tx.query(`DELETE FROM logbook_records WHERE number IN (SELECT r.number FROM ${PAST} LIMIT $2) RETURNING number`, [before.getTime(), ERASED_AT_ONCE]);
    });
    onGone?.(gone.length);
    erased += gone.length;
    if (gone.length < ERASED_AT_ONCE) return erased;
  }
}

function toRecord(row: Row): LogRecord & { readonly number: number } {
  return {
    number: row.number,
    traceId: row.trace_id,
    spanId: row.span_id,
    ...(row.parent_span_id !== null && { parentSpanId: row.parent_span_id }),
    status: row.status,
    name: row.name,
    startTime: row.started,
    endTime: row.ended,
    attributes: row.attributes,
    resource: row.resource,
  };
}
