/** What employees may, by the groups that they are in. */
import { z } from 'zod';

/** What somebody is at the desk. Who has none of these is a resident. */
export const ROLES = ['employee', 'editor', 'reviewer', 'auditor', 'privacy-officer', 'admin'] as const;
export type Role = (typeof ROLES)[number];
/** Who may decide of a request to see what people said, where the configuration names them. Who is an employee and nothing besides decides of none. */
export const DECIDING_ROLES = ['editor', 'reviewer', 'auditor', 'privacy-officer', 'admin'] as const satisfies readonly Role[];
/** Who watches over the desk, whatever the configuration says of who decides. */
export const OVERSEEING_ROLES = ['auditor', 'privacy-officer', 'admin'] as const satisfies readonly Role[];

/** The provider of who has an account of the desk itself. */
export const OWN_ISSUER = 'balie';
/** Before the claims of those accounts. Of nobody else is one believed: a municipality's provider may have groups of any name. */
const OWN = `${OWN_ISSUER}:`;

/** What somebody with an account of the desk itself has for a role. */
export function claimOf(role: Role): string {
  return OWN + role;
}

/** What the accounts of the desk itself may: a group for each role, which nobody can be put into otherwise. @param collections all there are. */
export function ownGroups(collections: readonly string[]): Group[] {
  return ROLES.map((role) => {
    const all = role === 'admin' ? ['*'] : [];
    return { id: claimOf(role), title: role, claims: [claimOf(role)], roles: [role], collections: role === 'editor' ? [...collections] : [], assistants: all, models: all };
  });
}

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'mag alleen kleine letters, cijfers en koppeltekens hebben').max(64);
const names = z.array(z.string().min(1).max(200)).max(200).default([]);

/** A group in the configuration. */
export const groupRules = z.strictObject({
  id: id.refine((name) => name !== 'resident' && name !== 'employee', 'mag niet resident of employee zijn: dat is al iedereen, of elke medewerker'),
  title: z.string().min(1).max(200),
  /** How the provider names it: who has one of these in their claims is in it. */
  claims: z.array(z.string().min(1).max(200).refine((claim) => !claim.startsWith(OWN), `mag niet met ${OWN} beginnen: zo heten de rollen van accounts van de balie zelf`)).min(1).max(50),
  roles: z.array(z.enum(ROLES, `moet een van deze zijn: ${ROLES.join(', ')}`)).default(['employee']),
  /** Ids of the collections that its editors keep. Which ones it reads is said by their `readers`. */
  collections: names,
  /** Assistants besides those for all employees, and models; `*` is all of them. */
  assistants: names,
  models: names,
});
export type Group = z.infer<typeof groupRules>;

/** What somebody may, from all of their groups together. */
export interface Rights {
  readonly roles: readonly Role[];
  /** Ids of the groups. */
  readonly groups: readonly string[];
  /** Whose collections they read: what `readers` of a collection may name. */
  readonly readers: readonly string[];
  /** Collections that they keep. */
  readonly collections: readonly string[];
  readonly assistants: readonly string[];
  readonly models: readonly string[];
}

/**
 * @param claimed the groups that the provider says somebody is in, by its own names.
 * @param issuer that provider: the desk's own claims hold from itself alone, and no others do.
 * @returns nothing at all for who is in none of the desk's groups.
 */
export function rightsOf(groups: readonly Group[], claimed: readonly string[], issuer = ''): Rights {
  const isOwn = issuer === OWN_ISSUER;
  const believed = claimed.filter((claim) => claim.startsWith(OWN) === isOwn);
  const own = groups.filter(({ claims }) => claims.some((claim) => believed.includes(claim)));
  const named = isOwn ? [] : own.map(({ id }) => id);
  const roles = ROLES.filter((role) => own.some((group) => group.roles.includes(role)));
  const all = (of: 'assistants' | 'models', having = own) => [...new Set(having.flatMap((group) => group[of]))];
  return {
    roles,
    groups: named,
    readers: roles.includes('employee') ? ['resident', 'employee', ...named] : ['resident'],
    // Editing is a right of the group that the collection is named with, not of whoever is an editor elsewhere.
    collections: [...new Set(own.filter((group) => group.roles.includes('editor')).flatMap((group) => group.collections))],
    assistants: all('assistants'),
    models: all('models'),
  };
}
