import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/database.ts';
import { openScratchDatabase } from '../../../src/store/open.ts';
import { connect } from '../../../src/store/postgres.ts';
import { onServer } from '../../support/database.ts';

const url = process.env['DATABASE_URL'] ?? '';

describe.runIf(onServer)('a scratch database on the server', () => {
  let server: Database;
  const user = `balie_test_${randomUUID().replaceAll('-', '')}`;
  beforeAll(async () => {
    server = connect({ kind: 'postgresql', connection: { connectionString: url } });
    await server.query(`CREATE ROLE ${user} LOGIN PASSWORD 'x'`);
  });
  afterAll(async () => {
    await server.query(`DROP ROLE ${user}`);
    await server.close();
  });

  it('is another one, empty, and gone after close', async () => {
    const scratch = await openScratchDatabase(url);
    const [{ name } = { name: '' }] = await scratch.query<{ name: string }>('SELECT current_database() AS name');
    expect(name).toMatch(/^balie_scratch_/);
    expect(await scratch.query('SELECT id FROM collections')).toEqual([]);
    await scratch.close();
    expect(await server.query('SELECT FROM pg_database WHERE datname = $1', [name])).toEqual([]);
  });

  describe('for a user who may not make one', () => {
    const detail = 'DATABASE_URL: deze gebruiker mag geen tijdelijke database maken (CREATEDB, en CREATE EXTENSION vector daarin)';
    const limited = new URL(url || 'postgres://127.0.0.1');
    [limited.username, limited.password] = [user, 'x'];

    it('is in memory, and says what is missing', async () => {
      const notes: string[] = [];
      const scratch = await openScratchDatabase(limited.href, (line) => void notes.push(line));
      expect([scratch.kind, await scratch.query('SELECT id FROM collections'), notes]).toEqual(['embedded', [], [`${detail}. De meting gebruikt een ingebouwde.`]]);
      await scratch.close();
    });

    // CREATEDB does not reach to an extension that is not trusted.
    it.each(['NOCREATEDB', 'CREATEDB'])('is refused where nobody hears that, and nothing stays on the server: %s', async (right) => {
      await server.query(`ALTER ROLE ${user} ${right}`);
      await expect(openScratchDatabase(limited.href)).rejects.toMatchObject({ code: 'config-invalid', detail });
      expect(await server.query('SELECT FROM pg_database WHERE datdba = $1::regrole', [user])).toEqual([]);
    });
  });
});
