import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { foreignCode } from '../../src/errors.ts';
import { passing, translate } from '../../src/store/faults.ts';
import { connect } from '../../src/store/postgres.ts';

const said = (code: string, message = 'x') => Object.assign(new Error(message), { code });

test.each([
  ['a server that goes', '57P01'],
  ['one that is not there', 'ECONNREFUSED'],
  ['no route to it', 'ENETUNREACH'],
  ['no file handle left', 'EMFILE'],
  ['a certificate that is past', 'CERT_HAS_EXPIRED'],
  ['a certificate of nobody known', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ['a certificate of another name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['a disk with trouble', '58030'],
  ['a database that is not there', '3D000'],
  ['a password that was changed', '28P01'],
  ['one that can only be read', '25006'],
])('%s (%s) is a database that is away', (_what, code) => {
  expect(translate(said(code))).toMatchObject({ code: 'database-unavailable', detail: expect.stringContaining(code) });
});

test.each(['40001', '40P01', '55P03', '57014', '25P03', '25P04'])('%s stood in the way of a statement: the same again may succeed, and a session hears of it as it is', (code) => {
  expect(foreignCode(translate(said(code)))).toBe(code);
  expect(passing(said(code))).toMatchObject({ code: 'database-unavailable', detail: expect.stringContaining(code) });
});

test.each(['23505', '22P05', '42501', '42P01', 'XX001', '58P01', 'ERR_INVALID_ARG_TYPE'])('%s is of the statement, and stays what it is', (code) => {
  expect(passing(translate(said(code)))).toMatchObject({ code });
});

test('a full disk is said to be full, and one that stands between and cannot be started so is a setting', () => {
  expect(translate(said('53100'))).toMatchObject({ code: 'log-full' });
  expect(translate(said('08P01', 'unsupported startup parameter: statement_timeout'))).toMatchObject({ code: 'config-invalid', detail: expect.stringMatching(/PgBouncer.*pool_mode = session/) });
});

test('a server without TLS, of which TLS is asked, is away', async () => {
  const server = createServer((socket) => socket.once('data', () => socket.write('N')).on('error', () => undefined));
  const port = await new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve(Number(Object(server.address())['port']))));
  const db = connect({ kind: 'postgresql', connection: { connectionString: `postgres://x:y@127.0.0.1:${port}/none?sslmode=verify-full` } });
  await expect(db.query('SELECT 1')).rejects.toMatchObject({ code: 'database-unavailable', detail: expect.stringContaining('SSL') });
  await db.close();
  server.close();
});
