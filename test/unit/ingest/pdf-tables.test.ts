import { describe, expect, it } from 'vitest';
import { extractPdf } from '../../../ingest/extract/pdf/pdf.ts';
import { makeRawPdf } from '../../support/pdf-raw.ts';
import { fixture } from './bytes.ts';

const textLines = async (bytes: Uint8Array): Promise<string[]> => {
  const { sections } = await extractPdf(bytes, { name: 'a.pdf' });
  return sections.flatMap(({ text }) => text.split('\n')).filter((line) => line !== '');
};
const draw = (...pages: readonly string[]): Promise<string[]> => textLines(makeRawPdf(pages.map((content) => ({ content }))));

const write = (x: number, y: number, text: string, font = 'F1'): string => `BT /${font} 10 Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET\n`;
const row = (y: number, xs: readonly number[], texts: readonly string[], font = 'F1'): string =>
  texts.map((text, i) => write((xs[i] ?? 0) + 4, y, text, font)).join('');
const across = (y: number, from: number, to: number): string => `${from} ${y} m ${to} ${y} l S\n`;
const down = (x: number, from: number, to: number): string => `${x} ${from} m ${x} ${to} l S\n`;
/** The lines of a table: all across from the first to the last place, all down from the first to the last height. */
const grid = (xs: readonly number[], ys: readonly number[]): string =>
  ys.map((y) => across(y, xs[0] ?? 0, xs.at(-1) ?? 0)).join('') + xs.map((x) => down(x, ys.at(-1) ?? 0, ys[0] ?? 0)).join('');

const xs = [60, 110, 330, 430];
const running = write(60, 790, 'Het college stelt de tarieven voor het nieuwe jaar vast. Zij gelden vanaf januari.');

