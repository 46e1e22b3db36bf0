/** Who may come to a route: nobody in particular, a person with one role alone, a key with one right alone. */
import type { Access } from '../../src/http/access/kinds.ts';
import { kindOf, mayOpen } from '../../src/http/access/kinds.ts';
import { type Group, groupRules, ROLES } from '../../src/identity/groups.ts';
import type { KeyHolder, NewKey } from '../../src/identity/keys.ts';
import { personHolder } from '../../src/identity/people.ts';

/** A group for each role, with a claim of the same name. */
export const ROLE_GROUPS: Group[] = ROLES.map((role) =>
  groupRules.parse({ id: `alleen-${role}`, title: `Alleen ${role}`, claims: [role], roles: [role], collections: role === 'editor' ? ['producten'] : [] }),
);

export const KEYS: Readonly<Record<string, NewKey>> = {
  'key: collections': { name: 'Aanlevering', collections: ['producten'] },
  'key: models': { name: 'Programma', models: ['chat'] },
  'key: assistants': { name: 'Assistent', assistants: ['loket'] },
  'key: --review': { name: 'Beoordelaar', isReviewer: true },
  'key: --admin': { name: 'Beheerder', isAdmin: true },
};

export const COLUMNS: readonly string[] = ['resident', ...ROLES, ...Object.keys(KEYS)];

export type Cell = 'yes' | 'own' | 'no';

const NO_KEY: Omit<KeyHolder, 'id' | 'name'> = { group: null, collections: [], models: [], assistants: [], isAdmin: false, isReviewer: false };

function holderIn(column: string): KeyHolder | undefined {
  if (column === 'resident') return undefined;
  const key = KEYS[column];
  return key === undefined ? personHolder({ id: column, issuer: 'https://inloggen.example', name: column, email: null, claimed: [column], isConfirmed: true }, ROLE_GROUPS) : { ...NO_KEY, id: column, ...key };
}

/** What the guard says of a route, for each column. */
export function cellsOf(access: Access, path: string): Cell[] {
  const { by, reach } = kindOf(access);
  return COLUMNS.map((column) => {
    if (by === 'nothing') return access === 'public' ? 'yes' : 'no';
    const holder = holderIn(column);
    // A person has no key; a key may be logged in with.
    if (holder === undefined || (by === 'key' && holder.person !== undefined)) return 'no';
    return mayOpen(access, path, holder) ? (reach === 'own' ? 'own' : 'yes') : 'no';
  });
}
