import type { Hono } from 'hono';
import { dutchDay } from '../../../dutch-time.ts';
import { BalieError } from '../../../errors.ts';
import { ownKeyPage } from '../../../web/pages.ts';
import { WORK_PATH } from '../../../web/pages/work/header.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

export const OWN_KEY_PATH = '/beheer/sleutel';

/** What the key opens with which one is logged in, and what was used with it. */
export function ownKeyPageRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, admin, keys }: AppDeps): void {
  access.declare('GET', OWN_KEY_PATH, 'session');
  app.get(OWN_KEY_PATH, async (c) => {
    const { id, name, collections, person } = c.get('key');
    // Who is logged in by name has none: their own pages are in the workplace.
    if (person !== undefined) return c.redirect(WORK_PATH, 303);
    const found = await keys.find(id);
    if (found === undefined) throw new BalieError('login-ended');
    const titles = collections.map((collection) => admin.title(collection) ?? collection);
    return c.html(ownKeyPage({ municipality, editorName: name, ...found, collections: titles, today: dutchDay(new Date()) }));
  });
}
