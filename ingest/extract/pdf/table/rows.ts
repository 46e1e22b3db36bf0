import type { Fragment } from '../text/fragment.ts';
import type { Grid } from './grid.ts';
import { toTextLines } from '../text/text-lines.ts';
import { lineRows } from './line-rows.ts';
import type { Table, TableCell, TableRow } from './table.ts';

/** A cell that goes down over rows is repeated in each, when it is no longer than this: a name, not an explanation. */
const longestRepeated = 200;

/** Orders a grid's fragments into rows. Cells that go over rows stand in each of them. */
export function readTable(grid: Grid, fragments: readonly Fragment[]): Table {
  const texts = Map.groupBy(fragments, ({ place }) => place?.cell);
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
  return toTextLines(fragments, (first, next) => next.y - first.y < 0.5 * Math.min(first.size, next.size)).flat();
}
