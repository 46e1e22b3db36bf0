import type { Hono } from 'hono';
import { loginPage } from '../../../web/pages.ts';
import type { AccessList } from '../../access/access.ts';
import { HOME_PATH, LOGIN_PATH } from '../../access/paths.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { LoginLimit } from '../../access/login-limit.ts';
import { requireSameOrigin } from '../../access/same-origin.ts';
import { sessionToken, setSessionCookie } from '../../access/session-cookie.ts';
import { wishedPage } from '../../access/wished-page.ts';
import { logOut } from '../login/out.ts';
import { noticeOf } from './support.ts';
import { readFields } from '../../input.ts';
import { faultView } from '../../faults.ts';

/** Longer than any key: a page's worth of text that was pasted by mistake is simply not one. */
const MAX_KEY = 200;

/** Logging in with a key, and out. */
export function loginRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, login, admin: { sessions } }: AppDeps): void {
  const limit = new LoginLimit();

  access.declare('GET', LOGIN_PATH, 'public');
  app.get(LOGIN_PATH, (c) => {
    const notice = noticeOf(c.req.query('melding'));
    const wished = wishedPage(c.req.query('naar'));
    return c.html(loginPage({ municipality, provider: login.provider?.title, ...(notice && { notice }), ...(wished !== undefined && { wished }) }));
  });

  access.declare('POST', LOGIN_PATH, 'public');
  app.post(LOGIN_PATH, async (c) => {
    requireSameOrigin(c);
    const fields = await readFields(c);
    const token = (fields.get('sleutel') ?? '').trim().slice(0, MAX_KEY);
    const wished = wishedPage(fields.get('naar') ?? undefined);
    // Who has left while waiting costs nothing any more.
    const opened = await limit.run(async () => (c.req.raw.signal.aborted ? undefined : sessions.open(token, sessionToken(c))));
    if (opened === undefined) return c.html(loginPage({ municipality, provider: login.provider?.title, fault: faultView('login-failed'), ...(wished !== undefined && { wished }) }), 401);
    setSessionCookie(c, opened.token);
    return c.redirect(wished ?? HOME_PATH, 303);
  });

  access.declare('POST', '/beheer/uitloggen', 'public');
  app.post('/beheer/uitloggen', async (c) => {
    requireSameOrigin(c);
    // Who is logged in by name is so with their provider too.
    const answer = await logOut(c, { municipality, login });
    if (answer !== undefined) return answer;
    return c.redirect(`${LOGIN_PATH}?melding=uitgelogd`, 303);
  });
}
