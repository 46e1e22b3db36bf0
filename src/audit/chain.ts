import { createHash } from 'node:crypto';
import type { Database, Queryable } from '../store/database.ts';

/** What an entry says besides its content; never personal data. */
export interface Entry {
  readonly kind: string;
  /** Absent for what concerns more turns than one. */
  readonly turnId?: string;
  readonly at: Date;
  readonly facts: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Encrypted content; its digest becomes part of the chain, so that the content may be erased later. */
  readonly content?: Buffer;
}

interface Body {
  readonly number: number;
  readonly previous: string;
  readonly contentSha256?: string;
}

/** Where the chain is broken, and how. */
export interface ChainFault {
  readonly number: number;
  readonly fault: 'missing' | 'altered' | 'unlinked' | 'content-altered' | 'cut-off' | 'outcome-altered';
}

export interface ChainReport {
  readonly entries: number;
  /** Hash of the last entry (hex): kept elsewhere, it proves later that nothing before it was changed or cut off. */
  readonly head: string;
  readonly firstFault?: ChainFault;
}

const PAGE = 1_000;

/**
 * Adds an entry behind the last one: hash = sha-256(body), and the body holds the hash before it. Runs in the caller's
 * transaction, which keeps the head locked until it ends.
 */
export async function append(tx: Queryable, entry: Entry): Promise<void> {
  const [head] = await tx.query<{ number: number; hash: Buffer }>('SELECT number, hash FROM audit_head FOR UPDATE');
  if (head === undefined) throw new Error('audit_head has no row');
  const number = head.number + 1;
  const body = JSON.stringify({
    number,
    at: entry.at.toISOString(),
    kind: entry.kind,
    turnId: entry.turnId,
    facts: entry.facts,
    contentSha256: entry.content && sha256(entry.content).toString('hex'),
    previous: head.hash.toString('hex'),
  });
  const hash = sha256(body);
  await tx.query('INSERT INTO audit_entries (number, body, hash, content) VALUES ($1, $2, $3, $4)', [
    number,
    body,
    hash,
    entry.content,
  ]);
  await tx.query('UPDATE audit_head SET number = $1, hash = $2', [number, hash]);
}

/** Walks the whole chain from its first entry, page by page, and stops at the first fault. */
export async function verify(db: Database): Promise<ChainReport> {
  let last: { number: number; hash: Buffer } = { number: 0, hash: Buffer.alloc(32) };
  const report = (fault?: ChainFault): ChainReport => ({
    entries: last.number,
    head: last.hash.toString('hex'),
    ...(fault === undefined ? {} : { firstFault: fault }),
  });
  for (;;) {
    const rows = await db.query<Row>(
      `SELECT e.number, e.body, e.hash, e.content, e.kind, t.outcome
         FROM audit_entries e LEFT JOIN turns t ON t.id = e.turn_id
        WHERE e.number > $1 ORDER BY e.number LIMIT ${PAGE}`,
      [last.number],
    );
    for (const row of rows) {
      const fault = check(row, last);
      if (fault !== undefined) return report({ number: fault === 'missing' ? last.number + 1 : row.number, fault });
      last = { number: row.number, hash: row.hash };
    }
    if (rows.length < PAGE) break;
  }
  const [head] = await db.query<{ number: number; hash: Buffer }>('SELECT number, hash FROM audit_head');
  if (head === undefined || head.number !== last.number || !head.hash.equals(last.hash)) {
    return report({ number: last.number + 1, fault: 'cut-off' });
  }
  return report();
}

interface Row {
  readonly number: number;
  readonly body: string;
  readonly hash: Buffer;
  readonly content: Buffer | null;
  readonly kind: string;
  readonly outcome: string | null;
}

function check(row: Row, last: { number: number; hash: Buffer }): ChainFault['fault'] | undefined {
  if (row.number !== last.number + 1) return 'missing';
  if (!sha256(row.body).equals(row.hash)) return 'altered';
  const body = JSON.parse(row.body) as Body & { facts: { outcome?: string } };
  if (body.previous !== last.hash.toString('hex')) return 'unlinked';
  if (body.number !== row.number) return 'altered';
  if (row.content !== null && sha256(row.content).toString('hex') !== body.contentSha256) return 'content-altered';
  // The turn's own row must tell the same story as the chain.
  if (row.kind === 'turn.ended' && row.outcome !== body.facts.outcome) return 'outcome-altered';
  return undefined;
}

function sha256(data: Buffer | string): Buffer {
  return createHash('sha256').update(data).digest();
}
