import { createSecretKey } from 'node:crypto';
import { newKey, seal, unseal } from '../audit/content.ts';
import type { RecordAct } from '../audit/management-log.ts';
import { BalieError, type ErrorCode } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';
import type { Handover, SendingWay } from './handover.ts';

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  readonly now: () => Date;
  /** By which each one is sent. */
  readonly ways: readonly SendingWay[];
  /** Puts a sending in the queue, in the transaction. */
  readonly enqueue: (tx: Queryable, sending: Sending) => Promise<void>;
  /** Puts into the audit log what was done; the last thing of a transaction. */
  readonly record: RecordAct;
}

/** A handover on one of its ways. */
export interface Sending {
  readonly handoverId: string;
  readonly way: SendingWay;
}

/** More of one conversation is a mistake, more in an hour is an attack or a fault. */
const PER_CONVERSATION = 3;
const PER_HOUR = 300;
const HOUR_MS = 60 * 60 * 1_000;
const contextOf = (id: string) => `${id} handover`;

export type Handovers = ReturnType<typeof createHandovers>;

/** Conversations that are passed on: kept encrypted, each with a key of its own that the master key wraps, until they are sent, and until their retention is over. */
export function createHandovers({ db, masterKey, now, ways, enqueue, record }: Options) {
  const master = createSecretKey(masterKey);
  return {
    /**
     * Takes one in, to be sent by each way. The same id twice is one handover: a page may be sent twice.
     * @throws BalieError `handover-limit`, `handover-unavailable` when there is no way to send it.
     */
    async add(handover: Handover): Promise<void> {
      if (ways.length === 0) throw new BalieError('handover-unavailable');
      const { id, conversationId } = handover;
      const key = newKey();
      const content = seal(key, Buffer.from(JSON.stringify(handover)), contextOf(id));
      await db.transaction(async (tx) => {
        await checkLimits(tx, handover, now());
        const added = await tx.query(
          'INSERT INTO handovers (id, conversation_id, created_at, wrapped, content) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING RETURNING id',
          [id, conversationId, now(), seal(master, key, id), content],
        );
        if (added.length === 0) return;
        for (const way of ways) {
          await tx.query('INSERT INTO handover_sendings (handover_id, way, changed_at) VALUES ($1, $2, $3)', [id, way, now()]);
          await enqueue(tx, { handoverId: id, way });
        }
        await record(tx, { kind: 'handover.requested', facts: { handover: id, conversation: conversationId, ways: ways.join(' ') } });
      });
    },

    /** Begins a try. @returns what is to be sent; undefined when it is not wanted any more: sent, given up, or erased. */
    async takeUp({ handoverId, way }: Sending): Promise<Handover | undefined> {
      const [row] = await db.query<{ wrapped: Buffer; content: Buffer }>(
        // Held, so that an erasure comes before the try, and nothing goes out, or sees that there was one.
        `WITH h AS MATERIALIZED (SELECT id, wrapped, content FROM handovers WHERE id = $1 AND wrapped IS NOT NULL FOR SHARE)
         UPDATE handover_sendings s SET attempts = attempts + 1, changed_at = $3 FROM h
         WHERE s.handover_id = h.id AND s.way = $2 AND s.state = 'waiting' RETURNING h.wrapped, h.content`,
        [handoverId, way, now()],
      );
      if (row === undefined) return undefined;
      const key = unseal(master, row.wrapped, handoverId);
      return JSON.parse(unseal(key, row.content, contextOf(handoverId)).toString('utf8')) as Handover;
    },

    /** Ends a sending that arrived. */
    async sent({ handoverId, way }: Sending): Promise<void> {
      await db.transaction(async (tx) => {
        const done = await tx.query(`UPDATE handover_sendings SET state = 'sent', fault = NULL, detail = NULL, changed_at = $3 WHERE handover_id = $1 AND way = $2 AND state = 'waiting' RETURNING way`, [handoverId, way, now()]);
        if (done.length > 0) await record(tx, { kind: 'handover.sent', facts: { handover: handoverId, way } });
      });
    },

    /** Notes why a try failed; it is tried again. */
    async failing({ handoverId, way }: Sending, fault: { readonly code: ErrorCode; readonly detail: string | undefined }): Promise<void> {
      await db.query(`UPDATE handover_sendings SET fault = $3, detail = $4, changed_at = $5 WHERE handover_id = $1 AND way = $2 AND state = 'waiting'`, [handoverId, way, fault.code, fault.detail, now()]);
    },

    /** Ends a sending whose tries are used up: a person has to see to it. */
    async giveUp({ handoverId, way }: Sending): Promise<void> {
      await db.transaction(async (tx) => {
        const given = await tx.query(`UPDATE handover_sendings SET state = 'failed', changed_at = $3 WHERE handover_id = $1 AND way = $2 AND state = 'waiting' RETURNING way`, [handoverId, way, now()]);
        if (given.length > 0) await record(tx, { kind: 'handover.failed', facts: { handover: handoverId, way } });
      });
    },

    /** Sends what was given up once more, for who mended what was wrong. @returns how many. */
    retry(byKey: string): Promise<number> {
      return db.transaction(async (tx) => {
        const again = await tx.query<Sending>(
          `UPDATE handover_sendings s SET state = 'waiting', changed_at = $1 FROM handovers h
           WHERE s.state = 'failed' AND h.id = s.handover_id AND h.wrapped IS NOT NULL RETURNING s.handover_id AS "handoverId", s.way`,
          [now()],
        );
        for (const sending of again) await enqueue(tx, sending);
        for (const { handoverId, way } of again) await record(tx, { kind: 'handover.retried', facts: { handover: handoverId, way, byKey } });
        return again.length;
      });
    },

    /** What does not arrive, or not yet after a try, the latest first; of what was erased nobody can send anything any more. */
    unsent(limit: number): Promise<UnsentHandover[]> {
      return db.query<UnsentHandover>(
        `SELECT s.handover_id AS "handoverId", way, state, attempts, fault, changed_at AS "changedAt" FROM handover_sendings s JOIN handovers h ON h.id = s.handover_id
         WHERE h.wrapped IS NOT NULL AND (state = 'failed' OR (state = 'waiting' AND fault IS NOT NULL)) ORDER BY changed_at DESC LIMIT $1`,
        [limit],
      );
    },
  };
}

