import { randomUUID } from 'node:crypto';
import { asBalieError, type ErrorCode } from '../errors.ts';
import type { Database } from '../store/database.ts';
import type { PullProgress } from './call.ts';

/** A model on its way to a host, or what became of it; `interrupted`: its process is gone, or could not keep how it ended. */
export interface Pull {
  readonly backend: string;
  readonly model: string;
  readonly state: 'running' | 'done' | 'failed' | 'interrupted';
  readonly startedAt: Date;
  readonly completedBytes?: number;
  readonly totalBytes?: number;
  readonly fault?: ErrorCode;
}

/** Those that began last are told of, so many in all. */
const SHOWN = 10;
/** How often it is told how far one is, and that its process lives. */
const BEAT_MS = 1_000;
/** Of a process that said nothing for so long nothing is known any more. */
const IS_GONE = `state = 'running' AND beat_at < now() - interval '30 seconds'`;

type Row = { readonly [Name in keyof Pull]-?: Pull[Name] | null } & Pick<Pull, 'backend' | 'model' | 'state' | 'startedAt'>;

/** Models that are brought to hosts while nobody waits: who asked looks again later, at any process. */
export class Pulls {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The last one first. @throws BalieError `database-unavailable`, as all here. */
  async list(): Promise<readonly Pull[]> {
    const rows = await this.#db.query<Row>(
      `SELECT backend, model, CASE WHEN ${IS_GONE} THEN 'interrupted' ELSE state END AS state, started_at AS "startedAt",
         completed_bytes AS "completedBytes", total_bytes AS "totalBytes", fault FROM model_pulls ORDER BY started_at DESC LIMIT $1`,
      [SHOWN],
    );
    return rows.map(({ completedBytes, totalBytes, fault, ...pull }) => ({
      ...pull, ...(completedBytes !== null && { completedBytes }), ...(totalBytes !== null && { totalBytes }), ...(fault !== null && { fault }),
    }));
  }

  async isRunning(backend: string, model: string): Promise<boolean> {
    return (await this.#db.query(`SELECT 1 FROM model_pulls WHERE backend = $1 AND model = $2 AND state = 'running' AND NOT (${IS_GONE})`, [backend, model])).length > 0;
  }

  /** Begins one, unless the same is under way in any process. */
  async start(backend: string, model: string, steps: AsyncIterable<PullProgress>): Promise<void> {
    const [begun] = await this.#db.query<{ id: string }>(
      `INSERT INTO model_pulls AS p (backend, model, id, state, started_at) VALUES ($1, $2, $3, 'running', now())
       ON CONFLICT (backend, model) DO UPDATE SET id = excluded.id, state = 'running', started_at = now(), beat_at = now(), completed_bytes = NULL, total_bytes = NULL, fault = NULL
         WHERE p.state <> 'running' OR p.beat_at < now() - interval '30 seconds' RETURNING id`,
      [backend, model, randomUUID()],
    );
    if (begun === undefined) return;
    // Of models that nobody asks for any more.
    await this.#db.query(`DELETE FROM model_pulls WHERE state <> 'running' AND started_at < (SELECT min(started_at) FROM (SELECT started_at FROM model_pulls ORDER BY started_at DESC LIMIT $1) last)`, [SHOWN]);
    // What cannot be told of its end tells itself: without a word of this process how it ended counts as not known.
    void this.#follow(begun.id, steps).catch(() => undefined);
  }

  async #follow(id: string, steps: AsyncIterable<PullProgress>): Promise<void> {
    let progress: Omit<PullProgress, 'status'> = {};
    const beat = () => void this.#db.query('UPDATE model_pulls SET beat_at = now(), completed_bytes = $2, total_bytes = $3 WHERE id = $1', [id, progress.completedBytes ?? null, progress.totalBytes ?? null]).catch(() => undefined);
    const timer = setInterval(beat, BEAT_MS).unref();
    try {
      for await (const step of steps) progress = step;
      await this.#end(id, 'done');
    } catch (error) {
      await this.#end(id, 'failed', asBalieError(error).code);
    } finally {
      clearInterval(timer);
    }
  }

  async #end(id: string, state: 'done' | 'failed', fault?: ErrorCode): Promise<void> {
    await this.#db.query('UPDATE model_pulls SET state = $2, fault = $3 WHERE id = $1', [id, state, fault ?? null]);
  }
}
