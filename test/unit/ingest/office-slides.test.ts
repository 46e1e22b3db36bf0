import { describe, expect, it } from 'vitest';
import { extract } from '../../../ingest/extract/index.ts';
import { makeOdf, makePptx, shape } from '../../support/office.ts';
import { outlineOf } from './bytes.ts';

const white = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>';
const cell = (text: string, attributes = '') =>
  `<a:tc ${attributes}><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`;
const table =
  '<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/>' +
  `<a:tr>${cell('Product')}${cell('Prijs')}</a:tr><a:tr>${cell('Paspoort', 'rowSpan="2"')}${cell('€ 86,20')}</a:tr>` +
  `<a:tr>${cell('', 'vMerge="1"')}${cell('€ 60,00')}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;

describe('PowerPoint', () => {
  it('gives slides in the order of the presentation, with titles, lists, tables, groups and diagrams; what only the speaker saw apart', async () => {
    const data = '<d:m xmlns:d="urn:d" xmlns:a="urn:a"><d:pt><d:t><a:p><a:r><a:t>Aanvragen</a:t></a:r></a:p></d:t></d:pt></d:m>';
    const group = `<p:grpSp><p:grpSpPr/>${shape({ text: 'In een groep' })}</p:grpSp>`;
    const diagram = '<p:graphicFrame><d:relIds xmlns:d="urn:d" r:dm="rId5"/></p:graphicFrame>';
    const bytes = makePptx([
      { shapes: shape({ text: 'Een\nTwee', type: 'body' }) + shape({ text: 'Tarieven', type: 'title' }), notes: 'Zeg dit' },
      { shapes: table + group + diagram + shape({ text: '2', type: 'sldNum' }), parts: { 'ppt/diagrams/data1.xml': data } },
    ]);
    const document = await extract(bytes, { name: 'dia.pptx' });
    expect(document).toMatchObject({ title: 'Tarieven', pages: 2, hidden: [{ reason: 'marked', page: 1, text: 'Notities: Zeg dit' }] });
    expect(outlineOf(document.sections)).toEqual([
      'page 1 | Tarieven | - Een\n- Twee',
      'page 2 | Dia 2 | Product: Paspoort; Prijs: € 86,20\nProduct: Paspoort; Prijs: € 60,00\n\nIn een groep\n\n- Aanvragen',
    ]);
  });

  it('takes the first row of a table for its header when it reads as one, also unmarked', async () => {
    const row = (...texts: string[]) => `<a:tr>${texts.map((text) => cell(text)).join('')}</a:tr>`;
    const of = (...rows: string[]) =>
      `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr/>${rows.join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
    const named = of(row('Product', '2025', '2026'), row('Paspoort', '€ 83,87', '€ 86,20'), row('Rijbewijs', '€ 49,00', '€ 51,40'));
    const words = of(row('Jan', 'Piet', 'Klaas'), row('Els', 'Anna', 'Mies'), row('Wim', 'Ria', 'Bea'));
    const { sections } = await extract(makePptx([{ shapes: named }, { shapes: words }]), { name: 'a.pptx' });
    expect(sections.map(({ text }) => text)).toEqual([
      'Product: Paspoort; 2025: € 83,87; 2026: € 86,20\nProduct: Rijbewijs; 2025: € 49,00; 2026: € 51,40',
      'Jan | Piet | Klaas\nEls | Anna | Mies\nWim | Ria | Bea',
    ]);
  });

  it('keeps what is not shown out of the text', async () => {
    const bytes = makePptx([
      {
        shapes:
          shape({ text: 'Zichtbaar' }) +
          shape({ text: 'wit', format: white }) +
          shape({ text: 'klein', attributes: 'sz="100"' }) +
          shape({ text: 'buiten', x: 9_200_000 }) +
          shape({ text: 'uit', hidden: true }) +
          shape({ text: 'onzichtbaar', format: '<a:noFill/>' }),
      },
      { shapes: shape({ text: 'Overgeslagen' }), show: '0' },
    ]);
    const { sections, hidden } = await extract(bytes, { name: 'dia.pptx' });
    expect(outlineOf(sections)).toEqual(['page 1 | Dia 1 | Zichtbaar']);
    expect(hidden).toEqual([
      { reason: 'colour', page: 1, text: 'wit' },
      { reason: 'size', page: 1, text: 'klein' },
      { reason: 'off-page', page: 1, text: 'buiten' },
      { reason: 'marked', page: 1, text: 'uit' },
      { reason: 'invisible', page: 1, text: 'onzichtbaar' },
      { reason: 'marked', page: 2, text: 'Overgeslagen' },
    ]);
  });

  it('leaves white text over a picture alone', async () => {
    const picture = '<p:pic><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5000" cy="5000"/></a:xfrm></p:spPr></p:pic>';
    const bytes = makePptx([{ shapes: picture + shape({ text: 'Welkom', format: white, x: 10 }) }]);
    expect(await extract(bytes, { name: 'a.pptx' })).toMatchObject({ sections: [{ text: 'Welkom' }], hidden: [] });
  });
});

describe('OpenDocument presentation', () => {
  it('gives slides with titles and lists; notes, hidden slides, white and far away text apart', async () => {
    const frame = (inside: string, attributes = '') => `<draw:frame ${attributes}><draw:text-box>${inside}</draw:text-box></draw:frame>`;
    const bytes = makeOdf(
      'presentation',
      `<draw:page draw:master-page-name="M">${frame('<text:p>Begroting</text:p>', 'presentation:class="title"')}` +
        frame('<text:list><text:list-item><text:p>Een</text:p></text:list-item><text:list-item><text:p>Twee</text:p></text:list-item></text:list>') +
        frame('<text:p><text:span text:style-name="W">wit</text:span></text:p>') +
        frame('<text:p>ver weg</text:p>', 'svg:x="40cm" svg:y="1cm" svg:width="3cm" svg:height="1cm"') +
        `<presentation:notes>${frame('<text:p>Zeg dit</text:p>', 'presentation:class="notes"')}</presentation:notes></draw:page>` +
        `<draw:page draw:style-name="H">${frame('<text:p>Geheim</text:p>')}</draw:page>`,
      {
        automatic:
          '<style:style style:name="W" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>' +
          '<style:style style:name="H" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>',
        styles:
          '<office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout></office:automatic-styles>' +
          '<office:master-styles><style:master-page style:name="M" style:page-layout-name="P"/></office:master-styles>',
      },
    );
    const { title, pages, sections, hidden } = await extract(bytes, { name: 'a.odp' });
    expect([title, pages]).toEqual(['Begroting', 2]);
    expect(outlineOf(sections)).toEqual(['page 1 | Begroting | - Een\n- Twee']);
    expect(hidden).toEqual([
      { reason: 'colour', page: 1, text: 'wit' },
      { reason: 'off-page', page: 1, text: 'ver weg' },
      { reason: 'marked', page: 1, text: 'Notities: Zeg dit' },
      { reason: 'marked', page: 2, text: 'Geheim' },
    ]);
  });
});
