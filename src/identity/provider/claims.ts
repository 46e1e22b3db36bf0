import { BalieError } from '../../errors.ts';
import type { ProviderSettings } from '../login-rules.ts';
import type { KnownAs } from '../people.ts';

/** What a provider says of somebody, by whichever way it came. */
export type Claims = Readonly<Record<string, unknown>>;

const MAX_GROUPS = 2_000;
const MAX_GROUP_LENGTH = 200;
const MAX_NAME_LENGTH = 200;
/** Names of the desk itself: no provider gives those. */
const RESERVED = /^balie:/i;

type Where = Pick<ProviderSettings, 'groupsClaim' | 'rolesClaim'>;

/**
 * Somebody as their provider knows them.
 * @throws BalieError `login-groups-overage` when it says that there are groups but not which; `login-answer-wrong` without a subject.
 */
export function knownAs(issuer: string, claims: Claims, { groupsClaim, rolesClaim }: Where): KnownAs {
  const subject = text(claims['sub'], 255);
  if (subject === undefined) throw new BalieError('login-answer-wrong', { detail: 'sub' });
  const told = [groupsClaim, ...(rolesClaim === undefined ? [] : [rolesClaim])].flatMap((name) => list(claims, name));
  const claimed = [...new Set(told)].filter((group) => group.length <= MAX_GROUP_LENGTH && !RESERVED.test(group)).slice(0, MAX_GROUPS);
  // One that it says it did not make sure of is anybody's to write down.
  const isVerified = claims['email_verified'] !== false && claims['email_verified'] !== 'false';
  const email = (isVerified ? text(claims['email'], 320) : undefined) ?? null;
  const name = text(claims['name'], MAX_NAME_LENGTH) ?? text(claims['preferred_username'], MAX_NAME_LENGTH) ?? email ?? 'Medewerker';
  return { issuer, subject, name, email, claimed };
}

/** Whether it says something of groups at all: where it does not, it may do so elsewhere. @throws BalieError `login-groups-overage`. */
export function saysGroups(claims: Claims, { groupsClaim, rolesClaim }: Where): boolean {
  // Entra ID leaves out who is in more than 200 groups, and says where to ask instead.
  const elsewhere = claims['_claim_names'];
  const isLeftOut = (name: string) => typeof elsewhere === 'object' && elsewhere !== null && Object.hasOwn(elsewhere, name);
  const names = [groupsClaim, ...(rolesClaim === undefined ? [] : [rolesClaim])];
  if (names.some(isLeftOut) || claims['hasgroups'] === true) throw new BalieError('login-groups-overage');
  return names.every((name) => at(claims, name) !== undefined) && text(claims['name'], MAX_NAME_LENGTH) !== undefined;
}

function list(claims: Claims, name: string): string[] {
  const value = at(claims, name);
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && one !== '') : [];
}

/** By its whole name, as those of SURFconext have dots in them; else into what is inside, as `realm_access.roles` of Keycloak. */
function at(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  const inside = name.split('.').reduce<unknown>((value, part) => (typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? (value as Claims)[part] : undefined), claims);
  return inside === claims ? undefined : inside;
}

/** On one line, without what no screen shows. */
function text(value: unknown, longest: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const plain = value.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return plain === '' || plain.length > longest ? undefined : plain;
}
