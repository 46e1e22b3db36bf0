import type { KeyChanges } from './change-keys.ts';
import type { KeySummary } from './keys.ts';

const LISTS = ['collections', 'models', 'assistants'] as const;
const FLAGS = ['isAdmin', 'isReviewer'] as const;
const LIMITS = ['requestsPerMinute', 'tokensPerDay', 'tokensPerMonth'] as const;

type Fields = (typeof LISTS)[number] | (typeof FLAGS)[number] | (typeof LIMITS)[number];

/** What a key was left with at some time; what did not change is absent. */
export type Left = { readonly [Field in Fields]?: KeySummary[Field] | undefined } & { readonly expiresAt?: Date | null | undefined };

/** What a key must lose to open no more than it was left with, and no other field: nothing is given to it. @returns undefined where it opens no more already. */
export function narrowed(key: KeySummary, left: Left): KeyChanges | undefined {
  const changes = {
    ...Object.fromEntries(LISTS.map((field) => [field, fewer(key[field], left[field] ?? key[field])])),
    ...Object.fromEntries(FLAGS.map((field) => [field, key[field] && (left[field] ?? true)])),
    ...Object.fromEntries(LIMITS.map((field) => [field, lower(key[field], left[field] ?? null)])),
    expiresAt: earlier(key.expiresAt, left.expiresAt ?? null),
  } satisfies KeyChanges;
  const fewerNow = Object.entries(changes).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(key[field as keyof KeySummary]));
  return fewerNow.length === 0 ? undefined : Object.fromEntries(fewerNow);
}

/** The fields in which a change gave a key more than it had. */
export function widened(from: Left, to: Left): (keyof Left)[] {
  return [
    ...LISTS.filter((field) => to[field] !== undefined && fewer(to[field], from[field] ?? []).join(' ') !== to[field].join(' ')),
    ...FLAGS.filter((field) => to[field] === true && from[field] !== true),
    ...LIMITS.filter((field) => to[field] !== undefined && from[field] != null && (to[field] === null || to[field] > from[field])),
    ...(to.expiresAt !== undefined && from.expiresAt != null && (to.expiresAt === null || to.expiresAt > from.expiresAt) ? ['expiresAt' as const] : []),
  ];
}

/** Of two lists that may have all (`*`). */
function fewer(now: readonly string[], left: readonly string[]): readonly string[] {
  if (left.includes('*')) return now;
  return now.includes('*') ? left : now.filter((name) => left.includes(name));
}

/** Null is without limit. */
const lower = (now: number | null, left: number | null) => (now === null || left === null ? (now ?? left) : Math.min(now, left));

const earlier = (now: Date | null, left: Date | null) => (now === null || (left !== null && left < now) ? left : now);
