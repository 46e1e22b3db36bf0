import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SecureVersion, TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookAtLine } from '../../src/cli/doctor/database-line.ts';
import { connect } from '../../src/store/postgres.ts';
import { ownCertificate } from '../support/logbook/certificate.ts';

const { cert, key } = ownCertificate();
let folder: string;
let ca: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-tls-'));
  ca = join(folder, 'ca.pem');
  await writeFile(ca, cert);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a PostgreSQL says that is just starting, to who asks for TLS and comes through it: the rest of its language is tested against a real one. */
const STARTING = Buffer.from('E\0\0\0\0SFATAL\0C57P03\0Mcame through TLS\0\0', 'latin1');
STARTING.writeInt32BE(STARTING.length - 1, 1);

/** How such a server is found at an address, in the fault's own words. */
async function found(settings: string, { host = '127.0.0.1', maxVersion }: { host?: string; maxVersion?: SecureVersion } = {}): Promise<string> {
  const seen: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined).once('data', (asked) => {
      // The request for TLS has a number of its own in place of a version.
      if (asked.readInt32BE(4) !== 80_877_103) return void (seen.push('plain'), socket.destroy());
      socket.write('S');
      const secure = new TLSSocket(socket, { isServer: true, key, cert, ...(maxVersion && { maxVersion, minVersion: maxVersion, ciphers: 'DEFAULT@SECLEVEL=0' }) });
      secure.on('error', () => undefined).once('data', () => secure.end(STARTING));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const db = connect({ kind: 'postgresql', connection: { connectionString: `postgres://x:y@${host}:${(server.address() as AddressInfo).port}/none${settings}` } });
  const fault = await db.query('SELECT 1').then(() => 'no fault', (error: unknown) => String(error));
  await db.close();
  server.close();
  return [...seen, fault].join(' ');
}

test('a database whose address asks for TLS is spoken to through it alone, and must show a certificate that is trusted, for its own name', async () => {
  expect(await found(`?sslmode=verify-full&sslrootcert=${ca}`)).toContain('came through TLS');
  expect(await found('?sslmode=verify-full')).toMatch(/database-unavailable: .*SELF_SIGNED/);
  expect(await found(`?sslmode=verify-full&sslrootcert=${ca}`, { host: '127.0.0.2' })).toMatch(/database-unavailable: .*(?:ALTNAME|altnames)/);
  expect(await found(`?sslmode=verify-full&sslrootcert=${ca}`, { maxVersion: 'TLSv1.1' })).toMatch(/database-unavailable: .*(?:PROTOCOL|EPROTO)/);
  expect(await found('')).toMatch(/^plain /);
});

test.each([
  [undefined, undefined],
  ['postgres://x@127.0.0.1/d', undefined],
  ['postgres://x@[::1]/d', undefined],
  ['postgres://x@localhost/d?host=%2Frun%2Fpostgresql', undefined],
  ['postgres://x@database:5432/d', undefined],
  ['postgres://x@db.lindewaarde.nl/d', 'warning'],
  ['postgres://x@10.1.2.3/d?sslmode=disable', 'warning'],
  ['postgres://x@localhost/d?host=10.1.2.3', 'warning'],
  ['postgres://x@[fd00::1]/d', 'warning'],
  ['postgres://x@db.lindewaarde.nl/d?sslmode=no-verify', 'fault'],
  ['postgres://x@db.lindewaarde.nl/d?sslmode=verify-full&sslrootcert=/x/ca.pem', 'ok'],
  ['postgres://x@db.lindewaarde.nl/d?ssl=1', 'ok'],
  ['postgres://x@db.lindewaarde.nl/d?sslrootcert=/x/ca.pem', 'ok'],
  ['postgres://x@db.lindewaarde.nl/d?uselibpqcompat=true&sslmode=verify-full', 'ok'],
  ['postgres://x@db.lindewaarde.nl/d?uselibpqcompat=true&sslmode=require', 'fault'],
  ['postgres://x@db.lindewaarde.nl/d?uselibpqcompat=true&sslmode=verify-ca&sslrootcert=/x/ca.pem', 'fault'],
])('doctor says of %s whether it can be read on the way: %s', (url, state) => {
  expect(lookAtLine(url).map((check) => check.state)).toEqual(state === undefined ? [] : [state]);
});
