import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BalieError } from '../errors.ts';
import type { Queryable } from '../store/database.ts';
import { type ActsSince, actsSince } from './acts-since.ts';
import { markIn } from './conversation-mark.ts';
import { type ExportSpan, readSpan } from './export-span.ts';
import { endText } from './proof/export.ts';
import { isSignedBy, type Signer } from './signing.ts';

/** What was erased on request, taken back and held, as another copy of the log says. */
export interface ErasedSince extends Omit<ActsSince, 'people'> {
  /** Numbers of questions. */
  readonly turns: readonly string[];
  /** Numbers of employees. */
  readonly people: readonly string[];
  /** Which entries that copy has. */
  readonly span: ExportSpan;
}

const header = z.looseObject({ type: z.literal('header'), format: z.literal('balie-audit-1'), keyId: z.string() });
const entry = z.looseObject({ type: z.literal('entry'), hash: z.string().regex(/^[0-9a-f]{64}$/), body: z.string() });
const end = z.looseObject({ type: z.literal('end'), from: z.int(), to: z.int(), hash: z.string(), digest: z.string(), signature: z.string() });
const body = z.looseObject({ number: z.int(), at: z.string(), kind: z.string(), turnId: z.uuid().optional(), previous: z.string(), facts: z.looseObject({}) });

/**
 * Reads from an export of the log what was erased, and whether it is whole and the desk's own: what a stranger wrote must erase nothing.
 * @throws BalieError `erasures-invalid`.
 */
export async function erasedIn(lines: AsyncIterable<string>, { publicKey, keyId }: Pick<Signer, 'publicKey' | 'keyId'>): Promise<ErasedSince> {
  const turns = new Set<string>();
  const [acts, entries] = [actsSince(), readSpan()];
  let span: ExportSpan | undefined;
  const digest = createHash('sha256');
  let state: 'begin' | 'inside' | 'done' = 'begin';
  try {
    for await (const text of lines) {
      const line: unknown = JSON.parse(text);
      if (state === 'done') throw invalid('er staat iets achter het einde');
      if (state === 'begin') {
        if (header.parse(line).keyId !== keyId) throw invalid('van een andere balie');
        state = 'inside';
      }
      const last = end.safeParse(line).data;
      if (last !== undefined) {
        if (digest.digest('hex') !== last.digest || !isSignedBy(publicKey, endText(last), last.signature)) throw invalid('niet zoals het is ondertekend');
        span = entries.end(last);
        if (span === undefined) throw invalid(`de regels ${last.from} tot en met ${last.to} staan er niet in`);
        state = 'done';
        continue;
      }
      digest.update(`${text}\n`);
      const said = entry.safeParse(line).data;
      if (said === undefined) continue;
      const act = body.parse(JSON.parse(said.body));
      const missing = entries.add(act.number, said.hash, act.previous);
      if (missing !== undefined) throw invalid(`regel ${missing} ontbreekt`);
      if (act.kind === 'turn.erased' && act.turnId !== undefined) turns.add(act.turnId);
      acts.take(act);
    }
  } catch (cause) {
    if (cause instanceof BalieError) throw cause;
    throw cause instanceof z.ZodError || cause instanceof SyntaxError ? invalid('geen export van het logboek', cause) : cause;
  }
  if (span === undefined) throw invalid('zonder einde');
  return { turns: [...turns], span, ...acts.found, people: [...acts.found.people] };
}

const invalid = (detail: string, cause?: unknown) => new BalieError('erasures-invalid', { detail, cause });

/**
 * The conversations of which something was erased, each with the assistants whose questions that were: those of these questions, and of all others
 * that were the same person's in a conversation that was erased as such.
 * @param others conversations that may have no questions.
 */
export function conversationsErased(db: Queryable, { turns, conversations }: Pick<ErasedSince, 'turns' | 'conversations'>, others: readonly string[]): Promise<{ readonly conversationId: string; readonly assistants: readonly string[]; readonly personId: string | null }[]> {
  return db.query(
    `WITH gone AS (SELECT unnest($1::uuid[]) AS id), erased AS (
         SELECT k.id, e.person_id FROM unnest($2::text[], $3::uuid[]) AS e (mark, person_id)
           JOIN (SELECT conversation_id FROM turns UNION SELECT unnest($4::uuid[])) AS k (id) ON e.mark = ${markIn('k.id')}
       ),
       meant AS (SELECT id FROM erased UNION SELECT t.conversation_id FROM turns t JOIN gone ON gone.id = t.id JOIN turn_keys k ON k.turn_id = t.id)
     SELECT m.id AS "conversationId", coalesce(array_agg(DISTINCT t.assistant) FILTER (WHERE t.id IS NOT NULL), '{}') AS assistants,
       coalesce((array_agg(e.person_id) FILTER (WHERE e.person_id IS NOT NULL))[1], (array_agg(t.person_id) FILTER (WHERE t.person_id IS NOT NULL))[1]) AS "personId"
     FROM meant m LEFT JOIN erased e ON e.id = m.id
       LEFT JOIN turns t ON t.conversation_id = m.id AND (t.id IN (SELECT id FROM gone) OR (e.id IS NOT NULL AND t.person_id IS NOT DISTINCT FROM e.person_id))
     GROUP BY m.id ORDER BY m.id`,
    [turns, [...conversations.keys()], [...conversations.values()].map((person) => person ?? null), others],
  );
}

/** Those of whom something is left. */
export async function peopleLeft(db: Queryable, people: readonly string[]): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT p.id FROM unnest($1::uuid[]) AS p (id) WHERE EXISTS (SELECT FROM people o WHERE o.id = p.id) OR EXISTS (SELECT FROM turns t JOIN turn_keys k ON k.turn_id = t.id WHERE t.person_id = p.id)`,
    [people],
  );
  return rows.map(({ id }) => id);
}
