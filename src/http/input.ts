import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { BalieError } from '../errors.ts';

/** The fields of a form. @throws BalieError `content-type-unsupported`. */
export async function readFields(c: Context): Promise<URLSearchParams> {
  const type = c.req.header('Content-Type') ?? '';
  if (!type.toLowerCase().startsWith('application/x-www-form-urlencoded')) throw new BalieError('content-type-unsupported');
  return new URLSearchParams(await c.req.text());
}

/** Whether this can be the number of something: nothing else is asked of the database. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);
}

/** A part of the address that is such a number. @throws BalieError `unknown` for what cannot be one. */
export function uuidIn(c: Context, name: string, unknown: 'job-unknown' | 'not-found' | 'review-unknown'): string {
  const id = c.req.param(name) ?? '';
  if (!isUuid(id)) throw new BalieError(unknown);
  return id;
}

/** A page or the number of something, from 1; undefined for what is none. */
export function numberIn(text = ''): number | undefined {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

/** Refuses a body that is no JSON where one is expected: it would be taken for an empty one. */
export const requireJson = createMiddleware(async (c, next) => {
  if (hasBody(c.req.raw) && !/^application\/json\s*(?:;|$)/i.test(c.req.header('Content-Type') ?? '')) throw new BalieError('content-type-unsupported');
  await next();
});

/** A request that only names what is to be done needs no type. */
function hasBody({ headers }: Request): boolean {
  return headers.has('Transfer-Encoding') || headers.has('Content-Type') || (headers.get('Content-Length') ?? '0') !== '0';
}
