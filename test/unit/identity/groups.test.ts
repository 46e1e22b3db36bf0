import { describe, expect, test } from 'vitest';
import { oversightRules } from '../../../src/config/oversight-rules.ts';
import { KINDS } from '../../../src/http/access/kinds.ts';
import { claimOf, DECIDING_ROLES, type Group, groupRules, OVERSEEING_ROLES, OWN_ISSUER, ownGroups, rightsOf, type Role, ROLES } from '../../../src/identity/groups.ts';

const group = (given: Partial<Group>): Group => groupRules.parse({ id: 'g', title: 'G', claims: ['g'], ...given });
const staff = group({ id: 'medewerkers', claims: ['m'] });
const youth = group({ id: 'jeugd', claims: ['j', 'jeugd'], assistants: ['jeugd'], models: ['groot'] });
const editors = group({ id: 'redactie', claims: ['r'], roles: ['editor'], collections: ['producten'] });
const named = group({ id: 'juristen', claims: ['x'], collections: ['regels'] });
const all = [staff, youth, editors, named];

describe('what somebody may', () => {
  test('is nothing for who is in no group of the desk, not even to read as an employee', () => {
    const nothing = { roles: [], groups: [], readers: ['resident'], collections: [], assistants: [], models: [] };
    expect(rightsOf(all, [])).toEqual(nothing);
    expect(rightsOf(all, ['M', 'medewerkers', ''])).toEqual(nothing);
  });

  test('comes from all groups together, in the order of roles', () => {
    expect(rightsOf(all, ['r', 'jeugd', 'm', 'elders'])).toEqual({
      roles: ['employee', 'editor'], groups: ['medewerkers', 'jeugd', 'redactie'], readers: ['resident', 'employee', 'medewerkers', 'jeugd', 'redactie'],
      collections: ['producten'], assistants: ['jeugd'], models: ['groot'],
    });
  });

  test('is editing only by a group that edits, of the collections that it names itself', () => {
    expect(rightsOf(all, ['x', 'r']).collections).toEqual(['producten']);
    expect(rightsOf(all, ['x']).collections).toEqual([]);
  });

  test('is no reading of a group for who is no employee', () => {
    expect(rightsOf(all, ['r']).readers).toEqual(['resident']);
  });
});

describe('an account of the desk itself', () => {
  const everything = [...all, ...ownGroups(['producten', 'regels'])];

  test('has the roles that it was made with; an editor keeps all collections, an admin may use all', () => {
    expect(rightsOf(everything, ['balie:employee', 'balie:editor'], OWN_ISSUER)).toEqual({
      roles: ['employee', 'editor'], groups: [], readers: ['resident', 'employee'], collections: ['producten', 'regels'], assistants: [], models: [],
    });
    expect(rightsOf(everything, ROLES.map(claimOf), OWN_ISSUER)).toMatchObject({ roles: ROLES, assistants: ['*'], models: ['*'] });
    expect(rightsOf(everything, ['balie:baas', 'admin'], OWN_ISSUER).roles).toEqual([]);
  });

  test.each(['', 'https://inloggen.gemeente.example', 'Balie', 'balie '])('is none by what another provider says: %j', (issuer) => {
    expect(rightsOf(everything, ROLES.map(claimOf), issuer)).toMatchObject({ roles: [], collections: [], assistants: [], models: [] });
    expect(rightsOf(everything, [...ROLES.map(claimOf), 'm'], issuer).roles).toEqual(['employee']);
  });

  test('is in no group of the provider, and no group can be named as its roles are', () => {
    expect(rightsOf(everything, ['m', 'r'], OWN_ISSUER).roles).toEqual([]);
    expect(groupRules.safeParse({ id: 'g', title: 'G', claims: ['balie:admin'] }).success).toBe(false);
  });
});

describe('which roles may what of openings', () => {
  const opens = (kind: 'opening' | 'oversee', role: Role) => KINDS[kind].opens({ id: 'p', name: '', group: null, collections: [], models: [], assistants: [], isAdmin: false, isReviewer: false, person: { roles: [role] } as unknown as NonNullable<Parameters<(typeof KINDS)['opening']['opens']>[0]['person']> });

  test.each(ROLES)('%s: where the configuration may name it, the pages open to it', (role) => {
    expect(oversightRules.safeParse({ approvers: [role] }).success).toBe(opens('opening', role));
    expect(DECIDING_ROLES.some((one) => one === role)).toBe(opens('opening', role));
    expect(OVERSEEING_ROLES.some((one) => one === role)).toBe(opens('oversee', role));
  });
});
