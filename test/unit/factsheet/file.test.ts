import Papa from 'papaparse';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { fileText } from '../../../src/factsheet/platforms/file.ts';
import { factsheetIn } from '../../../src/factsheet/public/schema.ts';
import { statedRecords } from '../../../src/factsheet/platforms/stated-records.ts';
import { sampleFactsheet } from '../../support/sample-facts.ts';

describe('a publication as a file', () => {
  const document = JSON.stringify({ schema: 'balie-factsheet/1', ...sampleFactsheet() });
  const records = statedRecords(sampleFactsheet());

  test('is the text that was signed, and in YAML the same', () => {
    expect(fileText('json', { document }, records)).toBe(`${document}\n`);
    expect(parse(fileText('yaml', { document }, records))).toEqual(JSON.parse(document));
  });

  test('is a table as the register gives: all in quotes, a record a line, and nothing that a spreadsheet runs', () => {
    const text = fileText('csv', { document }, records);
    expect(text.startsWith('\uFEFF"source_id","organization"')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(4);
    const [first, second] = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true }).data;
    expect(first).toMatchObject({ source_id: 'loket', goal: 'Sneller antwoord. Ook ’s avonds.', human_intervention: `'=HYPERLINK("https://kwaad.example")`, category: 'Werk, Wonen', lawful_basis_grouping: '[{"title":"Gemeentewet","link":"https://wetten.overheid.nl/BWBR0005416"}]' });
    expect(second).toMatchObject({ source_id: 'nieuw', organization: 'gemeente Lindewaarde', goal: '' });
  });

  test('is read back with its moments, and not where it has another shape', () => {
    expect(factsheetIn(document)?.statements[0]?.at).toEqual(new Date('2026-11-27T09:00:00Z'));
    expect(['', '{}', 'null', '{"facts":{"assistants":[]},"statements":[]}'].map(factsheetIn)).toEqual([undefined, undefined, undefined, undefined]);
  });
});
