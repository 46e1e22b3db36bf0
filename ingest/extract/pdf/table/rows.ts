import type { Fragment } from '../fragments.ts';
import type { Grid, GridCell } from './grid.ts';
import { lineRows } from './line-rows.ts';

/** The text of a cell, over the columns from `column` up to `columnEnd`. */
export interface TableCell {
  readonly column: number;
  readonly columnEnd: number;
  readonly lines: readonly Fragment[];
}

export interface TableRow {
  readonly cells: readonly TableCell[];
}

/** A table as it stands on one page. */
export interface Table {
  /** The places of the columns, to know a table again on the next page. */
  readonly xs: readonly number[];
  readonly rows: readonly TableRow[];
}

/** A cell that goes down over rows is repeated in each, when it is no longer than this: a name, not an explanation. */
const longestRepeated = 200;

/** Orders a grid's fragments into rows. Cells that go over rows stand in each of them. */
export function readTable(grid: Grid, fragments: readonly Fragment[]): Table {
  const texts = new Map<GridCell, Fragment[]>();
  for (const fragment of fragments) {
    const cell = fragment.place?.cell;
    if (cell === undefined) continue;
    const lines = texts.get(cell) ?? [];
    texts.set(cell, lines);
    lines.push(fragment);
  }
  const rows: TableRow[] = [];
  for (const [row, squares] of grid.squares.entries()) {
    const cells = [...new Set(squares)].flatMap((cell): TableCell[] => {
      const lines = texts.get(cell) ?? [];
      const repeated = cell.row < row;
      if (lines.length === 0 || (repeated && lengthOf(lines) > longestRepeated)) return [];
      return [{ column: cell.column, columnEnd: cell.columnEnd, lines: inReadingOrder(lines) }];
    });
    const own = squares.some((cell) => cell.row === row && texts.has(cell));
    if (own) rows.push(...lineRows(cells, grid.xs));
  }
  return { xs: grid.xs, rows };
}

function lengthOf(lines: readonly Fragment[]): number {
  return lines.reduce((sum, line) => sum + line.text.length, 0);
}

/** From the top, and along each line from the left: cells are drawn in any order. */
function inReadingOrder(fragments: readonly Fragment[]): Fragment[] {
  const lines: Fragment[][] = [];
  for (const fragment of fragments.toSorted((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line !== undefined && first !== undefined && fragment.y - first.y < 0.5 * Math.min(first.size, fragment.size)) line.push(fragment);
    else lines.push([fragment]);
  }
  return lines.flatMap((line) => line.toSorted((a, b) => a.x - b.x));
}
