import type { Cell, Grid, GridRow } from './grid.ts';

/** A table, list or note on a sheet, with nothing but blank cells around it. */
export interface Block {
  readonly rows: readonly GridRow[];
  /** The columns in which any row has a cell, from the left. */
  readonly columns: readonly number[];
}

/** People nest tables beside tables once or twice; what goes further is read as one table. */
const maxNesting = 5;

/** The blocks of a sheet in reading order, parted where a reader sees blank rows or columns. */
export function blocksOf(grid: Grid): Block[] {
  return split(grid, grid.rows(), 0);
}

function split(grid: Grid, rows: readonly GridRow[], depth: number): Block[] {
  const bands = partRows(grid, rows);
  if (depth >= maxNesting) return bands.map((band) => ({ rows: band, columns: columnsOf(band) }));
  return bands.flatMap((band) => {
    const columns = columnsOf(band);
    const sides = partColumns(grid, columns);
    if (sides.length === 1) return [{ rows: band, columns }];
    return sides.flatMap((side) => split(grid, within(band, side), depth + 1));
  });
}

function partRows(grid: Grid, rows: readonly GridRow[]): GridRow[][] {
  const bands: GridRow[][] = [];
  for (const row of rows) {
    const band = bands.at(-1);
    const last = band?.at(-1);
    if (band === undefined || last === undefined || grid.partsRows(last.index, row.index)) bands.push([row]);
    else band.push(row);
  }
  return bands;
}

/** A side of one column is no table: it is the label or the remark that goes with what stands beside it. */
function partColumns(grid: Grid, columns: readonly number[]): (readonly number[])[] {
  const sides: number[][] = [];
  for (const column of columns) {
    const side = sides.at(-1);
    const last = side?.at(-1);
    if (side === undefined || last === undefined || grid.partsColumns(last, column)) sides.push([column]);
    else side.push(column);
  }
  return sides.every((side) => side.length > 1) ? sides : [columns];
}

function within(rows: readonly GridRow[], columns: readonly number[]): GridRow[] {
  const from = columns[0] ?? 0;
  const to = columns.at(-1) ?? 0;
  return rows
    .map(({ index, cells }) => ({
      index,
      cells: new Map([...cells].filter(([column]) => column >= from && column <= to)),
    }))
    .filter(({ cells }) => cells.size > 0);
}

/** A cell that covers more columns takes part in all of them, so that it is not parted from what it covers. */
function columnsOf(rows: readonly GridRow[]): number[] {
  const columns = new Set<number>();
  const wide = new Map<number, Cell>();
  for (const { cells } of rows) {
    for (const [column, cell] of cells) {
      columns.add(column);
      if (cell.lastColumn !== undefined) wide.set(column, cell);
    }
  }
  const last = columns.values().reduce((most, column) => Math.max(most, column), 0);
  for (const [column, { lastColumn }] of wide) {
    for (let c = column; c <= Math.min(lastColumn ?? column, last); c += 1) columns.add(c);
  }
  return [...columns].toSorted((a, b) => a - b);
}
