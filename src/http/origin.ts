import type { Context } from 'hono';
import type { Origin } from '../audit/origin.ts';
import { networkOf } from './server/client.ts';

/** Which door an address is of; all others are the desk's. */
const DOORS: readonly (readonly [RegExp, Origin['channel']])[] = [
  [/^\/beheer(?:\/|$)/, 'console'],
  [/^\/(?:werk|inloggen|uitloggen)(?:\/|$)|^\/api\/v1\/work\//, 'work'],
  [/^\/(?:api\/v1\/)?widget(?:\/|$)/, 'widget'],
  // What the desk's own pages call is the desk.
  [/^\/api\/v1\/(?:assistants|conversations|turns)\//, 'desk'],
  [/^\/api\//, 'api'],
];
const V4_BYTES = 3;
const V6_BYTES = 6;

/** By which door a request comes in, and from about where: a network of hundreds, for somebody's own address is nobody's interest. */
export function originOf(c: Context): Origin {
  const channel = DOORS.find(([address]) => address.test(c.req.path))?.[1] ?? 'desk';
  const network = networkOf(c);
  return { channel, ...(network && { network: network.length === 4 ? v4(network) : v6(network) }) };
}

function v4(bytes: Uint8Array): string {
  return `${bytes.slice(0, V4_BYTES).join('.')}.0/24`;
}

function v6(bytes: Uint8Array): string {
  const parts = Buffer.from(bytes.slice(0, V6_BYTES)).toString('hex').match(/.{4}/g) ?? [];
  return `${parts.map((part) => part.replace(/^0{1,3}/, '')).join(':')}::/48`;
}
