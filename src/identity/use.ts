import type { Queryable } from '../store/database.ts';
import { dutchDay } from '../dutch-time.ts';
import type { KeyGroup } from './change-keys.ts';
import { SLOT_MS } from './limits/counters.ts';
import { groupScope, keyScope } from './limits/terms.ts';

export interface DayUse {
  /** Dutch, YYYY-MM-DD. */
  readonly day: string;
  readonly requests: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
}

/** What was used this month, by day, the last one first; days without use are left out. */
export interface Use {
  readonly days: readonly DayUse[];
}

/** A group's limits, with what all of its keys used. */
export interface GroupUse extends KeyGroup, Use {}

export interface KeyUse extends Use {
  readonly group: GroupUse | null;
}

const GROUPS = `SELECT name, requests_per_minute AS "requestsPerMinute", tokens_per_day AS "tokensPerDay", tokens_per_month AS "tokensPerMonth" FROM key_groups`;
/** Of the month that begins on a day. */
const DAYS = `SELECT scope, day, requests, prompt_tokens AS "promptTokens", answer_tokens AS "answerTokens" FROM key_use
  WHERE day >= $1::date AND day < $1::date + interval '1 month'`;

/** What a key, with those it took over from, and its group used this Dutch month: what is up to two seconds old may be missing. */
export async function useOfKey(db: Queryable, id: string, now: Date): Promise<KeyUse> {
  const [key] = await db.query<{ lineage: string; group: string | null }>('SELECT lineage, group_name AS "group" FROM api_keys WHERE id = $1', [id]);
  if (key === undefined) return { days: [], group: null };
  const days = await daysOf(db, keyScope(key.lineage), now);
  return { days, group: key.group === null ? null : ((await useOfGroup(db, key.group, now)) ?? null) };
}

/** A group's limits, and what its keys used this month. @returns undefined when there is no such group. */
export async function useOfGroup(db: Queryable, name: string, now: Date): Promise<GroupUse | undefined> {
  const [group] = await db.query<KeyGroup>(`${GROUPS} WHERE name = $1`, [name]);
  return group && { ...group, days: await daysOf(db, groupScope(name), now) };
}

/** All groups with their limits and what their keys used this month, by name. */
export async function useOfGroups(db: Queryable, now: Date): Promise<GroupUse[]> {
  const groups = await db.query<KeyGroup>(`${GROUPS} ORDER BY name`);
  const days = await db.query<DayUse & { scope: string }>(`${DAYS} AND scope IN (SELECT $2 || name FROM key_groups) ORDER BY day DESC`, [firstOfMonth(now), groupScope('')]);
  const byScope = Map.groupBy(days, ({ scope }) => scope);
  return groups.map((group) => ({ ...group, days: (byScope.get(groupScope(group.name)) ?? []).map(toDay) }));
}

/** What was used today, and in all of the days. */
export function totals({ days }: Use, now: Date): { readonly today: number; readonly month: number; readonly requests: number } {
  const today = dutchDay(now);
  const tokens = (list: readonly DayUse[]) => list.reduce((sum, { promptTokens, answerTokens }) => sum + promptTokens + answerTokens, 0);
  return { today: tokens(days.filter(({ day }) => day === today)), month: tokens(days), requests: days.reduce((sum, { requests }) => sum + requests, 0) };
}

async function daysOf(db: Queryable, scope: string, now: Date): Promise<DayUse[]> {
  const days = await db.query<DayUse>(`${DAYS} AND scope = $2 ORDER BY day DESC`, [firstOfMonth(now), scope]);
  return days.map(toDay);
}

function toDay({ day, requests, promptTokens, answerTokens }: DayUse): DayUse {
  return { day, requests, promptTokens, answerTokens };
}

function firstOfMonth(now: Date): string {
  return `${dutchDay(now).slice(0, 7)}-01`;
}

const PAST = 'day < $1::timestamptz::date';

/** What was used before a day; with it budgets and counts of requests of a time that is over. */
export const agedUse = {
  past: `key_use WHERE ${PAST}`,
  erase: [
    { from: 'key_use', where: PAST },
    { from: 'token_budgets', where: 'starts < $1::timestamptz::date' },
    { from: 'request_windows', where: `slot < floor(extract(epoch FROM $1::timestamptz) * 1000 / ${SLOT_MS})` },
  ],
};
