import type { Fragment } from '../fragments.ts';
import type { Grid, GridCell } from './grid.ts';
import { gapsOf, goesOver, isInColumns, isOneRow, leadingOf, stepOf, toTextLines, type Gap, type TextLine } from './open-bands.ts';

/** How far the nearest row outside the lines may be from them, over the font size. */
const nearest = 1.8;
/** How much further apart than the lines its rows may stand. */
const widest = 1.3;
/** Text of a table differs no more in size: running heads and headings do. */
const mostLarger = 1.15;
/** Above the first line stand at most names in two rows with a row, under the last one a row. */
const mostOutside = { above: 3, under: 1 };

/**
 * The tables of a grid that has lines across only. Running heads, feet, headings and signatures have such lines, too, and tables
 * with headings between them may have lines of one length: only where each space between lines holds one row is a table, with the
 * rows at its open ends. Where rows go on outside the lines, none: their white space says more than the lines.
 */
export function openTables(grid: Grid, fragments: readonly Fragment[]): Grid[] {
  if (!grid.open) return [grid];
  const [left = 0, right = 0] = [grid.xs[0], grid.xs.at(-1)];
  const lines = toTextLines(fragments.filter((fragment) => fragment.x > left - 2 && fragment.right < right + 2));
  return runsOf(grid.ys, lines).flatMap((run) => {
    const ys = withOpenEnds(run, lines);
    if (ys === undefined) return [];
    const squares = Array.from({ length: ys.length - 1 }, (_, row): GridCell[] => [{ row, column: 0, rowEnd: row + 1, columnEnd: 1 }]);
    return [{ ...grid, ys, squares }];
  });
}

/** Successive lines across that have one row between each two of them. */
function runsOf(ys: readonly number[], lines: readonly TextLine[]): number[][] {
  const runs: number[][] = [];
  for (const [i, bottom] of ys.entries()) {
    const top = ys[i - 1];
    if (top !== undefined && isOneRow(between(lines, top, bottom), top, bottom)) runs.at(-1)?.push(bottom);
    else runs.push([bottom]);
  }
  return runs.filter((run) => run.length > 1);
}

function between(lines: readonly TextLine[], top: number, bottom: number): TextLine[] {
  return lines.filter(([first]) => first !== undefined && middle(first) >= top && middle(first) < bottom);
}

function middle({ y, size }: Fragment): number {
  return y - 0.3 * size;
}

/** The heights between which the rows stand; undefined if this is no table, or one that goes on outside its lines. */
function withOpenEnds(run: readonly number[], lines: readonly TextLine[]): number[] | undefined {
  const [top = 0, bottom = 0] = [run[0], run.at(-1)];
  const inside = run.slice(1).map((y, i) => between(lines, run[i] ?? 0, y));
  const gaps = gapsOf(inside.flat());
  const size = inside[0]?.[0]?.[0]?.size;
  if (gaps.length === 0 || size === undefined || !inside.every((row) => isTitleOrRow(row, gaps))) return undefined;
  const pitch = widest * Math.min(...run.slice(1).map((y, i) => y - (run[i] ?? 0)));
  const rows = { gaps, pitch, size, leading: leadingOf(inside) };
  const above = rowsFrom(top, lines.filter(([line]) => line !== undefined && middle(line) < top).toReversed(), rows);
  const under = rowsFrom(bottom, lines.filter(([line]) => line !== undefined && middle(line) >= bottom), rows);
  if (above === undefined || under === undefined || above.length > mostOutside.above || under.length > mostOutside.under) return undefined;
  const tops = above.map((row) => Math.min(...row.flat().map(({ y, size: height }) => y - height)));
  const bottoms = under.map((row) => Math.max(...row.flat().map(({ y, size: height }) => y + 0.3 * height)));
  return [...tops.toReversed(), ...run, ...bottoms];
}

/** Whether no text beside others goes over the space between two columns. */
function isTitleOrRow(row: readonly TextLine[], gaps: readonly Gap[]): boolean {
  return row.every((line) => line.length === 1) || isInColumns(row, gaps);
}

/** What the rows between the lines say about those outside them. */
interface Inside {
  readonly gaps: readonly Gap[];
  readonly pitch: number;
  readonly size: number;
  readonly leading: number;
}

/**
 * The rows that follow outside the lines, from the nearest on: texts in the columns, no further apart than rows are. Undefined
 * if texts side by side are near but in other columns.
 */
function rowsFrom(edge: number, sorted: readonly TextLine[], { gaps, pitch, size, leading }: Inside): TextLine[][] | undefined {
  const rows: TextLine[][] = [];
  let before: TextLine | undefined;
  for (let i = 0; i < sorted.length;) {
    let end = i + 1;
    while (end < sorted.length && stepOf(sorted[end - 1], sorted[end]) <= leading && !goesOver(sorted[end] ?? [], gaps)) end += 1;
    const row = sorted.slice(i, end);
    const [line] = row;
    if (line === undefined || !(before === undefined ? isNear(line, edge) : Math.abs((line[0]?.y ?? 0) - (before[0]?.y ?? 0)) <= pitch)) break;
    if (!isInColumns(row, gaps) || !row.flat().every((text) => isAlike(text.size, size))) {
      if (before === undefined && line.length > 1) return undefined;
      break;
    }
    rows.push(row);
    before = row.at(-1);
    i = end;
  }
  return rows;
}

function isAlike(a: number, b: number): boolean {
  return Math.max(a, b) <= mostLarger * Math.min(a, b);
}

function isNear(line: TextLine, edge: number): boolean {
  return line.some(({ y, size }) => Math.min(Math.abs(y - edge), Math.abs(y - 0.7 * size - edge)) <= nearest * size);
}