const PAST = 'created_at < $1 AND wrapped IS NOT NULL';
const HELD = 'is_conversation_held(conversation_id, NULL)';

/** What was passed on before a moment. */
export const agedHandovers = {
  past: `handovers WHERE ${PAST}`,
  held: HELD,
  erase: [{ from: 'handovers', set: 'wrapped = NULL, content = NULL', where: `${PAST} AND NOT ${HELD}` }],
};

/**
 * Takes what was passed on of conversations, in the caller's transaction: what still waits is not sent any more. @returns how many, and of how many it is
 * certain that nothing was sent, by no way: what is being tried, and what failed with its answer lost, may have arrived.
 */
export async function takeHandovers(tx: Queryable, conversationIds: readonly string[]): Promise<{ readonly handovers: number; readonly unsent: number }> {
  const rows = await tx.query<{ id: string }>('UPDATE handovers SET wrapped = NULL, content = NULL WHERE conversation_id = ANY($1::uuid[]) AND wrapped IS NOT NULL RETURNING id', [conversationIds]);
  // Only now: no try begins any more, and one that began just before is seen. What a mail server says of a fault may name whom the mail was for.
  const sendings = await tx.query<{ id: string; isUntried: boolean }>(
    `UPDATE handover_sendings SET detail = NULL WHERE handover_id = ANY($1::uuid[]) RETURNING handover_id AS id, state <> 'sent' AND attempts = 0 AS "isUntried"`,
    [rows.map(({ id }) => id)],
  );
  const tried = new Set(sendings.filter(({ isUntried }) => !isUntried).map(({ id }) => id));
  return { handovers: rows.length, unsent: rows.length - tried.size };
}

export interface UnsentHandover {
  readonly handoverId: string;
  readonly way: SendingWay;
  readonly state: 'waiting' | 'failed';
  readonly attempts: number;
  readonly fault: ErrorCode | null;
  readonly changedAt: Date;
}

async function checkLimits(tx: Queryable, { id, conversationId }: Handover, now: Date): Promise<void> {
  // Two that come at once are counted one after the other.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('balie.handovers'))`);
  const [counted] = await tx.query<{ same: number; lately: number }>(
    `SELECT (SELECT count(*) FROM handovers WHERE conversation_id = $1 AND id <> $3) AS same, (SELECT count(*) FROM handovers WHERE created_at > $2) AS lately`,
    [conversationId, new Date(now.getTime() - HOUR_MS), id],
  );
  if ((counted?.same ?? 0) >= PER_CONVERSATION) throw new BalieError('handover-limit');
  if ((counted?.lately ?? 0) >= PER_HOUR) throw new BalieError('handover-limit', { retryAfterMs: HOUR_MS });
}

/** What was passed on of a conversation, as it was written; without what was erased. */
export async function passedOn(db: Queryable, masterKey: Buffer, conversationId: string): Promise<Handover[]> {
  const master = createSecretKey(masterKey);
  const rows = await db.query<{ id: string; wrapped: Buffer; content: Buffer }>('SELECT id, wrapped, content FROM handovers WHERE conversation_id = $1 AND wrapped IS NOT NULL ORDER BY created_at, id', [conversationId]);
  return rows.map(({ id, wrapped, content }) => JSON.parse(unseal(unseal(master, wrapped, id), content, contextOf(id)).toString('utf8')) as Handover);
}
