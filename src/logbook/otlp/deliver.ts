import type { Database } from '../../store/database.ts';
import { acknowledge, failed, isDue, noteFault, openOutlet } from '../outlets.ts';
import { recordsBy } from '../records.ts';
import { exportRequest } from './request.ts';
import type { Said, Send } from './send.ts';

export const DELIVERY = 'otlp';
/** So many records in one request. */
const AT_ONCE = 100;
/** Longer than a request may take: of a process that was killed meanwhile, another sends them again. */
const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 60 * 60_000;

interface Options {
  readonly db: Database;
  readonly send: Send;
  readonly version: string;
  readonly now: () => Date;
}

interface Leased {
  readonly records: readonly number[];
  readonly isAlone: boolean;
  readonly attempts: number;
}

/** Sends none of what waits any more: without a receiver it stays here, and goes by its age. */
export async function dropQueue(db: Database): Promise<void> {
  await db.query('DELETE FROM logbook_queue');
}

/**
 * Sends the records that wait, until there are no more or the receiver is away. A record leaves the queue when the receiver has acknowledged it,
 * and only then. What it refuses is sent one by one from then on: nothing else waits for that, and it is never given up.
 */
export function createDelivery({ db, send, version, now }: Options): { start(): Promise<void>; deliver(): Promise<number> } {
  return {
    start: () => openOutlet(db, DELIVERY, 0, now()),
    async deliver() {
      let sent = 0;
      while (await isDue(db, DELIVERY, now())) {
        const leased = await take();
        if (leased === undefined) break;
        const said = await send(exportRequest(await recordsBy(db, leased.records), { name: 'balie', version }));
        if (said.what === 'acknowledged') sent += leased.records.length;
        if (!(await settle(leased, said))) break;
      }
      return sent;
    },
  };

  /** Whatever others have not, the oldest first; what was refused before by itself. */
  async function take(): Promise<Leased | undefined> {
    const at = now();
    const until = new Date(at.getTime() + LEASE_MS);
    const whole = await leaseOf('NOT is_refused', AT_ONCE, at, until);
    if (whole.length > 0) return { records: whole.map(({ record }) => record), isAlone: whole.length === 1, attempts: 0 };
    const [alone] = await leaseOf('is_refused', 1, at, until);
    return alone && { records: [alone.record], isAlone: true, attempts: alone.attempts };
  }

  function leaseOf(which: 'is_refused' | 'NOT is_refused', limit: number, at: Date, until: Date): Promise<{ record: number; attempts: number }[]> {
    return db.query(
      `UPDATE logbook_queue SET leased_until = $3, attempts = attempts + 1
        WHERE record IN (
          SELECT record FROM logbook_queue WHERE next_at <= $1 AND (leased_until IS NULL OR leased_until <= $1) AND ${which} ORDER BY record LIMIT $2 FOR UPDATE SKIP LOCKED)
        RETURNING record, attempts`,
      [at, limit, until],
    );
  }

  /** @returns whether to go on. */
  async function settle({ records, isAlone, attempts }: Leased, said: Said): Promise<boolean> {
    const at = now();
    if (said.what === 'acknowledged') {
      await db.query('DELETE FROM logbook_queue WHERE record = ANY($1::bigint[])', [records]);
      const refused = await db.query('SELECT 1 FROM logbook_queue WHERE is_refused LIMIT 1');
      await acknowledge(db, { name: DELIVERY, now: at, ...(refused.length > 0 && { but: 'logbook-refused' }) });
      if (said.warning !== undefined && refused.length === 0) await noteFault(db, DELIVERY, { code: 'logbook-warning', detail: said.warning }, at);
      return true;
    }
    if (said.what === 'away') {
      await db.query('UPDATE logbook_queue SET leased_until = NULL WHERE record = ANY($1::bigint[])', [records]);
      await failed(db, DELIVERY, { code: 'logbook-unreachable', detail: said.detail, ...(said.waitMs !== undefined && { waitMs: said.waitMs }) }, at);
      return false;
    }
    const pause = isAlone ? Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 16), LONGEST_PAUSE_MS) : 0;
    await db.query('UPDATE logbook_queue SET leased_until = NULL, is_refused = true, next_at = $2 WHERE record = ANY($1::bigint[])', [records, new Date(at.getTime() + pause)]);
    if (isAlone) await noteFault(db, DELIVERY, { code: 'logbook-refused', detail: said.detail }, at);
    return true;
  }
}
