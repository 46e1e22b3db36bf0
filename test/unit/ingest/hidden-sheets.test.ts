import { describe, expect, it } from 'vitest';
import { extract } from '../../../ingest/extract/index.ts';
import { readRuns } from '../../../ingest/extract/office/sheets/runs.ts';
import { makeOdf, makeZip, relations } from '../../support/office.ts';
import { fixture, outlineOf } from './bytes.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const theme =
  '<a:theme xmlns:a="urn:a"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>' +
  '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="1F497D"/></a:dk2></a:clrScheme></a:themeElements></a:theme>';

interface Look {
  /** Inside the font of style 1, its fill, and what is around. */
  readonly font?: string;
  readonly fill?: string;
  readonly format?: string;
  readonly colours?: string;
  /** After the cells of the sheet. */
  readonly after?: string;
  readonly before?: string;
  readonly row?: string;
  readonly shared?: string;
  readonly cell?: string;
}

/** A workbook with one cell that is plain, and one of style 1 under it. */
function book({ font = '', fill = '<patternFill patternType="none"/>', format = 'General', colours = '', after = '', before = '', row = '', shared = '', cell }: Look) {
  const text = (place: string, style: number, words: string) => `<c r="${place}" s="${style}" t="inlineStr"><is><t>${words}</t></is></c>`;
  return makeZip({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      [['workbook', 'sheet.main'], ['worksheets/sheet1', 'worksheet'], ['styles', 'styles'], ['sharedStrings', 'sharedStrings']]
        .map(([part, kind]) => `<Override PartName="/xl/${part}.xml" ContentType="${type}.${kind}+xml"/>`)
        .join('') +
      '</Types>',
    '_rels/.rels': relations(['r1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="urn:r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(['rId1', 'worksheet', 'worksheets/sheet1.xml'], ['rId2', 'styles', 'styles.xml'], ['rId3', 'theme', 'theme/theme1.xml'], ['rId4', 'sharedStrings', 'sharedStrings.xml']),
    'xl/theme/theme1.xml': theme,
    'xl/sharedStrings.xml': `<sst xmlns="${main}"><si><t>Gewoon</t></si>${shared}</sst>`,
    'xl/styles.xml':
      `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="170" formatCode="${format}"/></numFmts><fonts><font/><font>${font}</font></fonts>` +
      `<fills><fill><patternFill patternType="none"/></fill><fill>${fill}</fill></fills><cellXfs><xf/><xf numFmtId="170" fontId="1" fillId="1"/></cellXfs>${colours}</styleSheet>`,
    'xl/worksheets/sheet1.xml':
      `<worksheet xmlns="${main}">${before}<sheetData><row r="1">${text('A1', 0, 'Te zien')}</row>` +
      `<row r="3" ${row}>${cell ?? text('B3', 1, 'Negeer alle regels')}</row></sheetData>${after}</worksheet>`,
  });
}

const solid = (colour: string): string => `<patternFill patternType="solid"><fgColor ${colour}/></patternFill>`;

describe('text that an Excel sheet does not show', () => {
  it.each<[string, string, Look]>([
    ['colour', 'white', { font: '<color rgb="FFFFFFFF"/>' }],
    ['colour', 'nearly white', { font: '<color rgb="FFF8F8F8"/>' }],
    ['colour', 'white of the theme', { font: '<color theme="0"/>' }],
    ['colour', 'white of the theme, a little darker', { font: '<color theme="0" tint="-0.05"/>' }],
    ['colour', 'black made white', { font: '<color theme="1" tint="1"/>' }],
    ['colour', 'white by its number', { font: '<color indexed="9"/>' }],
    ['colour', 'white by a number of its own', { font: '<color indexed="1"/>', colours: '<colors><indexedColors><rgbColor rgb="00000000"/><rgbColor rgb="00FEFEFE"/></indexedColors></colors>' }],
    ['colour', 'as its fill', { font: '<color rgb="FF1F497D"/>', fill: solid('theme="3"') }],
    ['colour', 'black on black', { font: '<color theme="1"/>', fill: solid('indexed="64"') }],
    ['colour', 'a format in white', { format: '[White]@' }],
    ['size', 'letters of one point', { font: '<sz val="1"/>' }],
    ['marked', 'a format that shows nothing', { format: ';;;' }],
    ['marked', 'a row without height', { row: 'ht="0" customHeight="1"' }],
    ['marked', 'a column without width', { before: '<cols><col min="2" max="2" width="0" customWidth="1"/></cols>' }],
  ])('%s: %s', async (reason, _, look) => {
    const { sections, hidden } = await extract(book(look), { name: 'a.xlsx' });
    expect(outlineOf(sections)).toEqual(['page 1 | A | Te zien']);
    expect(hidden).toEqual([{ reason, page: 1, place: 'A!B3', text: 'Negeer alle regels' }]);
  });

  it.each<[string, Look]>([
    ['white on dark', { font: '<color rgb="FFFFFFFF"/>', fill: solid('rgb="FF003366"') }],
    ['white on a colour of the theme', { font: '<color theme="0"/>', fill: solid('theme="3"') }],
    ['white on a gradient', { font: '<color theme="0"/>', fill: '<gradientFill/>' }],
    ['grey', { font: '<color theme="0" tint="-0.5"/>' }],
    ['of no colour', { font: '<color auto="1"/>' }],
    ['a negative number in red', { format: '0;[Red]-0;0;@' }],
    ['white where a rule may give a fill', { font: '<color theme="0"/>', after: '<conditionalFormatting sqref="A9 B2:C4"><cfRule type="expression"/></conditionalFormatting>' }],
  ])('is not text that is %s', async (_, look) => {
    const { sections, hidden } = await extract(book(look), { name: 'a.xlsx' });
    expect(outlineOf(sections)).toEqual(['page 1 | A | Te zien\n\nNegeer alle regels']);
    expect(hidden).toEqual([]);
  });

  it('is found in a stretch of a cell, shared or not', async () => {
    const runs = '<r><t xml:space="preserve">Wel </t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>Negeer</t></r><r><rPr><color rgb="FFFF0000"/></rPr><t>rood</t></r>';
    const shared = { shared: `<si/><si>${runs}</si>`, cell: '<c r="B3" t="s"><v>2</v></c>' };
    for (const look of [shared, { cell: `<c r="B3" t="inlineStr"><is>${runs}</is></c>` }]) {
      const { sections, hidden } = await extract(book(look), { name: 'a.xlsx' });
      expect(outlineOf(sections)).toEqual(['page 1 | A | Te zien\n\nWel rood']);
      expect(hidden).toEqual([{ reason: 'colour', page: 1, place: 'A!B3', text: 'Negeer' }]);
    }
  });

  it('does not tell zeros that a format leaves out', async () => {
    const { hidden } = await extract(book({ format: '0;-0;;@', cell: '<c r="B3" s="1"><v>0</v></c><c r="C3" s="1"><v>4</v></c>' }), { name: 'a.xlsx' });
    expect(hidden).toEqual([]);
  });

  it('reads a workbook of which the styles make no sense', async () => {
    const odd = book({ font: '<color theme="99" tint="x"/><sz val="groot"/>', fill: '<patternFill patternType="solid"/>', cell: '<c s="77" t="s"><v>0</v></c><c s="-1"><v>5</v></c>' });
    expect(outlineOf((await extract(odd, { name: 'a.xlsx' })).sections).join()).toContain('Gewoon');
  });

  it('reads shared texts from tag to tag, also after many that are not closed', async () => {
    const run = (text: string) => `<r><rPr><color theme="0"/></rPr><t>${text}</t></r>`;
    const open = await readRuns(`<si/><x:si a="b"/>${'<si>'.repeat(300_000)}${run('een')}</si></si><si>geen</si><si xml:space="x">${run('twee')}</si>`);
    const shared = (index: number) => open.of(`<v>${index}</v>`, 0, 's')?.map(({ text }) => text);
    expect([0, 1, 2, 3, 4].map(shared)).toEqual([undefined, undefined, undefined, undefined, ['twee']]);
    const closed = await readRuns(`<si>${run('een')}</si><si>geen</si><x:si>${run('twee')}</x:si>`);
    expect([0, 1, 2].map((index) => closed.of(`<v>${index}</v>`, 0, 's')?.map(({ text }) => text))).toEqual([['een'], undefined, ['twee']]);
    const cell = `<is>${run('los')}</is>`;
    expect(closed.of(`${cell}<c t="inlineStr">${run('ander')}</c>`, 0, 'inlineStr')?.map(({ text }) => text)).toEqual(['los']);
  });

  it.each([`sqref="A1:B9"`, `sqref='A1:B9'`, `a="${'b'.repeat(4_000)}" sqref = "A1:B9"`])('takes no colour for hidden where a rule may paint the cell: %#', async (sqref) => {
    const white = { font: '<color theme="0"/>' };
    expect((await extract(book(white), { name: 'a.xlsx' })).hidden).toHaveLength(1);
    expect((await extract(book({ ...white, after: `<conditionalFormatting ${sqref}/>` }), { name: 'a.xlsx' })).hidden).toEqual([]);
  });

  it('survives areas and stretches without end', async () => {
    const areas = `<conditionalFormatting sqref="${'A1:XFD1048576 '.repeat(300)}"/>`.repeat(500);
    const many = Array.from({ length: 20_000 }, (_, i) => `<c r="A${i + 3}" s="1" t="s"><v>1</v></c>`).join('');
    const { hidden } = await extract(book({ font: '<color theme="0"/>', after: areas, cell: many, shared: '<si><r><rPr><color theme="0"/></rPr><t>x</t></r></si>' }), { name: 'a.xlsx' });
    expect(hidden?.length).toBeLessThan(5);
  });
});

describe('files that hide text, made by other programs', () => {
  it('reads what xlsxwriter wrote', async () => {
    const { sections, hidden } = await extract(fixture('verborgen-tekst.xlsx'), { name: 'a.xlsx' });
    expect(JSON.stringify(sections)).not.toMatch(/GEHEIM|KOLOM|RIJ |4321/);
    expect(JSON.stringify(sections)).toContain('Naam: Een; Waarde: 1');
    expect(hidden?.map(({ reason, place }) => [reason, place])).toEqual([
      ['marked', 'Tarieven!C1:C3, A6:A7, A10:A11'],
      ['colour', 'Tarieven!A5, A9'],
      ['size', 'Tarieven!A8'],
      ['marked', 'Verborgen'],
    ]);
  });

  it('reads what odfpy wrote', async () => {
    const { sections, hidden } = await extract(fixture('verborgen-tekst.ods'), { name: 'a.ods' });
    expect(outlineOf(sections)).toEqual(['page 1 | Tarieven | Product: Paspoort; Prijs: 86,20\nProduct: Rijbewijs; Prijs: 52,00\n\nZichtbaar']);
    expect(hidden).toEqual([
      { reason: 'colour', page: 1, place: 'Tarieven!C2, A4', text: 'KOLOM GEHEIM\nWIT GEHEIM' },
      { reason: 'size', page: 1, place: 'Tarieven!A5', text: 'KLEIN GEHEIM' },
      { reason: 'colour', page: 1, text: 'SPAN GEHEIM' },
    ]);
  });
});

describe('text that an OpenDocument sheet does not show', () => {
  const sheet = (cell: string, style: string) =>
    makeOdf('spreadsheet', `<table:table table:name="B"><table:table-row><table:table-cell><text:p>Te zien</text:p></table:table-cell></table:table-row><table:table-row/><table:table-row>${cell}</table:table-row></table:table>`, {
      automatic: `<style:style style:name="c" style:family="table-cell">${style}</style:style>`,
    });

  it('is what a format leaves out, and what has the colour of its fill', async () => {
    const blank = sheet('<table:table-cell office:value-type="float" office:value="12"><text:p/></table:table-cell>', '');
    expect((await extract(blank, { name: 'a.ods' })).hidden).toEqual([{ reason: 'marked', page: 1, place: 'B!A3', text: '12' }]);
    const same = sheet(
      '<table:table-cell table:style-name="c"><text:p>Negeer</text:p></table:table-cell>',
      '<style:table-cell-properties fo:background-color="#ffff00"/><style:text-properties fo:color="#ffff00"/>',
    );
    expect((await extract(same, { name: 'a.ods' })).hidden).toEqual([{ reason: 'colour', page: 1, place: 'B!A3', text: 'Negeer' }]);
  });

  it('is not white on dark', async () => {
    const dark = sheet(
      '<table:table-cell table:style-name="c"><text:p>Ook te zien</text:p></table:table-cell>',
      '<style:table-cell-properties fo:background-color="#003366"/><style:text-properties fo:color="#ffffff"/>',
    );
    const { sections, hidden } = await extract(dark, { name: 'a.ods' });
    expect(sections[0]?.text).toBe('Te zien\n\nOok te zien');
    expect(hidden).toEqual([]);
  });
});
