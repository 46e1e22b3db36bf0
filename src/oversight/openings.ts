import { createSecretKey } from 'node:crypto';
import { newKey, seal, unseal } from '../audit/content.ts';
import type { RecordAct } from '../audit/management-log.ts';
import { BalieError } from '../errors.ts';
import type { Database, Queryable } from '../store/database.ts';
import { isSomething } from './covered.ts';
import type { Doer, NewOpening, Opening } from './opening.ts';
import { COLUMNS, type OpeningRow, openingIn, scopeValues } from './rows.ts';
import { checkLimits, mayEnd, type OversightRules, roleToDecide } from './rules.ts';

interface Options {
  readonly db: Database;
  readonly masterKey: Buffer;
  readonly rules: OversightRules;
  readonly now: () => Date;
  /** Puts into the audit log what was done; the last thing of a transaction. */
  readonly record: RecordAct;
}

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;
/** More in a day is no reading of a case, but of everything. */
const PER_DAY = 20;
/** Numbers follow each other: who asks waits for who asks. */
const ONE_COUNTER = `SELECT pg_advisory_xact_lock(hashtext('balie.openings'))`;

const context = (form: string) => `${form} opening.reason`;

export type Openings = ReturnType<typeof createOpenings>;

/** Requests to see what people said, and what became of them: each step is in the audit log, with numbers alone. */
export function createOpenings({ db, masterKey, rules, now, record }: Options) {
  const master = createSecretKey(masterKey);
  return {
    /** @returns its number; of one that was asked before, that. @throws BalieError `opening-too-long`, `opening-too-wide`, `opening-nothing`, `opening-too-often`. */
    async ask({ form, by, category, scope, hours, reason }: NewOpening): Promise<{ readonly number: number; readonly isNew: boolean }> {
      checkLimits(rules, { scope, hours });
      if (!(await isSomething(db, scope))) throw new BalieError('opening-nothing');
      return db.transaction(async (tx) => {
        await tx.query(ONE_COUNTER);
        const [before] = await tx.query<{ number: number }>('SELECT number FROM openings WHERE form = $1 AND asked_by = $2', [form, by.id]);
        if (before !== undefined) return { number: before.number, isNew: false };
        const at = now();
        const [counted] = await tx.query<{ lately: number }>('SELECT count(*) AS lately FROM openings WHERE asked_by = $1 AND asked_at > $2', [by.id, new Date(at.getTime() - DAY_MS)]);
        if ((counted?.lately ?? 0) >= PER_DAY) throw new BalieError('opening-too-often', { retryAfterMs: DAY_MS });
        const key = newKey();
        const [last] = await tx.query<{ number: number | null }>('SELECT max(number) AS number FROM openings');
        const number = (last?.number ?? 0) + 1;
        await tx.query(
          `INSERT INTO openings (number, form, asked_by, asker_roles, asked_at, category, scope, turn_id, conversation_id, assistant, from_at, until_at, hours, wrapped, reason)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
          [number, form, by.id, by.roles, at, category, scope.kind, ...scopeValues(scope), hours, seal(master, key, form), seal(key, Buffer.from(reason), context(form))],
        );
        await record(tx, { kind: 'opening.asked', facts: { opening: number, category, scope: scope.kind, hours, byPerson: by.id } });
        return { number, isNew: true };
      });
    },

    /**
     * By somebody else than who asked, in another role, who was there when it was asked: nobody makes an account to decide of their own.
     * @throws BalieError `opening-unknown`, `opening-own`, `opening-other-role`, `opening-decided`, `opening-decider-too-new`.
     */
    decide: (number: number, by: Doer, isApproved: boolean): Promise<void> =>
      db.transaction(async (tx) => {
        const opening = await held(tx, number);
        const as = roleToDecide(rules, opening, by);
        if (opening.decision !== undefined || opening.ended !== undefined) throw new BalieError('opening-decided');
        if ((await tx.query('SELECT 1 FROM people WHERE id = $1 AND created_at > $2', [by.id, opening.askedAt])).length > 0) throw new BalieError('opening-decider-too-new');
        const at = now();
        const validUntil = isApproved ? new Date(at.getTime() + opening.hours * HOUR_MS) : null;
        await tx.query('UPDATE openings SET decided_by = $2, decided_as = $3, decided_at = $4, is_approved = $5, valid_until = $6 WHERE number = $1', [number, by.id, as, at, isApproved, validUntil]);
        await record(tx, { kind: isApproved ? 'opening.approved' : 'opening.refused', facts: { opening: number, as, ...(validUntil && { until: validUntil.toISOString() }), byPerson: by.id } });
      }),

    /** Takes it back: nothing can be looked at with it from now on. @throws BalieError `opening-unknown`, `opening-not-to-end`, `opening-decided` for one that is over already. */
    end: (number: number, by: Doer): Promise<void> =>
      db.transaction(async (tx) => {
        const opening = await held(tx, number);
        if (!mayEnd(rules, opening, by)) throw new BalieError('opening-not-to-end');
        const at = now();
        const { decision, validUntil, ended } = opening;
        if (ended !== undefined || decision?.isApproved === false || (validUntil !== undefined && validUntil <= at)) throw new BalieError('opening-decided');
        await tx.query('UPDATE openings SET ended_at = $2, ended_by = $3 WHERE number = $1', [number, at, by.id]);
        await record(tx, { kind: 'opening.ended', facts: { opening: number, byPerson: by.id } });
      }),

    /** @throws BalieError `opening-unknown`. */
    async find(number: number): Promise<Opening & { readonly reason: string | undefined }> {
      const [row] = await db.query<OpeningRow & { form: string; wrapped: Buffer | null; reason: Buffer | null }>(`SELECT ${COLUMNS}, form, wrapped, reason FROM openings WHERE number = $1`, [number]);
      if (row === undefined) throw new BalieError('opening-unknown');
      const { form, wrapped, reason } = row;
      return { ...openingIn(row), reason: wrapped === null || reason === null ? undefined : unseal(unseal(master, wrapped, form), reason, context(form)).toString('utf8') };
    },

    /** What waits for a decision first, then the last one first. @param askedBy of one person alone. */
    async list({ page, pageSize, askedBy }: { readonly page: number; readonly pageSize: number; readonly askedBy?: string }): Promise<{ readonly total: number; readonly openings: readonly Opening[] }> {
      const whose = '($1::uuid IS NULL OR asked_by = $1)';
      const [counted] = await db.query<{ total: number }>(`SELECT count(*) AS total FROM openings WHERE ${whose}`, [askedBy]);
      const rows = await db.query<OpeningRow>(`SELECT ${COLUMNS} FROM openings WHERE ${whose} ORDER BY (decided_at IS NULL AND ended_at IS NULL) DESC, number DESC LIMIT $2 OFFSET $3`, [askedBy, pageSize, (page - 1) * pageSize]);
      return { total: counted?.total ?? 0, openings: rows.map(openingIn) };
    },
  };
}

/** Why openings were asked goes by its age. That they were, by whom, and who approved stays. */
const PAST = 'asked_at < $1 AND reason IS NOT NULL';
export const agedReasons = { past: `openings WHERE ${PAST}`, erase: [{ from: 'openings', set: 'wrapped = NULL, reason = NULL', where: PAST }] };

/** Takes why openings of these conversations, or of these turns, were asked, in the caller's transaction. */
export async function takeReasons(tx: Queryable, conversationIds: readonly string[], turnIds: readonly string[]): Promise<void> {
  await tx.query('UPDATE openings SET wrapped = NULL, reason = NULL WHERE reason IS NOT NULL AND (conversation_id = ANY($1::uuid[]) OR turn_id = ANY($2::uuid[]))', [conversationIds, turnIds]);
}

async function held(tx: Queryable, number: number): Promise<Opening> {
  const [row] = await tx.query<OpeningRow>(`SELECT ${COLUMNS} FROM openings WHERE number = $1 FOR UPDATE`, [number]);
  if (row === undefined) throw new BalieError('opening-unknown');
  return openingIn(row);
}

/** How many were asked for and wait for a decision. */
export async function countUndecided(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>('SELECT count(*) AS count FROM openings WHERE decided_at IS NULL AND ended_at IS NULL');
  return row?.count ?? 0;
}
