import type { Context } from 'hono';
import { BalieError } from '../../errors.ts';
import { isSameOrigin } from './same-origin.ts';
import { wishedAt } from './wished-page.ts';

/** A longer form, or one with files, is not given back: who sent it is told so. */
const MAX_FORM = 128 * 1024;
const MAX_FIELDS = 200;

/** A form of somebody who must log in first, or show anew who they are: nothing was done with it, and it goes back to them. */
export class FormHeld extends BalieError {
  readonly fields: readonly (readonly [string, string])[];
  /** Where that is done. */
  readonly login: string;

  constructor(code: 'login-ended' | 'step-up-required', fields: FormHeld['fields'], login: string) {
    super(code);
    this.fields = fields;
    this.login = login;
  }
}

/**
 * The fields of a form that somebody sent from a page of ours, to be given back to them alone. One of another site is never: who sends it
 * anew would send what that site wrote.
 * @returns undefined for what is no such form.
 */
export async function heldFields(c: Context): Promise<FormHeld['fields'] | undefined> {
  if (c.req.method !== 'POST' || !isSameOrigin(c)) return undefined;
  const length = Number(c.req.header('Content-Length') ?? 0);
  const isForm = c.req.header('Content-Type')?.toLowerCase().startsWith('application/x-www-form-urlencoded') === true;
  if (!isForm || length === 0 || length > MAX_FORM || c.req.header('Transfer-Encoding') !== undefined) return undefined;
  const body = await c.req.text();
  return body.split('&').length > MAX_FIELDS ? undefined : [...new URLSearchParams(body)];
}

/** The page that somebody is on, or wished, as far as one may be led there. */
export function pageOf(c: Context): string | undefined {
  if (c.req.method === 'GET') return wishedAt(new URL(c.req.url));
  const from = c.req.header('Referer') ?? '';
  const url = URL.canParse(from) ? new URL(from) : undefined;
  return url !== undefined && url.host === c.req.header('Host')?.toLowerCase() ? wishedAt(url) : undefined;
}
