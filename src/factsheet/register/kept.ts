/** What the desk keeps of its records in the register. */
import { BalieError, type ErrorCode } from '../../errors.ts';
import type { RecordAct } from '../../audit/management-log.ts';
import type { Database, Queryable } from '../../store/database.ts';
import type { PlatformRecord } from '../factsheet.ts';

export const PLATFORM = 'algoritmeregister';
/** Longer than a press may take: who was stopped in the middle of one holds nobody up. */
const CLAIM_MS = 120_000;

export type RegisterAct = 'send' | 'update' | 'release' | 'publish' | 'retract';

export interface Press {
  readonly act: RegisterAct;
  readonly assistant: string;
  readonly byPerson: string;
}

export type Kept = Pick<PlatformRecord, 'remoteId' | 'sentSha256' | 'state' | 'triedAt' | 'fault'>;
export type Outcome = Pick<Kept, 'state'> & { readonly remoteId: string; readonly sentSha256: string };

export interface KeptRecords {
  all(): Promise<ReadonlyMap<string, Kept>>;
  /** Puts the press on record, and lets nobody else begin one. @throws BalieError `register-busy`. */
  claim(press: Press): Promise<Kept>;
  done(press: Press, outcome: Outcome): Promise<void>;
  /** @param isUnsure it may have come about all the same: nobody begins anew until that shows. */
  failed(press: Press, fault: ErrorCode, isUnsure: boolean): Promise<void>;
  /** Puts right how a record stands that this desk sent, by what the register shows: the answer to a press may have been lost, or somebody did it there. Not while one is under way. */
  found(assistant: string, before: Kept, state: Kept['state']): Promise<Kept>;
}

interface Parts {
  readonly db: Database;
  readonly record: RecordAct;
  readonly now: () => Date;
}

type Row = { readonly [Key in keyof Kept]: Exclude<Kept[Key], undefined> | null } & { readonly state: Kept['state'] };
const COLUMNS = 'remote_id AS "remoteId", sent_sha256 AS "sentSha256", state, tried_at AS "triedAt", fault';
export const NOTHING_KEPT: Kept = { remoteId: undefined, sentSha256: undefined, state: 'none', triedAt: undefined, fault: undefined };

const keptOf = ({ remoteId, sentSha256, state, triedAt, fault }: Row): Kept => ({ remoteId: remoteId ?? undefined, sentSha256: sentSha256 ?? undefined, state, triedAt: triedAt ?? undefined, fault: fault ?? undefined });

export function createKeptRecords({ db, record, now }: Parts): KeptRecords {
  return {
    async all() {
      const rows = await db.query<Row & { assistant: string }>(`SELECT assistant, ${COLUMNS} FROM factsheet_records WHERE platform = $1`, [PLATFORM]);
      return new Map(rows.map((row) => [row.assistant, keptOf(row)]));
    },
    claim: (press) =>
      db.transaction(async (tx) => {
        const [row] = await tx.query<Row>(
          `INSERT INTO factsheet_records (platform, assistant, state, tried_at, claimed_until) VALUES ($1, $2, 'none', $3, $4)
           ON CONFLICT (platform, assistant) DO UPDATE SET tried_at = excluded.tried_at, claimed_until = excluded.claimed_until
             WHERE factsheet_records.claimed_until IS NULL OR factsheet_records.claimed_until <= excluded.tried_at
           RETURNING ${COLUMNS}`,
          [PLATFORM, press.assistant, now(), new Date(now().getTime() + CLAIM_MS)],
        );
        if (row === undefined) throw new BalieError('register-busy');
        await record(tx, { kind: 'register.asked', facts: { ...press } });
        return keptOf(row);
      }),
    done: (press, { remoteId, sentSha256, state }) =>
      db.transaction(async (tx) => {
        await tx.query('UPDATE factsheet_records SET remote_id = $3, sent_sha256 = $4, state = $5, fault = NULL, claimed_until = NULL WHERE platform = $1 AND assistant = $2', [PLATFORM, press.assistant, remoteId, sentSha256, state]);
        await record(tx, { kind: 'register.done', facts: { ...press, remoteId, sha256: sentSha256 } });
      }),
    failed: (press, fault, isUnsure) =>
      db.transaction(async (tx) => {
        await tx.query(
          `UPDATE factsheet_records SET fault = $3, state = CASE WHEN $4::boolean THEN 'sending' ELSE state END, claimed_until = CASE WHEN $4::boolean THEN $5::timestamptz END WHERE platform = $1 AND assistant = $2`,
          [PLATFORM, press.assistant, fault, isUnsure, new Date(now().getTime() + CLAIM_MS)],
        );
        await record(tx, { kind: 'register.failed', facts: { ...press, fault } });
      }),
    async found(assistant, before, state) {
      if (before.remoteId === undefined || before.state === state) return before;
      const [row] = await db.query<Row>(
        `UPDATE factsheet_records SET state = $4, fault = NULL WHERE platform = $1 AND assistant = $2 AND remote_id = $3 AND state = $5 AND (claimed_until IS NULL OR claimed_until <= $6) RETURNING ${COLUMNS}`,
        [PLATFORM, assistant, before.remoteId, state, before.state, now()],
      );
      return row === undefined ? before : keptOf(row);
    },
  };
}

/** Assistants that the register shows; undefined where this desk never sent one: others may stand there by hand. */
export async function registeredAssistants(db: Queryable): Promise<string[] | undefined> {
  const rows = await db.query<{ assistant: string; state: Kept['state'] }>('SELECT assistant, state FROM factsheet_records WHERE platform = $1 AND remote_id IS NOT NULL ORDER BY assistant', [PLATFORM]);
  return rows.length === 0 ? undefined : rows.filter(({ state }) => state === 'published').map(({ assistant }) => assistant);
}
