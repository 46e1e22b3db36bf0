import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressKind } from '../../../ingest/web/fetch/addresses.ts';
import { SafeFetch, type Answer, type SafeFetchSettings } from '../../../ingest/web/fetch/safe-fetch.ts';
import { startSite, type TestSite } from '../../support/site/site.ts';

let site: TestSite;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.close());

async function get(address: string, settings: Partial<SafeFetchSettings> = {}): Promise<Answer> {
  const { origin } = new URL(address);
  const fetch = new SafeFetch({ userAgent: 'Balie', origins: new Set([origin]), limits: { headerMs: 300, totalMs: 500 }, ...settings });
  try {
    const answer = await fetch.get<never>(new URL(address), { gate: async () => ({}) });
    if ('stop' in answer) throw new Error('stopped');
    return answer;
  } finally {
    await fetch.close();
  }
}
const port = (): string => new URL(site.origin).port;

describe('addresses', () => {
  it.each([
    ['93.184.216.34', 'public'],
    ['2a00:1450:400e:80e::200e', 'public'],
    ['10.1.2.3', 'own'],
    ['172.31.255.255', 'own'],
    ['192.168.0.1', 'own'],
    ['127.0.0.1', 'own'],
    ['100.64.0.1', 'own'],
    ['::1', 'own'],
    ['fd12::1', 'own'],
    ['100.100.100.200', 'never'],
    ['168.63.129.16', 'never'],
    ['169.254.169.254', 'never'],
    ['fd00:ec2::254', 'never'],
    ['fe80::1', 'never'],
    ['fe80::1%eth0', 'never'],
    ['0.0.0.0', 'never'],
    ['::', 'never'],
    ['224.0.0.1', 'never'],
    ['255.255.255.255', 'never'],
    ['240.0.0.1', 'never'],
    ['192.0.2.1', 'never'],
    ['198.18.0.1', 'never'],
    ['::ffff:127.0.0.1', 'never'],
    ['::ffff:93.184.216.34', 'never'],
    ['::127.0.0.1', 'never'],
    ['64:ff9b::a00:1', 'never'],
    ['64:ff9b:1::a00:1', 'never'],
    ['2002:7f00:1::', 'never'],
    ['2001:0:7f00:1::', 'never'],
    ['ff02::1', 'never'],
    ['2001:db8::1', 'never'],
    ['fec0::1', 'never'],
    ['4000::1', 'never'],
    ['127.1', 'never'],
    ['0177.0.0.1', 'never'],
    ['localhost', 'never'],
  ])('%s is %s', (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });
});

describe('safe fetch', () => {
  it.each(['2130706433', '0x7f000001', '0177.0.0.1', '127.1', '[::ffff:127.0.0.1]', '[::1]', '127.0.0.1.', '[64:ff9b::7f00:1]'])(
    'refuses this machine spelled as %s',
    async (host) => {
      await expect(get(`http://${host}:${port()}/`)).rejects.toMatchObject({ code: 'address-not-allowed' });
      expect(site.log).toEqual([]);
    },
  );

  it.each([['ftp://a.example/'], ['http://u:p@a.example/'], ['http://a.example:22/'], ['file:///etc/passwd']])(
    'refuses %s',
    async (address) => {
      await expect(get(address, { origins: new Set() })).rejects.toMatchObject({ code: 'address-not-allowed' });
    },
  );

  it('resolves a name once, refuses it when one of its addresses is private, and connects to what it checked', async () => {
    const asked: string[] = [];
    const resolve = async (name: string): Promise<string[]> => {
      asked.push(name);
      return name === 'dubbel.example' ? ['93.184.216.34', '10.0.0.1'] : asked.length > 1 ? ['10.0.0.1'] : ['127.0.0.1'];
    };
    const answer = await get(`http://wisselt.example:${port()}/`, { resolve, allowPrivate: ['wisselt.example'] });
    expect([answer.status, asked]).toEqual([200, ['wisselt.example']]);
    await expect(get('http://dubbel.example/', { resolve })).rejects.toMatchObject({
      code: 'address-not-allowed',
      detail: 'dubbel.example heeft een adres in het eigen netwerk (10.0.0.1)',
    });
  });

  it('lets a private address through only for the port that was named', async () => {
    const resolve = async (): Promise<string[]> => ['127.0.0.1'];
    const address = `http://intranet.example:${port()}/`;
    await expect(get(address, { resolve, allowPrivate: ['intranet.example:81'] })).rejects.toThrow(/eigen netwerk/);
    expect((await get(address, { resolve, allowPrivate: [`intranet.example:${port()}`] })).status).toBe(200);
  });

  it('never reaches a metadata service, not even when it is named', async () => {
    const resolve = async (): Promise<string[]> => ['169.254.169.254'];
    await expect(get('http://metadata.example/', { resolve, allowPrivate: ['metadata.example'] })).rejects.toThrow(
      /een adres dat nooit mag/,
    );
  });

  it('names what went wrong in Dutch', async () => {
    const resolve = async (): Promise<string[]> => Promise.reject(new Error('ENOTFOUND'));
    await expect(get('http://weg.example/', { resolve })).rejects.toMatchObject({
      code: 'address-unreachable',
      detail: 'de naam weg.example is niet te vinden',
    });
    await site.close();
    await expect(get(`${site.origin}/`, { allowPrivate: [site.host] })).rejects.toMatchObject({
      code: 'address-unreachable',
      detail: `${site.host}: de verbinding is geweigerd`,
    });
    site = await startSite();
  });

  it('sends no cookies and no Authorization, whatever it was given', async () => {
    const seen: (string | undefined)[] = [];
    site.override.set('/', (request, response) => {
      seen.push(request.headers.cookie, request.headers.authorization);
      response.writeHead(302, { location: '/x', 'set-cookie': 'a=b' }).end();
    });
    site.override.set('/x', (request, response) => {
      seen.push(request.headers.cookie, request.headers.authorization);
      response.end('x');
    });
    await get(`${site.origin}/`, { allowPrivate: [site.host] });
    expect(seen).toEqual([undefined, undefined, undefined, undefined]);
  });
});
