import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/** `__Host-`: only this very host may set it, over TLS, for all of its paths. */
const SECURE_NAME = '__Host-balie';
/** On the machine itself there is no TLS, and browsers keep no `Secure` cookie there. */
const LOOPBACK_NAME = 'balie-sessie';

/** The token of the session in a request; empty when there is none. */
export function sessionToken(c: Context): string {
  return getCookie(c, SECURE_NAME) ?? (isLoopback(c) ? getCookie(c, LOOPBACK_NAME) : undefined) ?? '';
}

/** Without an age: the browser forgets it when it is closed, and the session itself ends in its own time. */
export function setSessionCookie(c: Context, token: string): void {
  // Behind a proxy that passes its own Host on, the Origin still says https.
  const isSecure = !isLoopback(c) || /^https:/i.test(c.req.header('Origin') ?? '');
  setCookie(c, isSecure ? SECURE_NAME : LOOPBACK_NAME, token, { httpOnly: true, sameSite: 'Strict', path: '/', secure: isSecure });
}

export function clearSessionCookie(c: Context): void {
  deleteCookie(c, SECURE_NAME, { path: '/', secure: true });
  deleteCookie(c, LOOPBACK_NAME, { path: '/' });
}

/** Whether the browser asks this very machine. No forwarded header is believed; no page can choose the Host of a request. */
export function isLoopback(c: Context): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(c.req.header('Host') ?? '');
}
