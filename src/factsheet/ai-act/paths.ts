import type { RecordAct } from '../../audit/management-log.ts';
import { BalieError } from '../../errors.ts';
import type { Database, Queryable } from '../../store/database.ts';
import { type Duty, dutiesOf } from './duties.ts';
import { type AiActProfile, profileOf } from './profile.ts';
import { TREE_VERSION } from './tree/tree.ts';
import type { Step, Walk } from './walk.ts';

/** What a path led to, with the duties as they were then. */
export interface AiActOutcome extends AiActProfile {
  readonly duties: readonly Duty[];
}

/** A path that somebody walked to its end and recorded: what holds until the next one. */
export interface AiActPath {
  readonly assistant: string;
  readonly number: number;
  readonly treeVersion: string;
  readonly path: readonly Step[];
  readonly profile: AiActOutcome;
  /** Of who answered: an office, never a name. */
  readonly role: string;
  /** YYYY-MM-DD. */
  readonly reviewOn: string;
  readonly at: Date;
}

export interface NewAiActPath extends Pick<AiActPath, 'assistant' | 'role' | 'reviewOn'> {
  /** To its end. */
  readonly walked: Walk;
  /** The number that its author saw; 0: there was none. */
  readonly expected: number;
  readonly byPerson: string;
}

export interface AiActPaths {
  /** What holds now, of each assistant that has one. @throws BalieError `database-unavailable`. */
  current(): Promise<readonly AiActPath[]>;
  /** Of one assistant, the newest first, with who recorded each. */
  history(assistant: string, limit: number): Promise<readonly (AiActPath & { readonly byPerson: string })[]>;
  /** @returns its number. @throws BalieError `factsheet-moved` when somebody recorded another meanwhile; `database-unavailable`. */
  record(given: NewAiActPath): Promise<number>;
}

interface Parts {
  readonly db: Database;
  readonly record: RecordAct;
  readonly now: () => Date;
}

const COLUMNS = 'assistant, number, tree_version AS "treeVersion", path, profile, role, review_on::text AS "reviewOn", at';

/** What holds now, of each assistant that has one. @throws BalieError `database-unavailable`. */
export function currentAiActPaths(db: Queryable): Promise<AiActPath[]> {
  return db.query<AiActPath>(`SELECT DISTINCT ON (assistant) ${COLUMNS} FROM ai_act_paths ORDER BY assistant, number DESC`);
}

export function createAiActPaths({ db, record, now }: Parts): AiActPaths {
  return {
    current: () => currentAiActPaths(db),
    history: (assistant, limit) => db.query<AiActPath & { byPerson: string }>(`SELECT ${COLUMNS}, by_person AS "byPerson" FROM ai_act_paths WHERE assistant = $1 ORDER BY number DESC LIMIT $2`, [assistant, limit]),
    record: ({ assistant, walked, role, reviewOn, expected, byPerson }) =>
      db.transaction(async (tx) => {
        await tx.query('LOCK TABLE ai_act_paths IN SHARE ROW EXCLUSIVE MODE');
        const [last] = await tx.query<{ number: number }>('SELECT coalesce(max(number), 0)::integer AS number FROM ai_act_paths WHERE assistant = $1', [assistant]);
        if (last?.number !== expected || walked.next !== undefined) throw new BalieError('factsheet-moved', { detail: `ai act ${assistant}: ${last?.number}` });
        const profile = outcomeOf(walked);
        await tx.query('INSERT INTO ai_act_paths (assistant, number, tree_version, path, profile, role, review_on, by_person, at) VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $8, $9)', [
          assistant, expected + 1, TREE_VERSION, JSON.stringify(walked.path), JSON.stringify(profile), role, reviewOn, byPerson, now(),
        ]);
        // The answers stand in the table, and are public once they are published.
        await record(tx, { kind: 'factsheet.ai-act', facts: { byPerson, assistant, number: expected + 1, treeVersion: TREE_VERSION, class: profile.class } });
        return expected + 1;
      }),
  };
}

/** Where a path leads that has ended. */
export function outcomeOf({ marks }: Pick<Walk, 'marks'>): AiActOutcome {
  const profile = profileOf(marks);
  return { ...profile, duties: dutiesOf(profile, marks) };
}
