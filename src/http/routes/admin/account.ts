import type { Hono } from 'hono';
import { dutchDay } from '../../../dutch-time.ts';
import { BalieError } from '../../../errors.ts';
import { accountPage, ownKeyPage } from '../../../web/pages.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf, hasAdmin, isEmployee, mayUse } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

export const ACCOUNT_PATH = '/beheer/account';
export const OWN_KEY_PATH = '/beheer/sleutel';

/** Who is logged in and what they may: a person by their groups, or a key with what was used with it. Each is shown where it belongs. */
export function accountRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, assistants, admin, keys }: AppDeps): void {
  const titlesOf = (collections: readonly string[]) => collections.map((collection) => admin.title(collection) ?? collection);

  access.declare('GET', ACCOUNT_PATH, 'session');
  app.get(ACCOUNT_PATH, (c) => {
    const holder = c.get('key');
    const { name, person, collections, models, isAdmin, isReviewer } = holder;
    if (person === undefined) return c.redirect(OWN_KEY_PATH, 303);
    const usable = isEmployee(holder) ? [...assistants.values()].filter((assistant) => mayUse(holder, assistant)) : [];
    // Who has nothing to do in Beheer stays in the workplace.
    const editor = isEmployee(holder) && !hasAdmin(holder) ? { name, work: { hasAdmin: false } } : editorOf(c);
    const rights = { collections: titlesOf(collections), assistants: usable.map(({ title }) => title), models, isAdmin, isReviewer };
    return c.html(accountPage({ municipality, editor, email: person.email, roles: person.roles, groups: person.groups.map((group) => admin.groupTitle(group)), ...rights }));
  });

  access.declare('GET', OWN_KEY_PATH, 'session');
  app.get(OWN_KEY_PATH, async (c) => {
    const { id, collections, person } = c.get('key');
    if (person !== undefined) return c.redirect(ACCOUNT_PATH, 303);
    const found = await keys.find(id);
    if (found === undefined) throw new BalieError('login-ended');
    return c.html(ownKeyPage({ municipality, editor: editorOf(c), ...found, collections: titlesOf(collections), today: dutchDay(new Date()) }));
  });
}
