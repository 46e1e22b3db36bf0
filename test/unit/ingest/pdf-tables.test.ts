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
