import { Outline } from '../../structure/outline.ts';
import type { Extractor, HiddenText } from '../../types.ts';
import type { Background } from '../colour.ts';
import { Grid } from '../grid.ts';
import { addSheet } from '../sheet-writer.ts';
import { cutWarning, sheetLimits } from '../sheet-limits.ts';
import { attr, childElements, descendants, type XmlElement } from '../xml.ts';
import { CellLooks, unshownValue } from './cell-looks.ts';
import { isRowHidden } from './flow.ts';
import { openOdf } from './package.ts';
import { count, OdfWords, tableRowsOf } from './words.ts';

/** A value that is repeated more often than this is a filler, not data. */
const maxRepeats = 50;

const figures = /^(?:float|percentage|currency|date|time)$/;

/**
 * OpenDocument spreadsheet (.ods): what each visible sheet shows, as rows that name their columns. The file holds cells
 * as the program last showed them, so nothing is formatted or computed here.
 */
export const extractOds: Extractor = async (bytes) => {
  const { body, styles, warnings } = await openOdf(bytes, 'spreadsheet');
  const outline = new Outline();
  const words = new OdfWords(styles);
  const hidden: HiddenText[] = [];
  const sheets = childElements(body, 'table');
  const room = { cells: sheetLimits.cells as number, isCut: false };
  let title: string | undefined;
  for (const [index, sheet] of sheets.entries()) {
    const page = index + 1;
    words.page = page;
    const grid = gridOf(sheet, words, new CellLooks(styles, columnsOf(sheet)), room);
    const isHidden = styles.format('table', attr(sheet, 'style-name')).isHidden === true;
    const name = attr(sheet, 'name') ?? `Blad ${page}`;
    hidden.push(...(isHidden ? grid.allHidden(name, page) : grid.hidden(name, page)));
    // The name of a sheet is no text when nothing is on it.
    if (isHidden || grid.rows().length === 0) continue;
    outline.page(page);
    const own = addSheet(outline, name, grid);
    title ??= own;
  }
  return {
    ...(title !== undefined && { title }),
    mediaType: 'application/vnd.oasis.opendocument.spreadsheet',
    metadata: {},
    sections: outline.finish(),
    warnings: room.isCut ? [...warnings, cutWarning] : warnings,
    pages: sheets.length,
    hidden: [...hidden, ...words.hidden.all()],
  };
};

function gridOf(sheet: XmlElement, words: OdfWords, looks: CellLooks, room: { cells: number; isCut: boolean }): Grid {
  const rows = tableRowsOf(sheet);
  const grid = new Grid(hiddenAt(rows.map(({ row }) => row), 'number-rows-repeated'), hiddenAt(columnsOf(sheet), 'number-columns-repeated'));
  const merges: [number, number, number, number][] = [];
  let at = 0;
  for (const { row } of rows) {
    const repeats = Number(attr(row, 'number-rows-repeated') ?? 1) || 1;
    for (let copy = 0; copy < Math.min(repeats, maxRepeats) && holdsText(row); copy += 1) {
      if (at + copy >= sheetLimits.rows) room.isCut = true;
      else readRow(row, at + copy, grid, { words, looks }, room, merges);
    }
    at += Math.max(repeats, 1);
  }
  for (const merge of merges) grid.merge(...merge);
  return grid;
}

function readRow(
  row: XmlElement,
  at: number,
  grid: Grid,
  { words, looks }: { words: OdfWords; looks: CellLooks },
  room: { cells: number; isCut: boolean },
  merges: [number, number, number, number][],
): void {
  let column = 0;
  for (const cell of childElements(row, 'table-cell', 'covered-table-cell')) {
    const repeats = Math.max(Number(attr(cell, 'number-columns-repeated') ?? 1) || 1, 1);
    const { reason, background } = looks.look(row, cell, column);
    const text = cell.localName !== 'table-cell' ? '' : reason === undefined ? cellText(cell, words, background) : plainText(cell);
    if (cell.localName === 'table-cell') grid.hide(at, column, unshownValue(cell));
    const figure = figures.test(attr(cell, 'value-type') ?? '');
    const copies = text === '' ? 0 : Math.min(repeats, maxRepeats);
    for (let copy = 0; copy < copies; copy += 1) {
      if (column + copy >= sheetLimits.columns || room.cells === 0) room.isCut = true;
      else {
        room.cells -= 1;
        if (reason === undefined) grid.set(at, column + copy, { text, figure });
        else grid.hide(at, column + copy, text, reason);
      }
    }
    const [down, across] = [count(cell, 'number-rows-spanned', 10_000), count(cell, 'number-columns-spanned', 500)];
    if (down > 1 || across > 1) merges.push([at, column, at + down - 1, column + across - 1]);
    column += repeats;
  }
}

function cellText(cell: XmlElement, words: OdfWords, background: Background): string {
  const paragraphs = childElements(cell, 'p').map((p) => words.read(p, background, { boxes: [], notes: [] }));
  return paragraphs.join('\n').trim();
}

const plainText = (cell: XmlElement): string => childElements(cell, 'p').map((p) => p.textContent ?? '').join('\n').trim();

const holdsText = (row: XmlElement): boolean =>
  childElements(row, 'table-cell').some((cell) => childElements(cell, 'p').length > 0);

const columnsOf = (sheet: XmlElement): XmlElement[] => descendants(sheet, 'table-column').filter((column) => nearestTable(column) === sheet);

function nearestTable(element: XmlElement): XmlElement | undefined {
  let node = element.parentNode as XmlElement | null;
  while (node !== null && node.localName !== 'table') node = node.parentNode as XmlElement | null;
  return node ?? undefined;
}

/** Which rows or columns are hidden, counted with those that one element stands for. */
function hiddenAt(elements: readonly XmlElement[], repeated: string): Set<number> {
  const hidden = new Set<number>();
  let at = 0;
  for (const element of elements) {
    const repeats = Math.max(Number(attr(element, repeated) ?? 1) || 1, 1);
    if (isRowHidden(element)) {
      for (let i = at; i < Math.min(at + repeats, sheetLimits.rows + 1); i += 1) hidden.add(i);
    }
    at += repeats;
  }
  return hidden;
}
