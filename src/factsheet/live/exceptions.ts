import type { Queryable } from '../../store/database.ts';

/** Why an assistant is on while something is missing. */
export interface Exception {
  /** 0: of the configuration. */
  readonly number: number;
  readonly assistant: string;
  readonly reason: string;
  /** The last day on which it holds, YYYY-MM-DD; undefined: as long as the configuration has it. */
  readonly until: string | undefined;
  readonly origin: 'person' | 'configuration' | 'upgrade' | 'lapse';
  /** Whether that it is over was recorded. */
  readonly isEnded: boolean;
}

export type NewException = Omit<Exception, 'number' | 'isEnded'>;

/** Who did: by the number of a key or a person, or on the machine itself by the name of an account there. */
export type ExceptedBy = { readonly byKey: string } | { readonly byUser: string };

/** What the database has of it. */
export interface Kept {
  /** The last one of each assistant, those of the configuration aside. */
  readonly exceptions: readonly Exception[];
  /** Those of the configuration that were recorded. */
  readonly configured: readonly Pick<Exception, 'assistant' | 'reason' | 'until'>[];
  /** Assistants that were on and complete at the last look. */
  readonly live: ReadonlySet<string>;
  /** Whether this is the first look after an update of an installation that was in use. */
  readonly isUpgrade: boolean;
}

const FACTS = 'number, assistant, reason, until::text AS until, origin, ended_at IS NOT NULL AS "isEnded"';

type Row = Omit<Exception, 'until'> & { readonly until: string | null };

const exceptionOf = ({ until, ...row }: Row): Exception => ({ ...row, until: until ?? undefined });

/** @throws BalieError `database-unavailable`. */
export async function readKept(db: Queryable): Promise<Kept> {
  const last = await db.query<Row>(`SELECT DISTINCT ON (assistant) ${FACTS} FROM live_exceptions WHERE origin <> 'configuration' ORDER BY assistant, number DESC`);
  const configured = await db.query<Row>(`SELECT DISTINCT ON (assistant) ${FACTS} FROM live_exceptions WHERE origin = 'configuration' ORDER BY assistant, number DESC`);
  const live = await db.query<{ assistant: string }>('SELECT assistant FROM live_assistants');
  const upgrade = await db.query('SELECT is_only FROM live_upgrade');
  return { exceptions: last.map(exceptionOf), configured: configured.map(exceptionOf), live: new Set(live.map(({ assistant }) => assistant)), isUpgrade: upgrade.length > 0 };
}

/** One process at a time from here to the end of the transaction; who reads does not wait. */
export async function lockExceptions(tx: Queryable): Promise<void> {
  await tx.query('LOCK TABLE live_exceptions IN SHARE ROW EXCLUSIVE MODE');
}

/** @returns its number. */
export async function addException(tx: Queryable, { assistant, reason, until, origin }: NewException, by: Partial<{ byKey: string; byUser: string }>, at: Date): Promise<number> {
  const [row] = await tx.query<{ number: number }>('INSERT INTO live_exceptions (assistant, reason, until, origin, at, by_key, by_user) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING number', [
    assistant, reason, until ?? null, origin, at, by.byKey ?? null, by.byUser ?? null,
  ]);
  if (row === undefined) throw new Error('an exception without a number');
  return row.number;
}

export async function endException(tx: Queryable, number: number, at: Date): Promise<void> {
  await tx.query('UPDATE live_exceptions SET ended_at = $2 WHERE number = $1', [number, at]);
}

export async function setLive(tx: Queryable, assistant: string, isLive: boolean): Promise<void> {
  await tx.query(isLive ? 'INSERT INTO live_assistants (assistant) VALUES ($1) ON CONFLICT DO NOTHING' : 'DELETE FROM live_assistants WHERE assistant = $1', [assistant]);
}

export async function endUpgrade(tx: Queryable): Promise<void> {
  await tx.query('DELETE FROM live_upgrade');
}
