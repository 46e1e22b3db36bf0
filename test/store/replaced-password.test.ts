import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { connectionTo } from '../../src/store/connection.ts';
import type { Database } from '../../src/store/database.ts';
import { openStore } from '../../src/store/open.ts';
import { createServerDatabase, onServer } from '../support/database.ts';

/** With each sign that an address must escape. */
const password = (which: string) => `${which} %@:/?#&=+ ${randomBytes(6).toString('hex')}`;

test.runIf(onServer)('a password that is replaced in the file of the address counts without a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balie-password-'));
  const { db: admin, url, drop } = await createServerDatabase(process.env['DATABASE_URL'] ?? '');
  const role = `balie_${randomBytes(6).toString('hex')}`;
  const file = join(folder, 'database-url');
  let now = '';
  const replace = async (next: string) => {
    const own = new URL(url);
    [own.username, own.password] = [role, encodeURIComponent(next)];
    await admin.query(`ALTER ROLE ${role} PASSWORD '${next}'`);
    now = own.href;
  };
  /** Connections that are open stay so: a server that starts anew has none. */
  const endAll = () => admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${role}'`);
  const asWho = (db: Database) => db.query('SELECT current_user::text AS who');
  await admin.query(`CREATE ROLE ${role} SUPERUSER LOGIN`);
  await replace(password('eerste'));
  await writeFile(file, `${now}\n`);
  const noted: string[] = [];
  const options = { databaseUrl: now, dataDir: '', onFailure: () => undefined, note: (line: string) => void noted.push(line) };
  const [reading, other] = [await openStore({ ...options, databaseUrlFile: file }), await openStore(options)];
  expect(await asWho(reading)).toEqual([{ who: role }]);

  await replace(password('tweede'));
  await endAll();
  const refused = { code: 'database-unavailable', detail: expect.stringContaining('DATABASE_URL_FILE') };
  await expect.poll(() => asWho(reading).catch((error: unknown) => error)).toMatchObject(refused);
  // Empty, half written, with a sign that is not escaped, of another database: who it was before stays.
  for (const text of ['', now.slice(0, 36), now.replace('%23', '#'), now.replace(/balie_test_\w+$/, 'postgres'), now.replace(/\/balie_test_\w+$/, ''), now.replace('127.0.0.1', '127.0.0.2')]) {
    await writeFile(file, text);
    for (let times = 0; times < 2; times += 1) await expect(asWho(reading)).rejects.toMatchObject(refused);
  }
  // Each cause once, and nothing of what is in the file.
  expect(noted).toEqual([/ is leeg\./, / geen geldig adres: /, / van een andere database: /].map((cause) => expect.stringMatching(cause)));
  expect(noted.join()).not.toMatch(/eerste|tweede|balie_/);
  // Written otherwise it is the same database, and with another setting behind it that of the start.
  await writeFile(file, `${now.replace('postgres://', 'postgresql://')}?sslmode=require`);
  expect(await asWho(reading)).toEqual([{ who: role }]);
  await expect(asWho(other)).rejects.toMatchObject(refused);

  // An address that can be read no more leaves the password that was read last.
  await rm(file);
  await endAll();
  await expect.poll(() => asWho(reading).catch(() => 'away')).toEqual([{ who: role }]);

  await Promise.all([reading.close(), other.close()]);
  await admin.query(`DROP OWNED BY ${role} CASCADE; DROP ROLE ${role}`);
  await admin.close();
  await drop();
  await rm(folder, { recursive: true });
});

test.each([
  ['a database that has the name of its user', 'postgres://balie:oud@db.example:5433', 'postgres://balie:nieuw@db.example:5433', { user: 'balie', password: 'nieuw', host: 'db.example', port: 5433, database: 'balie' }],
  ['that of another user of the same database', 'postgres://balie:oud@db.example/balie', 'postgres://ander:nieuw@db.example:5432/balie', { user: 'ander', password: 'nieuw', database: 'balie' }],
  ['another user, by whose name another database would be meant', 'postgres://balie:oud@db.example', 'postgres://ander:nieuw@db.example', { user: 'balie', password: 'oud', database: 'balie' }],
  ['another host', 'postgres://balie:oud@db.example/balie', 'postgres://balie:nieuw@elders.example/balie', { user: 'balie', password: 'oud', host: 'db.example' }],
  ['a socket', 'postgres:///balie?host=/run/postgresql&user=balie&password=oud', 'postgres:///balie?host=/run/postgresql&user=balie&password=n%26%20%2Bw', { user: 'balie', password: 'n& +w', host: '/run/postgresql', database: 'balie' }],
  ['no password, which the driver finds elsewhere', 'postgres://balie@db.example/balie', 'postgres://balie@db.example/balie', { user: 'balie', password: null, host: 'db.example' }],
])('who is in the file is taken for the address of the start alone: %s', async (_, databaseUrl, text, expected) => {
  const folder = await mkdtemp(join(tmpdir(), 'balie-address-'));
  const file = join(folder, 'database-url');
  await writeFile(file, text);
  const { Client, ...config } = connectionTo({ databaseUrl, databaseUrlFile: file });
  const { user, password: secret, host, port, database } = new (Client as unknown as new (given: object) => pg.Client)(config);
  expect({ user, password: secret, host, port, database }).toMatchObject(expected);
  await rm(folder, { recursive: true });
});
