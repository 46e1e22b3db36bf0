import type { Hono } from 'hono';
import { DRIFT_PATH, driftPage, FACTSHEET_PATH } from '../../../web/pages/factsheet/drift.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

/** How the desk differs from its published factsheet: who opens the page has it compared now. */
export function driftRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, drift }: Pick<AppDeps, 'municipality' | 'drift'>): void {
  access.declare('GET', DRIFT_PATH, 'oversee');
  app.get(DRIFT_PATH, async (c) => c.html(driftPage({ municipality, editor: editorOf(c), report: await drift.look(), mayPublish: c.get('mayOpen')(FACTSHEET_PATH) })));
}
