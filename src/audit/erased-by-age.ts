import type { Queryable } from '../store/database.ts';
import type { ChainKey } from './chain.ts';
import { type ChainHold, holdsIn } from './holds-in-chain.ts';
import { isIntact } from './intact.ts';

/** Kind of the entry that says that content past its retention was erased. */
export const ERASED = 'content.erased';

/** Of what. An entry of before there were rules by assistant says nothing of this: it was of all turns and calls. */
export type ErasedOf = 'turns' | 'calls' | 'feedback';

/** An entry whose content is gone, with what the row of its turn or call says. */
export interface Emptied {
  readonly number: number;
  readonly kind: string;
  /** When the entry was made. */
  readonly at: Date;
  readonly receivedAt: Date | null;
  /** Of a turn; null for a call. */
  readonly assistant: string | null;
  readonly conversationId: string | null;
  readonly personId: string | null;
}

interface Erasure {
  readonly number: number;
  readonly at: Date;
  readonly before: Date;
  readonly of: ErasedOf | undefined;
  readonly assistants: ReadonlySet<string>;
}

interface Known {
  readonly erasures: readonly Erasure[];
  readonly holds: readonly ChainHold[];
}

/**
 * Tells whether the chain itself says that the content of an entry was erased: a later entry does, of its kind and assistant, up to after its
 * time, while nothing in the chain said that it had to be kept. What stands behind `until`, where the walk ends, is not met in it, and no proof. Reads these entries when they are first needed, and again when they do
 * not suffice: more may have come meanwhile.
 */
export function erasures(db: Queryable, key: ChainKey): (entry: Emptied, until: number) => Promise<boolean> {
  let known: Known = { erasures: [], holds: [] };
  return async (entry, until) => {
    if (entry.receivedAt === null) return false;
    const isCovered = () => known.erasures.some((erasure) => erasure.number <= until && covers(erasure, entry) && !known.holds.some((hold) => hold.keeps(entry, erasure)));
    if (isCovered()) return true;
    known = { erasures: await readErasures(db, key), holds: await holdsIn(db, key) };
    return isCovered();
  };
}

function covers({ number, before, of, assistants }: Erasure, entry: Emptied): boolean {
  if (number <= entry.number || entry.receivedAt === null) return false;
  const isOld = entry.receivedAt < before;
  switch (of) {
    case undefined:
      return isOld;
    case 'calls':
      return isOld && entry.assistant === null;
    case 'turns':
      return isOld && entry.assistant !== null && assistants.has(entry.assistant);
    case 'feedback':
      return entry.kind === 'turn.feedback' && entry.at < before && entry.assistant !== null && assistants.has(entry.assistant);
  }
}

/** The newest first, as it covers most. */
async function readErasures(db: Queryable, key: ChainKey): Promise<Erasure[]> {
  const rows = await db.query<{ number: number; body: string; hash: Buffer }>('SELECT number, body, hash FROM audit_entries WHERE kind = $1 ORDER BY number DESC', [ERASED]);
  return rows
    .filter((row) => isIntact(key, row))
    .map(({ body }) => {
      const { number, at, facts } = JSON.parse(body) as { number: number; at: string; facts: { of?: ErasedOf; assistants?: string[]; receivedBefore: string } };
      return { number, at: new Date(at), before: new Date(facts.receivedBefore), of: facts.of, assistants: new Set(facts.assistants) };
    });
}
