import { createSecretKey } from 'node:crypto';
import { HOLD_ENDED, HOLD_MADE } from '../audit/holds-in-chain.ts';
import { newKey, seal, unseal } from '../audit/content.ts';
import type { RecordAct } from '../audit/management-log.ts';
import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';

/** What must be kept: one conversation, what one employee said, or what was asked an assistant, in a time or ever. */
export type HoldScope =
  | { readonly conversationId: string }
  | { readonly personId: string }
  | { readonly assistant: string; readonly saidFrom?: Date; readonly saidUntil?: Date };

export interface NewHold {
  /** Made with the form: sent twice, it is one hold. */
  readonly id: string;
  readonly scope: HoldScope;
  readonly reason: string;
  /** It ends by itself then. */
  readonly endsAt?: Date;
  /** The number of the person. */
  readonly by: string;
}

export interface Hold extends Omit<NewHold, 'reason'> {
  /** Undefined once it is erased. */
  readonly reason: string | undefined;
  readonly madeAt: Date;
  /** By hand, or by itself. */
  readonly ended: { readonly at: Date; readonly by?: string; readonly reason?: string } | undefined;
}

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  readonly now: () => Date;
  readonly record: RecordAct;
}

interface Row {
  readonly id: string;
  readonly conversationId: string | null;
  readonly personId: string | null;
  readonly assistant: string | null;
  readonly saidFrom: Date | null;
  readonly saidUntil: Date | null;
  readonly wrapped: Buffer | null;
  readonly reason: Buffer | null;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly endsAt: Date | null;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  readonly endReason: Buffer | null;
}

/** More at once is no exception any more, but another retention. */
const MOST_OPEN = 1_000;

const COLUMNS = `id, conversation_id AS "conversationId", person_id AS "personId", assistant, said_from AS "saidFrom", said_until AS "saidUntil", wrapped, reason,
  made_by AS "madeBy", made_at AS "madeAt", ends_at AS "endsAt", ended_by AS "endedBy", ended_at AS "endedAt", end_reason AS "endReason"`;
const IN_FORCE = 'ended_at IS NULL AND (ends_at IS NULL OR ends_at > now())';

const context = (id: string, of: 'made' | 'ended') => `${id} hold.${of}`;

export type Holds = ReturnType<typeof createHolds>;

