import type { Hono } from 'hono';
import { processingPage } from '../../../web/pages.ts';
import { PROCESSING_PATH } from '../../../web/pages/processing/paths.ts';
import type { AccessList } from '../../access/access.ts';
import { editorOf } from '../../access/employees.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

/** How what is recorded elsewhere stands, for who watches over the desk. */
export function processingPageRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, processing }: Pick<AppDeps, 'municipality' | 'processing'>): void {
  access.declare('GET', PROCESSING_PATH, 'oversee');
  app.get(PROCESSING_PATH, async (c) => c.html(processingPage({ municipality, editor: editorOf(c), states: await processing.states() })));
}
