import { createSecretKey, randomUUID } from 'node:crypto';
import { newKey, seal, unseal } from '../audit/content.ts';
import type { RecordAct } from '../audit/management-log.ts';
import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';
import type { Reason, RequestKind } from './choices.ts';

/** Of what it is asked. */
export type Subject = { readonly subject: 'conversation' | 'person'; readonly subjectId: string };

export type NewRequest = Subject & {
  readonly kind: RequestKind;
  /** The day (YYYY-MM-DD) on which the municipality had it. */
  readonly receivedOn: string;
  /** Of a correction: where, and what is to stand there. */
  readonly correction?: { readonly turnId: string; readonly text: string };
};

export interface PrivacyRequest extends Subject {
  readonly id: string;
  readonly kind: RequestKind;
  readonly receivedOn: string;
  /** The day on which the answer must be there: a month later (article 12, paragraph 3). */
  readonly dueOn: string;
  readonly registeredBy: string;
  readonly registeredAt: Date;
  readonly turnId: string | null;
  readonly decision: 'granted' | 'refused' | null;
  readonly reason: Reason | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

export type Decision = { readonly decision: 'granted' } | { readonly decision: 'refused'; readonly reason: Reason };

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  readonly now: () => Date;
  /** Puts into the audit log what was done; the last thing of a transaction. */
  readonly record: RecordAct;
}

type Row = PrivacyRequest & { readonly wrapped: Buffer | null; readonly content: Buffer | null };

const COLUMNS = `id, kind, subject, subject_id AS "subjectId", received_on::text AS "receivedOn", (received_on + interval '1 month')::date::text AS "dueOn",
  registered_by AS "registeredBy", registered_at AS "registeredAt", turn_id AS "turnId", decision, reason, decided_by AS "decidedBy", decided_at AS "decidedAt"`;

const context = (id: string) => `${id} privacy-request`;

export type PrivacyRequests = ReturnType<typeof createPrivacyRequests>;

/** Requests of people about what the desk has of them: no name is in them, and what is to be put right is encrypted until it is decided. */
export function createPrivacyRequests({ db, masterKey, now, record }: Options) {
  const master = createSecretKey(masterKey);
  return {
    /** Whether there is such a subject is checked before. @returns its number. */
    register: ({ kind, subject, subjectId, receivedOn, correction }: NewRequest, byPerson: string): Promise<string> =>
      db.transaction(async (tx) => {
        const id = randomUUID();
        const key = correction && newKey();
        await tx.query(
          `INSERT INTO privacy_requests (id, kind, subject, subject_id, received_on, registered_by, registered_at, turn_id, wrapped, content)
           VALUES ($1, $2, $3, $4, $5::date, $6, $7, $8, $9, $10)`,
          [
            id, kind, subject, subjectId, receivedOn, byPerson, now(), correction?.turnId,
            key && seal(master, key, context(id)), key && correction && seal(key, Buffer.from(correction.text), context(id)),
          ],
        );
        await record(tx, { kind: 'avg.registered', facts: { request: id, asked: kind, [subject]: subjectId, receivedOn, byPerson } });
        return id;
      }),

    /** Those that wait first, the oldest first; then what was decided last. */
    async list({ page, pageSize }: { readonly page: number; readonly pageSize: number }): Promise<{ readonly total: number; readonly requests: readonly PrivacyRequest[] }> {
      const [counted] = await db.query<{ total: number }>('SELECT count(*) AS total FROM privacy_requests');
      const requests = await db.query<PrivacyRequest>(
        `SELECT ${COLUMNS} FROM privacy_requests ORDER BY decision IS NOT NULL, CASE WHEN decision IS NULL THEN received_on END, decided_at DESC, id LIMIT $1 OFFSET $2`,
        [pageSize, (page - 1) * pageSize],
      );
      return { total: counted?.total ?? 0, requests };
    },

    /** @throws BalieError `request-unknown`. */
    async find(id: string): Promise<PrivacyRequest> {
      const [row] = await db.query<PrivacyRequest>(`SELECT ${COLUMNS} FROM privacy_requests WHERE id = $1`, [id]);
      if (row === undefined) throw new BalieError('request-unknown');
      return row;
    },

    /** What is to be put right; undefined for other requests, and once it was decided. */
    async correctionOf(id: string): Promise<string | undefined> {
      const [row] = await db.query<Pick<Row, 'wrapped' | 'content'>>('SELECT wrapped, content FROM privacy_requests WHERE id = $1', [id]);
      return row && opened(id, row);
    },

    /**
     * Decides one, and has it carried out in the same transaction. @param carryOut what is granted, before it is recorded.
     * @throws BalieError `request-unknown`, `request-decided`; `request-own` for who registered it; `request-decider-too-new` for who was made after it; what carrying out throws.
     */
    decide: (id: string, decision: Decision, byPerson: string, carryOut: (tx: Queryable, request: PrivacyRequest, correction: string | undefined) => Promise<void>): Promise<void> =>
      db.transaction(async (tx) => {
        const [asked] = await tx.query<{ subjectId: string }>('SELECT subject_id AS "subjectId" FROM privacy_requests WHERE id = $1', [id]);
        if (asked !== undefined) await holdRequests(tx, [asked.subjectId]);
        const [row] = await tx.query<Row>(`SELECT ${COLUMNS}, wrapped, content FROM privacy_requests WHERE id = $1 FOR UPDATE`, [id]);
        if (row === undefined) throw new BalieError('request-unknown');
        if (row.decision !== null) throw new BalieError('request-decided');
        if (row.registeredBy === byPerson) throw new BalieError('request-own');
        if ((await tx.query('SELECT 1 FROM people WHERE id = $1 AND created_at > $2', [byPerson, row.registeredAt])).length > 0) throw new BalieError('request-decider-too-new');
        if (decision.decision === 'granted') await carryOut(tx, row, opened(id, row));
        const reason = decision.decision === 'refused' ? decision.reason : null;
        await tx.query('UPDATE privacy_requests SET decision = $2, reason = $3, decided_by = $4, decided_at = $5, wrapped = NULL, content = NULL WHERE id = $1', [id, decision.decision, reason, byPerson, now()]);
        await record(tx, { kind: `avg.${decision.decision}`, facts: { request: id, asked: row.kind, [row.subject]: row.subjectId, ...(reason !== null && { reason }), byPerson } });
      }),

    /**
     * Records that a file with somebody's data was made, before anything of it is read.
     * @param request absent: of who asks for their own. @param isEmployees whether it is a look at what an employee said.
     */
    handedOut: ({ request, subject, subjectId, isEmployees = false, format, byPerson }: Subject & { readonly request?: string; readonly isEmployees?: boolean; readonly format: string; readonly byPerson: string }): Promise<void> =>
      db.transaction((tx) => record(tx, { kind: 'avg.handed-out', facts: { ...(request !== undefined && { request }), [subject]: subjectId, ...(isEmployees && { ofEmployee: true }), format, byPerson } })),
  };

  function opened(id: string, { wrapped, content }: Pick<Row, 'wrapped' | 'content'>): string | undefined {
    if (wrapped === null || content === null) return undefined;
    return unseal(unseal(master, wrapped, context(id)), content, context(id)).toString('utf8');
  }
}

