import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chainKey } from '../../src/audit/chain.ts';
import { createManagementLog } from '../../src/audit/management-log.ts';
import { factsheet } from '../../src/cli/commands/factsheet.ts';
import { parseOptions } from '../../src/cli/parse.ts';
import { readConfig } from '../../src/config/config.ts';
import { createPublications } from '../../src/factsheet/publications.ts';
import type { Database } from '../../src/store/database.ts';
import { cyclonedxSchema } from '../support/card-schemas.ts';
import { openTestDatabase } from '../support/database.ts';
import { sampleFactsheet } from '../support/sample-facts.ts';

describe('balie factsheet', () => {
  let db: Database;
  let folder: string;
  const key = Buffer.alloc(32, 7);
  const document = JSON.stringify({ schema: 'balie-factsheet/1', ...sampleFactsheet() });
  beforeAll(async () => {
    db = await openTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'balie-factsheet-'));
  });
  afterAll(async () => {
    await db.close();
    await rm(folder, { recursive: true });
  });

  async function run(...args: string[]) {
    const parsed = parseOptions(factsheet.options, args);
    if ('fault' in parsed) throw new Error(parsed.fault);
    const [out, notes]: [string[], string[]] = [[], []];
    const config = { ...readConfig({ AUDIT_KEY: key.toString('hex'), DATA_DIR: folder }), factsheetPlatforms: [{ id: 'landelijk', url: 'https://platform.example/factsheets', allowPrivate: false }] };
    const json = parsed.values['json'] === true;
    const code = await factsheet.run({ ...parsed, json, config, database: () => Promise.resolve(db), onFailure: () => undefined, out: (line) => void out.push(line), note: (line) => void notes.push(line), signal: new AbortController().signal });
    return { code, out: out.join('\n'), notes: notes.join('\n') };
  }

  test('has nothing to export before a person published, and says so', async () => {
    await expect(run('export')).rejects.toMatchObject({ code: 'factsheet-unpublished' });
    const parts = await run('sbom');
    expect([parts.code, parts.notes]).toEqual([0, expect.stringContaining('nog geen gegevensblad gepubliceerd')]);
    expect(cyclonedxSchema.parse(JSON.parse(parts.out)).components.every(({ type }) => type === 'library')).toBe(true);
  });

  describe('of what was published', () => {
    beforeAll(async () => {
      const now = () => new Date();
      const publications = createPublications({ db, record: createManagementLog({ masterKey: key, now }), signer: chainKey(key).signer, now });
      await publications.publish({ document, reason: 'eerste', expected: 0, byPerson: '00000000-0000-4000-8000-000000000001' });
    });

    test.each(['json', 'yaml', 'csv'])('writes a file as %s', async (format) => {
      const path = join(folder, `factsheet.${format}`);
      expect(await run('export', '--format', format, '--out', path)).toMatchObject({ code: 0, out: `Geschreven: ${path}` });
      expect(await readFile(path, 'utf8')).toMatch({ json: /^\{"schema"/, yaml: /^schema: balie-factsheet/, csv: /^\uFEFF"name"/ }[format] ?? /^$/);
    });

    test('gives the text that was signed, models in the list of parts, and how platforms stand', async () => {
      expect((await run('export')).out).toBe((await db.query<{ document: string }>('SELECT document FROM factsheet_publications'))[0]?.document);
      expect(cyclonedxSchema.parse(JSON.parse((await run('sbom')).out)).components.some(({ type }) => type === 'machine-learning-model')).toBe(true);
      const { out } = await run('platforms');
      expect(out).toContain(`De balie tekent met sleutel ${chainKey(key).signer.keyId}.`);
      expect(out).toContain('pull: publicatie 1 is op te halen bij /.well-known/ai-factsheet.json.');
      expect(out).toContain('landelijk: heeft nog niets.');
      await db.query(`INSERT INTO factsheet_records (platform, assistant, state, tried, fault, detail, next_at) VALUES ('landelijk', '', 'sending', 1, 'platform-unknown-key', 'HTTP 401', now())`);
      expect((await run('platforms')).out).toMatch(/landelijk: heeft nog niets\. Het platform kent deze balie niet[^]*\(HTTP 401\)[^]*Volgende poging: /);
    });

    test('refuses what it does not know, and tells of a place where it cannot write', async () => {
      expect(await run('export', '--format', 'xml')).toMatchObject({ code: 2, notes: expect.stringContaining('json, yaml, csv') as string });
      expect(await run('iets')).toMatchObject({ code: 2, notes: expect.stringContaining('Gebruik:') as string });
      expect(await run('sbom', '--format', 'csv')).toMatchObject({ code: 2 });
      expect(await run('export', '--out', join(folder, 'weg', 'x'))).toMatchObject({ code: 2, notes: expect.stringContaining('ENOENT') as string });
    });
  });
});
