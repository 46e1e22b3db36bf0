import type { Context, Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import type { KeySummary } from '../../../identity/keys.ts';
import { keyFormPage, keysPage } from '../../../web/pages.ts';
import { KEY_FILTERS } from '../../../web/pages/console/access/keys.ts';
import { KEY_PATH, KEYS_PATH } from '../../../web/pages/console/paths.ts';
import type { Draft, KeyFormView, KeyState } from '../../../web/pages/console/views.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { changeViews, pageOfList } from './support.ts';

/** The keys there are, and the form of one. */
export function keyPageRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  const { municipality, keys } = deps;

  access.declare('GET', KEYS_PATH, 'manage');
  app.get(KEYS_PATH, async (c) => {
    const now = new Date();
    const all = (await keys.list()).map((key) => ({ ...key, state: stateOf(key, now) }));
    const names = new Map(all.map(({ id, name }) => [id, name]));
    const { items, ...list } = pageOfList(c, all, {
      filters: KEY_FILTERS.map(([filter]) => filter),
      matches: ({ id, name, group, state }, text, filter) => (filter === '' || state === filter) && [id, name, group ?? ''].some((part) => part.toLowerCase().includes(text)),
    });
    const changes = await changeViews(deps, ['key'], (subject) => names.get(subject) ?? subject);
    return c.html(keysPage({ municipality, editor: editorOf(c), list: { ...list, keys: items }, changes, isDone: c.req.query('melding') === 'bewaard' }));
  });

  access.declare('GET', KEY_PATH, 'manage');
  app.get(KEY_PATH, async (c) => {
    const id = c.req.query('nummer');
    return c.html(keyFormPage(await keyForm(c, deps, id === undefined ? undefined : await keyOf(deps, id))));
  });
}

export async function keyForm(c: Context<AppEnv>, { municipality, keys }: AppDeps, key?: KeySummary, draft?: Draft): Promise<KeyFormView> {
  const groups = (await keys.groups()).map(({ name }) => name);
  return { municipality, editor: editorOf(c), known: keys.known(), groups, ...(key && { key: { ...key, state: stateOf(key, new Date()) } }), ...(draft && { draft }) };
}

/** @throws BalieError `key-unknown`. */
export async function keyOf({ keys }: AppDeps, id: string): Promise<KeySummary> {
  const found = /^[0-9a-f]{16}$/.test(id) ? await keys.find(id) : undefined;
  if (found === undefined) throw new BalieError('key-unknown');
  return found.key;
}

function stateOf({ revokedAt, expiresAt }: KeySummary, now: Date): KeyState {
  return revokedAt !== null ? 'revoked' : expiresAt !== null && expiresAt <= now ? 'expired' : 'valid';
}
