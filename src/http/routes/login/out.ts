import type { Context, Hono } from 'hono';
import { goingOnPage } from '../../../web/pages.ts';
import type { AccessList } from '../../access/access.ts';
import { EMPLOYEE_LOGIN_PATH } from '../../access/paths.ts';
import { requireSameOrigin } from '../../access/same-origin.ts';
import { clearSessionCookie, sessionToken } from '../../access/session-cookie.ts';
import type { AppDeps } from '../../deps.ts';
import type { AppEnv } from '../../env.ts';
import { goOn, originFor } from './support.ts';

/** Logging out by name. */
export function logoutRoutes(app: Hono<AppEnv>, access: AccessList, deps: Pick<AppDeps, 'municipality' | 'login'>): void {
  access.declare('POST', '/uitloggen', 'public');
  app.post('/uitloggen', async (c) => {
    requireSameOrigin(c);
    const answer = await logOut(c, deps);
    return answer ?? c.redirect(`${EMPLOYEE_LOGIN_PATH}?melding=uitgelogd`, 303);
  });
}

/**
 * Ends the session of who is logged in, by name or with a key: here, and then with the provider.
 * @returns the page that leads there; undefined where there is nothing to do there: the cookie is gone in any case.
 */
export async function logOut(c: Context, { municipality, login }: Pick<AppDeps, 'municipality' | 'login'>): Promise<Response | undefined> {
  const { isPerson, providerUrl } = await login.end(sessionToken(c), returnAddress(c, municipality));
  clearSessionCookie(c);
  c.header('Clear-Site-Data', '"cache"');
  if (providerUrl === undefined) return isPerson ? c.redirect(`${EMPLOYEE_LOGIN_PATH}?melding=uitgelogd`, 303) : undefined;
  goOn(c, providerUrl);
  const text = 'Een ogenblik: u wordt ook uitgelogd bij de inlogdienst van de gemeente.';
  return c.html(goingOnPage({ municipality, title: 'U bent uitgelogd bij de balie', text, link: { path: providerUrl, text: 'Ga verder met uitloggen' } }));
}

/** Nobody is kept in for want of an address. */
function returnAddress(c: Context, municipality: AppDeps['municipality']): string | undefined {
  try {
    return originFor(c, municipality) + EMPLOYEE_LOGIN_PATH;
  } catch {
    return undefined;
  }
}
