import type { MiddlewareHandler } from 'hono';
import { BalieError } from '../../errors.ts';
import type { AppEnv } from '../env.ts';

/**
 * Nothing here has a name with the character NUL in it, and PostgreSQL fails on one: such an address is not there, whatever its route makes of it.
 * @throws BalieError `not-found`.
 */
export const withoutNul: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (/%00|\0/.test(c.req.path)) throw new BalieError('not-found');
  await next();
};
