import type { Extractor, HiddenReason } from '../../types.ts';
import { unseenReason, type Background } from '../looks.ts';
import { Grid } from '../sheets/grid.ts';
import { sheetLimits, type Room } from '../sheets/limits.ts';
import { writeSheets, type Sheet } from '../sheets/writer.ts';
import { ancestors, attr, childElements, descendants, type XmlElement } from '../xml.ts';
import { isRowHidden } from './flow.ts';
import { openOdf } from './package.ts';
import type { OdfStyles } from './styles.ts';
import { behindFill, count, OdfWords, tableRowsOf } from './words.ts';

/** A value that is repeated more often than this is a filler, not data. */
const maxRepeats = 50;

const figures = /^(?:float|percentage|currency|date|time)$/;

/**
 * OpenDocument spreadsheet (.ods): what each visible sheet shows, as rows that name their columns. The file holds cells
 * as the program last showed them, so nothing is formatted or computed here.
 */
export const extractOds: Extractor = async (bytes) => {
  const { body, styles, warnings } = await openOdf(bytes, 'spreadsheet');
  const words = new OdfWords(styles);
  const room: Room = { cells: sheetLimits.cells, isCut: false };
  const document = writeSheets(sheets(), room);
  return {
    ...document,
    mediaType: 'application/vnd.oasis.opendocument.spreadsheet',
    warnings: [...warnings, ...document.warnings],
    hidden: [...(document.hidden ?? []), ...words.hidden.all()],
  };

  function* sheets(): Generator<Sheet> {
    for (const [index, sheet] of childElements(body, 'table').entries()) {
      words.page = index + 1;
      const grid = gridOf(sheet, words, new CellLooks(styles, columnsOf(sheet)), room);
      const isHidden = styles.format('table', attr(sheet, 'style-name')).isHidden === true;
      yield { name: attr(sheet, 'name') ?? `Blad ${words.page}`, grid, isHidden };
    }
  }
};

function gridOf(sheet: XmlElement, words: OdfWords, looks: CellLooks, room: Room): Grid {
  const rows = tableRowsOf(sheet);
  const grid = new Grid(hiddenAt(rows.map(({ row }) => row), 'number-rows-repeated'), hiddenAt(columnsOf(sheet), 'number-columns-repeated'));
  const merges: [number, number, number, number][] = [];
  let at = 0;
  for (const { row } of rows) {
    const repeats = count(row, 'number-rows-repeated');
    for (let copy = 0; copy < Math.min(repeats, maxRepeats) && holdsText(row); copy += 1) {
      if (at + copy >= sheetLimits.rows) room.isCut = true;
      else readRow(row, at + copy, grid, { words, looks }, room, merges);
    }
    at += repeats;
  }
  for (const merge of merges) grid.merge(...merge);
  return grid;
}

function readRow(
  row: XmlElement,
  at: number,
  grid: Grid,
  { words, looks }: { words: OdfWords; looks: CellLooks },
  room: Room,
  merges: [number, number, number, number][],
): void {
  let column = 0;
  for (const cell of childElements(row, 'table-cell', 'covered-table-cell')) {
    const repeats = count(cell, 'number-columns-repeated');
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
  const paragraphs = childElements(cell, 'p').map((p) => words.read(p, background));
  return paragraphs.join('\n').trim();
}

const plainText = (cell: XmlElement): string => childElements(cell, 'p').map((p) => p.textContent ?? '').join('\n').trim();

const holdsText = (row: XmlElement): boolean =>
  childElements(row, 'table-cell').some((cell) => childElements(cell, 'p').length > 0);

const columnsOf = (sheet: XmlElement): XmlElement[] => descendants(sheet, 'table-column').filter((column) => ancestors(column).find(({ localName }) => localName === 'table') === sheet);

/** Which rows or columns are hidden, counted with those that one element stands for. */
function hiddenAt(elements: readonly XmlElement[], repeated: string): Set<number> {
  const hidden = new Set<number>();
  let at = 0;
  for (const element of elements) {
    const repeats = count(element, repeated);
    if (isRowHidden(element)) {
      for (let i = at; i < Math.min(at + repeats, sheetLimits.rows + 1); i += 1) hidden.add(i);
    }
    at += repeats;
  }
  return hidden;
}

const white: Background = ['FFFFFF'];

/** Whether the cells of one sheet can be read, by their style or what their row or column gives those without one. */
class CellLooks {
  readonly #styles: OdfStyles;
  /** Styles of columns, from 0. */
  readonly #columns: (string | undefined)[] = [];

  /** @param columns the `table:table-column` elements of the sheet, in order. */
  constructor(styles: OdfStyles, columns: readonly XmlElement[]) {
    this.#styles = styles;
    for (const column of columns) {
      const repeats = count(column, 'number-columns-repeated');
      for (let i = 0; i < repeats && this.#columns.length < sheetLimits.columns; i += 1) this.#columns.push(attr(column, 'default-cell-style-name'));
    }
  }

  /** Why the text of a cell cannot be read, undefined when it can; and what is behind it. */
  look(row: XmlElement, cell: XmlElement, column: number): { reason: HiddenReason | undefined; background: Background } {
    const name = attr(cell, 'style-name') ?? attr(row, 'default-cell-style-name') ?? this.#columns[column];
    const format = this.#styles.format('table-cell', name);
    const background = behindFill(format.fill, white);
    return { reason: unseenReason(format, background), background };
  }
}

/** The value of a cell of which the format shows nothing (`;;;`); '' where no program wrote down what it shows. */
function unshownValue(cell: XmlElement): string {
  const paragraphs = childElements(cell, 'p');
  if (paragraphs.length === 0 || paragraphs.some((p) => (p.textContent ?? '').trim() !== '')) return '';
  return attr(cell, 'string-value') ?? attr(cell, 'value') ?? attr(cell, 'date-value') ?? '';
}
