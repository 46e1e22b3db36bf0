import { describe, expect, it, vi } from 'vitest';
import { extract } from '../../../ingest/extract/index.ts';
import { makePdf, type PdfLine } from '../../support/pdf.ts';
import { fixture, outlineOf } from './bytes.ts';

const pdf = async (...pages: (readonly (PdfLine | string)[])[]) =>
  outlineOf((await extract(makePdf(pages), { name: 'a.pdf' })).sections);

/** Enough running text to tell what is a heading. */
const body = [
  'De raad van de gemeente stelt de volgende regels vast voor het parkeren',
  'in de straten en op de pleinen van de gemeente.',
];
const lines = (top: number, texts: readonly string[]): PdfLine[] => texts.map((text, i) => ({ text, y: top - i * 13 }));

describe('PDF', () => {
  it('of very many pages says that it goes on, before who waits for it gives up', async () => {
    let now = 0;
    // Each page as if it took a third of a minute.
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 20_000));
    const told: number[] = [];
    await extract(makePdf(Array.from({ length: 4 }, (_, page) => [`${['Parkeren', 'Afval', 'Subsidies', 'Leges'][page]} regelt de gemeente zelf.`, ...body])), { name: 'a.pdf', onProgress: (page) => told.push(page) });
    expect(told).toEqual([1, 2, 3, 4]);
  });

  it('joins lines to paragraphs and finds headings by size, font and wording', async () => {
    const text = await pdf([
      { text: 'Parkeerverordening', size: 20, y: 760 },
      ...lines(720, body),
      { text: 'Toezicht', bold: true, y: 680 },
      ...lines(660, ['Het college wijst toezichthouders aan.']),
      { text: 'Artikel 2:10 Voorwerpen op de weg', y: 620 },
      ...lines(600, [
        'Artikel 3, tweede lid, is van toepassing op voorwer-',
        'pen in de binnen- en buitenstad van Noord-',
        'Brabant.',
      ]),
    ]);
    expect(text).toEqual([
      `page 1 | Parkeerverordening | ${body.join(' ')}`,
      'page 1 | Parkeerverordening > Toezicht | Het college wijst toezichthouders aan.',
      'page 1 | Parkeerverordening > Artikel 2:10 Voorwerpen op de weg | Artikel 3, tweede lid, is van toepassing op voorwerpen in de binnen- en buitenstad van Noord-Brabant.',
    ]);
  });

  it('reads table rows with the names of their columns, also on the next page and when cells wrap', async () => {
    const row = (y: number, cells: readonly string[], bold = false): PdfLine[] =>
      cells.map((text, i) => ({ text, bold, y, x: [72, 140, 400][i] ?? 0 }));
    const text = await pdf(
      [
        ...lines(760, body),
        ...row(700, ['Nr.', 'Dienst', 'Tarief'], true),
        ...row(675, ['1.1', 'Paspoort voor een persoon van 18 jaar', '86,20']),
        { text: 'of ouder', x: 140, y: 663 },
        ...row(640, ['1.2', 'Rijbewijs, af te halen van 9.30 tot', '51,80']),
        { text: '21.00 uur', x: 140, y: 628 },
      ],
      row(740, ['1.3', 'Uittreksel', '17,40']),
    );
    expect(text).toEqual([
      `page 1 |  | ${body.join(' ')}\n\nNr.: 1.1; Dienst: Paspoort voor een persoon van 18 jaar of ouder; Tarief: 86,20\nNr.: 1.2; Dienst: Rijbewijs, af te halen van 9.30 tot 21.00 uur; Tarief: 51,80`,
      'page 2 |  | Nr.: 1.3; Dienst: Uittreksel; Tarief: 17,40',
    ]);
  });

  it('reads list items as lines', async () => {
    const items = (y: number, marker: string, text: string): PdfLine[] => [
      { text: marker, x: 72, y },
      { text, x: 90, y },
    ];
    const text = await pdf([
      ...lines(760, body),
      ...items(720, '1.', 'een bewoner die in de zone'),
      { text: 'woont;', x: 90, y: 707 },
      ...items(690, '2.', 'een bedrijf.'),
    ]);
    expect(text).toEqual([`page 1 |  | ${body.join(' ')}\n\n1. een bewoner die in de zone woont;\n2. een bedrijf.`]);
  });

  it('leaves out running heads and page numbers, and keeps numbers that are text', async () => {
    const page = (number: number): PdfLine[] => [
      { text: 'Gemeente Lindewaarde', y: 810 },
      ...lines(600, [`Regel ${number} van de tekst, die op elke pagina anders is.`]),
      { text: '1250', y: 560 },
      { text: `Pagina ${number} van 4`, x: 480, y: 30 },
    ];
    const text = await pdf(page(1), page(2), page(3), page(4));
    expect(text).toEqual(
      [1, 2, 3, 4].map((n) => `page ${n} |  | Regel ${n} van de tekst, die op elke pagina anders is.\n\n1250`),
    );
  });

  it('says which pages have no text', async () => {
    const { warnings } = await extract(makePdf([['Tekst'], [], ['Meer tekst']]), { name: 'a.pdf' });
    expect(warnings).toEqual(['Geen tekst op pagina 2.']);
  });

  it('takes the title from the file, unless a program left it there, and then from the largest text', async () => {
    const page = [[{ text: 'Nota wonen', size: 24 }, ...lines(700, body)]];
    const title = async (info?: string) =>
      (await extract(makePdf(page, info === undefined ? {} : { title: info }), { name: 'a.pdf' })).title;
    expect(await title('Woonvisie 2030')).toBe('Woonvisie 2030');
    expect(await title('Microsoft Word - nota_def3.docx')).toBe('Nota wonen');
    expect(await title()).toBe('Nota wonen');
  });

  it('reads a PDF that anyone may read but not change', async () => {
    expect(outlineOf((await extract(fixture('alleen-lezen.pdf'), { name: 'a.pdf' })).sections)[0]).toContain(
      'Deze tekst',
    );
  });

  const whole = makePdf([['Tekst'], ['Meer']]);
  it.each([
    ['a password', fixture('wachtwoord.pdf'), 'document-encrypted'],
    ['no text, like a scan', makePdf([[], []]), 'document-empty'],
    ['its end cut off', whole.subarray(0, whole.length - 200), 'document-corrupt'],
    ['only a header and an end', new Uint8Array(Buffer.from('%PDF-1.7\nrommel\n%%EOF')), 'document-corrupt'],
    ['too many pages', makePdf(Array.from({ length: 2001 }, () => [])), 'document-too-large'],
  ] as const)('names the fault of a PDF with %s', async (_, bytes, code) => {
    await expect(extract(bytes, { name: 'a.pdf' })).rejects.toMatchObject({ code });
  });
});
