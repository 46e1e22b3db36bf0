import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';
import { append } from './chain.ts';
import { newKey, seal, unseal } from './content.ts';

/** A turn as it was kept; `content` is undefined after erasure. */
export interface KeptTurn {
  readonly id: string;
  readonly receivedAt: Date;
  /** Undefined while it runs. */
  readonly outcome: string | undefined;
  readonly question: string | undefined;
  readonly end: EndContent | undefined;
}

interface EndContent {
  readonly answer: string;
  readonly sources: readonly KeptSource[];
  readonly reason?: string;
}

interface KeptSource {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly quote: string;
  readonly page?: number;
  readonly headings: readonly string[];
}

interface TurnEnd extends EndContent {
  readonly outcome: string;
  readonly model?: string;
  readonly promptTokens?: number;
  readonly answerTokens?: number;
  readonly durationMs: number;
}

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  /** Names this process in the turns it takes. */
  readonly instanceId: string;
  readonly now: () => Date;
}

/** How long a process may be silent before its open turns count as interrupted. */
const SILENT_SECONDS = 30;
/** No turn may run this long: one that is still open lost its end, for instance because the database was away then. */
const LOST_MINUTES = 15;

const ANSWERED: ReadonlySet<string> = new Set(['answered', 'quoted']);

export type TurnLog = ReturnType<typeof createTurnLog>;

