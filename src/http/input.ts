import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { BalieError } from '../errors.ts';
import { isUuid } from '../uuid.ts';

/**
 * The longest form has a conversation of 4,000 characters in it, of which each may take nine bytes; and a question that is far too long is to be
 * refused by name and given back.
 */
const MAX_FORM = 128 * 1024;
/** The largest form, that of a test question, has a few dozen. */
const MAX_FIELDS = 200;

/**
 * The fields of a form. What no form of ours sends is refused before it is read: `URLSearchParams` takes seconds for a megabyte of names
 * without a value, in which nobody else is answered.
 * @throws BalieError `content-type-unsupported`, `body-too-large`.
 */
export async function readFields(c: Context): Promise<URLSearchParams> {
  const type = c.req.header('Content-Type') ?? '';
  if (!type.toLowerCase().startsWith('application/x-www-form-urlencoded')) throw new BalieError('content-type-unsupported');
  const body = await c.req.text();
  if (body.length > MAX_FORM || hasMoreThan(MAX_FIELDS, body)) throw new BalieError('body-too-large');
  return new URLSearchParams(body);
}

function hasMoreThan(fields: number, body: string): boolean {
  let at = -1;
  for (let seen = 0; seen < fields; seen += 1) {
    at = body.indexOf('&', at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** What somebody wrote in a form, with lines that end in one way and without what is no text. */
export function plainText(written: string): string {
  return written.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '').trim();
}

/** A part of the address that is such a number. @throws BalieError `unknown` for what cannot be one. */
export function uuidIn(c: Context, name: string, unknown: 'hold-unknown' | 'job-unknown' | 'not-found' | 'report-unknown' | 'request-unknown' | 'review-unknown'): string {
  const id = c.req.param(name) ?? '';
  if (!isUuid(id)) throw new BalieError(unknown);
  return id;
}

/** A page or the number of something, from 1; undefined for what is none. */
export function numberIn(text = ''): number | undefined {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

/** The number of an entry of the audit log, which may be long; undefined for what is none. */
export function entryNumber(text = ''): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

/**
 * Refuses a body that is no JSON where one is expected: it would be taken for an empty one. So would none at all, and a `PUT` of nothing would take
 * away what there is.
 */
export const requireJson = createMiddleware(async (c, next) => {
  if (c.req.method !== 'POST' && !hasBody(c.req.raw)) throw new BalieError('body-malformed');
  if (hasBody(c.req.raw) && !/^application\/json\s*(?:;|$)/i.test(c.req.header('Content-Type') ?? '')) throw new BalieError('content-type-unsupported');
  await next();
});

/** A request that only names what is to be done needs no type. */
function hasBody({ headers }: Request): boolean {
  return headers.has('Transfer-Encoding') || headers.has('Content-Type') || (headers.get('Content-Length') ?? '0') !== '0';
}