/** What must be kept whatever its age: made and ended by hand, each in the audit log. */
export function createHolds({ db, masterKey, now, record }: Options) {
  const master = createSecretKey(masterKey);
  return {
    /** @throws BalieError `holds-full`. */
    async make({ id, scope, reason, endsAt, by }: NewHold): Promise<void> {
      const key = newKey();
      const { conversationId, personId, assistant, saidFrom, saidUntil } = partsOf(scope);
      await db.transaction(async (tx) => {
        // Of two at once the second counts the first; and none comes while something is erased.
        await tx.query('LOCK TABLE legal_holds IN SHARE ROW EXCLUSIVE MODE');
        const [open] = await tx.query<{ count: number }>(`SELECT count(*) AS count FROM legal_holds WHERE ${IN_FORCE}`);
        if ((open?.count ?? 0) >= MOST_OPEN) throw new BalieError('holds-full');
        const added = await tx.query(
          `INSERT INTO legal_holds (id, conversation_id, person_id, assistant, said_from, said_until, wrapped, reason, made_by, made_at, ends_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING RETURNING id`,
          [id, conversationId, personId, assistant, saidFrom, saidUntil, seal(master, key, id), seal(key, Buffer.from(reason), context(id, 'made')), by, now(), endsAt],
        );
        if (added.length === 0) return;
        const facts = { conversation: conversationId, person: personId, assistant, saidFrom: saidFrom?.toISOString(), saidUntil: saidUntil?.toISOString(), endsAt: endsAt?.toISOString() };
        await record(tx, { kind: HOLD_MADE, facts: { hold: id, ...facts, byPerson: by } });
      });
    },

    /** @throws BalieError `hold-unknown`, `hold-over` for one that ended already. */
    end: ({ id, by, reason }: Pick<NewHold, 'id' | 'by' | 'reason'>): Promise<void> =>
      db.transaction(async (tx) => {
        const [row] = await tx.query<{ wrapped: Buffer | null; isInForce: boolean }>(`SELECT wrapped, ${IN_FORCE} AS "isInForce" FROM legal_holds WHERE id = $1 FOR UPDATE`, [id]);
        if (row === undefined) throw new BalieError('hold-unknown');
        if (!row.isInForce || row.wrapped === null) throw new BalieError('hold-over');
        await tx.query('UPDATE legal_holds SET ended_at = $2, ended_by = $3, end_reason = $4 WHERE id = $1', [id, now(), by, seal(unseal(master, row.wrapped, id), Buffer.from(reason), context(id, 'ended'))]);
        await record(tx, { kind: HOLD_ENDED, facts: { hold: id, byPerson: by } });
      }),

    /** Those in force first, then those that ended last. */
    async list(limit: number): Promise<Hold[]> {
      const rows = await db.query<Row>(`SELECT ${COLUMNS} FROM legal_holds ORDER BY NOT (${IN_FORCE}), coalesce(ended_at, made_at) DESC, id LIMIT $1`, [limit]);
      return rows.map((row) => opened(row));
    },
  };

  function opened(row: Row): Hold {
    const { id, madeBy: by, madeAt, endsAt } = row;
    const key = row.wrapped === null ? undefined : unseal(master, row.wrapped, id);
    const said = (sealed: Buffer | null, of: 'made' | 'ended') => (key === undefined || sealed === null ? undefined : unseal(key, sealed, context(id, of)).toString('utf8'));
    return { id, scope: scopeOf(row), reason: said(row.reason, 'made'), by, madeAt, ...(endsAt && { endsAt }), ended: endOf(row, now(), (sealed) => said(sealed, 'ended')) };
  }
}

/** Which holds keep something of a conversation or a person from being erased: for who is asked to erase it. In their transaction, or not. */
export async function heldBy(db: Queryable, { conversationIds = [], personId }: { readonly conversationIds?: readonly string[]; readonly personId?: string }): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT id FROM legal_holds h WHERE ${IN_FORCE} AND (conversation_id = ANY ($1::uuid[]) OR person_id = $2
       OR EXISTS (SELECT 1 FROM turns t WHERE (t.conversation_id = ANY ($1::uuid[]) OR t.person_id = $2) AND (h.conversation_id = t.conversation_id OR h.person_id = t.person_id
         OR (h.assistant = t.assistant AND (h.said_from IS NULL OR t.received_at >= h.said_from) AND (h.said_until IS NULL OR t.received_at < h.said_until)))))
     ORDER BY made_at, id`,
    [conversationIds, personId ?? null],
  );
  return rows.map(({ id }) => id);
}

function partsOf(scope: HoldScope): { conversationId?: string; personId?: string; assistant?: string; saidFrom?: Date; saidUntil?: Date } {
  return scope;
}

function scopeOf({ conversationId, personId, assistant, saidFrom, saidUntil }: Row): HoldScope {
  if (conversationId !== null) return { conversationId };
  if (personId !== null) return { personId };
  return { assistant: assistant ?? '', ...(saidFrom && { saidFrom }), ...(saidUntil && { saidUntil }) };
}

function endOf({ endedAt, endedBy, endReason, endsAt }: Row, now: Date, opened: (sealed: Buffer | null) => string | undefined): Hold['ended'] {
  const reason = opened(endReason);
  if (endedAt !== null) return { at: endedAt, ...(endedBy !== null && { by: endedBy }), ...(reason !== undefined && { reason }) };
  return endsAt !== null && endsAt <= now ? { at: endsAt } : undefined;
}
