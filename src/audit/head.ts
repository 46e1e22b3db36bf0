import { createHash } from 'node:crypto';
import type { Queryable } from '../store/database.ts';
import type { Entry, Head } from './chain.ts';
import { isSignedBy, type Signer } from './signing.ts';

/** The kinds of entries that are about the chain itself. */
export const OPENED = 'chain.opened';
export const DOUBTED = 'chain.doubted';

export interface StoredHead extends Head {
  readonly signature: string | null;
}

/** What is signed of the head with each batch: without the key nobody makes another end that fits, also after the last checkpoint. */
const headText = ({ number, hash }: Head) => `balie-audit-head-1\n${number}\n${hash.toString('hex')}`;

export function signHead(head: Head, signer: Signer): string {
  return signer.sign(headText(head));
}

export function isSigned({ signature, ...head }: StoredHead, { publicKey }: Signer): boolean {
  return signature !== null && isSignedBy(publicKey, headText(head), signature);
}

/** What must stand in the chain before anything else, where the head is not one that the desk signed. */
export async function firstEntries(tx: Queryable, { signature, ...head }: StoredHead, atLeast: number): Promise<{ readonly head: Head; readonly entries: readonly Entry[] }> {
  const [last] = await tx.query<Head & { body: string }>('SELECT number, hash, body FROM audit_entries ORDER BY number DESC LIMIT 1');
  const isNew = last === undefined && head.number === 0 && atLeast === 0;
  if (signature === null && isNew) return { head, entries: [] };
  const isOlder = signature === null && last !== undefined && !isPublic(last.body) && last.number === head.number && last.hash.equals(head.hash);
  if (isOlder) return { head, entries: [{ kind: OPENED, at: new Date(), facts: { entries: head.number, sha256: await digestOfAll(tx, head.number) } }] };
  // Behind whatever is the last: a head that was set back must not keep the desk from recording.
  const behind = last !== undefined && last.number > head.number ? { number: last.number, hash: last.hash } : head;
  return { head: behind, entries: [{ kind: DOUBTED, at: new Date(), facts: { head: head.number, ...(head.number < atLeast && { known: atLeast }) } }] };
}

/** Whether an entry is of the version that anybody can check. */
export function isPublic(body: string): boolean {
  return body.startsWith('{"v":2,');
}

/** What vouches for the entries from before: SHA-256 over their bodies, each with a line feed behind it. */
export function olderDigest() {
  const digest = createHash('sha256');
  return { add: (body: string) => void digest.update(`${body}\n`), end: () => digest.digest('hex') };
}

const PAGE = 5_000;

async function digestOfAll(tx: Queryable, until: number): Promise<string> {
  const digest = olderDigest();
  for (let from = 0; from < until; ) {
    const rows = await tx.query<{ number: number; body: string }>(`SELECT number, body FROM audit_entries WHERE number > $1 AND number <= $2 ORDER BY number LIMIT ${PAGE}`, [from, until]);
    for (const { body } of rows) digest.add(body);
    const last = rows.at(-1);
    if (last === undefined) break;
    from = last.number;
  }
  return digest.end();
}
