import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Database } from '../store/database.ts';
import { chainKey, contentDigest, entryHash } from './chain.ts';
import { unseal } from './content.ts';
import { type Emptied, erasures } from './erased-by-age.ts';

/** Where the log is broken, and how. */
export interface ChainFault {
  readonly number: number;
  readonly fault:
    | 'missing'
    | 'altered'
    | 'unlinked'
    | 'content-altered'
    | 'content-missing'
    | 'cut-off'
    | 'outcome-altered'
    | 'turn-altered'
    | 'call-altered'
    | 'note-altered'
    | 'head-gone';
}

/** The last entry of a chain: its number and its hash (hex). */
interface ChainHead {
  readonly number: number;
  readonly hash: string;
}

interface ChainReport {
  readonly entries: number;
  /** Hash of the last entry (hex): kept elsewhere, it proves later that nothing before it was changed or cut off. */
  readonly head: string;
  readonly firstFault?: ChainFault;
}

interface Row {
  readonly number: number;
  readonly body: string;
  readonly hash: Buffer;
  readonly content: Buffer | null;
  readonly kind: string;
  /** What the row of its turn or call says; null without one. */
  readonly wrapped: Buffer | null;
  readonly received_at: Date | null;
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

interface Body {
  readonly number: number;
  readonly at: string;
  readonly previous: string;
  readonly turnId?: string;
  readonly callId?: string;
  readonly contentSha256?: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What an entry's turn or call says of it. A call is found by the entry's text, which need not hold an id when it was altered. */
const ROWS = `
  SELECT e.number, e.body, e.hash, e.content, e.kind, coalesce(k.wrapped, c.wrapped) AS wrapped,
         coalesce(t.received_at, c.received_at) AS received_at, coalesce(t.outcome, c.outcome) AS outcome,
         t.conversation_id, t.person_id, t.assistant, c.key_id, c.model, c.kind AS call_kind,
         CASE e.kind WHEN 'call.received' THEN c.received_number ELSE c.ended_number END AS call_number,
         coalesce(f.number, r.number) AS note_number,
         CASE WHEN f.number IS NULL THEN r.judgement ELSE concat_ws(' ', f.helpful, nullif(array_to_string(f.reasons, ' '), '')) END AS note_says,
         k.turn_id IS NULL AND EXISTS (
           SELECT 1 FROM audit_entries later WHERE later.turn_id = e.turn_id AND later.kind = 'turn.erased' AND later.number > e.number AND later.number <= $2
         ) AS is_erased
    FROM audit_entries e LEFT JOIN turns t ON t.id = e.turn_id LEFT JOIN turn_keys k ON k.turn_id = e.turn_id
    LEFT JOIN calls c ON c.id = CASE WHEN e.kind LIKE 'call.%' AND pg_input_is_valid(e.body::jsonb ->> 'callId', 'uuid') THEN (e.body::jsonb ->> 'callId')::uuid END
    LEFT JOIN turn_feedback f ON e.kind = 'turn.feedback' AND f.turn_id = e.turn_id
    LEFT JOIN turn_reviews r ON e.kind = 'turn.judged' AND r.turn_id = e.turn_id
   WHERE e.number > $1 AND e.number <= $2 ORDER BY e.number`;

const PAGE = 1_000;
const NO_ENTRY = '00'.repeat(32);

/**
 * Walks the whole chain from its first entry, page by page, and stops at the first fault.
 * @param expected a head that an earlier walk reported: it must still be in the chain.
 */
export async function verify(db: Database, masterKey: Buffer, expected?: ChainHead): Promise<ChainReport> {
  const key = chainKey(masterKey);
  const master = createSecretKey(masterKey);
  const isErased = erasures(db, key);
  let last: ChainHead = { number: 0, hash: NO_ENTRY };
  const report = (fault?: ChainFault['fault'], number = last.number + 1): ChainReport => ({
    entries: last.number,
    head: last.hash,
    ...(fault === undefined ? {} : { firstFault: { number, fault } }),
  });
  // Before the entries: what is recorded during the walk is for the next one.
  const [head] = await db.query<{ number: number; hash: Buffer; is_passed: boolean }>(
    'SELECT number, hash, EXISTS (SELECT 1 FROM audit_entries e WHERE e.number > h.number) AS is_passed FROM audit_head h',
  );
  if (head === undefined) return report('cut-off');
  const isAnother = ({ number, hash }: ChainHead) => number === expected?.number && hash !== expected.hash;
  if (isAnother(last)) return report('head-gone', 0);
  for (;;) {
    const rows = await db.query<Row>(`${ROWS} LIMIT ${PAGE}`, [last.number, head.number]);
    for (const row of rows) {
      const here = { number: row.number, hash: row.hash.toString('hex') };
      const fault = linkFault(row, last, key) ?? rowFault(row);
      if (fault !== undefined) return report(fault);
      if (isContentGone(row, master) && !row.is_erased && !(await isErased(emptied(row)))) return report('content-missing');
      if (isAnother(here)) return report('head-gone');
      last = here;
    }
    if (rows.length < PAGE) break;
  }
  if (head.number !== last.number || head.hash.toString('hex') !== last.hash || head.is_passed) return report('cut-off');
  if (expected !== undefined && expected.number > last.number) return report('head-gone', expected.number);
  return report();
}

function linkFault(row: Row, last: ChainHead, key: KeyObject): ChainFault['fault'] | undefined {
  if (row.number !== last.number + 1) return 'missing';
  if (!entryHash(key, row.body).equals(row.hash)) return 'altered';
  const body = JSON.parse(row.body) as Body;
  if (body.previous !== last.hash) return 'unlinked';
  if (body.number !== row.number) return 'altered';
  if (row.content !== null && contentDigest(row.content) !== body.contentSha256) return 'content-altered';
  return undefined;
}

/** The row of a turn or call, and of what was noted of it, must tell the same story as the chain. */
function rowFault(row: Row): ChainFault['fault'] | undefined {
  const { at, facts } = JSON.parse(row.body) as Body;
  if (row.kind === 'turn.ended' || row.kind === 'call.ended') {
    if (row.outcome !== facts['outcome']) return 'outcome-altered';
    return row.kind === 'call.ended' && row.call_number !== row.number ? 'call-altered' : undefined;
  }
  const isSameTime = row.received_at?.toISOString() === at;
  if (row.kind === 'turn.received') {
    const isSame = row.assistant === facts['assistant'] && row.conversation_id === facts['conversationId'] && (row.person_id ?? undefined) === facts['person'];
    return isSame && isSameTime ? undefined : 'turn-altered';
  }
  if (row.kind === 'turn.feedback' || row.kind === 'turn.judged') return noteFault(row, facts);
  if (row.kind !== 'call.received') return undefined;
  const isSame = row.key_id === facts['key'] && row.model === facts['model'] && row.call_kind === facts['kind'] && row.call_number === row.number;
  return isSame && isSameTime ? undefined : 'call-altered';
}

/** A row has what the last entry says: it may be of a later one than this, never of an earlier one. */
function noteFault({ number, note_number: from, note_says: says }: Row, { helpful, reasons, judgement }: Body['facts']): ChainFault['fault'] | undefined {
  if (from === null || from < number) return 'note-altered';
  const said = judgement ?? [helpful === true ? 't' : 'f', ...(Array.isArray(reasons) ? reasons : [])].join(' ');
  return from === number && says !== said ? 'note-altered' : undefined;
}

function emptied({ number, kind, body, received_at: receivedAt, assistant, conversation_id: conversationId, person_id: personId }: Row): Emptied {
  return { number, kind, at: new Date((JSON.parse(body) as Body).at), receivedAt, assistant, conversationId, personId };
}

/** Whether an entry once had content that nobody can read any more: taken away itself, or the key of its turn or call. */
function isContentGone({ body, content, wrapped }: Row, masterKey: KeyObject): boolean {
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
