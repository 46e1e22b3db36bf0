import { commonest } from '../text/fragment.ts';
import type { Table, TableCell, TableRow } from './table.ts';

/** A table's first rows may name its columns; more than so many do not. */
const mostHeaderRows = 3;

/** How many of a table's first rows name its columns. */
export function countHeaderRows({ rows, xs }: Table): number {
  const columns = xs.length - 1;
  const font = bodyFont(rows);
  let count = 0;
  while (count < Math.min(mostHeaderRows, rows.length - 1) && isNaming(rows[count], font, columns)) count += 1;
  return count > 0 ? count : countWordRows(rows, columns);
}

/** All cells in another font than the rows below, such as bold; a title over all columns alone names none. */
function isNaming(row: TableRow | undefined, font: string, columns: number): boolean {
  if (row === undefined || row.cells.length === 0 || font === '') return false;
  const [first] = row.cells;
  if (row.cells.length === 1 && first !== undefined && (columns > 2 || first.columnEnd - first.column > 1)) return false;
  return row.cells.every((cell) => cell.lines.every((line) => line.font !== font));
}

/** Rows of words over columns of numbers or dates; above the names of columns may stand those of several together. */
function countWordRows(rows: readonly TableRow[], columns: number): number {
  let count = rows.findIndex((row) => row.cells.some(hasNumber));
  // What stands alone right above the numbers is the name of the rows that follow.
  while (count > 1 && rows[count - 1]?.cells.length === 1) count -= 1;
  if (count < 1 || count > mostHeaderRows) return 0;
  const isSpread = rows[0]?.cells.some(({ column, columnEnd }) => columnEnd - column > 1) === true;
  if (count > 1 && !isSpread) return 0;
  const named = new Set(rows.slice(0, count).flatMap((row) => row.cells).flatMap(({ column, columnEnd }) => range(column, columnEnd)));
  if (named.size < Math.max(2, columns - 1)) return 0;
  const body = rows.slice(count);
  const counted = (column: number): boolean => {
    const cells = body.flatMap((row) => row.cells.filter((cell) => cell.column === column));
    return cells.length >= 2 && cells.filter(hasNumber).length > (columns > 2 ? 0.7 : 0.99) * cells.length;
  };
  return range(0, columns).some(counted) ? count : 0;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function hasNumber(cell: TableCell): boolean {
  return cell.lines.some((line) => /\d/.test(line.text));
}

/** The font of most text below the first row, in columns after the first where there are more. */
function bodyFont(rows: readonly TableRow[]): string {
  const fonts = new Map<string, number>();
  const body = rows.length > 2 ? rows.slice(Math.floor(rows.length / 3)) : rows.slice(1);
  for (const line of body.flatMap((row) => row.cells).flatMap((cell) => (cell.column === 0 ? [] : cell.lines))) {
    fonts.set(line.font, (fonts.get(line.font) ?? 0) + line.text.length);
  }
  return commonest(fonts) ?? '';
}
