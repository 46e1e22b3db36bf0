import { describe, expect, it } from 'vitest';
import { readsAsLegalHeading } from '../../../ingest/extract/structure/legal.ts';
import { Outline } from '../../../ingest/extract/structure/outline.ts';
import { outlineOf } from './bytes.ts';

describe('Outline', () => {
  it('keeps the path of headings', () => {
    const outline = new Outline();
    outline.heading('Paspoort', 1);
    outline.paragraph('Inleiding.');
    outline.heading('Kosten', 2);
    outline.paragraph('Vanaf:');
    outline.line('- 18 jaar');
    outline.heading('Meenemen', 2);
    outline.paragraph('Pasfoto.');
    expect(outlineOf(outline.finish())).toEqual([
      'Paspoort | Inleiding.',
      'Paspoort > Kosten | Vanaf:\n- 18 jaar',
      'Paspoort > Meenemen | Pasfoto.',
    ]);
  });

  it('orders the divisions of a law as the law does, whatever the mark-up says', () => {
    const outline = new Outline();
    for (const [text, level] of [
      ['Titel I', 3],
      ['Begrippen', 4],
      ['Hoofdstuk 1', 3],
      ['Artikel 1', 2],
    ] as const)
      outline.heading(text, level);
    outline.paragraph('Eerste.');
    outline.heading('Artikel 2', 2);
    outline.paragraph('Tweede.');
    outline.heading('Hoofdstuk 2 Slot', 3);
    outline.heading('Artikel 3', 2);
    outline.paragraph('Derde.');
    expect(outlineOf(outline.finish())).toEqual([
      'Titel I Begrippen > Hoofdstuk 1 > Artikel 1 | Eerste.',
      'Titel I Begrippen > Hoofdstuk 1 > Artikel 2 | Tweede.',
      'Titel I Begrippen > Hoofdstuk 2 Slot > Artikel 3 | Derde.',
    ]);
  });

  it('puts articles under chapters, also in a law that begins with an article', () => {
    const outline = new Outline();
    for (const heading of ['Artikel 1 Begrippen', 'Hoofdstuk 1 Regels', 'Artikel 2 Verbod', 'Bijlage 1 Kaart']) {
      outline.heading(heading, 2);
      outline.paragraph('Tekst.');
    }
    expect(outlineOf(outline.finish())).toEqual([
      'Artikel 1 Begrippen | Tekst.',
      'Hoofdstuk 1 Regels | Tekst.',
      'Hoofdstuk 1 Regels > Artikel 2 Verbod | Tekst.',
      'Bijlage 1 Kaart | Tekst.',
    ]);
  });

  it('keeps headings without text as one list', () => {
    const outline = new Outline();
    outline.heading('Handleiding', 1);
    for (const text of ['1. Inleiding', '2. Werkwijze', '3. Contact']) outline.heading(text, 2);
    outline.heading('Slot', 1);
    outline.paragraph('Einde.');
    expect(outlineOf(outline.finish())).toEqual([
      'Handleiding | 1. Inleiding\n2. Werkwijze\n3. Contact',
      'Slot | Einde.',
    ]);
  });
});

describe('readsAsLegalHeading', () => {
  it.each([
    'Artikel 2:10',
    'Artikel 2.',
    'Artikel 3 Geen leges',
    'Artikel 2:10a Voorwerpen op de weg',
    'HOOFDSTUK IV',
    '§ 2.3 Toezicht',
    'Afdeling 1 “Begrippen”',
    'Bijlage 1',
  ])('takes %s', (line) => expect(readsAsLegalHeading(line)).toBe(true));

  it.each([
    'Artikel 3, tweede lid, is van toepassing.',
    'Artikel 3 is van toepassing',
    'artikel 3',
    'Artikel 7 Het college beslist.',
    'Artikelen 3 en 4',
    'Titelblad 3',
    'Deel uitmaken van',
  ])('leaves %s', (line) => expect(readsAsLegalHeading(line)).toBe(false));
});
