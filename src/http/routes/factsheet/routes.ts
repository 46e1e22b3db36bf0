import type { Hono } from 'hono';
import type { Ask } from '../../../factsheet/ai-act/check/finding.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { platformRoutes } from '../platforms/files.ts';
import { platformPageRoutes } from '../platforms/page.ts';
import { registerRoutes } from '../register/pages.ts';
import { aiActRoutes } from './ai-act/pages.ts';
import { factsheetAdminRoutes } from './admin.ts';
import { driftRoutes } from './drift.ts';
import { publicFactsheetRoutes } from './public.ts';

/** What the deployment tells of itself: to everybody, to who fills it in, and to platforms. */
export function factsheetRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps, inside: Ask): void {
  registerRoutes(app, access, deps);
  factsheetAdminRoutes(app, access, deps);
  platformPageRoutes(app, access, deps);
  driftRoutes(app, access, deps);
  aiActRoutes(app, access, deps, inside);
  // Before the pages of assistants: `/factsheet/sbom.json` is no assistant.
  platformRoutes(app, access, deps);
  publicFactsheetRoutes(app, access, deps);
}
