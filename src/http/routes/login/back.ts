import type { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BalieError } from '../../../errors.ts';
import { accountLoginPage, confirmPage, goingOnPage } from '../../../web/pages.ts';
import { WORK_PATH } from '../../../web/pages/work/paths.ts';
import type { AccessList } from '../../access/access.ts';
import { LoginLimit } from '../../access/login-limit.ts';
import { HOME_PATH } from '../../access/paths.ts';
import { loginCookie, setSessionCookie } from '../../access/session-cookie.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { faultView, setFaultHeaders } from '../../faults.ts';
import type { LoginEnd } from '../../../identity/logins/logins.ts';
import { readFields } from '../../input.ts';
import { BACK_PATH, goOn, logRefused } from './support.ts';

const NOTIFY_PATH = '/inloggen/afmelden';
/** Longer than any that a provider sends. */
const MAX_MESSAGE = 16_000;

/** What comes from the provider: who logged in, and by itself that somebody is logged out. */
export function loginBackRoutes(app: Hono<AppEnv>, access: AccessList, { municipality, login: { provider }, logger }: AppDeps): void {
  const limit = new LoginLimit();

  access.declare('GET', BACK_PATH, 'public');
  app.get(BACK_PATH, async (c) => {
    const { value: browser, isSecure } = loginCookie(c);
    const ended = await finish(new URL(c.req.url).searchParams, browser);
    if ('fault' in ended) {
      const { fault, wished, isConfirming } = ended;
      logRefused(logger, c, fault);
      setFaultHeaders(c, fault);
      const view = { municipality, provider: provider?.title, fault: faultView(fault.code, c.get('requestId')), wished };
      return c.html(isConfirming ? confirmPage(view) : accountLoginPage(view), fault.entry.status as ContentfulStatusCode);
    }
    setSessionCookie(c, ended.token, isSecure);
    const path = ended.wished ?? (ended.isEmployee ? WORK_PATH : HOME_PATH);
    goOn(c, path);
    return c.html(goingOnPage({ municipality, title: 'U bent ingelogd', text: 'Een ogenblik: u gaat verder.', link: { path, text: 'Ga verder' } }));
  });

  /** @returns also for a login that nobody began: that is told where one begins. */
  async function finish(query: URLSearchParams, browser: string): Promise<LoginEnd> {
    try {
      if (provider === undefined) throw new BalieError('login-unavailable');
      return await provider.finish(query, browser);
    } catch (error) {
      if (error instanceof BalieError && error.code.startsWith('login-')) return { fault: error, isConfirming: false };
      throw error;
    }
  }

  access.declare('POST', NOTIFY_PATH, 'public');
  app.post(NOTIFY_PATH, async (c) => {
    // A provider is no browser: it is told in the words of its own standard.
    const message = (await readFields(c)).get('logout_token') ?? '';
    try {
      if (provider === undefined || message === '' || message.length > MAX_MESSAGE) throw new BalieError('logout-message-wrong', { detail: 'length' });
      await limit.run(() => provider.endByProvider(message));
    } catch (error) {
      if (!(error instanceof BalieError) || !/^log(?:in|out)-/.test(error.code)) throw error;
      logRefused(logger, c, error);
      setFaultHeaders(c, error);
      return c.json({ error: error.code === 'logout-message-wrong' ? 'invalid_request' : 'server_error', error_description: error.code }, error.entry.status as ContentfulStatusCode);
    }
    return c.body(null, 200);
  });
}
