import type { Ruling, Rulings } from './rulings.ts';

/** A field of a grid: one square or several that no line parts. Ends are exclusive. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowEnd: number;
  readonly columnEnd: number;
}

/** Lines that meet, as a table: rows lie between `ys`, columns between `xs`. */
export interface Grid {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** The cell of each square, row by row. */
  readonly squares: readonly (readonly GridCell[])[];
  /** Whether it is made of lines across only: what stands between two of them may be more than a row. */
  readonly open: boolean;
}

/** Where in a table a fragment stands. */
export interface Place {
  readonly grid: Grid;
  readonly cell: GridCell;
}

/** How far lines may miss each other and still meet. Points. */
const reach = 3;
/** Fewer lines without upright ones part headings, not rows. */
const leastAlike = 3;
/** No table has more squares; a drawing has. */
const maxSquares = 6000;

/** Finds the grids that lines make, frames around one text left out. */
export function findGrids({ across, down }: Rulings): Grid[] {
  const parts = components(across, down);
  const alone = parts.filter((part) => part.down.length === 0).flatMap((part) => part.across);
  const crossed = parts.filter((part) => part.across.length > 0 && part.down.length > 0);
  return [...crossed, ...alike(alone)].flatMap((part) => {
    const xs = places([...part.down.map(({ at }) => at), ...part.across.flatMap(({ from, to }) => [from, to])], part.down);
    const ys = places([...part.across.map(({ at }) => at), ...part.down.flatMap(({ from, to }) => [from, to])], part.across);
    const columns = xs.length - 1;
    const rows = ys.length - 1;
    if (columns < 1 || rows < 1 || columns * rows < 2 || columns * rows > maxSquares) return [];
    return [{ xs, ys, squares: mergeSquares(xs, ys, part), open: part.down.length === 0 }];
  });
}

/** The square of a grid that a point lies in. */
export function squareAt({ xs, ys, squares }: Grid, x: number, y: number): GridCell | undefined {
  const column = xs.findLastIndex((left) => left <= x);
  const row = ys.findLastIndex((top) => top <= y);
  return squares[row]?.[column];
}

interface Part {
  readonly across: Ruling[];
  readonly down: Ruling[];
}

/** Lines of one length under each other part the rows of a table without upright lines. */
function alike(across: readonly Ruling[]): Part[] {
  const parts: Part[] = [];
  for (const ruling of across) {
    const part = parts.find(({ across: [first] }) => first !== undefined && Math.abs(first.from - ruling.from) < reach && Math.abs(first.to - ruling.to) < reach);
    if (part === undefined) parts.push({ across: [ruling], down: [] });
    else part.across.push(ruling);
  }
  return parts.filter((part) => part.across.length >= leastAlike);
}

/** Lines that meet, directly or over others. */
function components(across: readonly Ruling[], down: readonly Ruling[]): Part[] {
  const sets = new Sets(across.length + down.length);
  for (const [i, a] of across.entries()) {
    for (const [j, d] of down.entries()) {
      const meet = d.at > a.from - reach && d.at < a.to + reach && a.at > d.from - reach && a.at < d.to + reach;
      if (meet) sets.join(i, across.length + j);
    }
  }
  const isDown = new Set(down);
  const parts = Map.groupBy([...across, ...down], (_, i) => sets.root(i)).values();
  return Array.from(parts, (own) => ({ across: own.filter((ruling) => !isDown.has(ruling)), down: own.filter((ruling) => isDown.has(ruling)) }));
}

/** The places of lines and of open sides, those that are almost one taken together. */
function places(all: readonly number[], lines: readonly Ruling[]): number[] {
  const ends = [Math.min(...all), Math.max(...all)];
  const sorted = [...ends, ...lines.map(({ at }) => at)].toSorted((a, b) => a - b);
  return sorted.filter((place, i) => i === 0 || place - (sorted[i - 1] ?? 0) > reach);
}

function mergeSquares(xs: readonly number[], ys: readonly number[], { across, down }: Part): GridCell[][] {
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  const sets = new Sets(columns * rows);
  const middle = (list: readonly number[], i: number): number => ((list[i] ?? 0) + (list[i + 1] ?? 0)) / 2;
  const wall = (lines: readonly Ruling[], at: number, across: number): boolean =>
    lines.some((line) => Math.abs(line.at - at) <= 2 * reach && line.from <= across && line.to >= across);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const square = row * columns + column;
      if (column + 1 < columns && !wall(down, xs[column + 1] ?? 0, middle(ys, row))) sets.join(square, square + 1);
      if (row + 1 < rows && !wall(across, ys[row + 1] ?? 0, middle(xs, column))) sets.join(square, square + columns);
    }
  }
  const cells = new Map<number, { row: number; column: number; rowEnd: number; columnEnd: number }>();
  for (let square = 0; square < rows * columns; square += 1) {
    const row = Math.floor(square / columns);
    const column = square % columns;
    const cell = cells.get(sets.root(square)) ?? { row, column, rowEnd: row + 1, columnEnd: column + 1 };
    cells.set(sets.root(square), cell);
    cell.column = Math.min(cell.column, column);
    cell.rowEnd = row + 1;
    cell.columnEnd = Math.max(cell.columnEnd, column + 1);
  }
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => {
      const cell = cells.get(sets.root(row * columns + column));
      return cell ?? { row, column, rowEnd: row + 1, columnEnd: column + 1 };
    }),
  );
}

/** Sets of numbers that can be joined. */
class Sets {
  readonly #parents: number[];

  constructor(size: number) {
    this.#parents = Array.from({ length: size }, (_, i) => i);
  }

  root(i: number): number {
    let at = i;
    for (let up = this.#parents[at] ?? at; up !== at; up = this.#parents[at] ?? at) {
      this.#parents[at] = this.#parents[up] ?? up;
      at = up;
    }
    return at;
  }

  join(a: number, b: number): void {
    const [low, high] = [this.root(a), this.root(b)].toSorted((x, y) => x - y);
    if (low !== undefined && high !== undefined) this.#parents[high] = low;
  }
}
