import type { Hono } from 'hono';
import { staffLoginPage } from '../../../web/pages.ts';
import { type AccessList, EMPLOYEE_LOGIN_PATH } from '../../access/access.ts';
import { requireSameOrigin } from '../../access/same-origin.ts';
import { clearSessionCookie, sessionToken } from '../../access/session-cookie.ts';
import { wishedPage } from '../../access/wished-page.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { noticeOf } from '../admin/support.ts';

const LOGOUT_PATH = '/uitloggen';

/** Where employees log in, and out. */
export function employeeLoginRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, admin: { sessions } }: Pick<AppDeps, 'municipality' | 'admin'>): void {
  access.declare('GET', EMPLOYEE_LOGIN_PATH, 'public');
  app.get(EMPLOYEE_LOGIN_PATH, (c) => {
    const [notice, wished] = [noticeOf(c.req.query('melding')), wishedPage(c.req.query('naar'))];
    return c.html(staffLoginPage({ municipality, ...(notice && { notice }), ...(wished !== undefined && { wished }) }));
  });

  access.declare('POST', LOGOUT_PATH, 'public');
  app.post(LOGOUT_PATH, async (c) => {
    requireSameOrigin(c);
    await sessions.close(sessionToken(c));
    clearSessionCookie(c);
    c.header('Clear-Site-Data', '"cache"');
    return c.redirect(`${EMPLOYEE_LOGIN_PATH}?melding=uitgelogd`, 303);
  });
}