describe('tables with lines in PDF', () => {
  it('names each cell, with several lines in a cell, years in the names, and on the next page without names', async () => {
    const text = await draw(
      running + grid(xs, [760, 740, 705, 685]) + row(746, xs, ['Nr.', 'Dienst', 'Tarief 2026'], 'F2') +
        row(726, xs, ['1.1', 'Paspoort voor een persoon van 18 jaar', '86,20']) + write(114, 713, 'of ouder') + row(691, xs, ['1.2', 'Rijbewijs', '51,80']),
      grid(xs, [790, 770, 750]) + row(776, xs, ['1.3', 'Uittreksel', '17,40']) + row(756, xs, ['1.4', '', '9,10']),
    );
    expect(text.slice(1)).toEqual([
      'Nr.: 1.1; Dienst: Paspoort voor een persoon van 18 jaar of ouder; Tarief 2026: 86,20',
      'Nr.: 1.2; Dienst: Rijbewijs; Tarief 2026: 51,80',
      'Nr.: 1.3; Dienst: Uittreksel; Tarief 2026: 17,40',
      'Nr.: 1.4; Tarief 2026: 9,10',
    ]);
  });

  it('reads cells row by row in whatever order they are drawn', async () => {
    const lines = grid(xs, [760, 740, 720, 700]);
    const column = (i: number, texts: readonly string[]): string => texts.map((text, n) => write((xs[i] ?? 0) + 4, 746 - n * 20, text, n === 0 ? 'F2' : 'F1')).join('');
    const text = await draw(running + column(2, ['Tarief', '86,20', '51,80']) + column(0, ['Nr.', 'a', 'b']) + column(1, ['Dienst', 'Paspoort', 'Rijbewijs']) + lines);
    expect(text.slice(1)).toEqual(['Nr.: a; Dienst: Paspoort; Tarief: 86,20', 'Nr.: b; Dienst: Rijbewijs; Tarief: 51,80']);
  });

  it('finds the columns of a table that has lines across only, with the row above the first line', async () => {
    const heights = [740, 720, 700, 680];
    const text = await draw(
      running + heights.map((y) => across(y, 60, 430)).join('') + row(746, xs, ['Nr.', 'Dienst', 'Tarief'], 'F2') +
        row(726, xs, ['1', 'Paspoort', '86,20']) + row(706, xs, ['2', 'Rijbewijs', '51,80']) + row(686, xs, ['3', 'Uittreksel', '17,40']),
    );
    expect(text.slice(1)).toEqual([
      'Nr.: 1; Dienst: Paspoort; Tarief: 86,20',
      'Nr.: 2; Dienst: Rijbewijs; Tarief: 51,80',
      'Nr.: 3; Dienst: Uittreksel; Tarief: 17,40',
    ]);
  });

  it('ends a table with lines across only at a heading, and leaves out running heads and feet with lines as wide', async () => {
    const fees = (y: number, heading: string, texts: readonly (readonly string[])[]): string =>
      `BT /F2 13 Tf 1 0 0 1 60 ${y} Tm (${heading}) Tj ET\n` + row(y - 26, xs, ['Nr.', 'Dienst', 'Tarief'], 'F2') +
      texts.map((cells, i) => row(y - 46 - i * 20, xs, cells) + across(y - 52 - i * 20, 60, 430)).join('');
    const page = (number: number, content: string): string =>
      write(60, 815, 'Gemeente Lindewaarde') + write(334, 815, 'Tarieven 2026') + across(808, 60, 430) + content +
      across(48, 60, 430) + write(60, 36, 'Stadhuisplein 1') + write(334, 36, `Pagina ${number} van 3`);
    const { sections } = await extractPdf(
      makeRawPdf([
        { content: page(1, running + write(60, 776, 'Een nieuwe alinea zegt dat de tarieven elk jaar worden bekeken door de raad.') +
          fees(720, 'Hoofdstuk 1 Reizen', [['1.1', 'Paspoort', '86,20'], ['1.2', 'Paspoort met spoed', '147,20']]) + fees(600, 'Hoofdstuk 2 Rijden', [['2.1', 'Rijbewijs', '51,80'], ['2.2', 'Rijbewijs met spoed', '88,20'], ['2.3', 'Verklaring', '43,10']])) },
        { content: page(2, fees(700, 'Hoofdstuk 3 Bouwen', [['3.1', 'Overleg', '215,00'], ['3.2', 'Dakkapel', '312,00'], ['3.3', 'Inrit', '224,00']])) },
        { content: page(3, fees(640, 'Hoofdstuk 4 Horeca', [['4.1', 'Terras', '145,00'], ['4.2', 'Vergunning', '362,00'], ['4.3', 'Ontheffing', '62,00']])) },
      ]),
      { name: 'a.pdf' },
    );
    expect(sections.slice(-4).map(({ headings, text }) => [headings.at(-1), ...text.split('\n')])).toEqual([
      ['Hoofdstuk 1 Reizen', 'Nr.: 1.1; Dienst: Paspoort; Tarief: 86,20', 'Nr.: 1.2; Dienst: Paspoort met spoed; Tarief: 147,20'],
      ['Hoofdstuk 2 Rijden', 'Nr.: 2.1; Dienst: Rijbewijs; Tarief: 51,80', 'Nr.: 2.2; Dienst: Rijbewijs met spoed; Tarief: 88,20', 'Nr.: 2.3; Dienst: Verklaring; Tarief: 43,10'],
      ['Hoofdstuk 3 Bouwen', 'Nr.: 3.1; Dienst: Overleg; Tarief: 215,00', 'Nr.: 3.2; Dienst: Dakkapel; Tarief: 312,00', 'Nr.: 3.3; Dienst: Inrit; Tarief: 224,00'],
      ['Hoofdstuk 4 Horeca', 'Nr.: 4.1; Dienst: Terras; Tarief: 145,00', 'Nr.: 4.2; Dienst: Vergunning; Tarief: 362,00', 'Nr.: 4.3; Dienst: Ontheffing; Tarief: 62,00'],
    ]);
  });

  it('does not take a heading between two lines of a table into its cells', async () => {
    const table = (y: number): string =>
      across(y + 14, 60, 430) + row(y, xs, ['Nr.', 'Dienst', 'Tarief'], 'F2') + row(y - 20, xs, ['1', 'Paspoort', '86,20']) + row(y - 40, xs, ['2', 'Rijbewijs', '51,80']) +
      row(y - 60, xs, ['3', 'Uittreksel', '17,40']) + [1, 2, 3, 4].map((i) => across(y + 14 - i * 20, 60, 430)).join('');
    const text = await draw(running + table(740) + write(60, 652, 'Tarieven voor wie in het buitenland woont', 'F2') + table(620));
    expect(text.filter((line) => line.startsWith('Nr.: 3; Dienst: Uittreksel; Tarief: 17,40'))).toHaveLength(2);
    expect(text.filter((line) => /buitenland.*[:|]|[:|].*buitenland|^Nr.; Dienst/.test(line))).toEqual([]);
  });

  it('keeps the name over a column of numbers that are set right of it', async () => {
    const names = ['Post', '2026', '2027'].map((text, i) => write([64, 200, 320][i] ?? 0, 746, text, 'F2')).join('');
    const cells = (y: number, [post = '', ...numbers]: readonly string[]): string =>
      write(64, y, post) + numbers.map((number, i) => write([200, 400][i] ?? 0, y, number)).join('') + across(y - 6, 60, 430);
    const text = await draw(running + names + across(740, 60, 430) + cells(726, ['Baten', '78', '80']) + cells(706, ['Lasten', '12', '14']) + cells(686, ['Saldo', '66', '66']));
    expect(text.slice(1)).toEqual(['Post: Baten; 2026: 78; 2027: 80', 'Post: Lasten; 2026: 12; 2027: 14', 'Post: Saldo; 2026: 66; 2027: 66']);
  });

  it('reads paragraphs in a cell, and names of groups, between lines across only', async () => {
    const text = await draw(
      running + [740, 720, 682, 662, 642].map((y) => across(y, 60, 430)).join('') + row(746, xs, ['Nr.', 'Dienst', 'Tarief'], 'F2') + write(64, 726, 'Voor inwoners van de gemeente, ook in het buitenland', 'F2') +
        row(708, xs, ['1', 'Paspoort', '86,20']) + write(114, 689, 'Neem een pasfoto mee') + row(668, xs, ['2', 'Rijbewijs', '51,80']) + row(648, xs, ['3', 'Uittreksel', '17,40']),
    );
    expect(text.slice(1)).toEqual([
      'Voor inwoners van de gemeente, ook in het buitenland',
      'Nr.: 1; Dienst: Paspoort Neem een pasfoto mee; Tarief: 86,20',
      'Nr.: 2; Dienst: Rijbewijs; Tarief: 51,80',
      'Nr.: 3; Dienst: Uittreksel; Tarief: 17,40',
    ]);
  });

  it('leaves lines under questions and under signatures alone', async () => {
    const text = await draw(
      running + [0, 1, 2, 3].map((i) => write(60, 700 - i * 90, `Vraag ${i + 1} gaat over de balie`) + write(60, 668 - i * 90, `Antwoord ${i + 1}`) + write(334, 668 - i * 90, `${i + 2} maart`) + across(650 - i * 90, 60, 430)).join(''),
    );
    expect(text.slice(1)).toEqual([1, 2, 3, 4].flatMap((i) => [`Vraag ${i} gaat over de balie`, `Antwoord ${i} | ${i + 1} maart`]));
  });

  it('keeps a frame around one text, and the line under a heading, as text', async () => {
    const text = await draw(running + grid([60, 430], [760, 700]) + write(70, 740, 'Let op: zet de bak voor half acht') + write(70, 727, 'aan de straat.') + across(650, 60, 430));
    expect(text.at(-1)).toBe('Let op: zet de bak voor half acht aan de straat.');
  });

  it('gives a page of very many lines as text', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => across(20 + i / 4, 10, 580) + down(10 + i / 6, 20, 800)).join('');
    expect((await draw(running + many))[0]).toContain('Het college stelt');
  });
});

