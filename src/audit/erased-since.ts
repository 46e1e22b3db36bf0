import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BalieError } from '../errors.ts';
import type { Queryable } from '../store/database.ts';
import { endText } from './proof/export.ts';
import { isSignedBy, type Signer } from './signing.ts';

/** What was erased on request, as another copy of the log says. */
export interface ErasedSince {
  /** Numbers of questions. */
  readonly turns: readonly string[];
  /** Numbers of employees. */
  readonly people: readonly string[];
}

const header = z.looseObject({ type: z.literal('header'), format: z.literal('balie-audit-1'), keyId: z.string() });
const entry = z.looseObject({ type: z.literal('entry'), body: z.string() });
const end = z.looseObject({ type: z.literal('end'), from: z.int(), to: z.int(), hash: z.string(), digest: z.string(), signature: z.string() });
const body = z.looseObject({ kind: z.string(), turnId: z.uuid().optional(), facts: z.looseObject({ person: z.uuid().optional() }) });

/**
 * Reads from an export of the log what was erased, and whether it is whole and the desk's own: what a stranger wrote must erase nothing.
 * @throws BalieError `erasures-invalid`.
 */
export async function erasedIn(lines: AsyncIterable<string>, { publicKey, keyId }: Pick<Signer, 'publicKey' | 'keyId'>): Promise<ErasedSince> {
  const found = { turns: new Set<string>(), people: new Set<string>() };
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
        state = 'done';
        continue;
      }
      digest.update(`${text}\n`);
      const said = entry.safeParse(line).data;
      if (said === undefined) continue;
      const { kind, turnId, facts } = body.parse(JSON.parse(said.body));
      if (kind === 'turn.erased' && turnId !== undefined) found.turns.add(turnId);
      if (kind === 'person.erased' && facts.person !== undefined) found.people.add(facts.person);
    }
  } catch (cause) {
    if (cause instanceof BalieError) throw cause;
    throw cause instanceof z.ZodError || cause instanceof SyntaxError ? invalid('geen export van het logboek', cause) : cause;
  }
  if (state !== 'done') throw invalid('zonder einde');
  return { turns: [...found.turns], people: [...found.people] };
}

const invalid = (detail: string, cause?: unknown) => new BalieError('erasures-invalid', { detail, cause });

/** The conversations, by their assistants, of which these questions still have a key. */
export function conversationsLeft(db: Queryable, turns: readonly string[]): Promise<{ readonly conversationId: string; readonly assistant: string; readonly personId: string | null }[]> {
  return db.query(
    `SELECT DISTINCT t.conversation_id AS "conversationId", t.assistant, t.person_id AS "personId" FROM turns t JOIN turn_keys k ON k.turn_id = t.id WHERE t.id = ANY ($1::uuid[])`,
    [turns],
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
