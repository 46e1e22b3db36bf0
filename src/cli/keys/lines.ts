import { dutchDay } from '../../dutch-time.ts';
import type { KeySummary, Limits } from '../../identity/keys.ts';
import { type KeyUse, totals, type Use } from '../../identity/use.ts';

/** One line of the list. */
export function keyLine(key: KeySummary): string {
  return [key.id, key.name, ...(key.group === null ? [] : [`groep ${key.group}`]), rightsOf(key), ...limitWords(key), stateOf(key)].join('  ');
}

function rightsOf({ collections, models, assistants, isAdmin, isReviewer }: KeySummary): string {
  const named = (what: string, names: readonly string[]) => (names.length === 0 ? [] : [`${what} ${names.join(', ')}`]);
  return [...named('collecties', collections), ...named('modellen', models), ...named('assistenten', assistants), ...(isAdmin ? ['beheerder'] : []), ...(isReviewer ? ['beoordelaar'] : [])].join('; ');
}

function limitWords({ requestsPerMinute, tokensPerDay, tokensPerMonth }: Limits): string[] {
  const limits = [[requestsPerMinute, 'verzoeken per minuut'], [tokensPerDay, 'tokens per dag'], [tokensPerMonth, 'tokens per maand']] as const;
  const words = limits.flatMap(([max, what]) => (max === null ? [] : [`${max.toLocaleString('nl-NL')} ${what}`]));
  return words.length === 0 ? [] : [`hoogstens ${words.join(', ')}`];
}

function stateOf({ revokedAt, expiresAt, lastUsedAt }: KeySummary): string {
  const used = lastUsedAt === null ? 'nooit gebruikt' : `laatst gebruikt op ${dutchDay(lastUsedAt)}`;
  if (revokedAt !== null) return `ingetrokken op ${dutchDay(revokedAt)}, ${used}`;
  if (expiresAt === null) return `geldig, ${used}`;
  const lastDay = dutchDay(new Date(expiresAt.getTime() - 1));
  return `${expiresAt <= new Date() ? 'verlopen na' : 'geldig tot en met'} ${lastDay}, ${used}`;
}

/** What a key used this month, with its group below it. */
export function useLines(key: KeySummary, use: KeyUse, now: Date): string[] {
  return [keyLine(key), ...daysLines(use, key, now), ...(use.group === null ? [] : groupLines(use.group, now))];
}

export function groupLines(group: Limits & Use & { readonly name: string }, now: Date): string[] {
  return [[`groep ${group.name}`, ...limitWords(group)].join('  '), ...daysLines(group, group, now)];
}

function daysLines(use: Use, limits: Limits, now: Date): string[] {
  const { today, month, requests } = totals(use, now);
  const of = (used: number, max: number | null) => `${used.toLocaleString('nl-NL')}${max === null ? '' : ` van ${max.toLocaleString('nl-NL')}`} tokens`;
  return [
    `  vandaag ${of(today, limits.tokensPerDay)}, deze maand ${of(month, limits.tokensPerMonth)} in ${requests.toLocaleString('nl-NL')} verzoeken`,
    ...use.days.map(({ day, requests: calls, promptTokens, answerTokens }) =>
      `  ${day}  ${calls.toLocaleString('nl-NL')} verzoeken, ${promptTokens.toLocaleString('nl-NL')} tokens erin, ${answerTokens.toLocaleString('nl-NL')} eruit`),
  ];
}
