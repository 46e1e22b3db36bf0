import { createSecretKey, randomUUID } from 'node:crypto';
import { newKey, seal, unseal } from '../audit/content.ts';
import { BalieError, type ErrorCode, foreignCode } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
}

/** A measurement of a draft. */
export interface TrialFacts {
  readonly assistant: string;
  /** Number of the person or the key that wished it. */
  readonly owner: string;
  /** The text that is otherwise in the draft. */
  readonly file: string;
  /** The version that it was made from. */
  readonly version: number;
  /** How many cases are to be asked. */
  readonly cases: number;
}

export type TrialEnd = 'done' | 'stopped' | 'failed' | 'interrupted';

export interface KeptTrial<Content> extends TrialFacts {
  readonly state: 'running' | TrialEnd;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly fault: ErrorCode | null;
  readonly content: Content;
}

/** One that this process makes: no other writes to it. */
export interface OwnTrial<Content> {
  /** Both say whether it is still wanted: somebody may have stopped or erased it, in any process. @throws BalieError `database-unavailable`. */
  keep(content: Content): Promise<boolean>;
  beat(): Promise<boolean>;
  /** One that was ended meanwhile stays as it is. */
  end(state: TrialEnd, fault?: ErrorCode): Promise<void>;
}

interface Row extends Omit<KeptTrial<unknown>, 'content'> {
  readonly id: string;
  readonly wrapped: Buffer;
  readonly content: Buffer;
}

const UNIQUE_VIOLATION = '23505';
/** A process that said nothing for so long is gone, and what it measured is not gone on with. */
const IS_GONE = `state = 'running' AND beat_at < now() - interval '30 seconds'`;
const COLUMNS = `id, assistant, owner, file, version, cases, wrapped, content, fault, started_at AS "startedAt",
  CASE WHEN ${IS_GONE} THEN 'interrupted' ELSE state END AS state, CASE WHEN ${IS_GONE} THEN beat_at ELSE ended_at END AS "endedAt"`;

/** Measurements of drafts, where all processes see them. @param Content what is kept of one, as JSON: sealed, under a key of its own. */
export function createTrials<Content extends object>({ db, masterKey }: Options) {
  const master = createSecretKey(masterKey);
  const context = ({ id, owner }: Pick<Row, 'id' | 'owner'>) => `${id} trial ${owner}`;

  function opened({ id, wrapped, content, ...row }: Row): KeptTrial<Content> {
    const place = context({ id, owner: row.owner });
    return { ...row, content: JSON.parse(unseal(unseal(master, wrapped, place), content, place).toString('utf8')) as Content };
  }

  return {
    /**
     * Begins one in the place of the last of this assistant and owner, on record.
     * @throws BalieError `trial-running` where one of this owner's runs; what `record` throws, and nothing was begun.
     */
    async begin(facts: TrialFacts, content: Content, record: (tx: Queryable) => Promise<void>): Promise<OwnTrial<Content>> {
      const id = randomUUID();
      const key = newKey();
      const place = context({ id, owner: facts.owner });
      const sealed = (what: Content) => seal(key, Buffer.from(JSON.stringify(what)), place);
      const { assistant, owner, file, version, cases } = facts;
      try {
        await db.transaction(async (tx) => {
          await tx.query(`UPDATE trials SET state = 'interrupted', ended_at = beat_at WHERE owner = $1 AND ${IS_GONE}`, [owner]);
          // One that runs stays, and is in the way.
          await tx.query(`DELETE FROM trials WHERE assistant = $1 AND owner = $2 AND state <> 'running'`, [assistant, owner]);
          await tx.query(
            `INSERT INTO trials (id, assistant, owner, state, file, version, cases, wrapped, content, started_at) VALUES ($1, $2, $3, 'running', $4, $5, $6, $7, $8, now())`,
            [id, assistant, owner, file, version, cases, seal(master, key, place), sealed(content)],
          );
          await record(tx);
        });
      } catch (error) {
        throw foreignCode(error) === UNIQUE_VIOLATION ? new BalieError('trial-running', { cause: error }) : error;
      }
      const said = async (sql: string, params: readonly unknown[]) => (await db.query(sql, params)).length > 0;
      return {
        keep: (what) => said(`UPDATE trials SET content = $2, beat_at = now() WHERE id = $1 AND state = 'running' RETURNING id`, [id, sealed(what)]),
        beat: () => said(`UPDATE trials SET beat_at = now() WHERE id = $1 AND state = 'running' RETURNING id`, [id]),
        async end(state, fault) {
          await db.query(`UPDATE trials SET state = $2, fault = $3, ended_at = now() WHERE id = $1 AND state = 'running'`, [id, state, fault ?? null]);
        },
      };
    },

    /** The last one of an assistant that somebody wished. */
    async of(assistant: string, owner: string): Promise<KeptTrial<Content> | undefined> {
      const [row] = await db.query<Row>(`SELECT ${COLUMNS} FROM trials WHERE assistant = $1 AND owner = $2`, [assistant, owner]);
      return row && opened(row);
    },

    /** The assistant of which somebody has a draft measured now. */
    async running(owner: string): Promise<string | undefined> {
      const [row] = await db.query<{ assistant: string }>(`SELECT assistant FROM trials WHERE owner = $1 AND state = 'running' AND NOT (${IS_GONE})`, [owner]);
      return row?.assistant;
    },

    /** Ends it, whichever process makes it, on record. @returns false when it does not run. @throws what `record` throws. */
    stop: (assistant: string, owner: string, record: (tx: Queryable) => Promise<void>): Promise<boolean> =>
      db.transaction(async (tx) => {
        const stopped = await tx.query(`UPDATE trials SET state = 'stopped', ended_at = now() WHERE assistant = $1 AND owner = $2 AND state = 'running' AND NOT (${IS_GONE}) RETURNING id`, [assistant, owner]);
        if (stopped.length > 0) await record(tx);
        return stopped.length > 0;
      }),
  };
}

/** Takes those of a person, in the caller's transaction. */
export async function takeTrials(tx: Queryable, personId: string): Promise<void> {
  await tx.query('DELETE FROM trials WHERE owner = $1', [personId]);
}

const PAST = 'coalesce(ended_at, beat_at) < $1';
/** Measurements that ended before a moment. */
export const agedTrials = { past: `trials WHERE ${PAST}`, erase: [{ from: 'trials', where: PAST }] };