describe('tables as Chromium prints them', () => {
  it.each([
    ['merged cells and two rows of names', 'tabel-samengevoegd.pdf', 'Zone: A; Soort vergunning: Bedrijf; Tarief per jaar 2025: € 120,00; Tarief per jaar 2026: € 126,00'],
    ['a cell that goes over columns', 'tabel-samengevoegd.pdf', 'Zone: B; Soort vergunning: Bedrijf; Tarief per jaar 2025 / Tarief per jaar 2026: op aanvraag'],
    ['a table that lies on its side', 'tabel-gekanteld.pdf', 'Wijk: Noord; jan: 137; feb: 150; mrt: 163; apr: 176; mei: 189; jun: 202; jul: 215; aug: 228; sep: 241; okt: 254; nov: 267'],
    ['long cells beside short ones', 'besluitenlijst.pdf', 'Nr.: 2; Onderwerp: Subsidie voor het buurthuis De Brink; Besluit: Akkoord.; Portefeuillehouder: M. Jansen-Bakker'],
    ['a form without names of columns', 'formulier.pdf', 'Postcode en woonplaats | 1234 AB Lindewaarde'],
  ])('reads %s', async (_, file, expected) => {
    expect(await textLines(fixture(file))).toContain(expected);
  });
});

describe('letters and feet in PDF', () => {
  it.each([
    ['after', '[(Kostic) 480 (\\264)] TJ'],
    ['before', '[(Kosti) (\\264) 400 (c)] TJ'],
  ])('joins an accent that is drawn %s its letter', async (_, drawn) => {
    expect(await draw(`BT /F1 10 Tf 72 700 Td (Mevrouw ) Tj ${drawn} ET`)).toEqual(['Mevrouw Kostić']);
  });

  it('leaves out a foot, but not what the first page alone has beside it', async () => {
    const page = (number: number, own = ''): string =>
      write(72, 600, `Regel ${number} van een tekst die op elke pagina anders is.`) + own + write(200, 40, 'Aanhangsel van de Handelingen') + write(500, 40, String(number));
    const text = (number: number): string => `Regel ${number} van een tekst die op elke pagina anders is.`;
    expect(await draw(page(1, write(72, 40, 'ah-2024')), page(2), page(3), page(4))).toEqual([text(1), 'ah-2024', text(2), text(3), text(4)]);
  });

  it('does not part lines that are set flush', async () => {
    const text = await draw(
      [0, 1, 2, 3, 4, 5].map((n) => `BT /F1 10 Tf 1 0 0 1 72 ${700 - n * 13} Tm [(${'woord '.repeat(n + 2).trim()}) -700 (en) -${650 + n * 20} (nog ${n})] TJ ET\n`).join(''),
    );
    expect(text.join(' ')).not.toContain('|');
  });
});
