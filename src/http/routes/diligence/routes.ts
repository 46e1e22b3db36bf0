import type { Hono } from 'hono';
import { questionPath, UPLOAD_PATH } from '../../../web/pages/diligence/paths.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import type { UploadPlaces } from '../../uploads/upload-places.ts';
import { answerRoutes } from './answers.ts';
import { compareRoutes } from './compare.ts';
import { fileRoutes } from './files.ts';
import { overviewRoutes } from './overview.ts';
import { publicDiligenceRoutes } from './public.ts';
import { snapshotRoutes } from './snapshots.ts';

/** Forms that may hold a file: their bodies have limits of their own. */
export const DILIGENCE_UPLOADS: readonly string[] = [questionPath(':question'), UPLOAD_PATH];

/** The due diligence: for who answers it, and what of it is for everybody. Before the pages of assistants: `/factsheet/doorlichting` is none. */
export function diligenceRoutes(app: Hono<AppEnv>, access: AccessList, deps: AppDeps, places: UploadPlaces): void {
  overviewRoutes(app, access, deps);
  answerRoutes(app, access, deps, places);
  fileRoutes(app, access, deps);
  snapshotRoutes(app, access, deps);
  compareRoutes(app, access, deps, places);
  publicDiligenceRoutes(app, access, deps);
}
