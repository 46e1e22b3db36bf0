import type { Hono } from 'hono';
import type { AccessList } from '../../access/access.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { groupPageRoutes } from './groups.ts';
import { keyChangeRoutes } from './key-changes.ts';
import { keyPageRoutes } from './keys.ts';
import { modelChangeRoutes } from './model-changes.ts';
import { modelPageRoutes } from './models.ts';
import { peoplePageRoutes } from './people.ts';

/** What who manages the desk sees and changes of models and of who may what. Each change asks why. */
export function consoleRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps): void {
  modelPageRoutes(app, access, deps);
  modelChangeRoutes(app, access, deps);
  keyPageRoutes(app, access, deps);
  keyChangeRoutes(app, access, deps);
  groupPageRoutes(app, access, deps);
  peoplePageRoutes(app, access, deps);
}
