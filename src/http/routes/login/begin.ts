import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { asBalieError, BalieError } from '../../../errors.ts';
import { accountLoginPage, confirmPage, goingOnPage } from '../../../web/pages.ts';
import { WORK_PATH } from '../../../web/pages/work/paths.ts';
import type { AccessList } from '../../access/access.ts';
import { isEmployee } from '../../access/employees.ts';
import { CONFIRM_PATH, EMPLOYEE_LOGIN_PATH } from '../../access/paths.ts';
import { requireSameOrigin } from '../../access/same-origin.ts';
import { bindLogin, sessionToken } from '../../access/session-cookie.ts';
import { wishedPage } from '../../access/wished-page.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import type { LoginWish } from '../../../identity/logins/logins.ts';
import { faultView, setFaultHeaders } from '../../faults.ts';
import { readFields } from '../../input.ts';
import { BACK_PATH, goOn, logRefused, originFor } from './support.ts';

const EXPIRED = ['verlopen', 'verlopen-verzonden'] as const;

/** Where employees log in by name, and go to their provider. */
export function loginBeginRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, login: { provider }, logger }: AppDeps): void {
  const about = { municipality, provider: provider?.title };

  access.declare('GET', EMPLOYEE_LOGIN_PATH, 'public');
  app.get(EMPLOYEE_LOGIN_PATH, async (c) => {
    const wished = wishedPage(c.req.query('naar'));
    const holder = await access.whoIsLoggedIn(c);
    const isOther = c.req.query('anders') === 'ja';
    if (holder !== undefined && isEmployee(holder) && !isOther) return c.redirect(wished ?? WORK_PATH, 303);
    // A provider gives back the word that it was sent along with.
    const isOut = c.req.query('melding') === 'uitgelogd' || c.req.query('state') === 'uitgelogd';
    const notice = isOut ? 'uitgelogd' : EXPIRED.find((one) => one === c.req.query('melding'));
    return c.html(accountLoginPage({ ...about, notice, wished, ...(isOther && { current: holder?.name }) }));
  });

  access.declare('GET', CONFIRM_PATH, 'public');
  app.get(CONFIRM_PATH, async (c) => {
    const wished = wishedPage(c.req.query('naar'));
    const holder = await access.whoIsLoggedIn(c);
    if (holder?.person !== undefined) return c.html(confirmPage({ ...about, wished }));
    return c.redirect(wished === undefined ? EMPLOYEE_LOGIN_PATH : `${EMPLOYEE_LOGIN_PATH}?${new URLSearchParams({ naar: wished }).toString()}`, 303);
  });

  access.declare('POST', EMPLOYEE_LOGIN_PATH, 'public');
  app.post(EMPLOYEE_LOGIN_PATH, async (c) => {
    requireSameOrigin(c);
    const fields = await readFields(c);
    const wished = wishedPage(fields.get('naar') ?? undefined);
    const confirming = fields.get('bevestigen');
    const isConfirming = confirming === 'opnieuw' || confirming === 'ja';
    // A provider that knows somebody lets them in as that one, unless it must ask.
    const isAnew = confirming === 'opnieuw' || fields.get('anders') === 'ja';
    try {
      const url = await begin(c, { wished, isConfirming, isAnew });
      goOn(c, url);
      const title = `Naar ${provider?.title ?? ''}`;
      return await c.html(goingOnPage({ municipality, title, text: 'Een ogenblik: u gaat naar de inlogdienst van de gemeente.', link: { path: url, text: 'Ga verder met inloggen' } }));
    } catch (error) {
      const fault = asBalieError(error);
      if (!fault.code.startsWith('login-')) throw error;
      logRefused(logger, c, fault);
      setFaultHeaders(c, fault);
      const view = { ...about, fault: faultView(fault.code, c.get('requestId')), wished };
      return c.html(isConfirming ? confirmPage(view) : accountLoginPage(view), fault.entry.status as ContentfulStatusCode);
    }
  });

  async function begin(c: Context, wish: Pick<LoginWish, 'wished' | 'isConfirming' | 'isAnew'>): Promise<string> {
    if (provider === undefined) throw new BalieError('login-unavailable');
    return provider.begin({ ...wish, redirectUri: originFor(c, municipality) + BACK_PATH, session: sessionToken(c), browser: bindLogin(c) });
  }
}
