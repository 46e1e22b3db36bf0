import { randomBytes, randomUUID } from 'node:crypto';
import { createChainWriter } from '../../../src/audit/writing/chain-writer.ts';
import { chainKey } from '../../../src/audit/chain.ts';
import { exportLines, type ExportRange } from '../../../src/audit/proof/export.ts';
import { createTurnLog, type TurnLog } from '../../../src/audit/turn-log.ts';
import type { Database } from '../../../src/store/database.ts';
import { allOf } from '../../support/all-of.ts';

/** What the program has that stands alone. */
interface Verifier {
  checkExport(chunks: Iterable<Buffer>, asked?: { readonly key?: string; readonly anchors?: readonly { readonly where: string; readonly text: string }[] }): Promise<{ faults: string[]; notes: string[]; told: string }>;
}

const { checkExport } = (await import(new URL('../../../deploy/audit/verify-audit.mjs', import.meta.url).href)) as Verifier;

export const masterKey = randomBytes(32);
export const answered = { outcome: 'answered', answer: 'Dat kost € 83,90 [1].', sources: [], model: 'test', durationMs: 12 };

/** The log as one more process has it. */
export function openLog(db: Database, instanceId = randomUUID(), key = masterKey, elapsed = () => performance.now()): TurnLog {
  const own = { db, masterKey: key, instanceId };
  return createTurnLog({ ...own, now: () => new Date(), elapsed, write: createChainWriter(own) });
}

export function turn(conversationId = randomUUID(), isNew = true) {
  return { id: randomUUID(), conversationId, isNew, assistant: 'loket', question: 'Wat kost een paspoort voor Jan Jansen?' };
}

/** The log as an outsider gets it, and what the program says of it that stands alone. */
export async function exported(db: Database, key = masterKey, range: ExportRange = {}) {
  const text = (await allOf(exportLines({ db, key: chainKey(key), name: 'Lindewaarde', at: new Date('2026-11-27T08:00:00Z'), ...range }))).join('');
  const check = (said: string | Buffer, asked: Parameters<Verifier['checkExport']>[1] = {}) => checkExport([Buffer.from(said)], asked);
  return { text, check };
}

/** The database in which something is done in the midst of a walk: once the head was read, before the first page of entries. */
export function walked(db: Database, act: () => Promise<unknown>): Database {
  let isFirst = true;
  return {
    ...db,
    async query<Row extends object>(sql: string, params?: readonly unknown[]) {
      const rows = await db.query<Row>(sql, params);
      if (isFirst && sql.includes('FROM audit_head h')) {
        isFirst = false;
        await act();
      }
      return rows;
    },
  };
}
