import type { Context } from 'hono';
import { BalieError } from '../../../errors.ts';
import type { AppEnv } from '../../env.ts';
import type { AppDeps, RequestLogger } from '../../deps.ts';
import { isLoopback } from '../../access/session-cookie.ts';

/** Where a provider sends browsers back to. */
export const BACK_PATH = '/inloggen/terug';

/**
 * The desk as this browser must be sent back to it. A Host is believed on this very machine alone, to try things out.
 * @throws BalieError `login-address-unknown`.
 */
export function originFor(c: Context, { publicUrl }: AppDeps['municipality']): string {
  if (publicUrl !== undefined) return publicUrl;
  if (!isLoopback(c)) throw new BalieError('login-address-unknown');
  return `http://${c.req.header('Host') ?? ''}`;
}

/** One line for a login that did not succeed: codes, nobody's name. */
export function logRefused(logger: RequestLogger, c: Context<AppEnv>, { code, detail, entry }: BalieError): void {
  const fields = { requestId: c.get('requestId'), code, detail };
  if (entry.status >= 500) logger.error(fields, 'login provider failed');
  else logger.info(fields, 'login refused');
}

/** Has a browser go on by itself from a page of ours: what came from another site would come without the session's cookie, and a form may lead nowhere else. */
export function goOn(c: Context, address: string): void {
  c.header('Refresh', `0; url=${address}`);
}
