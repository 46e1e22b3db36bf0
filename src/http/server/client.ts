import { createHmac, randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';

/** Of this process alone: an address cannot be found back from what is made of it. */
const salt = randomBytes(32);
/** Where proxies stand. */
const NEAR: ReadonlySet<string> = new Set(['loopback', 'private', 'linkLocal', 'uniqueLocal', 'carrierGradeNat']);
/** Each a network: its address, and how many bits of it count. */
export type TrustedProxies = readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[];
/** Who has an IPv6 address has all that begin so. */
const OWN_V6_BYTES = 8;

/** Tells clients apart, for as long as they are served. @returns undefined where it may be anybody. */
export function clientOf(c: Context): string | undefined {
  const network = networkOf(c);
  return network && createHmac('sha256', salt).update(network).digest('base64url');
}

/**
 * The bytes of the IPv4 address that asks, or of the network of an IPv6 one: only to be made a digest of. Each proxy adds to
 * `X-Forwarded-For` whom it had before it; what it heard itself from others is only believed of proxies near by, and of those that are trusted.
 * @returns undefined where all that is known is an address of such a proxy, and so anybody.
 */
export function networkOf(c: Context): Uint8Array | undefined {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  const before = c.req.header('X-Forwarded-For')?.split(',').toReversed() ?? [];
  const trusted = (c.get('trustedProxies') ?? []) as TrustedProxies;
  for (const hop of [incoming?.socket.remoteAddress ?? '', ...before]) {
    const address = addressIn(hop.trim());
    if (!ipaddr.isValid(address)) return undefined;
    const ip = ipaddr.process(address);
    if (NEAR.has(ip.range()) || trusted.some(([network, bits]) => network.kind() === ip.kind() && ip.match(network, bits))) continue;
    const own = ip.toByteArray();
    return Uint8Array.from(own.length === 16 ? own.slice(0, OWN_V6_BYTES) : own);
  }
  return undefined;
}

/** Some proxies write the port too (IIS, Azure): `203.0.113.7:51234`, `[2001:db8::1]:443`. */
function addressIn(hop: string): string {
  return /^(?:\[(?<address>[^\]]+)\]|(?<address>[\d.]+))(?::\d+)?$/.exec(hop)?.groups?.['address'] ?? hop;
}
