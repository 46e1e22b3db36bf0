import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { clientOf } from '../../../src/http/server/client.ts';

/** Who a request comes from, by the address at the other end and what proxies say. */
async function client(remoteAddress: string | undefined, forwarded?: string): Promise<string | undefined> {
  let found: string | undefined;
  const app = new Hono().get('/', (c) => {
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

test.each([[undefined, undefined], ['127.0.0.1', undefined], ['10.0.0.2', undefined], ['127.0.0.1', 'unknown, 198.51.100.1, unknown'], ['::1', '192.168.1.4']])(
  'an address near by may be anybody: %s for %s',
  async (address, forwarded) => expect(await client(address, forwarded)).toBeUndefined(),
);
