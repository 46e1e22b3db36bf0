import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { BalieError } from '../../errors.ts';
import type { AppEnv } from '../env.ts';
import { readBody } from './upload-body.ts';

/** Room for a question that is far too long, so that it is refused by name and given back, not cut off by the server. */
const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Reads the body of a request before its route does, within a limit and in time.
 * @param isUpload routes that take documents in: they count for themselves, up to limits of their own.
 * @throws BalieError `body-too-large`, at once when Content-Length says so; `body-too-slow`.
 */
export function limitBody(isUpload: (method: string, path: string) => boolean): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const handlers = matchedRoutes(c).filter(({ method }) => method !== 'ALL');
    if (!hasBody(c) || handlers.length === 0 || handlers.some(({ method, path }) => isUpload(method, path))) return next();
    if (Number(c.req.header('Content-Length') ?? 0) > MAX_BODY_BYTES) throw new BalieError('body-too-large');
    const body = await readBody(c.req.raw, MAX_BODY_BYTES).catch((error: unknown) => {
      throw error instanceof BalieError && error.code === 'upload-too-slow' ? new BalieError('body-too-slow') : error;
    });
    // Where the route's own `text()` and `json()` look first.
    Object.assign(c.req.bodyCache, { arrayBuffer: Promise.resolve(new Uint8Array(body).buffer) });
    return next();
  };
}

function hasBody(c: Context): boolean {
  return !['GET', 'HEAD'].includes(c.req.method) && (c.req.header('Transfer-Encoding') !== undefined || Number(c.req.header('Content-Length') ?? 0) > 0);
}
