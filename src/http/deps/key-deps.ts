import type { KeyHolder } from './push-deps.ts';

/** Null is without limit. */
export interface KeyLimits {
  readonly requestsPerMinute: number | null;
  readonly tokensPerDay: number | null;
  readonly tokensPerMonth: number | null;
}

/** A key as its holder and an admin see it. */
export interface KeyDetails extends KeyHolder, KeyLimits {
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  /** The key that this one took over from. */
  readonly rotatedFrom: string | null;
}

export interface DayOfUse {
  /** Dutch, YYYY-MM-DD. */
  readonly day: string;
  readonly requests: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
}

export interface GroupState extends KeyLimits {
  readonly name: string;
  /** This month's, the last one first; without those on which nothing was used. */
  readonly days: readonly DayOfUse[];
}

export interface KeyState {
  readonly key: KeyDetails;
  readonly days: readonly DayOfUse[];
  readonly group: GroupState | null;
}

/** What a key may be made for. */
export interface KnownNames {
  readonly collections: readonly string[];
  readonly models: readonly string[];
  readonly assistants: readonly string[];
}

/** What is said of a key that is made or changed; what is left out is not given, or stays as it is. */
export type KeyFacts = Partial<Omit<KeyHolder, 'id'> & KeyLimits & { readonly expiresAt: Date | null }>;

/**
 * Keys and their groups, for admins, and for who holds one. Who may is checked before these are called; what they change counts at once,
 * and is recorded as done by the key with the id `byKey`.
 */
export interface KeyDeps {
  known(): KnownNames;
  /** The Dutch day it is. */
  today(): string;
  list(): Promise<readonly KeyDetails[]>;
  find(id: string): Promise<KeyState | undefined>;
  /** @throws BalieError `key-without-rights`. */
  create(key: KeyFacts & { readonly name: string }, byKey: string): Promise<{ id: string; token: string }>;
  /** @returns false when there is none. @throws BalieError `key-without-rights`, `key-ended`. */
  change(id: string, changes: KeyFacts, byKey: string): Promise<boolean>;
  /** @returns false when there is none. */
  revoke(id: string, byKey: string): Promise<boolean>;
  /** @returns undefined when there is none. @throws BalieError `key-ended`, `key-rotated`. */
  rotate(id: string, rotation: { readonly overlapMs: number; readonly expiresAt?: Date }, byKey: string): Promise<{ id: string; token: string } | undefined>;
  /** All of them, by name. */
  groups(): Promise<readonly GroupState[]>;
  group(name: string): Promise<GroupState | undefined>;
  putGroup(name: string, limits: KeyLimits, byKey: string): Promise<void>;
}
