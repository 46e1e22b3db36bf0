import { BalieError } from '../errors.ts';
import type { Doer, NewOpening, Opening } from './opening.ts';

/** The role that decides of its own requests is another's to decide. */
const GUARD = 'privacy-officer';

/** Limits of the configuration, and who decides. */
export interface OversightRules {
  /** Of one turn, one conversation, or an assistant over a period. */
  readonly maxHours: number;
  /** Of the queue of answers to judge. */
  readonly maxReviewDays: number;
  /** The longest period of an assistant that one opening shows. */
  readonly maxPeriodDays: number;
  /** Roles that decide of a request, and of one by a privacy officer. */
  readonly approvers: readonly string[];
  readonly approversOfPrivacyOfficer: readonly string[];
}

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A day in the Netherlands is one hour longer once a year. */
const HOUR_MS = 60 * 60 * 1_000;

/** Roles that may decide of a request by who has these: none of theirs. */
export function decidingRoles({ approvers, approversOfPrivacyOfficer }: OversightRules, askerRoles: readonly string[]): readonly string[] {
  const named = askerRoles.includes(GUARD) ? approversOfPrivacyOfficer : approvers;
  return named.filter((role) => !askerRoles.includes(role));
}

/** The role in which somebody decides of a request. @throws BalieError `opening-own` of their own; `opening-other-role` for who is nothing that decides of it. */
export function roleToDecide(rules: OversightRules, { askedBy, askerRoles }: Pick<Opening, 'askedBy' | 'askerRoles'>, { id, roles }: Doer): string {
  if (id === askedBy) throw new BalieError('opening-own');
  const role = decidingRoles(rules, askerRoles).find((one) => roles.includes(one));
  if (role === undefined) throw new BalieError('opening-other-role');
  return role;
}

/** Whether somebody may decide of a request. */
export function mayDecide(rules: OversightRules, opening: Pick<Opening, 'askedBy' | 'askerRoles'>, by: Doer): boolean {
  return by.id !== opening.askedBy && decidingRoles(rules, opening.askerRoles).some((role) => by.roles.includes(role));
}

/**
 * Who asked takes it back, whether it holds yet or not. Somebody else ends one that holds: a privacy officer, or who may decide of it. Before that
 * they have nothing to end: who decides refuses, which says who did not want it.
 */
export function mayEnd(rules: OversightRules, opening: Pick<Opening, 'askedBy' | 'askerRoles' | 'decision'>, by: Doer): boolean {
  if (by.id === opening.askedBy) return true;
  return opening.decision !== undefined && (by.roles.includes(GUARD) || mayDecide(rules, opening, by));
}

/** @throws BalieError `opening-too-long`, `opening-too-wide`. */
export function checkLimits({ maxHours, maxReviewDays, maxPeriodDays }: OversightRules, { scope, hours }: Pick<NewOpening, 'scope' | 'hours'>): void {
  if (!Number.isInteger(hours) || hours < 1 || hours > (scope.kind === 'review' ? maxReviewDays * 24 : maxHours)) throw new BalieError('opening-too-long');
  if (scope.kind === 'assistant' && scope.until.getTime() - scope.from.getTime() > maxPeriodDays * DAY_MS + HOUR_MS) throw new BalieError('opening-too-wide');
}
