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

/** Copies that merged cells may cause in all, so that a small file with huge overlapping ones stays small. */
const maxCopies = 200_000;

/** What one sheet shows: rows and columns that are not hidden, cells that are not blank. Both are 0-based. */
export class Grid {
  readonly #rows = new Map<number, Map<number, Cell>>();
  readonly #hiddenRows: ReadonlySet<number>;
  readonly #hiddenColumns: ReadonlySet<number>;
  readonly #hiddenText = new Map<number, string[]>();
  #copies = 0;

  constructor(hiddenRows: ReadonlySet<number> = new Set(), hiddenColumns: ReadonlySet<number> = new Set()) {
    this.#hiddenRows = hiddenRows;
    this.#hiddenColumns = hiddenColumns;
  }

  /** Puts a cell in its place; in a hidden row or column it is kept apart. */
  set(row: number, column: number, cell: Cell): void {
    if (cell.text.trim() === '') return;
    if (this.#hiddenRows.has(row) || this.#hiddenColumns.has(column)) this.hide(row, cell.text);
    else this.#row(row).set(column, cell);
  }

  /** Keeps a text that the row holds and does not show. */
  hide(row: number, text: string): void {
    if (text.trim() === '') return;
    const texts = this.#hiddenText.get(row) ?? [];
    texts.push(text.replace(/\s+/g, ' ').trim());
    this.#hiddenText.set(row, texts);
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

  /** A line for each row that holds text it does not show. */
  hiddenLines(): string[] {
    return [...this.#hiddenText].toSorted(([a], [b]) => a - b).map(([, texts]) => texts.join(' | '));
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
