import type { Hono } from 'hono';
import { invitationPage } from '../../../web/pages.ts';
import type { AccessList } from '../../access/access.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';

const INVITATION_PATH = '/inloggen/uitnodiging';

/** Where a link leads that somebody makes a passkey with. What it holds stands behind the #, which no browser sends: it is in no log. */
export function invitationRoutes(app: Hono<AppEnv>, access: AccessList, { municipality }: Pick<AppDeps, 'municipality'>): void {
  access.declare('GET', INVITATION_PATH, 'public');
  app.get(INVITATION_PATH, (c) => c.html(invitationPage({ municipality })));
}
