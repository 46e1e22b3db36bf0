import { describe, expect, test } from 'vitest';
import { knownAs, saysGroups } from '../../../src/identity/provider/claims.ts';

const of = (claims: Record<string, unknown>, groupsClaim = 'groups', rolesClaim?: string) => knownAs('https://id.example', { sub: 's', ...claims }, { groupsClaim, ...(rolesClaim !== undefined && { rolesClaim }) });

describe('groups', () => {
  test.each<[string, Record<string, unknown>, string, string | undefined, readonly string[]]>([
    ['of Entra ID: ids, and roles of the application', { groups: ['7c9e6679-7425-40de-944b-e07fc1f90ae7'], roles: ['Balie.Beheer'] }, 'groups', 'roles', ['7c9e6679-7425-40de-944b-e07fc1f90ae7', 'Balie.Beheer']],
    ['of Keycloak: paths, and roles of the realm', { groups: ['/gemeente/jeugd'], realm_access: { roles: ['beheer'] } }, 'groups', 'realm_access.roles', ['/gemeente/jeugd', 'beheer']],
    ['of SURFconext: a name with dots in it', { 'urn:mace:dir:attribute-def:isMemberOf': ['urn:collab:org:example.nl'] }, 'urn:mace:dir:attribute-def:isMemberOf', undefined, ['urn:collab:org:example.nl']],
    ['that are one', { groups: 'jeugd' }, 'groups', undefined, ['jeugd']],
    ['that are none', {}, 'groups', 'roles', []],
    ['that are no text', { groups: [1, null, {}, ['x'], 'jeugd', ''] }, 'groups', undefined, ['jeugd']],
    ['that are said twice', { groups: ['a', 'a'], roles: ['a'] }, 'groups', 'roles', ['a']],
    ['that are what every object has', {}, 'constructor.name', '__proto__', []],
    ['that are names of the desk itself', { groups: ['balie:admin', 'BALIE:employee'] }, 'groups', undefined, []],
    ['that are longer than any', { groups: ['a'.repeat(201)] }, 'groups', undefined, []],
  ])('%s', (_, claims, groupsClaim, rolesClaim, expected) => {
    expect(of(claims, groupsClaim, rolesClaim).claimed).toEqual(expected);
  });

  test('are bounded', () => {
    expect(of({ groups: Array.from({ length: 5_000 }, (_, number) => `groep-${number}`) }).claimed).toHaveLength(2_000);
  });

  test.each([{ _claim_names: { groups: 'src1' } }, { hasgroups: true }])('that Entra ID leaves out are told: %j', (claims) => {
    expect(() => saysGroups({ name: 'Noor', ...claims }, { groupsClaim: 'groups' })).toThrow('login-groups-overage');
  });

  test('are asked elsewhere where they, or the name, are not said', () => {
    const says = (claims: Record<string, unknown>, rolesClaim?: string) => saysGroups(claims, { groupsClaim: 'groups', ...(rolesClaim !== undefined && { rolesClaim }) });
    expect([says({ name: 'Noor', groups: [] }), says({ name: 'Noor' }), says({ groups: [] }), says({ name: 'Noor', groups: [] }, 'roles')]).toEqual([true, false, false, false]);
  });
});

describe('a name', () => {
  test.each([
    [{ name: 'Noor de Wit', email: 'noor@gemeente.example' }, 'Noor de Wit'],
    [{ preferred_username: 'noor', email: 'noor@gemeente.example' }, 'noor'],
    [{ email: 'noor@gemeente.example' }, 'noor@gemeente.example'],
    [{ name: ' \n ' }, 'Medewerker'],
    [{ name: 'Noor\u202e\nde\u0000Wit' }, 'Noor de Wit'],
    [{ name: 7 }, 'Medewerker'],
    [{ name: 'a'.repeat(300) }, 'Medewerker'],
  ])('of %j', (claims, name) => {
    expect(of(claims).name).toBe(name);
  });
});

test.each([undefined, '', 7, 'a'.repeat(256)])('nobody is who has no number at the provider: %j', (sub) => {
  expect(() => of({ sub })).toThrow('login-answer-wrong');
});

test('an address that its provider did not verify is nobody’s', () => {
  const email = 'noor@gemeente.example';
  for (const email_verified of [false, 'false']) expect(of({ name: 'Noor', email, email_verified }).email).toBeNull();
  for (const verified of [{}, { email_verified: true }]) expect(of({ name: 'Noor', email, ...verified }).email).toBe(email);
});
