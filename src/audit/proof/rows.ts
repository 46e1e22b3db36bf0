import type { KeyObject } from 'node:crypto';
import type { Queryable } from '../../store/database.ts';
import { unseal } from '../content.ts';
import { conversationMark } from '../conversation-mark.ts';
import { isPublic } from '../head.ts';

/** What a row may say otherwise than the chain. */
export type RowFault = 'outcome-altered' | 'turn-altered' | 'call-altered' | 'note-altered';

/** An entry, with what its turn or call says of it. */
export interface Row {
  readonly number: number;
  readonly body: string;
  readonly hash: Buffer;
  readonly content: Buffer | null;
  readonly kind: string;
  /** What the row of its turn or call says; null without one. */
  readonly wrapped: Buffer | null;
  readonly received_at: Date | null;
  readonly ended_at: Date | null;
  readonly outcome: string | null;
  readonly conversation_id: string | null;
  readonly person_id: string | null;
  readonly assistant: string | null;
  readonly key_id: string | null;
  readonly model: string | null;
  readonly call_kind: string | null;
  /** Where its call says that this entry stands. */
  readonly call_number: number | null;
  /** What the row of its feedback or judgement says, and from which entry it has that. */
  readonly note_number: number | null;
  readonly note_says: string | null;
  /** Whether an entry further on says that who asked had the turn erased. That one is met in the walk too, and must fit as all others. */
  readonly is_erased: boolean;
}

export interface Body {
  readonly number: number;
  readonly at: string;
  readonly kind: string;
  readonly previous: string;
  readonly turnId?: string;
  readonly callId?: string;
  readonly contentSha256?: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Of an entry `e`, with the key `k` of its turn: up to entry $2. */
const IS_ERASED = `k.turn_id IS NULL AND EXISTS (
           SELECT 1 FROM audit_entries later WHERE later.turn_id = e.turn_id AND later.kind = 'turn.erased' AND later.number > e.number AND later.number <= $2
         )`;

/** What an entry's turn or call says of it. A call is found by the entry's text, which need not hold an id when it was altered. */
export const ROWS = `
  SELECT e.number, e.body, e.hash, e.content, e.kind, coalesce(k.wrapped, c.wrapped) AS wrapped,
         coalesce(t.received_at, c.received_at) AS received_at, coalesce(t.ended_at, c.ended_at) AS ended_at, coalesce(t.outcome, c.outcome) AS outcome,
         t.conversation_id, t.person_id, t.assistant, c.key_id, c.model, c.kind AS call_kind,
         CASE e.kind WHEN 'call.received' THEN c.received_number ELSE c.ended_number END AS call_number,
         coalesce(f.number, r.number) AS note_number,
         CASE WHEN f.number IS NULL THEN r.judgement ELSE concat_ws(' ', f.helpful, nullif(array_to_string(f.reasons, ' '), '')) END AS note_says,
         ${IS_ERASED} AS is_erased
    FROM audit_entries e LEFT JOIN turns t ON t.id = e.turn_id LEFT JOIN turn_keys k ON k.turn_id = e.turn_id
    LEFT JOIN calls c ON c.id = CASE WHEN e.kind LIKE 'call.%' AND pg_input_is_valid(e.body::jsonb ->> 'callId', 'uuid') THEN (e.body::jsonb ->> 'callId')::uuid END
    LEFT JOIN turn_feedback f ON e.kind = 'turn.feedback' AND f.turn_id = e.turn_id
    LEFT JOIN turn_reviews r ON e.kind = 'turn.judged' AND r.turn_id = e.turn_id
   WHERE e.number > $1 AND e.number <= $2 ORDER BY e.number`;

/** What `is_erased` would be by now, where the walk goes on to another end than when the row was read. */
export async function isErasedByNow(db: Queryable, { number }: Pick<Row, 'number'>, until: number): Promise<boolean> {
  const rows = await db.query(`SELECT 1 FROM audit_entries e LEFT JOIN turn_keys k ON k.turn_id = e.turn_id WHERE e.number = $1 AND ${IS_ERASED}`, [number, until]);
  return rows.length > 0;
}

/** The row of a turn or call, and of what was noted of it, must tell the same story as the chain. */
export function rowFault(row: Row): RowFault | undefined {
  const { at, facts } = JSON.parse(row.body) as Body;
  if (row.kind === 'turn.ended' || row.kind === 'call.ended') {
    if (row.outcome !== facts['outcome'] || row.ended_at?.toISOString() !== at) return 'outcome-altered';
    return row.kind === 'call.ended' && row.call_number !== row.number ? 'call-altered' : undefined;
  }
  const isSameTime = row.received_at?.toISOString() === at;
  if (row.kind === 'turn.received') {
    const isSame = row.assistant === facts['assistant'] && isItsConversation(row, facts['conversationId']) && (row.person_id ?? undefined) === facts['person'];
    return isSame && isSameTime ? undefined : 'turn-altered';
  }
  if (row.kind === 'turn.feedback' || row.kind === 'turn.judged') return noteFault(row, facts);
  if (row.kind !== 'call.received') return undefined;
  const isSame = row.key_id === facts['key'] && row.model === facts['model'] && row.call_kind === facts['kind'] && row.call_number === row.number;
  return isSame && isSameTime ? undefined : 'call-altered';
}

/** Entries from before anybody could check them hold the number itself. */
function isItsConversation({ body, conversation_id: id }: Row, told: unknown): boolean {
  return id !== null && told === (isPublic(body) ? conversationMark(id) : id);
}

/** A row has what the last entry says: it may be of a later one than this, never of an earlier one. */
function noteFault({ number, note_number: from, note_says: says }: Row, { helpful, reasons, judgement }: Body['facts']): RowFault | undefined {
  if (from === null || from < number) return 'note-altered';
  const said = judgement ?? [helpful === true ? 't' : 'f', ...(Array.isArray(reasons) ? reasons : [])].join(' ');
  return from === number && says !== said ? 'note-altered' : undefined;
}

/** Whether an entry once had content that nobody can read any more: taken away itself, or the key of its turn or call. */
export function isContentGone({ body, content, wrapped }: Row, masterKey: KeyObject): boolean {
  const { contentSha256, turnId, callId } = JSON.parse(body) as Body;
  if (contentSha256 === undefined) return false;
  if (content === null) return true;
  const id = turnId ?? callId;
  if (id === undefined) return false;
  if (wrapped === null) return true;
  try {
    unseal(masterKey, wrapped, id);
    return false;
  } catch {
    return true;
  }
}
