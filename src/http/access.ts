import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { BalieError } from '../errors.ts';

/** `public`: for everyone. `closed`: for nobody as long as there is no way to log in. */
export type Access = 'public' | 'closed';

/** Which routes are open to whom. A route that nobody declared is closed, so that forgetting is safe. */
export class AccessList {
  private readonly declared = new Map<string, Access>();

  declare(method: string, path: string, access: Access): void {
    this.declared.set(`${method.toUpperCase()} ${path}`, access);
  }

  accessOf(method: string, path: string): Access {
    return this.declared.get(`${method.toUpperCase()} ${path}`) ?? 'closed';
  }

  /** Refuses requests to closed routes; an address without a route is left to the "not found" answer. */
  readonly guard: MiddlewareHandler = async (c, next) => {
    const handlers = matchedRoutes(c).filter((route) => route.method !== 'ALL');
    if (handlers.some((route) => this.accessOf(route.method, route.path) === 'closed')) {
      throw new BalieError('login-required');
    }
    await next();
  };
}
