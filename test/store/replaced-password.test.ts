import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
  const options = { databaseUrl: now, dataDir: '', onFailure: () => undefined };
  const [reading, other] = [await openStore({ ...options, databaseUrlFile: file }), await openStore(options)];
  expect(await asWho(reading)).toEqual([{ who: role }]);

  await replace(password('tweede'));
  await endAll();
  const refused = { code: 'database-unavailable', detail: expect.stringContaining('in het bestand van DATABASE_URL_FILE leest zij het zelf') };
  await expect.poll(() => asWho(reading).catch((error: unknown) => error)).toMatchObject(refused);
  // Half written, of another database, with a sign that is not escaped: who it was before stays.
  for (const half of ['', 'postgres://', now.slice(0, 20), now.replace(/balie_test_\w+$/, 'postgres'), now.replace('%25', '%')]) {
    await writeFile(file, half);
    await expect(asWho(reading)).rejects.toMatchObject(refused);
  }
  await writeFile(file, now);
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
