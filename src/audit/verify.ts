import type { Database } from '../store/database.ts';
import { chainKey, contentDigest, entryHash } from './chain.ts';
import { unseal } from './content.ts';
import { erasures } from './retention.ts';

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
  readonly turn_id: string | null;
  readonly wrapped: Buffer | null;
  readonly conversation_id: string | null;
  readonly assistant: string | null;
  readonly received_at: Date | null;
  readonly outcome: string | null;
}

interface Body {
  readonly number: number;
  readonly at: string;
  readonly previous: string;
  readonly contentSha256?: string;
  readonly facts: { readonly outcome?: string; readonly assistant?: string; readonly conversationId?: string };
}

const PAGE = 1_000;
const NO_ENTRY = '00'.repeat(32);

/**
 * Walks the whole chain from its first entry, page by page, and stops at the first fault.
 * @param expected a head that an earlier walk reported: it must still be in the chain.
 */
export async function verify(db: Database, masterKey: Buffer, expected?: ChainHead): Promise<ChainReport> {
  const key = chainKey(masterKey);
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
    const rows = await db.query<Row>(
      `SELECT e.number, e.body, e.hash, e.content, e.kind, e.turn_id, k.wrapped, t.conversation_id, t.assistant, t.received_at, t.outcome
         FROM audit_entries e LEFT JOIN turns t ON t.id = e.turn_id LEFT JOIN turn_keys k ON k.turn_id = e.turn_id
        WHERE e.number > $1 AND e.number <= $2 ORDER BY e.number LIMIT ${PAGE}`,
      [last.number, head.number],
    );
    for (const row of rows) {
      const here = { number: row.number, hash: row.hash.toString('hex') };
      const fault = linkFault(row, last, key) ?? turnFault(row);
      if (fault !== undefined) return report(fault);
      if (isContentGone(row, masterKey) && !(await isErased(row.number, row.received_at))) return report('content-missing');
      if (isAnother(here)) return report('head-gone');
      last = here;
    }
    if (rows.length < PAGE) break;
  }
  if (head.number !== last.number || head.hash.toString('hex') !== last.hash || head.is_passed) return report('cut-off');
  if (expected !== undefined && expected.number > last.number) return report('head-gone', expected.number);
  return report();
}

function linkFault(row: Row, last: ChainHead, key: Buffer): ChainFault['fault'] | undefined {
  if (row.number !== last.number + 1) return 'missing';
  if (!entryHash(key, row.body).equals(row.hash)) return 'altered';
  const body = JSON.parse(row.body) as Body;
  if (body.previous !== last.hash) return 'unlinked';
  if (body.number !== row.number) return 'altered';
  if (row.content !== null && contentDigest(row.content) !== body.contentSha256) return 'content-altered';
  return undefined;
}

/** The turn's own row must tell the same story as the chain. */
function turnFault(row: Row): ChainFault['fault'] | undefined {
  const { at, facts } = JSON.parse(row.body) as Body;
  if (row.kind === 'turn.ended' && row.outcome !== facts.outcome) return 'outcome-altered';
  if (row.kind !== 'turn.received') return undefined;
  const isSame =
    row.assistant === facts.assistant && row.conversation_id === facts.conversationId && row.received_at?.toISOString() === at;
  return isSame ? undefined : 'turn-altered';
}

/** Whether an entry once had content that nobody can read any more: taken away itself, or its turn's key. */
function isContentGone({ body, content, turn_id: turnId, wrapped }: Row, masterKey: Buffer): boolean {
  if ((JSON.parse(body) as Body).contentSha256 === undefined) return false;
  if (content === null) return true;
  if (turnId === null) return false;
  if (wrapped === null) return true;
  try {
    unseal(masterKey, wrapped, turnId);
    return false;
  } catch {
    return true;
  }
}
