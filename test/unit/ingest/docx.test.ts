import { describe, expect, it } from 'vitest';
import { extract } from '../../../ingest/extract/index.ts';
import { fixture, outlineOf } from './bytes.ts';

const docx = fixture('thuiswerken.docx');

describe('Word', () => {
  it('keeps headings and tables', async () => {
    const { title, mediaType, sections } = await extract(docx, { name: 'thuiswerken.docx' });
    expect(title).toBe('Beleid thuiswerken');
    expect(mediaType).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    expect(outlineOf(sections)).toEqual([
      ' | Beleid thuiswerken',
      'Wie mag thuiswerken | Elke medewerker mag twee dagen per week thuiswerken. Overleg dit met uw leidinggevende.',
      'Wie mag thuiswerken > Vergoeding | U krijgt een vergoeding per dag:\n\nSoort: Thuiswerken; Bedrag: € 2,40\n' +
        'Soort: Reizen, per kilometer; Bedrag: € 0,23\n\nDeze regels gelden vanaf 1 januari 2026.',
    ]);
  });

  it('names a zip whose parts are broken', async () => {
    const broken = Uint8Array.from(docx);
    broken.fill(0x41, 40, 800);
    await expect(extract(broken, { name: 'stuk.docx' })).rejects.toMatchObject({ code: 'document-corrupt' });
  });
});
