import { createHmac, randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';

/** Of this process alone: an address cannot be found back from what is made of it. */
const salt = randomBytes(32);
/** Where proxies stand. */
const NEAR: ReadonlySet<string> = new Set(['loopback', 'private', 'linkLocal', 'uniqueLocal', 'carrierGradeNat']);
/** Who has an IPv6 address has all that begin so. */
const OWN_V6_BYTES = 8;

/** Tells clients apart, for as long as they are served. @returns undefined where it may be anybody. */
export function clientOf(c: Context): string | undefined {
  const network = networkOf(c);
  return network && createHmac('sha256', salt).update(network).digest('base64url');
}

/**
 * The bytes of the IPv4 address that asks, or of the network of an IPv6 one: only to be made a digest of. Each proxy adds to
 * `X-Forwarded-For` whom it had before it; what it heard itself from others is only believed of proxies near by.
 * @returns undefined where all that is known is an address near by: it may be that of a proxy, and so anybody.
 */
export function networkOf(c: Context): Uint8Array | undefined {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  const before = c.req.header('X-Forwarded-For')?.split(',').toReversed() ?? [];
  for (const hop of [incoming?.socket.remoteAddress ?? '', ...before]) {
    const address = hop.trim();
    if (!ipaddr.isValid(address)) return undefined;
    const ip = ipaddr.process(address);
    if (NEAR.has(ip.range())) continue;
    const own = ip.toByteArray();
    return Uint8Array.from(own.length === 16 ? own.slice(0, OWN_V6_BYTES) : own);
  }
  return undefined;
}
