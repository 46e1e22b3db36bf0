import { createMiddleware } from 'hono/factory';
import { BalieError } from '../errors.ts';

/** Refuses a body that is no JSON where one is expected: it would be taken for an empty one. */
export const requireJson = createMiddleware(async (c, next) => {
  if (hasBody(c.req.raw) && !/^application\/json\s*(?:;|$)/i.test(c.req.header('Content-Type') ?? '')) throw new BalieError('content-type-unsupported');
  await next();
});

/** A request that only names what is to be done needs no type. */
function hasBody({ headers }: Request): boolean {
  return headers.has('Transfer-Encoding') || headers.has('Content-Type') || (headers.get('Content-Length') ?? '0') !== '0';
}
