import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeKey } from '../../src/identity/keys.ts';
import { type TestDesk, startTestDesk } from '../support/desk.ts';
import { client, expectProblem, pathOf, refusal } from './push-support.ts';

const ROUTES = [
  ['GET', '/collections/producten/documents'],
  ['GET', pathOf('paspoort.md')],
  ['PUT', pathOf('paspoort.md')],
  ['PATCH', pathOf('paspoort.md')],
  ['DELETE', pathOf('paspoort.md')],
  ['GET', '/jobs'],
  ['GET', '/jobs/events'],
  ['POST', '/jobs/00000000-0000-4000-8000-000000000000/retry'],
  ['DELETE', '/jobs/00000000-0000-4000-8000-000000000000'],
] as const;

describe('routes for keys', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await startTestDesk();
  });
  afterAll(() => desk.close());

  const send = (method: string, path: string, authorization?: string) =>
    fetch(`${desk.url}/api/v1${path}`, { method, headers: authorization === undefined ? {} : { Authorization: authorization } });

  describe.each(ROUTES)('%s %s', (method, path) => {
    test('is closed without a key, and to one that is wrong, expired, revoked or of another scheme: all alike', async () => {
      const good = await client(desk);
      const expired = await client(desk, ['producten'], new Date(Date.now() - 1));
      const revoked = await client(desk);
      await revokeKey(desk.db, revoked.keyId);
      const refused = [
        undefined, 'Bearer', 'Bearer x', `Bearer ${good.token}x`, `Bearer ${good.token.replace(/.{10}$/, 'AAAAAAAAAA')}`, `Basic ${good.token}`,
        `Bearer balie_0000000000000000_${'A'.repeat(43)}`, `Bearer ${expired.token}`, `Bearer ${revoked.token}`,
      ];
      for (const authorization of refused) {
        const response = await send(method, path, authorization);
        expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
        expect(response.headers.get('API-Version')).toBe('1.0.0');
        await expectProblem(response, 401, 'key-invalid');
      }
    });
  });

  test('let in who has the right key', async () => {
    const { send: as } = await client(desk);
    expect((await as('GET', '/collections/producten/documents')).status).toBe(200);
    expect((await as('GET', '/jobs')).status).toBe(200);
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE'])('%s does not tell whether a collection of others exists', async (method) => {
    const { send: as } = await client(desk);
    const of = async (collection: string) => {
      const { requestId: _, instance: __, ...body } = await expectProblem(await as(method, pathOf('x', collection)), 403, 'key-forbidden');
      return body;
    };
    expect(await of('intern')).toEqual(await of('bestaat-niet'));
    for (const disguised of ['%69ntern', 'producten%2F..%2Fintern', 'Producten', 'producten%00']) {
      expect((await as(method, `/collections/${disguised}/documents/x`)).status, disguised).toBe(403);
    }
  });

  test('give nothing for a collection that is no longer in the configuration', async () => {
    const { send: as } = await client(desk, ['producten', 'opgeheven']);
    expect(await refusal(await as('GET', '/collections/opgeheven/documents'))).toBe('403 key-forbidden');
    expect((await fetch(`${desk.url}/api/v1/jobs`, { method: 'HEAD' })).status).toBe(401);
  });

  test('open nothing else, and no key gets into the log', async () => {
    const { token, send: as } = await client(desk);
    const response = await fetch(`${desk.url}/api/v1/assistants/collega/turns`, {
      method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: '{"question":"Wat?"}',
    });
    expect(response.status).toBe(401);
    await as('GET', '/jobs');
    expect(JSON.stringify(desk.logged)).not.toContain(token.slice(-20));
  });
});
