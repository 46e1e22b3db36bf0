import type { Fragment } from '../text/fragment.ts';
import type { TableCell, TableRow } from './table.ts';

/** So many lines side by side count as rows without further ado. */
const leastLines = 3;

/**
 * Parts a row between two lines into the rows that stand in it: where no lines are drawn between rows, or a cell goes with
 * several of them. Only where the lines of two columns stand side by side and most of them were not broken for want of room.
 */
export function lineRows(cells: readonly TableCell[], xs: readonly number[]): TableRow[] {
  const listed = cells.filter((cell) => cell.lines.length > 1 && !isWrapped(cell, xs));
  const starts = startsOf(listed);
  // Two lines may be one under the other for other reasons, unless all cells have them.
  if (starts !== undefined && starts.length < leastLines && (cells.length < 3 || cells.some(({ lines }) => lines.length !== 2))) return [{ cells }];
  if (starts === undefined) return [{ cells }];
  return starts.map((top, i) => {
    const bottom = starts[i + 1] ?? Infinity;
    return { cells: cells.flatMap((cell) => part(cell, top, bottom, i === 0)) };
  });
}

/** The baselines that most of the listed columns share, if that is nearly all of the longest column's. */
function startsOf(listed: readonly TableCell[]): number[] | undefined {
  const [longest] = listed.toSorted((a, b) => b.lines.length - a.lines.length);
  if (longest === undefined) return undefined;
  const starts = longest.lines.map((line) => line.y);
  const shared = listed.filter(
    (cell) => cell !== longest && cell.lines.every((line) => starts.some((y) => beside(line, y))) && cell.lines.length >= 0.7 * starts.length,
  );
  return shared.length > 0 ? starts : undefined;
}

function beside(line: Fragment, y: number): boolean {
  return Math.abs(line.y - y) < 0.3 * line.size;
}

/** What of a cell stands in the row from one baseline to the next. A cell of one line goes with all rows. */
function part(cell: TableCell, top: number, bottom: number, isFirst: boolean): TableCell[] {
  const [only] = cell.lines;
  if (cell.lines.length === 1 && only !== undefined) return [cell];
  const lines = cell.lines.filter((line) => {
    const room = 0.3 * line.size;
    return (isFirst || line.y >= top - room) && line.y < bottom - room;
  });
  return lines.length === 0 ? [] : [{ ...cell, lines }];
}

/** What a cell keeps free at its sides, together. Points. */
const padding = 4;

/** Whether most lines end where the first word of the next one would not have fitted. */
function isWrapped({ lines, column, columnEnd }: TableCell, xs: readonly number[]): boolean {
  const room = (xs[columnEnd] ?? Infinity) - (xs[column] ?? 0) - padding;
  const full = lines.filter((line, i) => {
    const next = lines[i + 1];
    if (next === undefined) return false;
    const [word = ''] = next.text.split(' ', 1);
    const width = ((next.right - next.x) / Math.max(1, next.text.length)) * (word.length + 1);
    return line.right - line.x + width > room;
  });
  return full.length >= 0.5 * (lines.length - 1);
}
