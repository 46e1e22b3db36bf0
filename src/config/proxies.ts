import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** Addresses and networks of proxies, between commas or on lines of their own: `203.0.113.7, 104.16.0.0/13`. */
export const proxyList = z.string().transform((text, context) =>
  text.split(/[\s,]+/).filter(Boolean).flatMap((written) => {
    const network = networkOf(written);
    if (network === undefined) context.addIssue(`bevat ${JSON.stringify(written.slice(0, 50))}: dat is geen adres of netwerk (zoals 203.0.113.7 of 104.16.0.0/13)`);
    return network === undefined ? [] : [network];
  }),
);

/** Undefined too for all addresses there are: anybody could then say who they are. */
function networkOf(written: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined {
  const [address = '', bits, ...more] = written.split('/');
  if (more.length > 0 || (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address))) return undefined;
  const ip = ipaddr.parse(address);
  const most = ip.toByteArray().length * 8;
  const length = bits === undefined ? most : /^[1-9]\d{0,2}$/.test(bits) ? Number(bits) : 0;
  return length >= 1 && length <= most ? [ip, length] : undefined;
}
