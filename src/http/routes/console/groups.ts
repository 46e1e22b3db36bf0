import type { Context, Hono } from 'hono';
import { groupsPage } from '../../../web/pages.ts';
import { roleWords } from '../../../web/pages/admin/words.ts';
import { GROUPS_PATH } from '../../../web/pages/console/paths.ts';
import type { Draft } from '../../../web/pages/console/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { readFields } from '../../input.ts';
import * as shapes from '../keys/contracts.ts';
import { changeViews, draftOf, faultsIn, limitsIn, reasonIn, whyOf } from './support.ts';

/** Groups of people as the configuration has them, and groups of keys. */
export function groupPageRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const { municipality, admin, console, keys } = deps;

  access.declare('GET', GROUPS_PATH, 'manage');
  app.get(GROUPS_PATH, async (c) => c.html(groupsPage(await view(c))));

  access.declare('POST', GROUPS_PATH, 'manage');
  app.post(GROUPS_PATH, async (c) => {
    const fields = await readFields(c);
    const name = shapes.GroupParams.safeParse({ name: fields.get('naam') ?? '' });
    const limits = shapes.LimitsRequest.safeParse(limitsIn(fields));
    const reason = reasonIn(fields);
    if (!name.success || !limits.success || reason === undefined) {
      const faults = { ...(!name.success && { naam: Object.values(faultsIn(name.error)).join('; ') }), ...(!limits.success && faultsIn(limits.error)) };
      return c.html(groupsPage(await view(c, draftOf(fields, faults))), 400);
    }
    const { requestsPerMinute = null, tokensPerDay = null, tokensPerMonth = null } = limits.data;
    await console.keys(whyOf(c, reason)).putGroup(name.data.name, { requestsPerMinute, tokensPerDay, tokensPerMonth }, { byKey: c.get('key').id });
    return c.redirect(`${GROUPS_PATH}?melding=bewaard`, 303);
  });

  async function view(c: Context<AppEnv>, draft?: Draft) {
    const groups = console.groups.map(({ id, title, claims, roles, collections, assistants }) => ({
      id, title, claims, roles: roles.map((role) => roleWords[role]), collections: collections.map((collection) => admin.title(collection) ?? collection), assistants,
    }));
    const [keyGroups, changes] = await Promise.all([keys.groups(), changeViews(deps, ['key-group'])]);
    return { municipality, editor: editorOf(c), groups, keyGroups, changes, isDone: c.req.query('melding') === 'bewaard', ...(draft && { draft }) };
  }
}
