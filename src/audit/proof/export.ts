import { createHash } from 'node:crypto';
import type { Database, Queryable } from '../../store/database.ts';
import type { ChainKey } from '../chain.ts';
import { type Checkpoint, checkpointLine, makeCheckpoint } from './checkpoints.ts';

/** Which entries; absent: from the first, to the last. */
export interface ExportRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

interface ExportOptions extends ExportRange {
  readonly db: Database;
  readonly key: ChainKey;
  /** Whose log it is. */
  readonly name: string;
  readonly at: Date;
}

const PAGE = 1_000;

/** The exact text that is signed at the end: `docs/audit-format.md` promises it. @param digest SHA-256 of all lines before it, each with its line feed. */
export function endText({ from, to, hash, digest }: { readonly from: number; readonly to: number; readonly hash: string; readonly digest: string }): string {
  return `balie-audit-export-1\n${from}\n${to}\n${hash}\n${digest}`;
}

/**
 * The chain as lines of JSON, for somebody who has nothing of ours: a header, the entries with their exact text, the checkpoints, and a
 * signed end. What was said in a turn or call is never in it. Read page by page: it needs no more memory for ten million entries than for a thousand.
 */
export async function* exportLines({ db, key, name, at, from = 1, to }: ExportOptions): AsyncGenerator<string> {
  const { signer } = key;
  const digest = createHash('sha256');
  const line = (said: string) => {
    digest.update(`${said}\n`);
    return `${said}\n`;
  };
  // Of the end as it is now: what comes during the export is for the next one.
  const checkpoint = await makeCheckpoint(db, key, at);
  const until = Math.min(to ?? Number.MAX_SAFE_INTEGER, checkpoint?.number ?? 0);
  yield line(JSON.stringify({ type: 'header', format: 'balie-audit-1', name, at: at.toISOString(), from, to: until, whole: to === undefined, keyId: signer.keyId, publicKey: signer.publicKey }));
  let last = { number: from - 1, hash: '' };
  for (;;) {
    const rows = await db.query<{ number: number; hash: string; body: string }>(
      `SELECT number, encode(hash, 'hex') AS hash, body FROM audit_entries WHERE number > $1 AND number <= $2 ORDER BY number LIMIT ${PAGE}`,
      [last.number, until],
    );
    const marks = await checkpointsWithin(db, last.number + 1, rows.at(-1)?.number ?? last.number);
    let page = '';
    for (const { number, hash, body } of rows) {
      page += line(JSON.stringify({ type: 'entry', number, hash, body }));
      for (const mark of marks.get(number) ?? []) page += line(checkpointLine(mark));
    }
    if (page !== '') yield page;
    last = rows.at(-1) ?? last;
    if (rows.length < PAGE) break;
  }
  const said = { from, to: until, hash: last.hash, digest: digest.digest('hex') };
  yield `${JSON.stringify({ type: 'end', ...said, signature: signer.sign(endText(said)) })}\n`;
}

/** Those of a page of entries, by the entry that they are of. */
async function checkpointsWithin(db: Queryable, from: number, to: number): Promise<ReadonlyMap<number, readonly Checkpoint[]>> {
  const found = await db.query<Checkpoint>(
    `SELECT number, encode(hash, 'hex') AS hash, at, key_id AS "keyId", signature FROM audit_checkpoints WHERE number BETWEEN $1 AND $2 ORDER BY ordinal`,
    [from, to],
  );
  return Map.groupBy(found, ({ number }) => number);
}
