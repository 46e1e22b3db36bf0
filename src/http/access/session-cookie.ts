import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/** `__Host-`: only this very host may set it, over TLS, for all of its paths. */
const SECURE_NAME = '__Host-balie';
/** On the machine itself there is no TLS, and browsers keep no `Secure` cookie there. */
const LOOPBACK_NAME = 'balie-sessie';
/** Of a browser that logs in with a provider. It comes along when that sends the browser back, as those of a session do not. */
const LOGIN_NAMES = { secure: '__Host-balie-inloggen', loopback: 'balie-inloggen' };
const LOGIN_SECONDS = 600;

/** The token of the session in a request; empty when there is none. */
export function sessionToken(c: Context): string {
  return getCookie(c, SECURE_NAME) ?? (isLoopback(c) ? getCookie(c, LOOPBACK_NAME) : undefined) ?? '';
}

/**
 * Without an age: the browser forgets it when it is closed, and the session itself ends in its own time.
 * @param isSecure whether there is TLS; absent: as the request says.
 */
export function setSessionCookie(c: Context, token: string, isSecure = hasTls(c)): void {
  setCookie(c, isSecure ? SECURE_NAME : LOOPBACK_NAME, token, { httpOnly: true, sameSite: 'Strict', path: '/', secure: isSecure });
}

/** Another token in place of the one that a request came with, under the same name. */
export function replaceSessionCookie(c: Context, token: string): void {
  setSessionCookie(c, token, getCookie(c, SECURE_NAME) !== undefined);
}

export function clearSessionCookie(c: Context): void {
  deleteCookie(c, SECURE_NAME, { path: '/', secure: true });
  deleteCookie(c, LOOPBACK_NAME, { path: '/' });
}

/** What only this browser has while it logs in; made where it has none. More than one login may be under way in it. */
export function bindLogin(c: Context): string {
  const known = loginCookie(c);
  const value = /^[A-Za-z0-9_-]{43}$/.test(known.value) ? known.value : randomBytes(32).toString('base64url');
  const isSecure = hasTls(c);
  setCookie(c, isSecure ? LOGIN_NAMES.secure : LOGIN_NAMES.loopback, value, { httpOnly: true, sameSite: 'Lax', path: '/', secure: isSecure, maxAge: LOGIN_SECONDS });
  return value;
}

/** What `bindLogin` gave; empty for nothing. */
export function loginCookie(c: Context): { readonly value: string; readonly isSecure: boolean } {
  const secure = getCookie(c, LOGIN_NAMES.secure);
  return { value: secure ?? (isLoopback(c) ? getCookie(c, LOGIN_NAMES.loopback) : undefined) ?? '', isSecure: secure !== undefined };
}

/** Behind a proxy that passes its own Host on, the Origin still says https. */
function hasTls(c: Context): boolean {
  return !isLoopback(c) || /^https:/i.test(c.req.header('Origin') ?? '');
}

/** Whether the browser asks this very machine. No forwarded header is believed; no page can choose the Host of a request. */
export function isLoopback(c: Context): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(c.req.header('Host') ?? '');
}
