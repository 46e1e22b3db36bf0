import type { CustomFetch } from 'openid-client';
import { request } from 'undici';
import { BalieError } from '../../errors.ts';
import { allowOutbound } from '../../outbound/allow.ts';
import { isTryOut, type ProviderSettings } from '../login-rules.ts';

/** A person waits for it. */
export const ASK_SECONDS = 5;
const MAX_BYTES = 1024 * 1024;

/**
 * Asks a provider something over HTTP: redirects are not followed, no more is read than any honest one says, and what it says of itself leads to
 * no other host than the configuration names: the secret of the desk goes there, and codes of who logs in.
 */
export function asker(settings: Pick<ProviderSettings, 'issuer' | 'hosts'>): CustomFetch {
  return async (url, asked) => {
    const at = placeIn(url, settings);
    const forbid = allowOutbound(at);
    try {
      return await ask(url, asked);
    } finally {
      forbid();
    }
  };
}

/** Where a provider would have the desk itself go: people are sent to the other addresses that it names. */
interface Named {
  readonly token_endpoint?: string;
  readonly jwks_uri?: string;
  readonly userinfo_endpoint?: string;
}

/** The hosts that a provider says it answers on, and that the configuration does not name. */
export function hostsOutside({ token_endpoint: tokens, jwks_uri: keys, userinfo_endpoint: claims }: Named, settings: Pick<ProviderSettings, 'issuer' | 'hosts'>): string[] {
  const urls = [tokens, keys, claims].flatMap((address) => (address !== undefined && URL.canParse(address) ? [new URL(address)] : []));
  return [...new Set(urls.filter((url) => !isIts(url, settings)).map(shortHost))];
}

/** @throws BalieError `login-misconfigured` for a place that is not the provider's as the configuration has it. */
function placeIn(address: string, settings: Pick<ProviderSettings, 'issuer' | 'hosts'>): URL {
  const url = new URL(address);
  if (!isIts(url, settings)) throw new BalieError('login-misconfigured', { detail: `${shortHost(url)} staat niet in login.provider.hosts` });
  return url;
}

function isIts(url: URL, { issuer, hosts = [] }: Pick<ProviderSettings, 'issuer' | 'hosts'>): boolean {
  if (url.origin === new URL(issuer).origin || (isTryOut({ issuer }) && isTryOut({ issuer: url.href }))) return true;
  // A port that goes without saying may be said.
  return hosts.some((host) => URL.canParse(`https://${host}`) && new URL(`https://${host}`).origin === url.origin);
}

/** It came from elsewhere, and goes into the log. */
function shortHost(url: URL): string {
  return url.host.slice(0, 100);
}

const ask: CustomFetch = async (url, { method, headers, body, signal }) => {
  const sent = body instanceof URLSearchParams ? body.toString() : body;
  if (sent !== undefined && sent !== null && typeof sent !== 'string') throw new TypeError('a body that no request has');
  const answer = await request(url, {
    method: method as 'GET' | 'POST',
    headers: { ...headers, 'Accept-Encoding': 'identity', ...(body instanceof URLSearchParams && { 'Content-Type': 'application/x-www-form-urlencoded' }) },
    body: sent ?? null,
    signal: signal ?? AbortSignal.timeout(ASK_SECONDS * 1_000),
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error('the provider says more than it should');
    chunks.push(chunk);
  }
  const told = Object.entries(answer.headers).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one]));
  // A status without a body may have none, not even an empty one.
  const isBare = [101, 204, 205, 304].includes(answer.statusCode);
  return new Response(isBare ? null : Buffer.concat(chunks), { status: answer.statusCode, headers: told });
};
