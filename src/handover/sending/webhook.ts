import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { BalieError, foreignCode } from '../../errors.ts';
import type { Handover } from '../handover.ts';

export interface WebhookSettings {
  readonly url: string;
  readonly secret: string;
  /** Whether http and an address inside the building will do. */
  readonly allowPrivate: boolean;
  /** What an address is good for; of what is `never` good for anything, none is called. */
  readonly addressKind: (address: string) => 'public' | 'own' | 'never';
  readonly now: () => Date;
}

const TIMEOUT_MS = 10_000;

/**
 * Sends a handover as JSON to another system. It is signed: `X-Balie-Signature: t=…,v1=…` has the HMAC-SHA-256, in hexadecimal, of the time
 * in seconds, a full stop and the body. `X-Balie-Id` is the same at each try.
 * @throws BalieError `handover-refused` when the system does not take it, `handover-unreachable` when it is not there, or may not be called.
 */
export async function sendWebhook(handover: Handover, settings: WebhookSettings): Promise<void> {
  await sendSigned({ id: handover.id, body: JSON.stringify({ type: 'handover', ...handover }) }, settings);
}

/** Sends anything so. @throws as `sendWebhook`. */
export async function sendSigned({ id, body }: { readonly id: string; readonly body: string }, { secret, now, ...settings }: WebhookSettings): Promise<void> {
  const time = Math.floor(now().getTime() / 1_000);
  const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  await sendJson({ body, headers: { 'X-Balie-Id': id, 'X-Balie-Signature': `t=${time},v1=${signature}` } }, settings);
}

/** Sends JSON to an address that may be called. @throws as `sendWebhook`. */
export async function sendJson({ body, headers }: { readonly body: string; readonly headers: Readonly<Record<string, string>> }, { url, allowPrivate, addressKind }: Pick<WebhookSettings, 'url' | 'allowPrivate' | 'addressKind'>): Promise<void> {
  const isGood = (address: string) => ['public', ...(allowPrivate ? ['own'] : [])].includes(addressKind(address));
  const { protocol, hostname } = new URL(url);
  const literal = hostname.replace(/^\[|\]$/g, '');
  if ((protocol !== 'https:' && !allowPrivate) || (isIP(literal) !== 0 && !isGood(literal))) throw new BalieError('handover-unreachable', { detail: 'adres niet toegestaan' });
  const agent = new Agent({ connect: { lookup: guarded(isGood), timeout: TIMEOUT_MS }, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  try {
    // Redirects are not followed: what is sent goes to who was named.
    const answer = await request(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body, dispatcher: agent, signal: AbortSignal.timeout(TIMEOUT_MS) });
    // Nobody reads what it says; to give that up is an error event, which would end the process if nobody heard it.
    answer.body.on('error', () => undefined).destroy();
    if (answer.statusCode < 200 || answer.statusCode > 299) throw new BalieError('handover-refused', { detail: `HTTP ${answer.statusCode}` });
  } catch (error) {
    if (error instanceof BalieError) throw error;
    throw new BalieError('handover-unreachable', { detail: foreignCode(error) || 'geen verbinding', cause: error });
  } finally {
    await agent.destroy();
  }
}

/** Looks a name up, and refuses addresses that may not be called: at the moment of the call, for a name may change its address. */
function guarded(isGood: (address: string) => boolean): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const good = error ? [] : addresses.filter(({ address }) => isGood(address));
      const [first] = good;
      if (error || first === undefined) return done(error ?? Object.assign(new Error('address not allowed'), { code: 'EADDRESS' }), '', 4);
      return options.all ? done(null, good) : done(null, first.address, first.family);
    });
  };
}
