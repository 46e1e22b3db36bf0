import type { RecordAct } from '../../audit/management-log.ts';
import { BalieError } from '../../errors.ts';
import type { Database, Queryable } from '../../store/database.ts';
import type { AttachedEvidence, StatedAnswer, StatedNote } from './answer.ts';
import type { Verdict } from './question.ts';
import type { Vault } from './sealed.ts';

/** What is kept of an answer besides its verdict, sealed. */
interface Said {
  readonly text: string;
  readonly role: string;
  readonly evidence: readonly AttachedEvidence[];
}

/** What a person said of a question, as it holds now. */
export interface SaidAnswer extends Said {
  readonly question: string;
  readonly number: number;
  /** Undefined: a note beside a measurement. */
  readonly verdict: Verdict | undefined;
  readonly at: Date;
  /** YYYY-MM-DD. */
  readonly reviewOn: string;
}

/** One of its versions, with who made it. `said` undefined: it was taken back. */
export interface AnswerVersion {
  readonly number: number;
  readonly at: Date;
  readonly byPerson: string;
  readonly said: Omit<SaidAnswer, 'question' | 'number' | 'at'> | undefined;
}

export interface NewAnswer {
  readonly question: string;
  /** Undefined: takes back what was said. */
  readonly said: Omit<SaidAnswer, 'question' | 'number' | 'at'> | undefined;
  /** The number that its author saw; 0: nothing was said. */
  readonly expected: number;
  readonly byPerson: string;
}

export interface DiligenceAnswers {
  /** @throws BalieError `database-unavailable`. */
  current(): Promise<readonly SaidAnswer[]>;
  /** The newest first. */
  history(question: string, limit: number): Promise<readonly AnswerVersion[]>;
  /** Of all its versions, each file once, the newest first: who took one off an answer may still want it erased. */
  files(question: string): Promise<readonly AttachedEvidence[]>;
  /** @param also done in the same transaction. @throws BalieError `diligence-moved` when somebody said something else meanwhile; `database-unavailable`. */
  say(given: NewAnswer, also?: (tx: Queryable) => Promise<void>): Promise<void>;
}

interface Parts {
  readonly db: Database;
  readonly vault: Vault;
  readonly record: RecordAct;
  readonly now: () => Date;
}

interface Row {
  readonly question: string;
  readonly number: number;
  readonly verdict: Verdict | null;
  readonly content: Buffer | null;
  readonly reviewOn: string | null;
  readonly at: Date;
  readonly byPerson: string;
}

const COLUMNS = 'question, number, verdict, content, review_on::text AS "reviewOn", at, by_person AS "byPerson"';
const placeOf = ({ question, number }: Pick<Row, 'question' | 'number'>) => `diligence answer ${question}/${number}`;

/** Answers are checked by who asks: here they are kept, each as a version on record. */
export function createDiligenceAnswers({ db, vault, record, now }: Parts): DiligenceAnswers {
  const saidIn = (row: Row): AnswerVersion['said'] =>
    row.content === null || row.reviewOn === null ? undefined : { verdict: row.verdict ?? undefined, reviewOn: row.reviewOn, ...(vault.open(placeOf(row), row.content) as Said) };
  return {
    async current() {
      const rows = await db.query<Row>(`SELECT ${COLUMNS} FROM (SELECT DISTINCT ON (question) * FROM diligence_answers ORDER BY question, number DESC) last WHERE content IS NOT NULL ORDER BY question`);
      return rows.flatMap((row) => {
        const said = saidIn(row);
        return said === undefined ? [] : [{ question: row.question, number: row.number, at: row.at, ...said }];
      });
    },
    async history(question, limit) {
      const rows = await db.query<Row>(`SELECT ${COLUMNS} FROM diligence_answers WHERE question = $1 ORDER BY number DESC LIMIT $2`, [question, limit]);
      return rows.map((row) => ({ number: row.number, at: row.at, byPerson: row.byPerson, said: saidIn(row) }));
    },
    async files(question) {
      const rows = await db.query<Row>(`SELECT ${COLUMNS} FROM diligence_answers WHERE question = $1 AND content IS NOT NULL ORDER BY number DESC`, [question]);
      const files = rows.flatMap((row) => saidIn(row)?.evidence ?? []).filter(({ file }) => file !== undefined);
      return [...Map.groupBy(files, ({ file }) => file?.sha256).values()].flatMap((same) => same.slice(0, 1));
    },
    async say({ question, said, expected, byPerson }, also) {
      await db.transaction(async (tx) => {
        // One at a time, so that numbers have no gaps; who reads does not wait.
        await tx.query('LOCK TABLE diligence_answers IN SHARE ROW EXCLUSIVE MODE');
        const [last] = await tx.query<{ number: number }>('SELECT coalesce(max(number), 0)::integer AS number FROM diligence_answers WHERE question = $1', [question]);
        if (last?.number !== expected) throw new BalieError('diligence-moved', { detail: `${question}: ${last?.number}` });
        const number = expected + 1;
        await also?.(tx);
        const content = said && vault.seal(placeOf({ question, number }), { text: said.text, role: said.role, evidence: said.evidence } satisfies Said);
        await tx.query('INSERT INTO diligence_answers (question, number, verdict, content, review_on, by_person, at) VALUES ($1, $2, $3, $4, $5, $6, $7)', [question, number, said?.verdict ?? null, content ?? null, said?.reviewOn ?? null, byPerson, now()]);
        await record(tx, { kind: 'diligence.answered', facts: { byPerson, answer: `${question}/${number}` } });
      });
    },
  };
}

/** As they count in the report. @param today YYYY-MM-DD. What nobody looked at since its day counts as partly at most: a promise of then is no proof of now. */
export function statedFrom(said: readonly SaidAnswer[], today: string): StatedAnswer[] {
  return said.flatMap(({ verdict, ...one }) => {
    if (verdict === undefined) return [];
    const isExpired = one.reviewOn <= today;
    return [{ ...noteOf(one), verdict: isExpired && verdict === 'yes' ? ('partly' as const) : verdict, ...(isExpired && { expired: verdict }) }];
  });
}

/** All that is said, for beside the measurements. */
export function notesFrom(said: readonly SaidAnswer[]): StatedNote[] {
  return said.map(noteOf);
}

function noteOf({ question, text, role, at, reviewOn, evidence }: Omit<SaidAnswer, 'verdict' | 'number'>): StatedNote {
  return { question, text, role, at: at.toISOString(), reviewOn, evidence };
}
