import { BalieError } from '../errors.ts';
import type { Queryable } from '../store/database.ts';
import { isUuid } from '../uuid.ts';
import type { Subject } from './requests.ts';

/** What is said over the telephone of what was passed on. */
const REFERENCE = /^[0-9a-f]{8}$/;

/**
 * Finds of what is asked: by the number of a conversation or of an account, the reference of what was passed on, or the e-mail address of an account. What
 * was typed is kept nowhere.
 * @throws BalieError `request-subject-unknown`, `request-subject-ambiguous`.
 */
export async function findSubject(db: Queryable, typed: string): Promise<Subject> {
  const sought = typed.trim().toLowerCase();
  const found = isUuid(sought) ? await byNumber(db, sought) : REFERENCE.test(sought) ? await byReference(db, sought) : sought.includes('@') ? await byAddress(db, sought) : [];
  const [first, ...more] = found;
  if (first === undefined) throw new BalieError('request-subject-unknown');
  if (more.length > 0) throw new BalieError('request-subject-ambiguous');
  return first;
}

function byNumber(db: Queryable, id: string): Promise<Subject[]> {
  return db.query<Subject>(
    `SELECT * FROM (
       SELECT 'conversation' AS subject, $1::uuid AS "subjectId" WHERE EXISTS (SELECT 1 FROM turns WHERE conversation_id = $1) OR EXISTS (SELECT 1 FROM handovers WHERE conversation_id = $1)
       UNION ALL SELECT 'person', id FROM people WHERE id = $1
     ) s LIMIT 2`,
    [id],
  );
}

function byReference(db: Queryable, reference: string): Promise<Subject[]> {
  return db.query<Subject>(
    `SELECT DISTINCT 'conversation' AS subject, conversation_id AS "subjectId" FROM handovers WHERE id >= $1::uuid AND id <= $2::uuid LIMIT 2`,
    [`${reference}-0000-0000-0000-000000000000`, `${reference}-ffff-ffff-ffff-ffffffffffff`],
  );
}

function byAddress(db: Queryable, address: string): Promise<Subject[]> {
  return db.query<Subject>(`SELECT 'person' AS subject, id AS "subjectId" FROM people WHERE lower(email) = $1 LIMIT 2`, [address]);
}

/** The turn of a conversation that stands in its place, from 1, as its page counts them. @throws BalieError `request-turn-unknown`, also for one that was erased. */
export async function turnAt(db: Queryable, conversationId: string, place: number): Promise<string> {
  const [row] = await db.query<{ id: string; isKept: boolean }>(
    `SELECT t.id, k.turn_id IS NOT NULL AS "isKept" FROM turns t LEFT JOIN turn_keys k ON k.turn_id = t.id
      WHERE t.conversation_id = $1 AND t.replaced_at IS NULL ORDER BY t.received_at, t.id LIMIT 1 OFFSET $2`,
    [conversationId, place - 1],
  );
  if (row?.isKept !== true) throw new BalieError('request-turn-unknown');
  return row.id;
}

/** Whether it is of an employee: their account, or a conversation of theirs. */
export async function isEmployees(db: Queryable, { subject, subjectId }: Subject): Promise<boolean> {
  if (subject === 'person') return true;
  return (await db.query('SELECT 1 FROM turns WHERE conversation_id = $1 AND person_id IS NOT NULL UNION ALL SELECT 1 FROM conversations WHERE id = $1 LIMIT 1', [subjectId])).length > 0;
}

/** The numbers of the requests for access about an employee, or a conversation of theirs. */
export async function accessRequestsOf(db: Queryable, personId: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT id FROM privacy_requests WHERE kind = 'access' AND subject_id IN (SELECT $1::uuid UNION SELECT conversation_id FROM turns WHERE person_id = $1 UNION SELECT id FROM conversations WHERE person_id = $1)`,
    [personId],
  );
  return rows.map(({ id }) => id);
}
