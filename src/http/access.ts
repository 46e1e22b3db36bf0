import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import { BalieError } from '../errors.ts';
import type { AppEnv } from './env.ts';
import type { KeyHolder } from './push-deps.ts';

/**
 * `public`: for everyone. `key`: for who has a key, and where the path names a `:collection`, one for that collection. `closed`:
 * for nobody as long as there is no way to log in.
 */
export type Access = 'public' | 'key' | 'closed';

type VerifyKey = (token: string) => Promise<KeyHolder | undefined>;

/** Which routes are open to whom. A route that nobody declared is closed, so that forgetting is safe. */
export class AccessList {
  private readonly declared = new Map<string, Access>();
  private readonly verify: VerifyKey;

  /** @param verify whose key a token is; undefined when it is not valid, whatever the cause. Without it no key is. */
  constructor(verify: VerifyKey = () => Promise.resolve(undefined)) {
    this.verify = verify;
  }

  declare(method: string, path: string, access: Access): void {
    this.declared.set(`${method.toUpperCase()} ${path}`, access);
  }

  accessOf(method: string, path: string): Access {
    return this.declared.get(`${method.toUpperCase()} ${path}`) ?? 'closed';
  }

  /**
   * Refuses requests to closed routes, and to those for keys without the right one, before anything of their body is read; an
   * address without a route is left to the "not found" answer.
   */
  readonly guard = createMiddleware<AppEnv>(async (c, next) => {
    const handlers = matchedRoutes(c).filter((route) => route.method !== 'ALL');
    const kinds = new Set(handlers.map((route) => this.accessOf(route.method, route.path)));
    if (kinds.has('closed')) throw new BalieError('login-required');
    if (kinds.has('key')) {
      const key = await this.verify(bearerOf(c.req.header('Authorization')));
      if (key === undefined) throw new BalieError('key-invalid');
      // Whether a collection exists is not told: an unknown one is simply not among the key's.
      for (const { path } of handlers) {
        const collection = segmentAt(c.req.path, path.split('/').indexOf(':collection'));
        if (collection !== undefined && !key.collections.includes(collection)) throw new BalieError('key-forbidden');
      }
      c.set('key', key);
    }
    await next();
  });
}

/** The token of a Bearer header; empty, and so never valid, when there is none. */
function bearerOf(header = ''): string {
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
