import { describe, expect, test } from 'vitest';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { openInMemory } from '../../src/store/embedded/open.ts';
import { connect } from '../../src/store/postgres.ts';
import { createServerDatabase, onServer, openTestDatabase } from '../support/database.ts';

describe('migrations', () => {
  test('run once each, in order', async () => {
    const db = await openTestDatabase();
    const rows = await db.query('SELECT version, name, sha256 FROM schema_migrations ORDER BY version');
    expect(rows).toEqual((await readMigrations()).map(({ version, name, sha256 }) => ({ version, name, sha256 })));
    expect(await migrate(db)).toEqual([]);
    await db.close();
  });

  test('refuse a schema of a newer version', async () => {
    const db = await openTestDatabase();
    await db.query("INSERT INTO schema_migrations (version, name, sha256) VALUES (9999, '9999_later.sql', '')");
    await expect(migrate(db)).rejects.toMatchObject({ code: 'schema-newer', detail: '9999_later.sql' });
    await db.close();
  });

  test('refuse files that were changed after they were run', async () => {
    const db = await openTestDatabase();
    await db.query("UPDATE schema_migrations SET sha256 = 'other' WHERE version = 1");
    await expect(migrate(db)).rejects.toMatchObject({ code: 'schema-changed' });
    await db.close();
  });

  test('give vectors that are there the collection of their passage', async () => {
    const { db, drop } = onServer ? await createServerDatabase(process.env['DATABASE_URL'] ?? '') : { db: await openInMemory(), drop: async () => {} };
    const all = await readMigrations();
    const later = 10;
    for (const { sql } of all.slice(0, later)) await db.query(sql);
    await db.query(`INSERT INTO collections (id, title, owner, readers) VALUES ('a', 'A', 'x', '{resident}'), ('b', 'B', 'x', '{employee}')`);
    await db.query(`INSERT INTO originals VALUES (encode(sha256(''), 'hex'), '')`);
    await db.query(`INSERT INTO documents (id, collection_id, source_id, source, title, media_type, original, digest)
      SELECT repeat(id, 20), id, id, 'push', id, 'text/plain', encode(sha256(''), 'hex'), repeat('0', 64) FROM collections`);
    await db.query(`INSERT INTO passages (document_id, collection_id, ordinal, headings, text, digest, words)
      SELECT id, collection_id, 1, '{}', id, digest, to_tsvector('simple', id) FROM documents`);
    await db.query(`INSERT INTO embedding_models (model, dimensions) VALUES ('m', 2)`);
    await db.query(`INSERT INTO passage_embeddings (passage_id, model, embedding) SELECT id, 'm', '[1,0]' FROM passages`);
    for (const { sql } of all.slice(later)) await db.query(sql);
    expect(await db.query('SELECT e.collection_id AS of, p.collection_id AS passage FROM passage_embeddings e JOIN passages p ON p.id = passage_id ORDER BY 1')).toEqual([
      { of: 'a', passage: 'a' },
      { of: 'b', passage: 'b' },
    ]);
    // Whoever says otherwise is not believed.
    await db.query(`UPDATE passage_embeddings SET collection_id = 'a'`);
    expect(await db.query('SELECT count(DISTINCT collection_id) FROM passage_embeddings')).toEqual([{ count: 2 }]);
    await db.close();
    await drop();
  });

  test.runIf(onServer)('of two processes at once run each file once', async () => {
    const { db, url, drop } = await createServerDatabase(process.env['DATABASE_URL'] ?? '');
    const others = Array.from({ length: 4 }, () => connect({ kind: 'postgresql', connection: { connectionString: url } }));
    const ran = await Promise.all([db, ...others].map((one) => migrate(one)));
    expect(ran.flat().toSorted()).toEqual((await readMigrations()).map(({ name }) => name));
    for (const one of [db, ...others]) await one.close();
    await drop();
  });
});
