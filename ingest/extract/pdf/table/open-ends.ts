import type { Fragment } from '../fragments.ts';
import type { Grid, GridCell } from './grid.ts';

/** How far the first line of a row may stand from the line that ends the rows beside it, over the font size. */
const nearest = 1.8;
/** Lines that belong to one row stand no further apart, over the font size. */
const spacing = 1.5;

/** Adds the row above the first line and the one below the last, for a table that has lines only between its rows. */
export function addOpenEnds(grid: Grid, fragments: readonly Fragment[]): Grid {
  if (!grid.open) return grid;
  const [left = 0, right = 0] = [grid.xs[0], grid.xs.at(-1)];
  const within = fragments.filter((fragment) => fragment.x > left - 2 && fragment.right < right + 2);
  const [top = 0, bottom = 0] = [grid.ys[0], grid.ys.at(-1)];
  const above = rowFrom(within.filter(({ y }) => y <= top).toSorted((a, b) => b.y - a.y), (line) => top - line.y);
  const below = rowFrom(within.filter(({ y, size }) => y - 0.7 * size >= bottom).toSorted((a, b) => a.y - b.y), (line) => line.y - 0.7 * line.size - bottom);
  const first = above && Math.min(...above.map(({ y, size }) => y - size));
  const last = below && Math.max(...below.map(({ y, size }) => y + 0.3 * size));
  if (first === undefined && last === undefined) return grid;
  const ys = [...(first === undefined ? [] : [first]), ...grid.ys, ...(last === undefined ? [] : [last])];
  const squares = Array.from({ length: ys.length - 1 }, (_, row): GridCell[] => [{ row, column: 0, rowEnd: row + 1, columnEnd: 1 }]);
  return { ...grid, ys, squares };
}

/** The lines of the row nearest to a line, if cells stand side by side in it. */
function rowFrom(sorted: readonly Fragment[], distance: (line: Fragment) => number): Fragment[] | undefined {
  const row: Fragment[] = [];
  for (const fragment of sorted) {
    const last = row.at(-1);
    if (last === undefined ? distance(fragment) > nearest * fragment.size : Math.abs(fragment.y - last.y) > spacing * fragment.size) break;
    row.push(fragment);
  }
  const [first] = row;
  const beside = row.filter(({ y, size }) => first !== undefined && Math.abs(y - first.y) < 0.3 * size);
  return beside.length > 1 ? row : undefined;
}
