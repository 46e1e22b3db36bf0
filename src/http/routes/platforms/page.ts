import type { Hono } from 'hono';
import { BalieError } from '../../../errors.ts';
import { PLATFORMS_PATH } from '../../../web/pages/factsheet/paths.ts';
import { platformsPage } from '../../../web/pages/factsheet/platforms.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { readFields } from '../../input.ts';

/** How the platforms stand to which the published factsheet goes, for who publishes it. Works without JavaScript. */
export function platformPageRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, platforms }: Pick<AppDeps, 'municipality' | 'platforms'>): void {
  access.declare('GET', PLATFORMS_PATH, 'factsheet');
  app.get(PLATFORMS_PATH, async (c) => c.html(platformsPage({ municipality, editor: editorOf(c), states: await platforms.states(), isAsked: c.req.query('melding') === 'opnieuw' })));

  access.declare('POST', PLATFORMS_PATH, 'factsheet');
  app.post(PLATFORMS_PATH, async (c) => {
    const platform = (await readFields(c)).get('platform') ?? '';
    if (!(await platforms.states()).some(({ id }) => id === platform)) throw new BalieError('input-invalid', { detail: 'platform' });
    const isAsked = await platforms.retry(platform, c.get('key').id);
    return c.redirect(`${PLATFORMS_PATH}${isAsked ? '?melding=opnieuw' : ''}`, 303);
  });
}
