import { createSecretKey } from 'node:crypto';
import { BalieError, foreignCode } from '../../errors.ts';
import type { Database, Queryable } from '../../store/database.ts';
import type { Act, Ended } from './acts.ts';
import { type Batch, batchStatement, makeBatch, type OpenKey } from './batch.ts';
import { chainKey, type Head, lockHead } from '../chain.ts';
import { unseal } from '../content.ts';
import { groupCommit, type Result } from './group.ts';

/** Hears of each batch that was written. */
export type OnBatch = (batch: { readonly entries: number; readonly ms: number }) => void;

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  /** Names this process in what it takes. */
  readonly instanceId: string;
  readonly onBatch?: OnBatch;
}

/**
 * Writes to the chain for a whole process, many acts at once: there must be one per process, or they stand in each other's way.
 *
 * It remembers the head that it wrote last, and what is open. All that changes either moves the head, so that as long as the head is
 * the same the memory holds, and one statement writes a batch. When another process has moved it, everything is read anew under a
 * lock on the head.
 * @returns what records an act: whether it was kept (a turn that is not open does not end), once it is committed. @throws BalieError
 *   `database-unavailable`, `log-full`; PostgreSQL's own error for an act that cannot be written, which takes no other with it.
 */
export function createChainWriter({ db, masterKey, instanceId, onBatch = () => undefined }: Options): (act: Act) => Promise<boolean> {
  const key = chainKey(masterKey);
  const master = createSecretKey(masterKey);
  let head: Head | undefined;
  /** What is open at `head`, as far as it was received here. */
  const open = new Map<string, OpenKey>();

  async function write(acts: readonly Act[]): Promise<readonly Result[]> {
    const began = performance.now();
    let batch: Batch;
    try {
      batch = await commit(acts);
    } catch (error) {
      if (acts.length === 1 || !isOfAnAct(error)) return acts.map(() => ({ error }));
      // One of them cannot be written. Halves find it: the others must not go with it.
      const middle = acts.length >> 1;
      return [...(await write(acts.slice(0, middle))), ...(await write(acts.slice(middle)))];
    }
    if (batch.entries.length > 0) onBatch({ entries: batch.entries.length, ms: performance.now() - began });
    return batch.results;
  }

  async function commit(acts: readonly Act[]): Promise<Batch> {
    const tried: Batch[] = [];
    try {
      return (await commitFromMemory(acts, tried)) ?? (await commitLocked(acts, tried));
    } catch (error) {
      // Lost on the way: a batch that was sent may be there, may never be, or may still run on the server.
      if (!isAway(error) || tried.length === 0) throw error;
      return commitLocked(acts, tried);
    }
  }

  /** @returns undefined when what is remembered does not suffice, or holds no more. */
  async function commitFromMemory(acts: readonly Act[], tried: Batch[]): Promise<Batch | undefined> {
    const isKnown = (act: Act) => act.step === 'received' || open.has(act.id);
    if (head === undefined || !acts.every(isKnown)) return undefined;
    const batch = makeBatch(acts, head, key, open);
    if (!(await put(db, batch, tried))) {
      forget();
      return undefined;
    }
    remember(batch);
    return batch;
  }

  async function commitLocked(acts: readonly Act[], tried: Batch[]): Promise<Batch> {
    const doubtful = [...tried];
    const { batch, isNew } = await db.transaction(async (tx) => {
      const after = await lockHead(tx, key, head?.number);
      if (head === undefined || head.number !== after.number || !head.hash.equals(after.hash)) forget();
      // A statement that still runs somewhere waits for this lock, and finds another head then.
      const there = await find(tx, doubtful);
      if (there !== undefined) return { batch: there, isNew: false };
      const made = makeBatch(acts, after, key, await readOpen(tx, acts));
      if (!(await put(tx, made, tried))) throw new Error('the locked head of the chain was moved');
      return { batch: made, isNew: true };
    });
    if (isNew) remember(batch);
    return batch;
  }

  async function put(on: Queryable, batch: Batch, tried: Batch[]): Promise<boolean> {
    if (batch.entries.length === 0) return true;
    tried.push(batch);
    const { sql, params } = batchStatement(batch, instanceId);
    return (await on.query(sql, params, { isKept: true })).length > 0;
  }

  function remember(batch: Batch): void {
    head = batch.head;
    for (const { act } of batch.received) open.set(act.id, () => act.key);
    for (const { act } of batch.ended) open.delete(act.id);
  }

  function forget(): void {
    head = undefined;
    open.clear();
  }

  /** The keys of those acts' subjects that are open. */
  async function readOpen(tx: Queryable, acts: readonly Act[]): Promise<Map<string, OpenKey>> {
    const ended = acts.filter((act): act is Ended => act.step === 'ended');
    if (ended.length === 0) return new Map();
    const ids = (subject: Act['subject']) => ended.filter((act) => act.subject === subject).map(({ id }) => id);
    const rows = await tx.query<{ id: string; wrapped: Buffer | null }>(
      `SELECT t.id, k.wrapped FROM turns t LEFT JOIN turn_keys k ON k.turn_id = t.id WHERE t.id = ANY($1::uuid[]) AND t.ended_at IS NULL
       UNION ALL SELECT id, wrapped FROM calls WHERE id = ANY($2::uuid[]) AND ended_at IS NULL`,
      [ids('turn'), ids('call')],
    );
    return new Map(rows.map(({ id, wrapped }) => [id, () => wrapped === null ? undefined : unseal(master, wrapped, id)]));
  }

  return groupCommit(write);
}

/** Which of these batches was committed after all: one is there as a whole or not at all. */
async function find(tx: Queryable, batches: readonly Batch[]): Promise<Batch | undefined> {
  for (const batch of batches) {
    const rows = await tx.query('SELECT 1 FROM audit_entries WHERE number = $1 AND hash = $2', [batch.head.number, batch.head.hash]);
    if (rows.length > 0) return batch;
  }
  return undefined;
}

function isAway(error: unknown): boolean {
  return error instanceof BalieError && error.code === 'database-unavailable';
}

/** SQLSTATEs that say that it was not its turn, that the table may not be written, or that the server has trouble of its own: halves would fare no better, and wait as long. */
const OF_THE_SERVER = /^(?:0A|25|26|40|42|53|55|57|58|XX)/;

function isOfAnAct(error: unknown): boolean {
  return !(error instanceof BalieError) && !OF_THE_SERVER.test(foreignCode(error));
}
