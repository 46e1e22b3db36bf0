import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { BalieError } from '../../errors.ts';
import type { AppEnv } from '../env.ts';
import type { KeyHolder } from '../../identity/keys.ts';
import type { WhoseSession } from '../../identity/logins/live.ts';
import type { SessionRef } from '../../identity/sessions.ts';
import { type Employee, isEmployee } from './employees.ts';
import { FormHeld, heldFields, pageOf } from './held-form.ts';
import { type Access, kindOf, mayOpen, refusalFor, strictest } from './kinds.ts';
import { methodsAt } from './methods.ts';
import { requireSameOrigin } from './same-origin.ts';
import { clearSessionCookie, replaceSessionCookie, sessionToken } from './session-cookie.ts';
import { CONFIRM_PATH, HOME_PATH } from './paths.ts';

/** @param isNow what is remembered of a key will not do. */
type WhoseKey = (token: string, isNow?: boolean) => Promise<KeyHolder | undefined>;

const nobody = () => Promise.resolve(undefined);

/** Which routes are open to whom. A route that nobody declared is closed, so that forgetting is safe. */
export class AccessList {
  private readonly declared = new Map<string, Access>();
  private readonly whoseKey: WhoseKey;
  private readonly whoseSession: WhoseSession;

  /**
   * @param whoseKey whose key a token is; undefined when it is not valid, whatever the cause. Without it no key is.
   * @param whoseSession the same for the token of a session.
   */
  constructor(whoseKey: WhoseKey = nobody, whoseSession: WhoseSession = nobody) {
    this.whoseKey = whoseKey;
    this.whoseSession = whoseSession;
  }

  declare(method: string, path: string, access: Access): void {
    this.declared.set(`${method.toUpperCase()} ${path}`, access);
  }

  accessOf(method: string, path: string): Access {
    return this.declared.get(`${method.toUpperCase()} ${path}`) ?? 'closed';
  }

  /**
   * Refuses requests to closed routes, and to others without the right key or session, before anything of their body is read; an
   * address without a route is left to the "not found" answer.
   */
  readonly guard = createMiddleware<AppEnv>(async (c, next) => {
    const handlers = matchedRoutes(c).filter((route) => route.method !== 'ALL');
    const access = strictest(new Set(handlers.map((route) => this.accessOf(route.method, route.path))));
    if (access === 'closed') throw new BalieError('login-required');
    if (access === undefined) this.requireMethod(c);
    if (access === undefined || kindOf(access).by === 'nothing') return next();
    const { by, refusal, login } = kindOf(access);
    const isSession = by === 'session' || (by === 'session-or-key' && isByCookie(c));
    const ask = isSession ? this.atDoor(c) : this.byKey(c);
    const holder = await ask();
    if (holder === undefined) {
      if (login !== undefined && c.get('faultsAs') === 'page') return toLogin(c, login);
      throw new BalieError(by === 'session' ? 'login-required' : isByCookie(c) ? 'login-ended' : 'key-invalid');
    }
    // All but the workplace is for who manages the desk.
    if (access !== 'employee' && access !== 'keeper' && holder.person?.isConfirmed === false) return toConfirm(c);
    // Also for a page that says no.
    c.set('key', holder);
    c.set('mayOpen', this.pagesOf(holder));
    if (handlers.some(({ path }) => !mayOpen(access, path, holder))) throw new BalieError(refusalFor(holder, refusal));
    for (const { path } of handlers) {
      const collection = segmentAt(c.req.path, path.split('/').indexOf(':collection'));
      // Whether a collection exists is not told: an unknown one is simply not among theirs.
      if (collection !== undefined && !holder.collections.includes(collection)) throw new BalieError(access === 'session' ? 'not-found' : refusalFor(holder, 'key-forbidden'));
    }
    c.set('renewKey', () => ask(true));
    return next();
  });

  /** Which routes the API has is public: who asks for one in another way is told in which it can be. @throws BalieError `method-not-allowed`. */
  private requireMethod(c: Context): void {
    if (!c.req.path.startsWith('/api/v1/') || c.req.method === 'OPTIONS') return;
    const allowed = methodsAt(this.declared.keys(), c.req.path);
    if (allowed.length === 0) return;
    c.header('Allow', allowed.join(', '));
    throw new BalieError('method-not-allowed');
  }

  /** Whether somebody may open the page at a route: one that is not there is for nobody. */
  pagesOf(holder: KeyHolder): (route: string) => boolean {
    return (route) => mayOpen(this.accessOf('GET', route), route, holder);
  }

