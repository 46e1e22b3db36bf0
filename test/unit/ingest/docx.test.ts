import { describe, expect, it } from 'vitest';
import { fromLoader } from '../../../ingest/extract/langchain.ts';
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

describe('fromLoader', () => {
  it('makes sections of the pages of any LangChain loader', async () => {
    const read = fromLoader({
      mediaType: 'application/x-slides',
      loader: async (file) => ({
        load: async () => [
          { pageContent: `Dia een van ${file.size} bytes`, metadata: { loc: { pageNumber: 1 } } },
          { pageContent: 'Artikel 2\n\nDia twee', metadata: { loc: { pageNumber: 2 } } },
        ],
      }),
    });
    const { sections } = await read(new Uint8Array(3), { name: 'dia.x' });
    expect(outlineOf(sections)).toEqual(['page 1 |  | Dia een van 3 bytes', 'page 2 | Artikel 2 | Dia twee']);
  });

  it('says that a file is broken when its loader fails', async () => {
    const read = fromLoader({ mediaType: 'x/y', loader: async () => Promise.reject(new Error('boem')) });
    await expect(read(new Uint8Array(3), { name: 'x' })).rejects.toMatchObject({
      code: 'document-corrupt',
      cause: new Error('boem'),
    });
  });
});
