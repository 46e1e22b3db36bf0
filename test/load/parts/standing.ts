import { setTimeout as sleep } from 'node:timers/promises';
import { verify } from '../../../src/audit/verify.ts';
import type { Database } from '../../../src/store/database.ts';
import type { Heard } from './asker.ts';

export interface Standing {
  /** Told to somebody, and not kept so. */
  readonly lost: number;
  /** Turns without the entry of their question or of their end in the chain. */
  readonly unrecorded: number;
  readonly twiceEnded: number;
  readonly open: number;
  /** Answered, not arrived, and answered again: told of, no fault. */
  readonly again: number;
  readonly isGood: boolean;
  readonly lines: readonly string[];
}

/**
 * Holds what was told against what was kept, once no turn is open any more. @param waitMs for that: what a process that is gone had begun ends after half
 * a minute of its silence.
 */
export async function standingOf(db: Database, auditKey: Buffer, heard: Heard, waitMs = 90_000): Promise<Standing> {
  const one = async (sql: string) => (await db.query<{ count: number }>(sql))[0]?.count ?? 0;
  const openNow = () => one('SELECT count(*) AS count FROM turns WHERE ended_at IS NULL');
  for (const end = performance.now() + waitMs; (await openNow()) > 0 && performance.now() < end; ) await sleep(500);
  const turns = await db.query<{ id: string; conversation: string; outcome: string | null }>('SELECT id, conversation_id AS conversation, outcome FROM turns');
  const outcomes = new Map(turns.map(({ id, outcome }) => [id, outcome]));
  const conversations = new Set(turns.map(({ conversation }) => conversation));
  const lost = [...heard.done].filter(([id, outcome]) => outcomes.get(id) !== outcome).length + [...heard.kept].filter((id) => !conversations.has(id)).length;
  const entriesOf = (kind: string) => `(SELECT count(*) FROM audit_entries e WHERE e.turn_id = t.id AND e.kind = '${kind}')`;
  const unrecorded = await one(`SELECT count(*) AS count FROM turns t WHERE ${entriesOf('turn.received')} = 0 OR (t.ended_at IS NOT NULL AND ${entriesOf('turn.ended')} = 0)`);
  const twiceEnded = await one(`SELECT count(*) AS count FROM turns t WHERE ${entriesOf('turn.ended')} > 1`);
  const again = await one(`SELECT count(*) AS count FROM (SELECT conversation_id FROM turns WHERE outcome = 'answered' GROUP BY conversation_id HAVING count(*) > 1) t`);
  const open = await openNow();
  const { firstFault, entries, clockBack } = await verify(db, auditKey);
  const by = Object.entries(Object.groupBy(turns, ({ outcome }) => outcome ?? 'open')).map(([outcome, all]) => `${outcome} ${all?.length}`);
  return {
    lost,
    unrecorded,
    twiceEnded,
    open,
    again,
    isGood: lost + unrecorded + twiceEnded + open === 0 && firstFault === undefined,
    lines: [
      `turns: ${by.join(', ') || 'none'}; told and lost ${lost}, not in the log ${unrecorded}, with two ends ${twiceEnded}, left open ${open}; answered, not arrived, and answered again ${again}`,
      `chain: ${entries} entries, ${firstFault === undefined ? 'whole' : `fault at ${JSON.stringify(firstFault)}`}${clockBack === undefined ? '' : `; the clock stood back ${clockBack.times} times`}`,
    ],
  };
}
