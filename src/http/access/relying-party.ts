import type { Context } from 'hono';
import { isIP } from 'node:net';
import { BalieError } from '../../errors.ts';
import type { RelyingParty } from '../../identity/local/webauthn.ts';
import { isLoopback } from './session-cookie.ts';

/**
 * What passkeys are made for: the desk's own address as the configuration has it, and without one the machine itself. Whatever else a
 * request says of its host is not believed.
 * @throws BalieError `passkey-place` where there is none, or the page stands at another address: no browser gives a passkey to a number.
 */
export function relyingPartyOf(c: Context, { publicUrl, name }: { readonly publicUrl?: string | undefined; readonly name: string }): RelyingParty {
  const origin = publicUrl ?? ownOrigin(c);
  const id = origin === undefined ? '' : new URL(origin).hostname;
  if (origin === undefined || isIP(id.replaceAll(/[[\]]/g, '')) !== 0) throw new BalieError('passkey-place');
  const asked = c.req.header('Origin') ?? (publicUrl === undefined ? `http://${c.req.header('Host')?.toLowerCase()}` : origin);
  if (asked !== origin) throw new BalieError('passkey-place', { detail: origin });
  return { id, origin, name };
}

function ownOrigin(c: Context): string | undefined {
  const port = /:\d+$/.exec(c.req.header('Host') ?? '')?.[0] ?? '';
  return isLoopback(c) ? `http://localhost${port}` : undefined;
}
