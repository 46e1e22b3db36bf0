import ipaddr from 'ipaddr.js';

const NEAR = new Set(['loopback', 'private', 'uniqueLocal', 'linkLocal']);

/**
 * Whether an address is one of a network inside the building: by its number, or by a name that only such a network gives. Of all other
 * names it is not known, and then the desk does not claim it.
 */
export function isNear(url: string): boolean {
  const host = new URL(url).hostname.replaceAll(/^\[|\]$|\.$/g, '');
  if (ipaddr.isValid(host)) return NEAR.has(ipaddr.process(host).range());
  return !host.includes('.') || /\.(?:internal|intern|local|lan|home\.arpa|localhost)$/i.test(host);
}
