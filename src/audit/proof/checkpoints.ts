import type { Database, Queryable } from '../../store/database.ts';
import { type ChainKey, type Head, lockHead } from '../chain.ts';
import { isSignedBy, type Signer } from '../signing.ts';

/** What the chain was at a moment, as it is told outside: whoever keeps it can check later that nothing before it was changed or cut off. */
export interface Checkpoint {
  readonly number: number;
  /** Hexadecimal. */
  readonly hash: string;
  /** ISO 8601. */
  readonly at: string;
  readonly keyId: string;
  /** Ed25519, base64. */
  readonly signature: string;
}

/** The same with its place among the others. */
export interface NumberedCheckpoint extends Checkpoint {
  readonly ordinal: number;
}

export interface CheckpointRules {
  /** After so many entries, */
  readonly entries: number;
  /** or after so many minutes, where there is any. */
  readonly minutes: number;
}

const COLUMNS = `ordinal, number, encode(hash, 'hex') AS hash, at, key_id AS "keyId", signature`;

/** The exact text that is signed: `docs/audit-format.md` promises it. */
export function checkpointText({ number, hash, at, keyId }: Omit<Checkpoint, 'signature'>): string {
  return `balie-audit-checkpoint-1\n${number}\n${hash}\n${at}\n${keyId}`;
}

export function isGenuine(checkpoint: Checkpoint, { publicKey, keyId }: Pick<Signer, 'publicKey' | 'keyId'>): boolean {
  return checkpoint.keyId === keyId && isSignedBy(publicKey, checkpointText(checkpoint), checkpoint.signature);
}

/** One line of JSON: what stands in an export, in an anchor's file and in a letter to the auditor. */
export function checkpointLine({ number, hash, at, keyId, signature }: Checkpoint): string {
  return JSON.stringify({ type: 'checkpoint', number, hash, at, keyId, signature });
}

export async function lastCheckpoint(db: Queryable): Promise<NumberedCheckpoint | undefined> {
  const [last] = await db.query<NumberedCheckpoint>(`SELECT ${COLUMNS} FROM audit_checkpoints ORDER BY ordinal DESC LIMIT 1`);
  return last;
}

/** Those behind one, in order. */
export function checkpointsAfter(db: Queryable, ordinal: number, limit: number): Promise<NumberedCheckpoint[]> {
  return db.query<NumberedCheckpoint>(`SELECT ${COLUMNS} FROM audit_checkpoints WHERE ordinal > $1 ORDER BY ordinal LIMIT $2`, [ordinal, limit]);
}

/** Makes one of the chain as it is now; the last one where nothing came since. @returns undefined for an empty chain. */
export function makeCheckpoint(db: Database, key: ChainKey, at: Date): Promise<NumberedCheckpoint | undefined> {
  return db.transaction(async (tx) => {
    // Looks whether it was the desk that wrote the head: what somebody else made of it gets no signature without saying so.
    const head = await lockHead(tx, key);
    if (head.number === 0) return undefined;
    const last = await lastCheckpoint(tx);
    if (last?.number === head.number && last.hash === head.hash.toString('hex')) return last;
    return keep(tx, key, { ...head, ordinal: (last?.ordinal ?? 0) + 1 }, at);
  });
}

async function keep(tx: Queryable, { signer }: ChainKey, { number, hash, ordinal }: Head & { readonly ordinal: number }, at: Date): Promise<NumberedCheckpoint> {
  const said = { number, hash: hash.toString('hex'), at: at.toISOString(), keyId: signer.keyId };
  const made = { ...said, ordinal, signature: signer.sign(checkpointText(said)) };
  await tx.query('INSERT INTO audit_checkpoints (ordinal, number, hash, at, key_id, signature) VALUES ($1, $2, $3, $4, $5, $6)', [ordinal, number, hash, made.at, made.keyId, made.signature]);
  await tx.query('UPDATE audit_head SET checkpoints = $1', [ordinal]);
  return made;
}

/** Makes one when it is time for it. @returns undefined when it is not. */
export async function makeIfDue(db: Database, key: ChainKey, { entries, minutes }: CheckpointRules, now: Date): Promise<NumberedCheckpoint | undefined> {
  const [head] = await db.query<{ number: number }>('SELECT number FROM audit_head');
  const last = await lastCheckpoint(db);
  const since = (head?.number ?? 0) - (last?.number ?? 0);
  if (since === 0) return undefined;
  const isOld = last === undefined || now.getTime() - Date.parse(last.at) >= minutes * 60_000;
  return since >= entries || isOld || since < 0 ? makeCheckpoint(db, key, now) : undefined;
}

/** What is wrong with the checkpoints that are kept, apart from the chain. */
export type CheckpointFault = 'checkpoint-altered' | 'checkpoint-missing';

/** Looks through all of them. @param onEach hears of each that is genuine. */
export async function checkCheckpoints(db: Queryable, signer: Signer, onEach: (checkpoint: NumberedCheckpoint) => void): Promise<{ readonly number: number; readonly fault: CheckpointFault } | undefined> {
  const count = async () => (await db.query<{ checkpoints: number }>('SELECT checkpoints FROM audit_head'))[0]?.checkpoints ?? 0;
  const before = await count();
  let last = { ordinal: 0, number: 0 };
  for (;;) {
    const page = await checkpointsAfter(db, last.ordinal, PAGE);
    for (const checkpoint of page) {
      if (checkpoint.ordinal !== last.ordinal + 1) return { number: last.number, fault: 'checkpoint-missing' };
      if (!isGenuine(checkpoint, signer) || checkpoint.number < last.number) return { number: last.number, fault: 'checkpoint-altered' };
      onEach(checkpoint);
      last = checkpoint;
    }
    if (page.length < PAGE) break;
  }
  // More may have come meanwhile, never fewer.
  return before > last.ordinal || (await count()) < last.ordinal ? { number: last.number, fault: 'checkpoint-missing' } : undefined;
}

const PAGE = 1_000;
