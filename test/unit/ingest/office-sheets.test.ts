import { describe, expect, it } from 'vitest';
import * as xlsx from '@e965/xlsx';
import { extract } from '../../../ingest/extract/index.ts';
import { makeZip, relations } from '../../support/office.ts';
import { latin1, outlineOf, read } from './bytes.ts';

type Rows = readonly (readonly (string | number | null)[])[];

function workbook(sheets: Readonly<Record<string, Rows>>, change: (book: xlsx.WorkBook) => void = () => {}) {
  const book = xlsx.utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows.map((row) => [...row])), name);
  change(book);
  return (bookType: xlsx.BookType): Uint8Array => xlsx.write(book, { type: 'buffer', bookType, cellStyles: true }) as Buffer;
}

/** A workbook of one sheet with this XML in it. */
function bareWorkbook(sheet: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return makeZip({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
    '_rels/.rels': relations(['r1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="urn:r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(['rId1', 'worksheet', 'worksheets/sheet1.xml']),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}">${sheet}</worksheet>`,
    ...parts,
  });
}

const tariffs = workbook(
  {
    Tarieven: [
      ['Leges 2026'],
      [],
      ['Soort', 'Prijs', null, 'Vanaf'],
      [null, 'Balie', 'Online', 'Datum'],
      ['Reisdocumenten'],
      ['Paspoort', 1234.5, 80, 46_023],
      ['ID-kaart', 70, 65.5, 46_023],
      ['Oud', 1, 2, 3],
      [],
      ['Zaken', 12, 14, 46_024],
      [],
      ['Openingstijden'],
      ['Dag', 'Open', null, 'Contact', 'Telefoon'],
      ['Maandag', '9-12', null, 'An', '14 0123'],
      ['Dinsdag', '9-17', null, 'Bea', '14 0456'],
    ],
    Kladblok: [['geheim', 'x']],
  },
  (book) => {
    const sheet = book.Sheets['Tarieven'] ?? {};
    sheet['!merges'] = [
      { s: { r: 2, c: 1 }, e: { r: 2, c: 2 } },
      { s: { r: 2, c: 0 }, e: { r: 3, c: 0 } },
    ];
    sheet['B6'].z = '"€" #,##0.00';
    sheet['D6'].z = 'm/d/yy';
    sheet['D7'].z = 'd mmmm yyyy';
    sheet['D10'].z = 'dd-mm-yyyy';
    sheet['!rows'] = [];
    sheet['!rows'][7] = { hidden: true };
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  },
);

describe('Excel', () => {
  it.each(['xlsx', 'xlsb'] as const)('reads tables, titles and merged cells of %s as Dutch readers see them', async (type) => {
    const { title, pages, sections, hidden } = await extract(tariffs(type), { name: `a.${type}` });
    expect([title, pages]).toEqual(['Leges 2026', 2]);
    expect(outlineOf(sections)).toEqual([
      'page 1 | Tarieven > Leges 2026 | Reisdocumenten\n' +
        'Soort: Paspoort; Prijs Balie: € 1.234,50; Prijs Online: 80; Vanaf Datum: 01-01-2026\n' +
        'Soort: ID-kaart; Prijs Balie: 70; Prijs Online: 65,5; Vanaf Datum: 1 januari 2026\n\n' +
        'Soort: Zaken; Prijs Balie: 12; Prijs Online: 14; Vanaf Datum: 02-01-2026',
      'page 1 | Tarieven > Openingstijden | Dag: Maandag; Open: 9-12\nDag: Dinsdag; Open: 9-17\n\n' +
        'Contact: An; Telefoon: 14 0123\nContact: Bea; Telefoon: 14 0456',
    ]);
    expect(hidden).toEqual([
      { reason: 'marked', page: 1, place: 'Tarieven!A8:D8', text: 'Oud | 1 | 2 | 3' },
      { reason: 'marked', page: 2, place: 'Kladblok', text: 'geheim | x' },
    ]);
  });

  it('reads a workbook of before 2007', async () => {
    const document = await extract(tariffs('biff8'), { name: 'a.xls' });
    expect(document.mediaType).toBe('application/vnd.ms-excel');
    expect(document.sections[0]?.text).toContain('Soort: Paspoort; Prijs Balie: € 1.234,50; Prijs Online: 80');
    expect(document.hidden).toContainEqual({ reason: 'marked', page: 2, place: 'Kladblok', text: 'geheim | x' });
  });

  it('reads a form, a list and a table without names', async () => {
    const bytes = workbook({ F: [['Naam:', 'An'], ['Adres:', 'Plein 1']], L: [['Een'], ['Twee']], T: [['a', 1], ['b', 2]] })('xlsx');
    expect(outlineOf((await extract(bytes, { name: 'a.xlsx' })).sections)).toEqual([
      'page 1 | F | Naam: | An\nAdres: | Plein 1',
      'page 2 | L | Een\nTwee',
      'page 3 | T | a | 1\nb | 2',
    ]);
  });

  it('cuts a sheet with more rows than are read, and warns', async () => {
    const rows = Array.from({ length: 20_010 }, (_, i) => [`rij ${i}`, i]);
    const { sections, warnings } = await extract(workbook({ Groot: rows })('xlsx'), { name: 'a.xlsx' });
    expect(warnings).toEqual([expect.stringContaining('te groot')]);
    expect(sections[0]?.text).not.toContain('rij 20005');
  });

  it('survives cells far apart and merges over the whole sheet', async () => {
    const cell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = Array.from({ length: 5000 }, (_, i) => `<row r="${i * 4 + 1}">${cell(`A${i * 4 + 1}`, 'a')}${cell(`XFD${i * 4 + 1}`, 'b')}</row>`);
    const merges = Array.from({ length: 2000 }, () => '<mergeCell ref="A1:XFD1048576"/>');
    const bytes = bareWorkbook(
      `<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" hidden="0"/></cols><sheetData>${rows.join('')}` +
        `<row r="1048576">${cell('A1048576', 'ver')}</row></sheetData><mergeCells>${merges.join('')}</mergeCells>`,
    );
    const { sections, warnings } = await extract(bytes, { name: 'a.xlsx' });
    expect(sections).toHaveLength(1);
    expect(warnings).toHaveLength(1);
  });

  it('says that it is broken', async () => {
    const bytes = makeZip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<a>' });
    await expect(extract(bytes, { name: 'a.xlsx' })).rejects.toMatchObject({ code: expect.stringMatching(/^document-/) });
  });

  it('warns of macros, and reads the last value of a formula', async () => {
    const bytes = bareWorkbook('<sheetData><row r="1"><c r="A1"><f>1+1</f><v>3</v></c></row></sheetData>', { 'xl/vbaProject.bin': 'x' });
    const { sections, warnings } = await extract(bytes, { name: 'a.xlsm' });
    expect(sections[0]?.text).toBe('3');
    expect(warnings).toEqual([expect.stringContaining('macro')]);
  });
});

describe('CSV', () => {
  it.each([
    ['semicolons and decimal commas', 'Product;Prijs\nPaspoort;86,20\n"Rijbewijs; spoed";"52,00"\n', 'a.csv'],
    ['commas', 'Product,Prijs\nPaspoort,"86,20"\n"Rijbewijs; spoed","52,00"\n', 'a.csv'],
    ['tabs', 'Product\tPrijs\nPaspoort\t86,20\nRijbewijs; spoed\t52,00\n', 'a.tsv'],
    ['a line that says so', 'sep=|\r\nProduct|Prijs\r\nPaspoort|86,20\r\nRijbewijs; spoed|52,00', 'a.csv'],
  ])('reads %s', async (_, text, name) => {
    const { sections } = await read(text, name);
    expect(outlineOf(sections)).toEqual([' | Product: Paspoort; Prijs: 86,20\nProduct: Rijbewijs; spoed; Prijs: 52,00']);
  });

  it('reads line breaks in quotes, titles, files without names and other encodings', async () => {
    expect(outlineOf((await read('Lijst;\nNaam;Adres\nAn;"Plein 1\nDorp"', 'a.csv')).sections)).toEqual([' | Lijst\n\nNaam: An; Adres: Plein 1 Dorp']);
    expect(outlineOf((await read('1;2\n3;4', 'a.csv')).sections)).toEqual([' | 1 | 2\n3 | 4']);
    const old = await extract(latin1('Naam;Plaats\nAndré;Ede'), { name: 'a.csv' });
    expect(old.sections[0]?.text).toBe('Naam: André; Plaats: Ede');
    expect(old.warnings).toHaveLength(1);
  });
});

