import { describe, expect, it } from 'vitest';
import { extract } from '../../../ingest/extract/index.ts';
import { makeOdf } from '../../support/office.ts';
import { outlineOf } from './bytes.ts';

const cells = (...texts: string[]) =>
  texts.map((text) => `<table:table-cell office:value-type="${/^\d/.test(text) ? 'float' : 'string'}"><text:p>${text}</text:p></table:table-cell>`).join('');
const row = (...texts: string[]) => `<table:table-row>${cells(...texts)}</table:table-row>`;

describe('OpenDocument text', () => {
  it('keeps headings, nested lists, tables and notes, and leaves deleted text and remarks out', async () => {
    const bytes = makeOdf(
      'text',
      '<text:tracked-changes><text:changed-region><text:deletion><text:p>Gewist</text:p></text:deletion></text:changed-region></text:tracked-changes>' +
        '<text:p text:style-name="Title">Parkeren</text:p><text:h text:outline-level="1">Vergunning</text:h>' +
        '<text:p>Vraag<text:s text:c="2"/>aan<office:annotation><text:p>opmerking</text:p></office:annotation>.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Zie de website</text:p></text:note-body></text:note></text:p>' +
        '<text:list text:style-name="L"><text:list-item><text:p>Bel</text:p><text:list><text:list-item><text:p>met nummer</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>Kom</text:p></text:list-item></text:list>' +
        `<table:table><table:table-header-rows>${row('Zone', 'Prijs')}</table:table-header-rows>` +
        '<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>A</text:p></table:table-cell>' +
        `${cells('10')}</table:table-row><table:table-row><table:covered-table-cell/>${cells('20')}</table:table-row></table:table>` +
        '<text:p><draw:frame><draw:text-box><text:p>In een kader</text:p></draw:text-box></draw:frame></text:p>',
      { automatic: '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>' },
    );
    const { title, sections, hidden } = await extract(bytes, { name: 'a.odt' });
    expect(title).toBe('Parkeren');
    expect(hidden).toEqual([]);
    expect(outlineOf(sections)).toEqual([
      'Parkeren > Vergunning | Vraag aan.\n\nNoot 1: Zie de website\n\n1. Bel\n- met nummer\n2. Kom\n\nZone: A; Prijs: 10\nZone: A; Prijs: 20\n\nIn een kader',
    ]);
  });

  it('takes the first row of a table for its header when it reads as one, also unmarked', async () => {
    const of = (...rows: string[]) => `<table:table>${rows.join('')}</table:table><text:p>En:</text:p>`;
    const bytes = makeOdf(
      'text',
      of(row('Soort', 'Dag', 'Kosten'), row('Rest', 'maandag', '3,50'), row('GFT', 'dinsdag', '0,00')) +
        of(row('Naam', 'Team Afval'), row('Telefoon', '14 000'), row('Kamer', '2.14')) +
        of(row('Jan', 'Piet', 'Klaas'), row('Els', 'Anna', 'Mies'), row('Wim', 'Ria', 'Bea')),
    );
    expect(outlineOf((await extract(bytes, { name: 'a.odt' })).sections)).toEqual([
      ' | Soort: Rest; Dag: maandag; Kosten: 3,50\nSoort: GFT; Dag: dinsdag; Kosten: 0,00\n\nEn:\n\nNaam | Team Afval\nTelefoon | 14 000\nKamer | 2.14\n\nEn:\n\n' +
        'Jan | Piet | Klaas\nEls | Anna | Mies\nWim | Ria | Bea\n\nEn:',
    ]);
  });

  it('keeps hidden text apart', async () => {
    const style = (name: string, properties: string) =>
      `<style:style style:name="${name}" style:family="text"><style:text-properties ${properties}/></style:style>`;
    const span = (name: string, text: string) => `<text:span text:style-name="${name}">${text}</text:span>`;
    const bytes = makeOdf(
      'text',
      `<text:p>Zichtbaar ${span('H', 'weg')}${span('W', 'wit')}${span('S', 'klein')}${span('D', 'wit op zwart')}</text:p>` +
        '<text:section text:display="none"><text:p>sectie</text:p></text:section><text:p>Slot<text:hidden-text text:string-value="veld"/></text:p>',
      {
        automatic:
          style('H', 'text:display="none"') + style('W', 'fo:color="#fefefe"') + style('S', 'fo:font-size="1pt"') +
          style('D', 'fo:color="#ffffff" fo:background-color="#000000"'),
      },
    );
    const { sections, hidden } = await extract(bytes, { name: 'a.odt' });
    expect(outlineOf(sections)).toEqual([' | Zichtbaar wit op zwart\n\nSlot']);
    expect(hidden).toEqual([
      { reason: 'marked', text: 'weg' },
      { reason: 'colour', text: 'wit' },
      { reason: 'size', text: 'klein' },
      { reason: 'marked', text: 'sectie\nveld' },
    ]);
  });

  it('says that a file has a password, and warns of macros', async () => {
    const manifest = '<manifest:manifest xmlns:manifest="urn:m"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    const closed = makeOdf('text', '<text:p>x</text:p>', { files: { 'META-INF/manifest.xml': manifest } });
    await expect(extract(closed, { name: 'a.odt' })).rejects.toMatchObject({ code: 'document-encrypted' });
    const macros = makeOdf('text', '<text:p>x</text:p>', { files: { 'Basic/Standard/Module1.xml': '<x/>' } });
    expect((await extract(macros, { name: 'a.odt' })).warnings).toHaveLength(1);
  });
});

describe('OpenDocument spreadsheet', () => {
  it('reads cells as shown; repeated, merged and hidden ones too', async () => {
    const bytes = makeOdf(
      'spreadsheet',
      '<table:table table:name="Tarieven"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>' +
        `${row('Leges 2026')}${row('Product', 'Prijs', 'Intern')}${row('Paspoort', '86,20', 'geheim')}` +
        `<table:table-row table:visibility="filter">${cells('Oud', '1')}</table:table-row>${row('Rijbewijs', '52,00')}` +
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>' +
        `<table:table table:name="Kladblok" table:style-name="T">${row('verborgen blad')}</table:table>`,
      { automatic: '<style:style style:name="T" style:family="table"><style:table-properties table:display="false"/></style:style>' },
    );
    const { title, pages, sections, hidden } = await extract(bytes, { name: 'a.ods' });
    expect([title, pages]).toEqual(['Leges 2026', 2]);
    expect(outlineOf(sections)).toEqual(['page 1 | Tarieven > Leges 2026 | Product: Paspoort; Prijs: 86,20\nProduct: Rijbewijs; Prijs: 52,00']);
    expect(hidden).toEqual([
      { reason: 'marked', page: 1, place: 'Tarieven!C2:C3, A4:B4', text: 'Intern\ngeheim\nOud | 1' },
      { reason: 'marked', page: 2, place: 'Kladblok', text: 'verborgen blad' },
    ]);
  });

  it('does not unfold a cell that is repeated without end', async () => {
    const filler = `<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>`;
    const { sections } = await extract(makeOdf('spreadsheet', `<table:table table:name="B">${filler}</table:table>`), { name: 'a.ods' });
    expect(sections.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(20_000);
  });
});
