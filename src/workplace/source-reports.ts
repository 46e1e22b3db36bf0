import { createSecretKey, type KeyObject } from 'node:crypto';
import { newKey, seal, unseal } from '../audit/content.ts';
import type { RecordAct } from '../audit/management-log.ts';
import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';

/** A place in a source. */
export interface ReportedPlace {
  readonly ordinal: number;
  /** Its headings and page, in words. */
  readonly words: string;
}

/** What somebody says is wrong in a source. */
interface Said {
  readonly text: string;
  /** Of the document, as it was called. */
  readonly title: string;
  /** Absent: of the document as a whole. */
  readonly place?: ReportedPlace;
}

export interface NewReport extends Said {
  /** Made with the form: sent twice, it is one report. */
  readonly id: string;
  readonly collectionId: string;
  readonly documentId: string;
  readonly personId: string;
}

export interface SourceReport extends NewReport {
  readonly createdAt: Date;
  readonly done: { readonly at: Date; readonly by: string; readonly note: string } | undefined;
}

/** How a report is settled. */
export interface Settled {
  readonly id: string;
  readonly collectionId: string;
  /** For who reported it; may be empty. */
  readonly note: string;
  /** The number of the person or key. */
  readonly by: string;
}

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  readonly now: () => Date;
  /** Puts into the audit log what was done; the last thing of a transaction. */
  readonly record: RecordAct;
}

interface Row extends Pick<SourceReport, 'id' | 'collectionId' | 'documentId' | 'personId' | 'createdAt'> {
  readonly doneAt: Date | null;
  readonly doneBy: string | null;
  readonly wrapped: Buffer;
  readonly content: Buffer;
  readonly note: Buffer | null;
}

/** More in an hour is a program, or a collection that is better talked about. */
const PER_HOUR = 20;
const HOUR_MS = 60 * 60 * 1_000;

const COLUMNS = `id, collection_id AS "collectionId", document_id AS "documentId", person_id AS "personId", created_at AS "createdAt", done_at AS "doneAt", done_by AS "doneBy", wrapped, content, note`;

const context = (id: string, part: 'said' | 'note') => `${id} report.${part}`;

export type SourceReports = ReturnType<typeof createSourceReports>;

/** Faults in sources that employees report: kept encrypted, each with a key of its own that the master key wraps. */
export function createSourceReports({ db, masterKey, now, record }: Options) {
  const master = createSecretKey(masterKey);
  return {
    /** Whether they may read the source is checked before. @throws BalieError `report-too-often`. */
    async add({ id, collectionId, documentId, personId, ...said }: NewReport): Promise<void> {
      const key = newKey();
      const content = seal(key, Buffer.from(JSON.stringify(said satisfies Said)), context(id, 'said'));
      await db.transaction(async (tx) => {
        await checkLimit(tx, { id, personId }, now());
        const added = await tx.query(
          `INSERT INTO source_reports (id, collection_id, document_id, person_id, created_at, wrapped, content) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING RETURNING id`,
          [id, collectionId, documentId, personId, now(), seal(master, key, id), content],
        );
        if (added.length > 0) await record(tx, { kind: 'report.made', facts: { report: id, collection: collectionId, document: documentId, byKey: personId } });
      });
    },

    /** What somebody reported, the last one first. @param limit at most so many. */
    async ofPerson(personId: string, limit: number): Promise<SourceReport[]> {
      const rows = await db.query<Row>(`SELECT ${COLUMNS} FROM source_reports WHERE person_id = $1 ORDER BY created_at DESC, id LIMIT $2`, [personId, limit]);
      return rows.map((row) => opened(row, master));
    },

    /** Of a collection, what waits first, then the last one first. */
    async ofCollection(collectionId: string, { page, pageSize }: { readonly page: number; readonly pageSize: number }): Promise<{ readonly total: number; readonly reports: readonly SourceReport[] }> {
      const [counted] = await db.query<{ total: number }>('SELECT count(*) AS total FROM source_reports WHERE collection_id = $1', [collectionId]);
      const rows = await db.query<Row>(
        `SELECT ${COLUMNS} FROM source_reports WHERE collection_id = $1 ORDER BY done_at IS NOT NULL, created_at DESC, id LIMIT $2 OFFSET $3`,
        [collectionId, pageSize, (page - 1) * pageSize],
      );
      return { total: counted?.total ?? 0, reports: rows.map((row) => opened(row, master)) };
    },

    /** How many wait, by collection; without those of which none does. */
    async waiting(collectionIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const rows = await db.query<{ id: string; count: number }>(
        'SELECT collection_id AS id, count(*) AS count FROM source_reports WHERE collection_id = ANY ($1) AND done_at IS NULL GROUP BY collection_id',
        [collectionIds],
      );
      return new Map(rows.map(({ id, count }) => [id, count]));
    },

    /** @throws BalieError `report-unknown` for one that is not of the collection; `report-done` when somebody settled it already. */
    settle: ({ id, collectionId, note, by }: Settled): Promise<void> =>
      db.transaction(async (tx) => {
        const [row] = await tx.query<Pick<Row, 'doneAt' | 'wrapped'>>('SELECT done_at AS "doneAt", wrapped FROM source_reports WHERE id = $1 AND collection_id = $2 FOR UPDATE', [id, collectionId]);
        if (row === undefined) throw new BalieError('report-unknown');
        if (row.doneAt !== null) throw new BalieError('report-done');
        const sealed = note === '' ? null : seal(unseal(master, row.wrapped, id), Buffer.from(note), context(id, 'note'));
        await tx.query('UPDATE source_reports SET done_at = $2, done_by = $3, note = $4 WHERE id = $1', [id, now(), by, sealed]);
        await record(tx, { kind: 'report.settled', facts: { report: id, collection: collectionId, byKey: by } });
      }),
  };
}

const PAST = 'created_at < $1';
const HELD = 'is_held(NULL, person_id, NULL, NULL)';

/** What was reported before a moment: it goes whole. */
export const agedReports = { past: `source_reports WHERE ${PAST}`, held: HELD, erase: [{ from: 'source_reports', where: `${PAST} AND NOT ${HELD}` }] };

function opened({ doneAt, doneBy, wrapped, content, note, ...row }: Row, master: KeyObject): SourceReport {
  const key = unseal(master, wrapped, row.id);
  const said = JSON.parse(unseal(key, content, context(row.id, 'said')).toString('utf8')) as Said;
  const answer = note === null ? '' : unseal(key, note, context(row.id, 'note')).toString('utf8');
  return { ...row, ...said, done: doneAt === null || doneBy === null ? undefined : { at: doneAt, by: doneBy, note: answer } };
}

async function checkLimit(tx: Queryable, { id, personId }: Pick<NewReport, 'id' | 'personId'>, now: Date): Promise<void> {
  // Two that come at once are counted one after the other.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('balie.source_reports ' || $1))`, [personId]);
  const [counted] = await tx.query<{ lately: number }>('SELECT count(*) AS lately FROM source_reports WHERE person_id = $1 AND created_at > $2 AND id <> $3', [personId, new Date(now.getTime() - HOUR_MS), id]);
  if ((counted?.lately ?? 0) >= PER_HOUR) throw new BalieError('report-too-often', { retryAfterMs: HOUR_MS });
}

/** How many nobody settled that were made before a moment. */
export async function countLateReports(db: Queryable, before: Date): Promise<number> {
  const [row] = await db.query<{ count: number }>('SELECT count(*) AS count FROM source_reports WHERE done_at IS NULL AND created_at < $1', [before]);
  return row?.count ?? 0;
}
