import type { Fragment } from '../fragments.ts';
import { squareAt, type Grid, type GridCell } from './grid.ts';
import { openTables } from './open-tables.ts';
import { refineColumns, type Placed } from './refine.ts';
import { toTextLines } from './text-lines.ts';

/** Where in a table a fragment stands. */
export interface Place {
  readonly grid: Grid;
  readonly cell: GridCell;
}

/**
 * Says of each fragment in which cell of a grid it stands. A grid in which no row has two filled cells is no table: a frame
 * around text, the axes of a graph.
 */
export function placeInGrids(fragments: readonly Fragment[], found: readonly Grid[]): Fragment[] {
  if (found.length === 0) return [...fragments];
  const grids = found.flatMap((grid) => openTables(grid, fragments));
  const inGrids = new Map<Grid, { readonly index: number; readonly placed: Placed }[]>();
  for (const [index, fragment] of fragments.entries()) {
    const place = placeOf(fragment, grids);
    if (place === undefined) continue;
    const own = inGrids.get(place.grid) ?? [];
    inGrids.set(place.grid, own);
    own.push({ index, placed: { fragment, cell: place.cell } });
  }
  const result = [...fragments];
  for (const [coarse, own] of inGrids) {
    const grid = refineColumns(coarse, own.map(({ placed }) => placed));
    const cells = own.map(({ placed }) => cellOf(placed.fragment, grid));
    if (!isTable(cells, grid.open ? 2 : 1) || (grid.open && sharesCell(own.map(({ placed }) => placed.fragment), cells))) continue;
    for (const [i, { index, placed }] of own.entries()) {
      const cell = cells[i];
      if (cell !== undefined) result[index] = { ...placed.fragment, place: { grid, cell } };
    }
  }
  return result;
}

/** Whether so many rows have two filled cells. */
function isTable(cells: readonly (GridCell | undefined)[], least: number): boolean {
  const counts = new Map<number, number>();
  for (const cell of new Set(cells)) if (cell !== undefined) counts.set(cell.row, (counts.get(cell.row) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1).length >= least;
}

/** Whether two texts stand side by side in one cell: white space did not tell where a column begins. */
function sharesCell(fragments: readonly Fragment[], cells: readonly (GridCell | undefined)[]): boolean {
  const byCell = new Map<GridCell | undefined, Fragment[]>();
  for (const [i, fragment] of fragments.entries()) {
    const own = byCell.get(cells[i]) ?? [];
    byCell.set(cells[i], own);
    own.push(fragment);
  }
  return [...byCell.values()].some((own) => toTextLines(own).some((line) => line.length > 1));
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
