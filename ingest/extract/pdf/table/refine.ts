import type { Fragment } from '../text/fragment.ts';
import type { Grid, GridCell } from './grid.ts';
import { toTextLines } from '../text/text-lines.ts';

/** White space from top to bottom that is at least so wide may part columns. Points. */
const leastWidth = 3;
/** So many lines must have text on both sides of it. */
const leastLines = 3;
/** Part of the lines that may go across with one text: names of groups of rows. */
const mostTitles = 0.5;

interface Corridor {
  readonly at: number;
  readonly left: number;
  readonly right: number;
}

/** A fragment with the cell it stands in. */
interface Placed {
  readonly fragment: Fragment;
  readonly cell: GridCell;
}

/** Adds columns that have no line between them: where nearly all lines of a column leave the same space free. */
export function refineColumns(grid: Grid, placed: readonly Placed[]): Grid {
  const columns = Array.from({ length: grid.xs.length - 1 }, (_, column) =>
    corridors(placed.filter(({ cell }) => cell.column === column && cell.columnEnd === column + 1).map(({ fragment }) => fragment)),
  );
  if (columns.every((found) => found.length === 0)) return grid;
  // Where each old column begins among the new ones.
  const starts = [0];
  for (const found of columns) starts.push((starts.at(-1) ?? 0) + found.length + 1);
  const byCell = Map.groupBy(placed, ({ cell }) => cell);
  const split = new Map<GridCell, GridCell[]>();
  const partsOf = (cell: GridCell): GridCell[] => {
    const known = split.get(cell) ?? splitCell(cell, columns, (byCell.get(cell) ?? []).map(({ fragment }) => fragment), starts, grid.xs);
    split.set(cell, known);
    return known;
  };
  const xs = grid.xs.flatMap((x, i) => [x, ...(columns[i] ?? []).map(({ at }) => at)]);
  const squares = grid.squares.map((row) =>
    Array.from({ length: xs.length - 1 }, (_, column) => {
      const old = row[starts.findLastIndex((start) => start <= column)];
      const parts = old === undefined ? [] : partsOf(old);
      return parts.find((part) => part.column <= column && part.columnEnd > column) ?? { row: 0, rowEnd: 0, column, columnEnd: column + 1 };
    }),
  );
  return { ...grid, xs, squares };
}

/** A cell is parted where no text of it stands across; one over several columns only when texts stand side by side in it. */
function splitCell(cell: GridCell, columns: readonly (readonly Corridor[])[], fragments: readonly Fragment[], starts: readonly number[], xs: readonly number[]): GridCell[] {
  const first = starts[cell.column] ?? 0;
  const end = starts[cell.columnEnd] ?? first + 1;
  const whole = [{ ...cell, column: first, columnEnd: end }];
  if (cell.columnEnd - cell.column > 1 && toTextLines(fragments).every((line) => line.length === 1)) return whole;
  const isFree = ({ left, right }: Pick<Corridor, 'left' | 'right'>): boolean => !fragments.some((fragment) => fragment.x < left && fragment.right > right);
  const cuts = columns.slice(cell.column, cell.columnEnd).flatMap((found, i) => {
    const start = starts[cell.column + i] ?? 0;
    const x = xs[cell.column + i] ?? 0;
    return [
      ...(i > 0 && isFree({ left: x, right: x }) ? [start] : []),
      ...found.flatMap((corridor, j) => (isFree(corridor) ? [start + j + 1] : [])),
    ];
  });
  return [first, ...cuts].map((column, i) => ({ ...cell, column, columnEnd: cuts[i] ?? end }));
}

/** The white spaces between which the columns stand. */
function corridors(fragments: readonly Fragment[]): Corridor[] {
  const lines = toTextLines(fragments);
  const beside = lines.filter((line) => line.length > 1);
  if (beside.length < leastLines) return [];
  const rare = Math.floor(0.12 * beside.length);
  const ends = beside.flat().flatMap(({ x, right }) => [{ at: x, by: 1 }, { at: right, by: -1 }]).toSorted((a, b) => a.at - b.at || a.by - b.by);
  const found: Corridor[] = [];
  let over = 0;
  for (const [i, { at, by }] of ends.entries()) {
    over += by;
    const next = ends[i + 1];
    if (next === undefined || over > rare || next.at - at < 0.01) continue;
    const last = found.at(-1);
    if (last !== undefined && at - last.right < 0.01) found[found.length - 1] = { ...last, right: next.at, at: (last.left + next.at) / 2 };
    else found.push({ left: at, right: next.at, at: (at + next.at) / 2 });
  }
  const both = ({ left, right }: Corridor): number =>
    beside.filter((line) => line.some((f) => f.right <= left + 1) && line.some((f) => f.x >= right - 1)).length;
  const across = ({ left, right }: Corridor): number => lines.filter((line) => line.some((f) => f.x < left && f.right > right)).length;
  const wide = found.filter(
    (corridor) =>
      corridor.right - corridor.left >= leastWidth &&
      both(corridor) >= Math.max(leastLines, 0.3 * lines.length) &&
      across(corridor) <= mostTitles * lines.length,
  );
  return partsNeighbours(wide, beside);
}

/** Leaves out a space on both sides of which no line has text: a name set left over numbers set right is one column with them. */
function partsNeighbours(found: readonly Corridor[], beside: readonly (readonly Fragment[])[]): Corridor[] {
  const kept: Corridor[] = [];
  for (const [i, corridor] of found.entries()) {
    const before = kept.at(-1)?.right ?? -Infinity;
    const after = found[i + 1]?.left ?? Infinity;
    const parts = beside.some(
      (line) => line.some((f) => f.x >= before - 1 && f.right <= corridor.left + 1) && line.some((f) => f.x >= corridor.right - 1 && f.right <= after + 1),
    );
    if (parts) kept.push(corridor);
  }
  return kept;
}
