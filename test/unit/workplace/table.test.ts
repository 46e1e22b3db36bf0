import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { tableResult } from '../../../src/workplace/whole/answer.ts';
import { rowsIn, toCsv } from '../../../src/workplace/whole/table.ts';
import { FILE_WORDS as words } from '../../../src/cli/desk/file-search.ts';
import { fileOf } from '../../support/whole-files.ts';

const file = fileOf('tarieven.pdf', [[7, 'Een paspoort kost € 86,20. Een rijbewijs kost € 51,10.'], [8, 'Een uittreksel kost € 17,30.']]);
const rows = (text: string) => rowsIn(text, ['Product', 'Prijs'], { file, passages: file.passages });

describe('rows of a model', () => {
  test('are read with their page, also as a table of Markdown', () => {
    const wanted = [{ cells: ['paspoort', '€ 86,20'], place: 7, isLiteral: true }, { cells: ['uittreksel', '€ 17,30'], place: 8, isLiteral: true }];
    expect(rows('paspoort | € 86,20 | [p. 7]\nuittreksel | € 17,30 | p. 8')).toEqual({ rows: wanted, dropped: 0 });
    expect(rows('| Product | Prijs | Waar |\n|---|---|---|\n| paspoort | € 86,20 | [p. 7] |\n| uittreksel | € 17,30 | [p. 8] |')).toEqual({ rows: wanted, dropped: 0 });
  });

  test('that name no page of their piece, or have other columns, are left out', () => {
    expect(rows('paspoort | € 86,20 | [p. 70]\npaspoort | € 86,20\npaspoort | rood | € 86,20 | [p. 7]\nGEEN')).toEqual({ rows: [], dropped: 3 });
  });

  test('that are put otherwise than they stand on their page say so', () => {
    expect(rows('paspoort | 86 euro | [p. 7]\nuittreksel | € 17,30 | [p. 7]').rows.map(({ isLiteral }) => isLiteral)).toEqual([false, false]);
  });
});

test('a table for a spreadsheet holds no formula, whatever the document says', () => {
  const cells = ['=HYPERLINK("http://kwaad.example")', '+1+1', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1', '"aan; halen"\nover twee regels'];
  const csv = toCsv({ columns: ['=kolom', ...cells.slice(1).map((_, at) => `k${at}`)], rows: [{ cells, place: 7, isLiteral: false }] });
  const read = Papa.parse<string[]>(csv.replace(/^\uFEFF/, ''), { delimiter: ';', skipEmptyLines: true }).data;
  expect(read[0]?.[0]).toBe("'=kolom");
  expect(read[1]).toEqual([...cells.slice(0, 7).map((cell) => `'${cell}`), cells[7], '7', 'nee']);
});

describe('where there are no pages', () => {
  const nota = fileOf('nota.docx', [[0, 'Aanhef.'], [0, 'Een paspoort kost 86 euro.', 'Kosten [3]', 'Leges'], [0, 'Een rijbewijs kost 51 euro.'], [0, 'Tot zover.', 'Slot']]);
  const found = rowsIn('aanhef | x | [stuk 1]\npaspoort | 86 | [stuk 2]\nrijbewijs | 51 | [stuk 3]', ['Product', 'Prijs'], { file: nota, passages: nota.passages }).rows;

  test('a row has the last headings above it, and its number before the first', () => {
    expect(found.map(({ place, heading }) => [place, heading])).toEqual([[1, undefined], [2, 'Kosten [3] › Leges'], [3, 'Kosten [3] › Leges']]);
  });

  test('so has what was read and what is left, with the number to go on from; no heading is taken for a source', () => {
    const estimate = { calls: 1, read: { from: 2, to: 3 }, all: { from: 1, to: 4 }, isWhole: false, hasPages: false };
    const { answer, sources } = tableResult({ files: [nota], pieces: [], estimate }, { items: found, unread: [{ from: 1, to: 1 }], dropped: 0 }, ['Product', 'Prijs'], 'c', words);
    expect(answer).toContain('Gelezen: ‘Kosten (3) › Leges’, van stuk 1 tot en met ‘Slot’.');
    expect(answer).toContain('gaf geen antwoord: stuk 1.');
    expect(answer).toContain('kies daarvoor vanaf stuk 4, ‘Slot’.');
    expect(sources.map(({ headings }) => headings)).toEqual([['stuk 1'], ['Kosten [3]', 'Leges'], ['Kosten [3] › Leges']]);
  });
});
