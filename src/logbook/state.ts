import { lastEntry } from '../audit/follow/entries.ts';
import type { Database } from '../store/database.ts';
import { FOLLOWER } from './follow.ts';
import { DELIVERY } from './otlp/deliver.ts';
import { type Outlet, outletsOf } from './outlets.ts';
import type { LogbookSettings, SiemSettings } from './rules.ts';
import { siemOutlet } from './siem/deliver.ts';

/** How one of the ways out of the audit log stands. Nothing of what goes through it. */
export interface OutletState extends Pick<Outlet, 'acknowledgedAt' | 'fault' | 'detail' | 'faultAt'> {
  readonly kind: 'records' | 'receiver' | 'siem';
  /** Where to, as the configuration has it; absent for what stays here. */
  readonly to?: string;
  /** Entries or records that have not gone through it. */
  readonly waiting: number;
  /** Of these, how many the receiver will not have. */
  readonly refused: number;
}

interface Configured {
  readonly logbook: LogbookSettings | undefined;
  readonly siem: readonly SiemSettings[];
}

/** More are not counted: this is asked often. */
const MOST = 100_000;

/** The ways out that are configured, in that order. */
export async function outletStates(db: Database, { logbook, siem }: Configured): Promise<OutletState[]> {
  const wanted = [
    ...(logbook === undefined ? [] : [{ kind: 'records' as const, name: FOLLOWER }]),
    ...(logbook?.receiver === undefined ? [] : [{ kind: 'receiver' as const, name: DELIVERY, to: logbook.receiver.url }]),
    ...siem.map(({ to }) => ({ kind: 'siem' as const, name: siemOutlet(to), to })),
  ];
  if (wanted.length === 0) return [];
  const outlets = new Map((await outletsOf(db, wanted.map(({ name }) => name))).map((outlet) => [outlet.name, outlet]));
  const last = await lastEntry(db);
  const queue = logbook?.receiver === undefined ? { waiting: 0, refused: 0 } : await queued(db);
  return wanted.map(({ kind, name, ...to }) => {
    const { cursor = last, acknowledgedAt = null, fault = null, detail = null, faultAt = null } = outlets.get(name) ?? {};
    const count = kind === 'receiver' ? queue : { waiting: Math.max(0, last - cursor), refused: 0 };
    return { kind, ...to, ...count, acknowledgedAt, fault, detail, faultAt };
  });
}

async function queued(db: Database): Promise<{ waiting: number; refused: number }> {
  const [row] = await db.query<{ waiting: number; refused: number }>(
    'SELECT count(*) AS waiting, count(*) FILTER (WHERE is_refused) AS refused FROM (SELECT is_refused FROM logbook_queue LIMIT $1) q',
    [MOST],
  );
  return row ?? { waiting: 0, refused: 0 };
}
