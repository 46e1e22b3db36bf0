import { Hono } from 'hono';
import ipaddr from 'ipaddr.js';
import { expect, test } from 'vitest';
import { clientOf, type TrustedProxies } from '../../../src/http/server/client.ts';

/** Who a request comes from, by the address at the other end and what proxies say. */
async function client(remoteAddress: string | undefined, forwarded?: string, trusted: readonly string[] = []): Promise<string | undefined> {
  let found: string | undefined;
  const app = new Hono<{ Variables: { trustedProxies: TrustedProxies } }>().get('/', (c) => {
    c.set('trustedProxies', trusted.map((network) => ipaddr.parseCIDR(network)));
    found = clientOf(c);
    return c.body(null);
  });
  await app.request('/', { headers: forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded } }, { incoming: { socket: { remoteAddress } } });
  return found;
}

test('a client is its own address, whatever it says of others', async () => {
  const own = await client('203.0.113.7');
  expect(own).toMatch(/^[\w-]{43}$/);
  expect(await client('::ffff:203.0.113.7', '198.51.100.1')).toBe(own);
  expect(await client('198.51.100.1')).not.toBe(own);
});

test('behind proxies near by it is whom the last one outside speaks for', async () => {
  const own = await client('203.0.113.7');
  expect(await client('127.0.0.1', '203.0.113.7')).toBe(own);
  expect(await client('10.0.0.2', '198.51.100.1, 203.0.113.7, 192.168.1.4')).toBe(own);
});

test('whoever has a network of IPv6 addresses is one client', async () => {
  expect(await client('2a02:a45f::1')).toBe(await client('2a02:a45f::ffff:2'));
  expect(await client('2a02:a45f::1')).not.toBe(await client('2a02:a45f:0:1::1'));
});

test('behind a proxy with a public address it is whom that one speaks for, where it is trusted', async () => {
  const own = await client('203.0.113.7');
  const trusted = ['104.16.0.0/13', '2606:4700::/32'];
  // A WAF, then nginx; a WAF that reaches the desk itself, also over IPv6.
  for (const [address, forwarded] of [['127.0.0.1', '203.0.113.7, 104.16.3.9'], ['104.16.3.9', '203.0.113.7'], ['::ffff:104.16.3.9', '203.0.113.7'], ['2606:4700::7', '203.0.113.7, 104.23.0.1']] as const) {
    expect(await client(address, forwarded, trusted)).toBe(own);
  }
  // What it says itself is not believed, nor another proxy.
  expect(await client('104.16.3.9', '198.51.100.1, 203.0.113.7', trusted)).toBe(own);
  expect(await client('104.24.0.1', '203.0.113.7', trusted)).toBe(await client('104.24.0.1'));
  expect(await client('104.16.3.9', '203.0.113.7')).toBe(await client('104.16.3.9'));
});

test.each([['203.0.113.7:51234', '203.0.113.7'], ['[2a02:a45f::1]:443', '2a02:a45f::1'], ['[2a02:a45f::1]', '2a02:a45f::1']])('a proxy may write the port too: %s', async (written, address) => {
  expect(await client('10.0.0.2', written)).toBe(await client(address));
});

test.each([[undefined, undefined], ['127.0.0.1', undefined], ['10.0.0.2', undefined], ['127.0.0.1', 'unknown, 198.51.100.1, unknown'], ['127.0.0.1', '[203.0.113.7'], ['127.0.0.1', ':80'], ['::1', '192.168.1.4']])(
  'an address near by may be anybody: %s for %s',
  async (address, forwarded) => expect(await client(address, forwarded)).toBeUndefined(),
);
