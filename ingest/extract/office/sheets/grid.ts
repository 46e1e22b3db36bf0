import type { HiddenReason, HiddenText } from '../../types.ts';
import { rangesOf } from './cell-ranges.ts';

/** What one cell shows. */
export interface Cell {
  readonly text: string;
  /** A figure, an amount or a date: no name of a column. */
  readonly figure: boolean;
  /** The last column that the cell covers, where it covers more than its own. */
  readonly lastColumn?: number;
}

/** One row that shows anything: its place on the sheet and its cells by column. */
export interface GridRow {
  readonly index: number;
  readonly cells: Map<number, Cell>;
}

/** Text of one cell that is not shown. */
interface HiddenCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Copies that merged cells may cause in all, so that a small file with huge overlapping ones stays small. */
const maxCopies = 200_000;

/** What one sheet shows: rows and columns that are not hidden, cells that are not blank. Both are 0-based. */
export class Grid {
  readonly #rows = new Map<number, Map<number, Cell>>();
  readonly #hiddenRows: ReadonlySet<number>;
  readonly #hiddenColumns: ReadonlySet<number>;
  readonly #hiddenText = new Map<HiddenReason, HiddenCell[]>();
  #copies = 0;

  constructor(hiddenRows: ReadonlySet<number> = new Set(), hiddenColumns: ReadonlySet<number> = new Set()) {
    this.#hiddenRows = hiddenRows;
    this.#hiddenColumns = hiddenColumns;
  }

  /** Puts a cell in its place; in a hidden row or column it is kept apart. */
  set(row: number, column: number, cell: Cell): void {
    if (cell.text.trim() === '') return;
    if (this.#hiddenRows.has(row) || this.#hiddenColumns.has(column)) this.hide(row, column, cell.text);
    else this.#row(row).set(column, cell);
  }

  /** Keeps a text that a cell holds and does not show; in the format's own way unless said otherwise. */
  hide(row: number, column: number, text: string, reason: HiddenReason = 'marked'): void {
    if (text.trim() === '') return;
    const cells = this.#hiddenText.get(reason) ?? [];
    cells.push({ row, column, text: text.replace(/\s+/g, ' ').trim() });
    this.#hiddenText.set(reason, cells);
  }

  /** Makes a cell cover others: it names all its columns, and is said again in each row it reaches down to. */
  merge(row: number, column: number, lastRow: number, lastColumn: number): void {
    const cell = this.#rows.get(row)?.get(column);
    if (cell === undefined) return;
    const wide = lastColumn > column ? { ...cell, lastColumn } : cell;
    this.#rows.get(row)?.set(column, wide);
    for (let down = row + 1; down <= lastRow && this.#copies < maxCopies; down += 1) {
      this.#copies += 1;
      const below = this.#rows.get(down);
      if (below !== undefined && !below.has(column)) below.set(column, wide);
    }
  }

  /** The rows that show anything, from above. */
  rows(): GridRow[] {
    return [...this.#rows].map(([index, cells]) => ({ index, cells })).toSorted((a, b) => a.index - b.index);
  }

  /** What the sheet holds and does not show, one piece for each reason, a line for each row, with the cells that it is in. */
  hidden(sheet: string, page: number): HiddenText[] {
    return [...this.#hiddenText].map(([reason, cells]) => {
      const inOrder = cells.toSorted((a, b) => a.row - b.row || a.column - b.column);
      const rows = Map.groupBy(inOrder, ({ row }) => row).values();
      const text = Array.from(rows, (row) => row.map((cell) => cell.text).join(' | ')).join('\n');
      return { reason, page, place: `${sheet}!${rangesOf(inOrder)}`, text };
    });
  }

  /** All that a sheet holds that is hidden as a whole. */
  allHidden(sheet: string, page: number): HiddenText[] {
    const shown = this.rows().map((row) => [...row.cells.values()].map(({ text }) => text).join(' | '));
    const kept = this.hidden(sheet, page).map(({ text }) => text);
    const text = [...shown, ...kept].join('\n');
    return text === '' ? [] : [{ reason: 'marked', page, place: sheet, text }];
  }

  /** Whether a reader sees an empty row between two rows, or an empty column between two columns. */
  partsRows(above: number, below: number): boolean {
    return parts(above, below, this.#hiddenRows);
  }

  partsColumns(left: number, right: number): boolean {
    return parts(left, right, this.#hiddenColumns);
  }

  #row(index: number): Map<number, Cell> {
    let row = this.#rows.get(index);
    if (row === undefined) this.#rows.set(index, (row = new Map<number, Cell>()));
    return row;
  }
}

function parts(from: number, to: number, hidden: ReadonlySet<number>): boolean {
  for (let i = from + 1; i < to; i += 1) if (!hidden.has(i)) return true;
  return false;
}