  /** The employee whose session a request has. @throws BalieError `login-required`, `employee-required`, `cross-site-refused`. */
  async requireEmployee(c: Context): Promise<Employee> {
    return asEmployee(await this.bySession(c));
  }

  /** Who is logged in, for a page that is shown in any case: undefined too when that cannot be told now. */
  async whoIsLoggedIn(c: Context): Promise<KeyHolder | undefined> {
    try {
      return await this.bySession(c);
    } catch {
      return undefined;
    }
  }

  private byKey(c: Context): (isNow?: boolean) => Promise<KeyHolder | undefined> {
    const token = bearerOf(c.req.header('Authorization'));
    return (isNow) => this.whoseKey(token, isNow);
  }

  /**
   * Whose session it is that a request came in with. The browser gets the token that replaces an old one. Asked anew it is for the session that
   * was found, not by its token: while a body comes in, or a stream is open, another request may have that replaced.
   * @throws BalieError `cross-site-refused`.
   */
  private atDoor(c: Context): (isNow?: boolean) => Promise<KeyHolder | undefined> {
    const token = this.tokenOf(c);
    let found: SessionRef | undefined;
    const onFound = (session: SessionRef) => {
      found = session;
    };
    return () => (found === undefined ? this.whoseSession(token, { onFound, onRotated: (next) => replaceSessionCookie(c, next) }) : this.whoseSession(found));
  }

  /** @throws BalieError `cross-site-refused`. */
  private bySession(c: Context): Promise<KeyHolder | undefined> {
    return this.whoseSession(this.tokenOf(c));
  }

  /** @throws BalieError `cross-site-refused`. */
  private tokenOf(c: Context): string {
    const token = sessionToken(c);
    if (token !== '') requireSameOrigin(c);
    return token;
  }
}

/**
 * Refuses to go on when the key of a request does not open the collection any more: a body may take long to come in.
 * @throws BalieError `key-invalid`, `login-ended`, `key-forbidden` or `group-forbidden`.
 */
export async function requireStillOpen(c: Context<AppEnv>, collection: string): Promise<void> {
  const key = await c.get('renewKey')();
  if (key === undefined) throw new BalieError(isByCookie(c) ? 'login-ended' : 'key-invalid');
  if (!key.collections.includes(collection)) throw new BalieError(refusalFor(key, 'key-forbidden'));
}

function asEmployee(holder: KeyHolder | undefined): Employee {
  if (holder === undefined) throw new BalieError('login-required');
  if (!isEmployee(holder)) throw new BalieError('employee-required');
  return holder;
}

/** A header that was sent on purpose goes before a cookie that goes along by itself. */
function isByCookie(c: Context): boolean {
  return c.req.header('Authorization') === undefined && sessionToken(c) !== '';
}

/**
 * Says so when there was a session: who was at work must know why the page is another one. @throws FormHeld with a form that was sent: what
 * somebody filled in is not lost.
 */
async function toLogin(c: Context, page: string): Promise<Response> {
  const wasLoggedIn = sessionToken(c) !== '';
  if (wasLoggedIn) clearSessionCookie(c);
  const wished = pageOf(c);
  const to = (notice?: string) => withQuery(page, { ...(notice !== undefined && { melding: notice }), ...(wished !== undefined && wished !== HOME_PATH && { naar: wished }) });
  const fields = await heldFields(c);
  if (fields !== undefined) throw new FormHeld('login-ended', fields, to());
  const isLost = c.req.method === 'POST' && c.req.header('Content-Length') !== '0';
  return c.redirect(to(wasLoggedIn ? (isLost ? 'verlopen-verzonden' : 'verlopen') : undefined), 303);
}

/** Who must show anew who they are goes there, and then on to the page that they wished. @throws BalieError `step-up-required` for what is no page; FormHeld as above. */
async function toConfirm(c: Context<AppEnv>): Promise<Response> {
  if (c.get('faultsAs') !== 'page') throw new BalieError('step-up-required');
  const to = withQuery(CONFIRM_PATH, { naar: pageOf(c) ?? HOME_PATH });
  const fields = await heldFields(c);
  if (fields !== undefined) throw new FormHeld('step-up-required', fields, to);
  return c.redirect(to, 303);
}

function withQuery(page: string, fields: Record<string, string>): string {
  const query = new URLSearchParams(fields);
  return query.size === 0 ? page : `${page}?${query.toString()}`;
}

/** The token of a Bearer header; empty, and so never valid, when there is none. */
export function bearerOf(header = ''): string {
  return /^Bearer +(?<token>\S+) *$/i.exec(header)?.groups?.['token'] ?? '';
}

function segmentAt(path: string, index: number): string | undefined {
  if (index < 0) return undefined;
  const segment = path.split('/')[index] ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
