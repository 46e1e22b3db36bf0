import type { Queryable } from '../store/database.ts';
import type { KeySummary, Limits } from './keys.ts';

/** Who manages keys: by the number of an admin's key or of the person who is one, or on the machine itself, by the name of an account there. */
export type Manager = { readonly byKey: string } | { readonly byUser: string };

type Fact = string | number | boolean | null | readonly string[] | undefined | { readonly [name: string]: Fact };
type Facts = Readonly<Record<string, Fact>>;

/** A change of a key or group, as it is recorded. */
export interface KeyAct {
  readonly kind: 'key.made' | 'key.changed' | 'key.rotated' | 'key.revoked' | 'key-group.made' | 'key-group.changed';
  readonly facts: Facts;
}

/** Records an act in the transaction that does it, as the last thing in that. @throws to undo the change with it. */
export type RecordAct = (tx: Queryable, act: KeyAct) => Promise<void>;

const LIMITS = ['requestsPerMinute', 'tokensPerDay', 'tokensPerMonth'] as const satisfies (keyof Limits)[];
/** All but the name, which may be a person's: what is recorded cannot be erased. */
const TOLD = ['group', 'collections', 'models', 'assistants', 'isAdmin', 'isReviewer', ...LIMITS, 'expiresAt'] as const satisfies (keyof KeySummary)[];

type Told = Partial<Pick<KeySummary, (typeof TOLD)[number]>>;

/** What a key or group opens and may use; what is empty is left out. */
export function given(now: Told): Facts {
  return Object.fromEntries(TOLD.map((field) => [field, toFact(now[field])] as const).filter(([, fact]) => !isEmpty(fact)));
}

/** What is another than before, as it was and as it is; undefined when nothing is. */
export function changed(before: Told & { readonly name: string }, after: Told & { readonly name: string }): Facts | undefined {
  const fields = TOLD.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const isRenamed = before.name !== after.name;
  if (fields.length === 0 && !isRenamed) return undefined;
  const side = (of: Told) => Object.fromEntries(fields.map((field) => [field, toFact(of[field])]));
  return { ...(isRenamed && { isRenamed }), ...(fields.length > 0 && { from: side(before), to: side(after) }) };
}

function toFact(value: Told[keyof Told]): Fact {
  return value instanceof Date ? value.toISOString() : value;
}

function isEmpty(fact: Fact): boolean {
  return fact === undefined || fact === null || fact === false || (Array.isArray(fact) && fact.length === 0);
}
