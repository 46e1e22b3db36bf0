import { BalieError } from '../../errors.ts';
import type { RecordAct } from '../../audit/management-log.ts';
import type { Database, Queryable } from '../../store/database.ts';
import type { Answer } from './questions.ts';

/** What was said of the deployment, or of one of its assistants, and holds until it is said anew. */
export interface Statement {
  /** Undefined: of the whole deployment. */
  readonly assistant: string | undefined;
  readonly question: string;
  readonly number: number;
  readonly answer: Answer;
  /** Of who said it: an office, never a name. */
  readonly role: string;
  readonly at: Date;
  /** YYYY-MM-DD; undefined: none was set. */
  readonly reviewOn: string | undefined;
}

export interface NewStatement {
  readonly assistant: string | undefined;
  readonly question: string;
  /** Undefined: takes back what was said. */
  readonly answer: Answer | undefined;
  readonly role: string;
  readonly reviewOn: string | undefined;
  /** The number that its author saw; 0: nothing was said. */
  readonly expected: number;
  readonly byPerson: string;
}

/** One of its versions, with who made it. */
export interface StatementVersion extends Omit<Statement, 'answer'> {
  /** Undefined: it was taken back. */
  readonly answer: Answer | undefined;
  readonly byPerson: string;
}

export interface Statements {
  /** What holds now, in no order. @throws BalieError `database-unavailable`. */
  current(): Promise<readonly Statement[]>;
  /** The number of the last version of each, also of what was taken back, by assistant ('' for the whole deployment) and question: `loket/goal`. */
  numbers(): Promise<ReadonlyMap<string, number>>;
  /** Versions of some questions, the newest first. */
  history(of: { readonly assistant: string | undefined; readonly questions: readonly string[] }, limit: number): Promise<readonly StatementVersion[]>;
  /**
   * Says several things at once, or none of them.
   * @throws BalieError `factsheet-moved` when somebody said something else meanwhile; `database-unavailable`.
   */
  say(given: readonly NewStatement[]): Promise<void>;
}

interface Parts {
  readonly db: Database;
  readonly record: RecordAct;
  readonly now: () => Date;
}

const CURRENT = `SELECT nullif(assistant, '') AS assistant, question, number, answer, role, at, review_on::text AS "reviewOn" FROM (
  SELECT DISTINCT ON (assistant, question) * FROM factsheet_statements ORDER BY assistant, question, number DESC) last WHERE answer IS NOT NULL`;

/** Answers are checked by who asks (see check.ts): here they are kept, each as a version on record. */
export function createStatements({ db, record, now }: Parts): Statements {
  return {
    async current() {
      const rows = await db.query<Omit<Statement, 'assistant' | 'reviewOn'> & { assistant: string | null; reviewOn: string | null }>(CURRENT);
      return rows.map((row) => ({ ...row, assistant: row.assistant ?? undefined, reviewOn: row.reviewOn ?? undefined }));
    },
    async numbers() {
      const rows = await db.query<{ key: string; number: number }>(`SELECT assistant || '/' || question AS key, max(number) AS number FROM factsheet_statements GROUP BY assistant, question`);
      return new Map(rows.map(({ key, number }) => [key, number]));
    },
    async history({ assistant = '', questions }, limit) {
      const rows = await db.query<Omit<Statement, 'assistant' | 'reviewOn' | 'answer'> & { answer: Answer | null; reviewOn: string | null; byPerson: string }>(
        `SELECT question, number, answer, role, at, review_on::text AS "reviewOn", by_person AS "byPerson" FROM factsheet_statements
         WHERE assistant = $1 AND question = ANY ($2::text[]) ORDER BY at DESC, question LIMIT $3`,
        [assistant, questions, limit],
      );
      return rows.map((row) => ({ ...row, assistant: assistant === '' ? undefined : assistant, answer: row.answer ?? undefined, reviewOn: row.reviewOn ?? undefined }));
    },
    async say(given) {
      if (given.length === 0) return;
      await db.transaction(async (tx) => {
        // One at a time, so that numbers have no gaps; who reads does not wait.
        await tx.query('LOCK TABLE factsheet_statements IN SHARE ROW EXCLUSIVE MODE');
        for (const statement of given) await add(tx, statement, now());
        // In one act: what was said is public, and stands in the table.
        await record(tx, {
          kind: 'factsheet.stated',
          facts: { byPerson: given[0]?.byPerson, statements: given.map(({ assistant, question, expected }) => [assistant ?? '', question, expected + 1].join('/')) },
        });
      });
    },
  };
}

async function add(tx: Queryable, { assistant = '', question, answer, role, reviewOn, expected, byPerson }: NewStatement, at: Date): Promise<void> {
  const [last] = await tx.query<{ number: number }>('SELECT coalesce(max(number), 0)::integer AS number FROM factsheet_statements WHERE assistant = $1 AND question = $2', [assistant, question]);
  if (last?.number !== expected) throw new BalieError('factsheet-moved', { detail: `${assistant}/${question}: ${last?.number}` });
  await tx.query('INSERT INTO factsheet_statements (assistant, question, number, answer, role, review_on, by_person, at) VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8)', [
    assistant, question, expected + 1, answer === undefined ? null : JSON.stringify(answer), role, reviewOn ?? null, byPerson, at,
  ]);
}
