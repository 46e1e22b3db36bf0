import type { Fragment } from '../text/fragment.ts';
import { squareAt, type Grid, type GridCell, type Place } from './grid.ts';
import { openTables } from './open-tables.ts';
import { refineColumns } from './refine.ts';
import { toTextLines } from '../text/text-lines.ts';

/**
 * Says of each fragment in which cell of a grid it stands. A grid in which no row has two filled cells is no table: a frame
 * around text, the axes of a graph.
 */
export function placeInGrids(fragments: readonly Fragment[], found: readonly Grid[]): Fragment[] {
  if (found.length === 0) return [...fragments];
  const grids = found.flatMap((grid) => openTables(grid, fragments));
  const placed = fragments.flatMap((fragment, index) => {
    const place = placeOf(fragment, grids);
    return place === undefined ? [] : [{ index, fragment, ...place }];
  });
  const result = [...fragments];
  for (const [coarse, own] of Map.groupBy(placed, ({ grid }) => grid)) {
    const grid = refineColumns(coarse, own);
    const cells = own.map(({ fragment }) => cellOf(fragment, grid));
    if (!isTable(cells, grid.open ? 2 : 1) || (grid.open && sharesCell(own.map(({ fragment }) => fragment), cells))) continue;
    for (const [i, { index, fragment }] of own.entries()) {
      const cell = cells[i];
      if (cell !== undefined) result[index] = { ...fragment, place: { grid, cell } };
    }
  }
  return result;
}

/** Whether so many rows have two filled cells. */
function isTable(cells: readonly (GridCell | undefined)[], least: number): boolean {
  const filled = [...new Set(cells)].filter((cell) => cell !== undefined);
  return [...Map.groupBy(filled, ({ row }) => row).values()].filter((own) => own.length > 1).length >= least;
}

/** Whether two texts stand side by side in one cell: white space did not tell where a column begins. */
function sharesCell(fragments: readonly Fragment[], cells: readonly (GridCell | undefined)[]): boolean {
  return [...Map.groupBy(fragments, (_, i) => cells[i]).values()].some((own) => toTextLines(own).some((line) => line.length > 1));
}

function placeOf(fragment: Fragment, grids: readonly Grid[]): Place | undefined {
  // Of a table within a cell of another one, the inner one counts.
  let best: Place | undefined;
  for (const grid of grids) {
    const cell = cellOf(fragment, grid);
    if (cell !== undefined && (best === undefined || extent(grid) < extent(best.grid))) best = { grid, cell };
  }
  return best;
}

function cellOf(fragment: Fragment, grid: Grid): GridCell | undefined {
  return squareAt(grid, (fragment.x + fragment.right) / 2, fragment.y - 0.3 * fragment.size);
}

function extent({ xs, ys }: Grid): number {
  return ((xs.at(-1) ?? 0) - (xs[0] ?? 0)) * ((ys.at(-1) ?? 0) - (ys[0] ?? 0));
}
