import type { RecordAct } from '../../audit/management-log.ts';
import type { ErrorCode } from '../../errors.ts';
import type { Database } from '../../store/database.ts';
import type { Publication } from '../factsheet.ts';
import type { Publications } from '../publications.ts';
import { type Brought, type Platform, type PlatformState, type PushPlatform, type PushState, type ReadyPlatform, type ReadyState, WHOLE } from './platform.ts';

/** Longer than a try takes: where the process that took it was killed, another takes it after this. */
const TAKEN_MS = 2 * 60_000;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 60 * 60_000;
/** What was refused is so again, until somebody has done something on either side. */
const REFUSED_PAUSE_MS = 6 * 60 * 60_000;

interface Parts {
  readonly db: Database;
  readonly publications: Pick<Publications, 'last'>;
  readonly platforms: readonly Platform[];
  readonly record: RecordAct;
  readonly now: () => Date;
}

export interface PlatformDelivery {
  /** Brings what was published last to each platform that does not have it, where it is time to. @throws BalieError `database-unavailable`. */
  bringWaiting(): Promise<void>;
  states(): Promise<readonly PlatformState[]>;
  /** Has a platform where it failed tried at the next look, and not later. @returns whether there was something to try. @throws BalieError `database-unavailable`. */
  retry(platform: string, byPerson: string): Promise<boolean>;
}

/**
 * Only what a person published goes out, and of that only the last: a platform that was away misses what was replaced meanwhile. Of several
 * processes one sends to a platform at a time. How each stands, is in the database.
 */
export function createPlatformDelivery({ db, publications, platforms, record, now }: Parts): PlatformDelivery {
  const pushed = platforms.filter((one) => one.kind === 'push');

  async function bring({ id, bring: send, rejections }: PushPlatform, publication: Publication): Promise<void> {
    const { number } = publication;
    await db.query(`INSERT INTO factsheet_records (platform, assistant, state) VALUES ($1, $2, 'none') ON CONFLICT DO NOTHING`, [id, WHOLE]);
    const at = now();
    // What was wrong the last time goes now: by that one that is being tried is told from one that waits.
    const [taken] = await db.query<{ failures: number; isNew: boolean }>(
      `WITH before AS (SELECT platform, tried FROM factsheet_records WHERE platform = $1 AND assistant = $2)
       UPDATE factsheet_records r SET tried = $3, tried_at = $4, next_at = $5, fault = NULL, detail = NULL, state = CASE r.state WHEN 'none' THEN 'sending' ELSE r.state END
         FROM before WHERE r.platform = $1 AND r.assistant = $2 AND coalesce(r.publication, 0) < $3
          AND (coalesce(r.tried, 0) < $3 OR r.next_at IS NULL OR r.next_at <= $4)
       RETURNING r.failures, coalesce(before.tried, 0) < $3 AS "isNew"`,
      [id, WHOLE, number, at, new Date(at.getTime() + TAKEN_MS)],
    );
    if (taken === undefined) return;
    const [rejection] = rejections(publication);
    const said: Brought = rejection === undefined ? await send(publication) : { what: 'refused', code: 'platform-rejected', detail: `${rejection.label} ${rejection.message}` };
    await (said.what === 'taken' ? settle(id, publication, said.remoteId) : fail(id, number, said, taken.isNew ? 0 : taken.failures));
  }

  async function settle(id: string, { number, sha256 }: Publication, receipt: string): Promise<void> {
    await db.transaction(async (tx) => {
      const settled = await tx.query(
        `UPDATE factsheet_records SET publication = $3, sent_sha256 = $4, remote_id = $5, state = 'published', failures = 0, next_at = NULL, fault = NULL, detail = NULL
          WHERE platform = $1 AND assistant = $2 AND coalesce(publication, 0) < $3 RETURNING platform`,
        [id, WHOLE, number, sha256, receipt],
      );
      // Where it took very long another process did it meanwhile, and recorded that.
      if (settled.length > 0) await record(tx, { kind: 'factsheet.delivered', facts: { platform: id, number, sha256, receipt } });
    });
  }

  async function fail(id: string, number: number, said: Exclude<Brought, { what: 'taken' }>, failures: number): Promise<void> {
    const { code, detail } = said;
    const pause = said.what === 'refused' ? REFUSED_PAUSE_MS : Math.max(Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures, 16), LONGEST_PAUSE_MS), Math.min(said.waitMs ?? 0, LONGEST_PAUSE_MS));
    await db.query('UPDATE factsheet_records SET failures = $3, fault = $4, detail = $5, next_at = $6 WHERE platform = $1 AND assistant = $2 AND tried = $7', [
      id, WHOLE, failures + 1, code, detail.slice(0, 200), new Date(now().getTime() + pause), number,
    ]);
  }

  return {
    async bringWaiting() {
      if (pushed.length === 0) return;
      const publication = await publications.last();
      if (publication === undefined) return;
      // Each by itself: one that is slow holds up no other.
      const ends = await Promise.allSettled(pushed.map((platform) => bring(platform, publication)));
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    },
    retry: (platform, byPerson) =>
      db.transaction(async (tx) => {
        // One that is being tried at this moment, or that has it, is left alone.
        const waiting = await tx.query('UPDATE factsheet_records SET next_at = $3 WHERE platform = $1 AND assistant = $2 AND platform = ANY($4::text[]) AND fault IS NOT NULL AND next_at > $3 RETURNING platform', [
          platform, WHOLE, now(), pushed.map(({ id }) => id),
        ]);
        if (waiting.length > 0) await record(tx, { kind: 'factsheet.retried', facts: { platform, byPerson } });
        return waiting.length > 0;
      }),
    async states() {
      const rows = await db.query<Row>(
        `SELECT platform, publication, sent_sha256 AS "sentSha256", state, tried_at AS "triedAt", remote_id AS "remoteId", fault, detail, failures, next_at AS "nextAt"
           FROM factsheet_records WHERE assistant = $1 AND platform = ANY($2::text[])`,
        [WHOLE, pushed.map(({ id }) => id)],
      );
      const found = new Map(rows.map((row) => [row.platform, row]));
      const last = await publications.last();
      return platforms.map((one) => (one.kind === 'push' ? stateOf(one.id, found.get(one.id)) : readyState(one, last)));
    },
  };
}

interface Row {
  readonly platform: string;
  readonly publication: number | null;
  readonly sentSha256: string | null;
  readonly state: PlatformState['state'];
  readonly triedAt: Date | null;
  readonly remoteId: string | null;
  readonly fault: ErrorCode | null;
  readonly detail: string | null;
  readonly failures: number;
  readonly nextAt: Date | null;
}

/** Of where nothing is brought: what was published is there for whoever comes. */
function readyState({ id, kind }: ReadyPlatform, last: Publication | undefined): ReadyState {
  return { id, kind, state: last === undefined ? 'none' : 'published', publication: last?.number, sentSha256: last?.sha256 };
}

function stateOf(id: string, row: Row | undefined): PushState {
  return {
    id,
    kind: 'push',
    state: row?.state ?? 'none',
    publication: row?.publication ?? undefined,
    sentSha256: row?.sentSha256 ?? undefined,
    triedAt: row?.triedAt ?? undefined,
    remoteId: row?.remoteId ?? undefined,
    fault: row?.fault ?? undefined,
    detail: row?.detail ?? undefined,
    failures: row?.failures ?? 0,
    nextAt: row?.fault == null ? undefined : (row.nextAt ?? undefined),
  };
}
