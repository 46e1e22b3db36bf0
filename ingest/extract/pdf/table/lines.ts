import { tableRow } from '../../structure/table-rows.ts';
import { joinLines } from '../text/words.ts';
import { countHeaderRows } from './header.ts';
import type { Table, TableCell, TableRow } from './table.ts';

/** The names of a table's columns, and where these stand. */
export interface TableHeader {
  readonly xs: readonly number[];
  readonly names: readonly string[];
}

/** A cell over more columns than this says something about the row, not about each of them. */
const mostNamed = 3;
/** Points by which the columns of one table may differ from page to page. */
const tolerance = 3;

/**
 * A table's rows as lines that can be read without it.
 * @param before the table that ended the text before this one: without names of its own, it goes on from there.
 */
export function tableLines(table: Table, before: TableHeader | undefined, hyphenated: ReadonlySet<string>): { lines: string[]; header: TableHeader | undefined } {
  const isTitle = ({ cells }: TableRow): boolean => cells.length === 1 && (cells[0]?.columnEnd ?? 0) - (cells[0]?.column ?? 0) === table.xs.length - 1;
  const titles = Math.max(0, table.rows.findIndex((row) => !isTitle(row)));
  const rest = { ...table, rows: table.rows.slice(titles) };
  const count = countHeaderRows(rest);
  const text = (cell: TableCell): string => joinLines(cell.lines, hyphenated);
  const own = count === 0 ? undefined : { xs: table.xs, names: namesOf(rest.rows.slice(0, count), table.xs.length - 1, text) };
  const header = own ?? (before !== undefined && sameColumns(before.xs, table.xs) ? before : undefined);
  // What stands alone in a wide table is the name of the rows that follow.
  const write = ({ cells }: TableRow): string =>
    tableRow(cells.map(text), cells.length === 1 && table.xs.length > 3 ? undefined : header && cells.map((cell) => nameOf(cell, header.names)));
  return {
    lines: [...table.rows.slice(0, titles), ...rest.rows.slice(count)].map(write).filter((line) => line !== ''),
    header: header && { ...header, xs: table.xs },
  };
}

function namesOf(rows: readonly TableRow[], columns: number, text: (cell: TableCell) => string): string[] {
  return Array.from({ length: columns }, (_, column) => {
    const parts = rows.flatMap(({ cells }) => cells.filter((cell) => cell.column <= column && cell.columnEnd > column).map(text));
    return [...new Set(parts)].join(' ');
  });
}

function nameOf({ column, columnEnd }: TableCell, names: readonly string[]): string {
  if (columnEnd - column > mostNamed) return '';
  return [...new Set(names.slice(column, columnEnd))].filter((name) => name !== '').join(' / ');
}

function sameColumns(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((x, i) => Math.abs(x - (b[i] ?? 0)) < tolerance);
}