/** Until the end of the transaction: before any other row, so that an erasure and a correction of the same words wait for each other in one order. */
export async function holdRequests(tx: Queryable, subjectIds: readonly string[]): Promise<void> {
  await tx.query('SELECT 1 FROM privacy_requests WHERE subject_id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [subjectIds]);
}

/** Takes what was to be put right in what is erased, in the caller's transaction: that there was a request stays. */
export async function takeCorrections(tx: Queryable, subjectIds: readonly string[]): Promise<void> {
  await tx.query('UPDATE privacy_requests SET wrapped = NULL, content = NULL WHERE subject_id = ANY($1::uuid[]) AND wrapped IS NOT NULL', [subjectIds]);
}

/** Requests go by the age of their decision; what is not decided stays. */
export const agedRequests = { past: 'privacy_requests WHERE decided_at < $1', erase: [{ from: 'privacy_requests', where: 'decided_at < $1' }] };

/** How many nobody decided yet. */
export async function countOpenRequests(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>('SELECT count(*) AS count FROM privacy_requests WHERE decision IS NULL');
  return row?.count ?? 0;
}

/** In the Netherlands it is a month; days are the same for each of them. */
const TERM_DAYS = 31;

/** How many were decided since a moment, how many of those within their term, and how many are open beyond it. */
export async function requestFigures(db: Queryable, { since, day }: { readonly since: Date; /** Today (YYYY-MM-DD). */ readonly day: string }): Promise<{ readonly decided: number; readonly inTime: number; readonly late: number }> {
  const [row] = await db.query<{ decided: number; inTime: number; late: number }>(
    `SELECT count(*) FILTER (WHERE decided_at >= $1) AS decided,
       count(*) FILTER (WHERE decided_at >= $1 AND (decided_at AT TIME ZONE 'Europe/Amsterdam')::date <= received_on + $3::integer) AS "inTime",
       count(*) FILTER (WHERE decision IS NULL AND received_on + $3::integer < $2::date) AS late FROM privacy_requests`,
    [since, day, TERM_DAYS],
  );
  return row ?? { decided: 0, inTime: 0, late: 0 };
}
