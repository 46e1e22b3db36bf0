import { describe, expect, it } from 'vitest';
import { extract } from '../../../ingest/extract/index.ts';
import { fixture, utf8 } from './bytes.ts';

/** Files as Python's openpyxl writes them: formulas without an outcome, a sheet without a cell. */
describe('workbooks that a program made', () => {
  it('names each sheet with formulas that nobody has computed, and how many', async () => {
    const { sections, warnings } = await extract(fixture('formules.xlsx'), { name: 'formules.xlsx' });
    expect(warnings).toEqual([expect.stringMatching(/^Blad Tarieven: 1 formule heeft geen opgeslagen uitkomst;.*sla het op/)]);
    expect(sections[0]?.text).toBe('Product: Paspoort; Prijs: € 86,20; Vanaf: 1 januari 2026\nProduct: Rijbewijs; Prijs: € 51,40; Vanaf: 1 februari 2026\nTotaal');
    expect(sections.map(({ headings }) => headings[0])).toEqual(['Tarieven', 'Tweede']);
  });

  it('finds nothing in an empty one: the name of a sheet is no text', async () => {
    await expect(extract(fixture('leeg.xlsx'), { name: 'leeg.xlsx' })).rejects.toMatchObject({ code: 'document-empty' });
  });
});

describe('RTF', () => {
  it.each(['brief.rtf', 'brief.doc', 'brief.txt', 'brief'])('is told from text, whatever its name (%s), and says what to do', async (name) => {
    await expect(extract(utf8('{\\rtf1\\ansi\\deff0 Geachte heer}'), { name })).rejects.toMatchObject({
      code: 'document-type-unknown',
      detail: 'RTF: sla het op als .docx',
    });
  });

  it('may be written about', async () => {
    expect((await extract(utf8('Een bestand begint met {\\rtf1 en dan tekst.'), { name: 'uitleg.txt' })).sections).toHaveLength(1);
  });
});
