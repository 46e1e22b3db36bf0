import type { Fragment } from '../text/fragment.ts';
import type { Grid, GridCell } from './grid.ts';
import { gapsOf, goesOver, isInColumns, isOneRow, leadingOf, stepOf, type Gap } from './open-bands.ts';
import { toTextLines, type TextLine } from '../text/text-lines.ts';

/** How far the nearest row outside the lines may be from them, over the font size. */
const nearest = 1.8;
/** How much further apart than the lines its rows may stand. */
const widest = 1.3;
/** Text of a table differs no more in size: running heads and headings do. */
const mostLarger = 1.15;
/** A group's name is no larger than this and its row no higher, over those of other rows: a heading is. */
const mostTitle = 1.08;
const highest = 1.7;
/** No table without upright lines has so many columns. */
const mostColumns = 60;
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
  const bands = ys.slice(1).map((bottom, i) => toBand(lines, ys[i] ?? 0, bottom));
  const usual = usualOf(bands.filter(({ isRow, lines: own }) => isRow && own.some((line) => line.length > 1)));
  const runs: number[][] = [ys.slice(0, 1)];
  for (const band of bands) {
    if (band.isRow && !isHeading(band, usual)) runs.at(-1)?.push(band.bottom);
    else runs.push([band.bottom]);
  }
  return runs.filter((run) => run.length > 1);
}

/** What stands between two lines across. */
interface Band {
  readonly height: number;
  readonly bottom: number;
  readonly lines: readonly TextLine[];
  readonly isRow: boolean;
}

function toBand(all: readonly TextLine[], top: number, bottom: number): Band {
  const lines = between(all, top, bottom);
  return { height: bottom - top, bottom, lines, isRow: isOneRow(lines, top, bottom) };
}

interface Usual {
  readonly largest: number;
  readonly lowest: number;
}

/** How large the text of rows is at most, and how high the lowest of them. */
function usualOf(rows: readonly Band[]): Usual {
  const largest = rows.flatMap(({ lines }) => lines.flat()).reduce((most, { size }) => Math.max(most, size), 0);
  return { largest, lowest: rows.reduce((least, { height }) => Math.min(least, height), Infinity) };
}

/** Whether what stands alone between the last line of a table and the first of another is no name of a group of rows. */
function isHeading({ height, lines }: Band, { largest, lowest }: Usual): boolean {
  if (lines.some((line) => line.length > 1)) return false;
  const size = lines.flat().reduce((most, text) => Math.max(most, text.size), 0);
  const isHigh = height - (lines.length - 1) * 1.3 * size > highest * lowest;
  return isHigh || size > mostTitle * largest || lines.flat().some(({ tagged }) => tagged);
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
  if (gaps.length === 0 || gaps.length >= mostColumns || size === undefined || !inside.every((row) => isTitleOrRow(row, gaps))) return undefined;
  const pitch = widest * Math.min(...run.slice(1).map((y, i) => y - (run[i] ?? 0)));
  const rows = { gaps, pitch, size, leading: leadingOf(inside) };
  const above = rowsFrom(top, lines.filter(([line]) => line !== undefined && middle(line) < top).toReversed(), rows);
  const under = rowsFrom(bottom, lines.filter(([line]) => line !== undefined && middle(line) >= bottom), rows);
  if (above === undefined || under === undefined || above.length > mostOutside.above || under.length > mostOutside.under) return undefined;
  const tops = above.map((row) => row.flat().reduce((least, text) => Math.min(least, text.y - text.size), top));
  const bottoms = under.map((row) => row.flat().reduce((most, text) => Math.max(most, text.y + 0.3 * text.size), bottom));
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
