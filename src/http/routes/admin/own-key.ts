import type { Hono } from 'hono';
import { dutchDay } from '../../../dutch-time.ts';
import { BalieError } from '../../../errors.ts';
import { ownKeyPage } from '../../../web/pages.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

export const OWN_KEY_PATH = '/beheer/sleutel';

/** What the key opens with which one is logged in, and what was used with it. */
export function ownKeyPageRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, admin, keys }: AppDeps): void {
  access.declare('GET', OWN_KEY_PATH, 'session');
  app.get(OWN_KEY_PATH, async (c) => {
    const { id, name, collections } = c.get('key');
    const found = await keys.find(id);
    if (found === undefined) throw new BalieError('login-ended');
    const titles = collections.map((collection) => admin.title(collection) ?? collection);
    return c.html(ownKeyPage({ municipality, editorName: name, ...found, collections: titles, today: dutchDay(new Date()) }));
  });
}
