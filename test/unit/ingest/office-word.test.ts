import { describe, expect, it } from 'vitest';
import { extract } from '../../../ingest/extract/index.ts';
import { makeDocx, relations } from '../../support/office.ts';
import { outlineOf } from './bytes.ts';

const run = (text: string, format = ''): string => `<w:r><w:rPr>${format}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (inside: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr>${inside}</w:p>`;
const white = '<w:color w:val="FFFFFF"/>';
const cell = (inside: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(inside)}</w:tc>`;

const read = (body: string, parts = {}) => extract(makeDocx(body, parts), { name: 'brief.docx' });

describe('hidden text in Word', () => {
  it('finds runs that are hidden, white, tiny or without paint', async () => {
    const { sections, hidden } = await read(
      paragraph(
        run('Zichtbaar ') + run('weg', '<w:vanish/>') + run('wit', white) + run('klein', '<w:sz w:val="4"/>') +
          run('leeg', '<w14:textFill><w14:noFill/></w14:textFill>') + run('wel', '<w:vanish w:val="0"/>'),
      ) + paragraph(run('bijna wit', '<w:color w:val="F8F8F8"/>')),
    );
    expect(outlineOf(sections)).toEqual([' | Zichtbaar wel']);
    expect(hidden).toEqual([
      { reason: 'marked', text: 'weg' },
      { reason: 'colour', text: 'wit' },
      { reason: 'size', text: 'klein' },
      { reason: 'invisible', text: 'leeg' },
      { reason: 'colour', text: 'bijna wit' },
    ]);
  });

  it('follows styles, what they build on, and the defaults', async () => {
    const styles =
      '<w:styles NAMESPACES><w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>' +
      '<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:vanish w:val="false"/></w:rPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>' +
      '<w:style w:type="character" w:styleId="C"><w:basedOn w:val="C"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>';
    const { sections, hidden } = await read(
      paragraph(run('standaard')) + paragraph(run('zichtbaar') + run('teken', '<w:rStyle w:val="C"/>'), '<w:pStyle w:val="B"/>'),
      { 'word/styles.xml': styles },
    );
    expect(outlineOf(sections)).toEqual([' | zichtbaar']);
    expect(hidden).toEqual([{ reason: 'marked', text: 'standaard\nteken' }]);
  });

  it('leaves white text on a dark ground alone', async () => {
    const styles =
      '<w:styles NAMESPACES><w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"><w:tcPr>' +
      '<w:shd w:val="clear" w:fill="154273"/></w:tcPr></w:tblStylePr></w:style></w:styles>';
    const { sections, hidden } = await read(
      paragraph(run('gemarkeerd', `${white}<w:highlight w:val="black"/>`)) +
        paragraph(run('vlak', white), '<w:shd w:val="clear" w:fill="000000"/>') +
        `<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell(run('Zone', white))}${cell(run('Prijs', white))}</w:tr>` +
        `<w:tr>${cell(run('A'))}${cell(run('stiekem', white))}</w:tr><w:tr>${cell(run('B', white), '<w:shd w:val="clear" w:fill="154273"/>')}${cell(run('9'))}</w:tr></w:tbl>` +
        paragraph(
          '<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="154273"/></a:solidFill></wps:spPr>' +
            `<wps:txbx><w:txbxContent>${paragraph(run('kader', white))}</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice>` +
            `<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph(run('kader', white))}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>` +
            run('Anker'),
        ),
      { 'word/styles.xml': styles },
    );
    expect(outlineOf(sections)).toEqual([' | gemarkeerd\n\nvlak\n\nZone: A\nZone: B; Prijs: 9\n\nAnker\n\nkader']);
    expect(hidden).toEqual([{ reason: 'colour', text: 'stiekem' }]);
  });

  it('reads text boxes and notes; not deleted text, remarks or headers', async () => {
    const { sections, hidden } = await read(
      paragraph(
        `${run('Tekst')}<w:del>${run('gewist')}<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph(run('gewist kader'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:del><w:moveFrom>${run('verplaatst')}</w:moveFrom><w:ins>${run(' nieuw')}</w:ins>` +
          `<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph(run('In een kader'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`,
      ),
      {
        'word/footnotes.xml': `<w:footnotes NAMESPACES><w:footnote w:id="2">${paragraph(run('De noot') + run('geheim', '<w:vanish/>'))}</w:footnote></w:footnotes>`,
        'word/header1.xml': '<w:hdr/>',
      },
    );
    const text = sections.map((section) => section.text).join('\n');
    expect(text).toContain('Tekst nieuw');
    expect(text).toContain('\n\nIn een kader');
    expect(text).toContain('De noot');
    expect(text).not.toMatch(/gewist|verplaatst|geheim|↑/);
    expect(hidden).toEqual([{ reason: 'marked', text: 'geheim' }]);
  });

  it('finds parts as Word does, whatever their names', async () => {
    const styles = '<w:styles NAMESPACES><w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>';
    const { sections, hidden } = await read(paragraph(run('zichtbaar') + run('weg', '<w:rStyle w:val="C"/>')), {
      'word/_rels/document.xml.rels': relations(['r1', 'styles', 'opmaak/s.xml']),
      'word/opmaak/s.xml': styles,
    });
    expect(outlineOf(sections)).toEqual([' | zichtbaar']);
    expect(hidden).toEqual([{ reason: 'marked', text: 'weg' }]);
  });

  it('warns of macros', async () => {
    const { warnings } = await read(paragraph(run('x')), { 'word/vbaProject.bin': 'x' });
    expect(warnings).toEqual([expect.stringContaining('macro')]);
  });
});
