import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { Database, Queryable } from '../store/database.ts';
import { goneFor } from './instances.ts';

/** A question, with the key that who asks sent along. */
export interface KeyedQuestion {
  readonly key: string;
  readonly assistant: string;
  /** Who is logged in. Of all others the key itself must be one that nobody guesses. */
  readonly person?: string | undefined;
  readonly question: string;
  /** Whether files alone were to be searched. */
  readonly ofFiles: boolean;
}

/** What is kept of that. */
export interface QuestionDigests {
  readonly keyDigest: Buffer;
  readonly questionDigest: Buffer;
}

/** The turn that a key stands for. */
export interface EarlierTurn {
  readonly turnId: string;
  readonly conversationId: string;
  /** Undefined while it runs. */
  readonly outcome: string | undefined;
  readonly isSameQuestion: boolean;
  /** The key is too old to count. */
  readonly isPast: boolean;
  /** Another process took it, and is gone, or was not heard of for `SILENT_SECONDS`. */
  readonly isSilent: boolean;
}

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  /** This process, which knows of itself that it lives. */
  readonly instanceId: string;
}

export type IdempotencyKeys = ReturnType<typeof createIdempotencyKeys>;

/**
 * A process says each ten seconds that it lives. Shorter than others wait before they end its turns, as who asks again waits for it: were it
 * only slow, its own answer is not kept and nobody gets it.
 */
const SILENT_SECONDS = 12;
const PAST = `r.kept_at <= now() - interval '24 hours'`;

/**
 * Knows a question again that is sent once more with the same key. The key is kept with the question, in one statement (`batchStatement`): of two
 * that come at once, one is asked. As keyed digests, of which nobody without the key of the log finds out what was asked.
 */
export function createIdempotencyKeys({ db, masterKey, instanceId }: Options) {
  const secret = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'balie keys of requests', 32)));
  const digestOf = (...parts: readonly (string | boolean | null)[]) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest();

  return {
    named({ key, assistant, person, question, ofFiles }: KeyedQuestion): QuestionDigests {
      return { keyDigest: digestOf('key', assistant, person ?? null, key), questionDigest: digestOf('question', question, ofFiles) };
    },

    /** @throws BalieError `database-unavailable`. */
    async find({ keyDigest, questionDigest }: QuestionDigests): Promise<EarlierTurn | undefined> {
      const [row] = await db.query<Omit<EarlierTurn, 'isSameQuestion' | 'outcome'> & { questionDigest: Buffer; outcome: string | null }>(
        `SELECT r.turn_id AS "turnId", r.question_digest AS "questionDigest", t.conversation_id AS "conversationId", t.outcome, ${PAST} AS "isPast",
                t.instance_id <> $2 AND ${goneFor('own', 'i', SILENT_SECONDS)} AS "isSilent"
           FROM idempotency_keys r JOIN turns t ON t.id = r.turn_id LEFT JOIN instances i ON i.id = t.instance_id LEFT JOIN instances own ON own.id = $2
          WHERE r.key_digest = $1`,
        [keyDigest, instanceId],
        { isKept: true },
      );
      if (row === undefined) return undefined;
      const { questionDigest: before, outcome, ...found } = row;
      return { ...found, outcome: outcome ?? undefined, isSameQuestion: before.equals(questionDigest) };
    },

    /** Lets go of a key that stood for this turn: it may stand for another. */
    async free({ keyDigest }: QuestionDigests, turnId: string): Promise<void> {
      await db.query('DELETE FROM idempotency_keys WHERE key_digest = $1 AND turn_id = $2', [keyDigest, turnId]);
    },
  };
}

/** Takes the keys of turns, in the caller's transaction. */
export async function takeIdempotencyKeys(tx: Queryable, turnIds: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM idempotency_keys WHERE turn_id = ANY($1::uuid[])', [turnIds]);
}

/** Takes those that are too old to count: a part of a rule, with the moment as `$1`. */
export const PAST_IDEMPOTENCY_KEYS = { from: 'idempotency_keys', where: `kept_at <= $1::timestamptz - interval '24 hours'` };
