import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';
import { append, chainKey } from './chain.ts';
import { newKey, seal, unseal } from './content.ts';
import { claim, sweep } from './instances.ts';
import { erase } from './retention.ts';

/** A turn as it was kept; what was said in it is undefined after erasure. */
export interface KeptTurn {
  readonly id: string;
  readonly receivedAt: Date;
  /** Undefined while it runs. */
  readonly outcome: string | undefined;
  readonly question: string | undefined;
  /** Undefined too when the turn was interrupted without anyone who could say more. */
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

interface EndFacts {
  readonly outcome: string;
  readonly model?: string;
  readonly promptTokens?: number;
  readonly answerTokens?: number;
  readonly durationMs: number;
}

type TurnEnd = EndFacts & EndContent;

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  /** Names this process in the turns it takes. */
  readonly instanceId: string;
  readonly now: () => Date;
}

/** How many earlier turns a page shows: the latest. */
const PAGE_TURNS = 50;
/** How many earlier answers a model is shown at most. */
const HISTORY_TURNS = 3;
const ANSWERED = ['answered', 'quoted'];
const INTERRUPTED = { outcome: 'interrupted', durationMs: 0 };

export type TurnLog = ReturnType<typeof createTurnLog>;

/** The record of turns: each method is one transaction, committed when it resolves. */
export function createTurnLog({ db, masterKey, instanceId, now }: Options) {
  const key = chainKey(masterKey);
  const retention = { db, key, now };
  const instances = { db, instanceId, interrupt: (id: string) => db.transaction((tx) => endTurn(tx, id, INTERRUPTED)) };
  return {
    /** @throws BalieError `conversation-unknown` unless the conversation is new or has turns of the same assistant. */
    async received(turn: { id: string; conversationId: string; isNew: boolean; assistant: string; question: string }): Promise<void> {
      const { id, conversationId, assistant } = turn;
      const at = now();
      const turnKey = newKey();
      await db.transaction(async (tx) => {
        if (!turn.isNew) await requireConversation(tx, conversationId, assistant);
        await tx.query(
          'INSERT INTO turns (id, conversation_id, assistant, instance_id, received_at) VALUES ($1, $2, $3, $4, $5)',
          [id, conversationId, assistant, instanceId, at],
        );
        await tx.query('INSERT INTO turn_keys (turn_id, wrapped) VALUES ($1, $2)', [id, seal(masterKey, turnKey, id)]);
        const content = sealJson(turnKey, id, 'turn.received', { question: turn.question });
        await append(tx, key, { kind: 'turn.received', turnId: id, at, facts: { assistant, conversationId }, content });
      });
    },

    /** Keeps the end of a turn. A turn ends once: a second end is left out. @returns whether this end was kept. */
    ended(turnId: string, end: TurnEnd): Promise<boolean> {
      return db.transaction((tx) => endTurn(tx, turnId, end, end));
    },

    /** The last turns of one conversation with one assistant, oldest first; empty when there is no such conversation. */
    conversation(conversationId: string, assistant: string): Promise<KeptTurn[]> {
      return lastTurns(conversationId, assistant, PAGE_TURNS);
    },

    /** What was last asked and answered in a conversation, oldest first; only turns that ended with an answer. */
    async history(conversationId: string, assistant: string): Promise<{ question: string; answer: string }[]> {
      const turns = await lastTurns(conversationId, assistant, HISTORY_TURNS, ANSWERED);
      return turns.flatMap(({ question, end }) =>
        question !== undefined && end !== undefined ? [{ question, answer: end.answer }] : [],
      );
    },

    sweep: (onError: (error: unknown) => void = () => undefined) => sweep(instances, onError),
    claim: (since: Date) => claim(instances, since),
    erase: (before: Date) => erase(retention, before),
  };

  /** Without `said` nothing is encrypted, and no key needed. */
  async function endTurn(tx: Queryable, turnId: string, end: EndFacts, said?: EndContent): Promise<boolean> {
    const at = now();
    const [turn] = await tx.query<{ wrapped: Buffer | null }>(
      `UPDATE turns SET ended_at = $2, outcome = $3 WHERE id = $1 AND ended_at IS NULL
       RETURNING (SELECT wrapped FROM turn_keys WHERE turn_id = $1) AS wrapped`,
      [turnId, at, end.outcome],
    );
    if (turn === undefined) return false;
    const { outcome, model, promptTokens, answerTokens, durationMs } = end;
    const facts = { outcome, model, promptTokens, answerTokens, durationMs };
    // Without a key the turn was erased while it ran: nothing of its content is to be kept.
    const content = said && turn.wrapped ? sealEnd(unseal(masterKey, turn.wrapped, turnId), turnId, said) : undefined;
    await append(tx, key, { kind: 'turn.ended', turnId, at, facts, content });
    return true;
  }

  async function lastTurns(conversationId: string, assistant: string, limit: number, outcomes?: readonly string[]): Promise<KeptTurn[]> {
    const rows = await db.query<ConversationRow>(
      `SELECT t.id, t.received_at, t.outcome, k.wrapped, e.kind, e.content
         FROM (SELECT id, received_at, outcome FROM turns
                WHERE conversation_id = $1 AND assistant = $2 AND ($3::text[] IS NULL OR outcome = ANY($3))
                ORDER BY received_at DESC, id DESC LIMIT $4) t
         JOIN audit_entries e ON e.turn_id = t.id LEFT JOIN turn_keys k ON k.turn_id = t.id
        ORDER BY t.received_at, t.id, e.number`,
      [conversationId, assistant, outcomes, limit],
    );
    return [...Map.groupBy(rows, (row) => row.id).values()].map(open);
  }

  function open(rows: readonly ConversationRow[]): KeptTurn {
    const [first] = rows;
    if (first === undefined) throw new Error('a turn without entries');
    const turnKey = first.wrapped === null ? undefined : unseal(masterKey, first.wrapped, first.id);
    const read = (kind: string): unknown => {
      const content = rows.find((row) => row.kind === kind)?.content;
      if (turnKey === undefined || content === null || content === undefined) return undefined;
      return JSON.parse(unseal(turnKey, content, `${first.id} ${kind}`).toString('utf8'));
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

function sealEnd(key: Buffer, turnId: string, { answer, sources, reason }: EndContent): Buffer {
  return sealJson(key, turnId, 'turn.ended', { answer, sources, reason });
}

function sealJson(key: Buffer, turnId: string, kind: string, value: unknown): Buffer {
  return seal(key, Buffer.from(JSON.stringify(value)), `${turnId} ${kind}`);
}