/** The record of turns: each method is one transaction, committed when it resolves. */
export function createTurnLog({ db, masterKey, instanceId, now }: Options) {
  return {
    /** @throws BalieError `conversation-unknown` unless the conversation is new or has turns of the same assistant. */
    async received(turn: { id: string; conversationId: string; isNew: boolean; assistant: string; question: string }): Promise<void> {
      const { id, conversationId, assistant } = turn;
      const at = now();
      const key = newKey();
      await db.transaction(async (tx) => {
        if (!turn.isNew) await requireConversation(tx, conversationId, assistant);
        await tx.query(
          'INSERT INTO turns (id, conversation_id, assistant, instance_id, received_at) VALUES ($1, $2, $3, $4, $5)',
          [id, conversationId, assistant, instanceId, at],
        );
        await tx.query('INSERT INTO turn_keys (turn_id, wrapped) VALUES ($1, $2)', [id, seal(masterKey, key, id)]);
        const content = sealJson(key, id, 'turn.received', { question: turn.question });
        await append(tx, { kind: 'turn.received', turnId: id, at, facts: { assistant, conversationId }, content });
      });
    },

    /** Keeps the end of a turn. A turn ends once: a second end is left out. */
    ended(turnId: string, end: TurnEnd): Promise<void> {
      return db.transaction((tx) => endTurn(tx, turnId, end));
    },

    /** The turns of one conversation with one assistant, oldest first; empty when there is no such conversation. */
    async conversation(conversationId: string, assistant: string): Promise<KeptTurn[]> {
      const rows = await db.query<ConversationRow>(
        `SELECT t.id, t.received_at, t.outcome, k.wrapped, e.kind, e.content
           FROM turns t JOIN audit_entries e ON e.turn_id = t.id LEFT JOIN turn_keys k ON k.turn_id = t.id
          WHERE t.conversation_id = $1 AND t.assistant = $2
          ORDER BY t.received_at, t.id, e.number`,
        [conversationId, assistant],
      );
      return [...Map.groupBy(rows, (row) => row.id).values()].map(open);
    },

    /** What was asked and answered before in a conversation, oldest first; only turns that ended with an answer. */
    async history(conversationId: string, assistant: string): Promise<{ question: string; answer: string }[]> {
      const turns = await this.conversation(conversationId, assistant);
      return turns.flatMap(({ question, outcome, end }) =>
        question !== undefined && end !== undefined && ANSWERED.has(outcome ?? '') ? [{ question, answer: end.answer }] : [],
      );
    },

    /** Says that this process lives, and ends the turns of those that no longer do. @returns how many were ended. */
    async sweep(): Promise<number> {
      await db.query(
        'INSERT INTO instances (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET seen_at = now()',
        [instanceId],
      );
      const lost = await db.query<{ id: string }>(
        `SELECT t.id FROM turns t LEFT JOIN instances i ON i.id = t.instance_id
          WHERE t.ended_at IS NULL
            AND (i.id IS NULL OR i.seen_at < now() - make_interval(secs => ${SILENT_SECONDS})
                 OR t.received_at < now() - make_interval(mins => ${LOST_MINUTES}))`,
      );
      for (const { id } of lost) {
        await db.transaction((tx) => endTurn(tx, id, { outcome: 'interrupted', answer: '', sources: [], durationMs: 0 }));
      }
      return lost.length;
    },

    /**
     * Erases what was said in turns received before a moment: their keys and their content. The chain stays whole, and says that
     * this was done. @returns how many turns were erased.
     */
    erase(before: Date): Promise<number> {
      return db.transaction(async (tx) => {
        const erased = await tx.query<{ id: string }>(
          `DELETE FROM turn_keys k USING turns t
            WHERE t.id = k.turn_id AND t.received_at < $1 AND t.ended_at IS NOT NULL RETURNING t.id`,
          [before],
        );
        if (erased.length === 0) return 0;
        await tx.query('UPDATE audit_entries SET content = NULL WHERE turn_id = ANY($1::uuid[])', [erased.map(({ id }) => id)]);
        const facts = { turns: erased.length, receivedBefore: before.toISOString() };
        await append(tx, { kind: 'content.erased', at: now(), facts });
        return erased.length;
      });
    },

    /**
     * Forgets the processes that were last seen before `since`: the owner of an embedded database knows that they are gone. Not
     * those seen later: a command may have come in by the owner's own socket meanwhile.
     */
    async claim(since: Date): Promise<void> {
      await db.query('DELETE FROM instances WHERE id <> $1 AND seen_at < $2', [instanceId, since]);
    },
  };

  async function endTurn(tx: Queryable, turnId: string, { answer, sources, ...end }: TurnEnd): Promise<void> {
    const at = now();
    const [turn] = await tx.query<{ wrapped: Buffer | null }>(
      `UPDATE turns SET ended_at = $2, outcome = $3 WHERE id = $1 AND ended_at IS NULL
       RETURNING (SELECT wrapped FROM turn_keys WHERE turn_id = $1) AS wrapped`,
      [turnId, at, end.outcome],
    );
    if (turn === undefined) return;
    // Without a key the turn was erased while it ran: nothing of its content is to be kept.
    const key = turn.wrapped === null ? newKey() : unseal(masterKey, turn.wrapped, turnId);
    const content = sealJson(key, turnId, 'turn.ended', { answer, sources, reason: end.reason });
    await append(tx, { kind: 'turn.ended', turnId, at, facts: { ...end }, content });
  }

  function open(rows: readonly ConversationRow[]): KeptTurn {
    const [first] = rows;
    if (first === undefined) throw new Error('a turn without entries');
    const key = first.wrapped === null ? undefined : unseal(masterKey, first.wrapped, first.id);
    const read = (kind: string): unknown => {
      const content = rows.find((row) => row.kind === kind)?.content;
      if (key === undefined || content === null || content === undefined) return undefined;
      return JSON.parse(unseal(key, content, `${first.id} ${kind}`).toString('utf8'));
    };
    const asked = read('turn.received') as { question: string } | undefined;
    return {
      id: first.id,
      receivedAt: first.received_at,
      outcome: first.outcome ?? undefined,
      question: asked?.question,
      end: read('turn.ended') as EndContent | undefined,
    };
  }
}

interface ConversationRow {
  readonly id: string;
  readonly received_at: Date;
  readonly outcome: string | null;
  readonly wrapped: Buffer | null;
  readonly kind: string;
  readonly content: Buffer | null;
}

async function requireConversation(tx: Queryable, conversationId: string, assistant: string): Promise<void> {
  const found = await tx.query('SELECT 1 FROM turns WHERE conversation_id = $1 AND assistant = $2 LIMIT 1', [
    conversationId,
    assistant,
  ]);
  if (found.length === 0) throw new BalieError('conversation-unknown');
}

function sealJson(key: Buffer, turnId: string, kind: string, value: unknown): Buffer {
  return seal(key, Buffer.from(JSON.stringify(value)), `${turnId} ${kind}`);
}
