import Papa from 'papaparse';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { factsheetDeps } from '../../../src/cli/deps/factsheet-deps.ts';
import { readConfig } from '../../../src/config/config.ts';
import { fileText } from '../../../src/factsheet/platforms/file.ts';
import { factsheetIn } from '../../../src/factsheet/public/schema.ts';
import { recordTable } from '../../../src/factsheet/register/table.ts';
import { sampleFactsheet } from '../../support/sample-facts.ts';

describe('a publication as a file', () => {
  const document = JSON.stringify({ schema: 'balie-factsheet/1', ...sampleFactsheet() });
  const table = recordTable(sampleFactsheet());

  test('is the text that was signed, and in YAML the same', () => {
    expect(fileText('json', { document }, table)).toBe(`${document}\n`);
    expect(parse(fileText('yaml', { document }, table))).toEqual(JSON.parse(document));
  });

  test('is a table as the register gives: all in quotes, a record a line, and nothing that a spreadsheet runs', () => {
    const text = fileText('csv', { document }, table);
    expect(text.startsWith('\uFEFF"name","description_short","organization"')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(4);
    const [first, second] = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true }).data;
    expect(first).toMatchObject({ source_id: 'balie.lindewaarde.example/loket', goal: 'Sneller antwoord. Ook ’s avonds.', human_intervention: `'=HYPERLINK("https://kwaad.example")`, category: 'Werk, Wonen', lawful_basis_grouping: '1: Gemeentewet, https://wetten.overheid.nl/BWBR0005416' });
    expect(second).toMatchObject({ source_id: 'balie.lindewaarde.example/nieuw', organization: 'gemeente Lindewaarde', goal: '' });
  });

  test('on paper is written anew where that failed', async () => {
    let tries = 0;
    const print = () => ((tries += 1) === 1 ? Promise.reject(new Error('font')) : Promise.resolve(new Uint8Array([tries])));
    const { facts } = sampleFactsheet();
    const nothing = { db: {}, facts: () => Promise.resolve(facts), statements: { current: () => Promise.resolve([]) }, configured: [], publications: { last: () => Promise.resolve(undefined) } } as unknown as Parameters<typeof factsheetDeps>[1];
    const { pdf } = factsheetDeps(readConfig({}), nothing, print);
    await expect(pdf()).rejects.toThrow('font');
    expect([await pdf(), await pdf(), tries]).toEqual([new Uint8Array([2]), new Uint8Array([2]), 2]);
  });

  test('is read back with its moments, and not where it has another shape', () => {
    expect(factsheetIn(document)?.statements[0]?.at).toEqual(new Date('2026-11-27T09:00:00Z'));
    expect(['', '{}', 'null', '{"facts":{"assistants":[]},"statements":[]}'].map(factsheetIn)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
