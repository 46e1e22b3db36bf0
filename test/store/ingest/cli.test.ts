import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createExtractPool, type ExtractPool } from '../../../ingest/extract/pool.ts';
import { ingest } from '../../../src/cli/commands/ingest.ts';
import { readConfig } from '../../../src/config/config.ts';
import { listDocuments } from '../../../src/knowledge/documents/documents.ts';
import type { Database } from '../../../src/store/database.ts';
import { clearCollections } from '../../support/collections.ts';
import { openTestDatabase } from '../../support/database.ts';

let db: Database;
let folder: string;
/** Of all runs: a process of its own for each would take a second. */
let pool: ExtractPool;
beforeAll(async () => {
  db = await openTestDatabase();
  pool = createExtractPool();
  folder = await mkdtemp(join(tmpdir(), 'balie-cli-'));
  await writeFile(join(folder, 'a.md'), '# Afval\n\nDe grijze container.\n\n## Kosten\n\nGratis.');
  await writeFile(join(folder, 'b\u001b[31m.pdf'), 'geen pdf');
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await pool.close();
  await db.close();
});
beforeEach(() => clearCollections(db));

async function run(positionals: string[], values: Record<string, string | boolean> = {}, json = false) {
  const lines: string[] = [];
  const notes: string[] = [];
  const code = await ingest.run({
    values,
    positionals,
    json,
    config: readConfig({}),
    pool,
    database: async () => db,
    onFailure: () => undefined,
    out: (line) => lines.push(line),
    note: (line) => notes.push(line),
    signal: new AbortController().signal,
  });
  return { code, lines: lines.join('\n'), notes: notes.join('\n') };
}

describe('balie ingest', () => {
  it('shows progress, the fault of what failed, and gives 1', async () => {
    const { code, lines } = await run([folder], { collection: 'producten' });
    expect(code).toBe(1);
    expect(lines).toMatch(
      /^\[1\/2\] .*a\.md {2}nieuw {2}2 passages\n\[2\/2\] .*b\[31m\.pdf {2}mislukt\n {6}document-corrupt: Het bestand is beschadigd/,
    );
    expect(lines).toContain('Klaar: 1 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 verwijderd, 1 mislukt; 2 passages.');
    expect(lines).not.toContain('\u001b');
    expect(await listDocuments(db, 'producten')).toHaveLength(1);
  });

  it('explains what a file becomes, without a write', async () => {
    const { code, lines } = await run([join(folder, 'a.md')], {
      collection: 'producten',
      'dry-run': true,
      explain: true,
    });
    expect(code).toBe(0);
    expect(lines).toContain('  1. 20 tekens\n     De grijze container.\n  2. Kosten, 7 tekens\n     Gratis.');
    expect(lines).toContain('Proef, er is niets opgeslagen: 1 nieuw');
    expect(await listDocuments(db, 'producten')).toEqual([]);
  });

  it('gives one JSON object', async () => {
    const { code, lines } = await run([folder], { collection: 'producten' }, true);
    expect(code).toBe(1);
    expect(JSON.parse(lines)).toMatchObject({
      new: 1,
      passages: 2,
      failed: [{ code: 'document-corrupt', detail: 'geen pdf van binnen' }],
      documents: [
        { outcome: 'new', title: 'Afval', passages: 2 },
        { outcome: 'failed', code: 'document-corrupt' },
      ],
    });
  });

  it("names documents from the collection's own folder by their place in it", async () => {
    const { folder: own = '' } = readConfig({}).collections.find(({ id }) => id === 'producten') ?? {};
    await run([join(own, 'paspoort-aanvragen.md')], { collection: 'producten' });
    await run([join(folder, 'a.md')], { collection: 'producten' });
    expect((await listDocuments(db, 'producten')).map(({ sourceId }) => sourceId).toSorted()).toEqual([
      'a.md:a.md',
      'paspoort-aanvragen.md',
    ]);
  });

  it('explains a file without a collection and without a database', async () => {
    const lines: string[] = [];
    const input = { json: false, config: readConfig({}), database: () => Promise.reject(new Error('nothing is to be opened')), onFailure: () => undefined, out: (line: string) => lines.push(line), note: () => undefined, signal: new AbortController().signal };
    expect(await ingest.run({ ...input, positionals: [join(folder, 'a.md')], values: { 'dry-run': true, explain: true } })).toBe(0);
    expect(lines.join('\n')).toMatch(/^a\.md {2}nieuw {2}2 passages\n {2}1\. 20 tekens\n/);
    expect(await run([folder], { 'dry-run': true })).toMatchObject({ code: 1, lines: expect.stringContaining('Proef, er is niets opgeslagen: 1 nieuw') });
    expect(await run([join(folder, 'weg')], { 'dry-run': true }).catch((error: unknown) => error)).toMatchObject({ code: 'path-unreadable' });
  });

  it('names one file once, and tells what would change in a collection', async () => {
    const file = join(folder, 'b\u001b[31m.pdf');
    const { lines } = await run([file], { collection: 'producten', 'dry-run': true });
    expect(lines.match(/\.pdf(?!,)/g)).toHaveLength(1);
    await run([join(folder, 'a.md')], { collection: 'producten' });
    expect((await run([join(folder, 'a.md')], { collection: 'producten', 'dry-run': true })).lines).toMatch(/^a\.md {2}ongewijzigd/);
  });

  it('says with which command what is gone is removed', async () => {
    const hand = await mkdtemp(join(tmpdir(), 'balie-hand-'));
    for (const name of ['a', 'b', 'c']) await writeFile(join(hand, `${name}.md`), `# ${name}\n\nTekst over ${name}.`);
    await run([hand], { collection: 'producten' });
    await Promise.all(['a', 'b'].map((name) => rm(join(hand, `${name}.md`))));
    expect(await run([hand], { collection: 'producten' })).toMatchObject({ code: 1, lines: expect.stringContaining(`balie ingest ${hand} --collection producten --remove-missing`) });
    expect(await run([hand], { collection: 'producten', 'remove-missing': true })).toMatchObject({ code: 0 });
    await rm(hand, { recursive: true });
  });

  it('names the collections that exist', async () => {
    await expect(run([folder], { collection: 'onbekend' })).rejects.toMatchObject({ code: 'collection-unknown', detail: expect.stringMatching(/^onbekend; deze zijn er: .*producten/) });
  });

  it.each([[[]], [['a', 'b']]])('says how to use it (%j)', async (positionals) => {
    expect(await run(positionals, { collection: 'producten' })).toMatchObject({ code: 2, lines: '' });
    expect(await run(['a'], {})).toMatchObject({ code: 2, notes: expect.stringMatching(/^--collection ontbreekt\.\n.*--collection NAAM/) });
  });
});
