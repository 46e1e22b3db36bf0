import ipaddr from 'ipaddr.js';

/** Ranges of one's own network: these only when the configuration names the host (`allowPrivate`). */
const ownNetwork = new Set(['private', 'loopback', 'carrierGradeNat', 'uniqueLocal']);

/** Metadata services of cloud hosts outside the link-local range: Azure's WireServer, Alibaba, Oracle, AWS over IPv6. */
const metadata = new Set(['168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254', 'fd20:ce::254']);

/** IPv6 global unicast that is handed out (RFC 4291, IANA): all else is reserved, and may hold an IPv4 address. */
const globalV6 = ipaddr.parseCIDR('2000::/3');

/**
 * What an IP address is good for: `public` (global unicast), `own` (private, loopback, CGNAT, unique local) or `never`
 * (link-local with its metadata services, multicast, reserved, anything that wraps an IPv4 address: v4-mapped, NAT64,
 * 6to4, Teredo). An address that cannot be read is `never`.
 */
export function addressKind(address: string): 'public' | 'own' | 'never' {
  // The loose spellings (octal, decimal) are for URLs, which are normalised before: here only the plain ones count.
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return 'never';
  const ip = ipaddr.parse(address);
  if (metadata.has(ip.toString()) || ('zoneId' in ip && ip.zoneId !== undefined && ip.zoneId !== null)) return 'never';
  const range = ip.range();
  if (ownNetwork.has(range)) return 'own';
  if (range !== 'unicast') return 'never';
  return ip.kind() === 'ipv4' || ip.match(globalV6) ? 'public' : 'never';
}

/** The address when a URL's host is one (the URL parser has read decimal, octal and hexadecimal); undefined for a name. */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare) ? bare : undefined;
}
