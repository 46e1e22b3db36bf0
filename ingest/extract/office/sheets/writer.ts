import { tableRow } from '../../structure/table-rows.ts';
import { Outline } from '../../structure/outline.ts';
import type { ExtractedDocument, HiddenText } from '../../types.ts';
import { blocksOf, type Block } from './blocks.ts';
import type { Cell, Grid, GridRow } from './grid.ts';
import { cutWarning, type Room } from './limits.ts';

export interface Sheet {
  readonly name: string;
  readonly grid: Grid;
  /** Whether none of it is shown. */
  readonly isHidden: boolean;
}

/**
 * Writes what the visible sheets of a workbook show, each a page, and keeps apart what is not shown.
 * @param sheets undefined for a sheet without cells, such as a chart.
 * @param room what was left out of the sheets is known when all of them were read.
 */
export function writeSheets(sheets: Iterable<Sheet | undefined>, room: Room): Omit<ExtractedDocument, 'mediaType'> {
  const outline = new Outline();
  const hidden: HiddenText[] = [];
  let title: string | undefined;
  let page = 0;
  for (const sheet of sheets) {
    page += 1;
    if (sheet === undefined) continue;
    const { name, grid, isHidden } = sheet;
    hidden.push(...(isHidden ? grid.allHidden(name, page) : grid.hidden(name, page)));
    // The name of a sheet is no text when nothing is on it.
    if (isHidden || grid.rows().length === 0) continue;
    outline.page(page);
    const own = addSheet(outline, name, grid);
    title ??= own;
  }
  const warnings = room.isCut ? [cutWarning] : [];
  return { ...(title !== undefined && { title }), metadata: {}, sections: outline.finish(), warnings, pages: page, hidden };
}

/** Columns with their names, kept for a next block that goes on under the same ones. */
interface Header {
  readonly names: ReadonlyMap<number, string>;
  readonly columns: readonly number[];
}

/**
 * Writes what a sheet shows under its name: each table as rows that name their columns, a line above a table as its
 * heading, loose cells as paragraphs.
 * @returns the sheet's own title, when it starts with one.
 */
function addSheet(outline: Outline, name: string, grid: Grid): string | undefined {
  outline.heading(name, 1);
  const blocks = blocksOf(grid);
  let header: Header | undefined;
  let title: string | undefined;
  for (const [index, block] of blocks.entries()) {
    const only = block.rows.length === 1 ? loneCell(block.rows[0]) : undefined;
    const next = blocks[index + 1];
    if (only !== undefined && readsAsTitle(only) && next !== undefined && next.columns.length > 1) {
      outline.heading(only.text, 2);
      if (index === 0) title = only.text;
    } else {
      const above = addBlock(outline, block, header);
      if (index === 0) title = above.title;
      header = above.header ?? header;
    }
  }
  return title?.replace(/\s+/g, ' ').trim();
}

function addBlock(outline: Outline, block: Block, before: Header | undefined): { title?: string; header?: Header } {
  const { rows, columns } = block;
  let at = 0;
  let title: string | undefined;
  if (columns.length > 1) {
    for (let cell = loneCell(rows[at]); cell !== undefined && at < rows.length - 1; cell = loneCell(rows[at])) {
      if (title === undefined && readsAsTitle(cell)) {
        title = cell.text;
        outline.heading(title, 2);
      } else outline.paragraph(cell.text);
      at += 1;
    }
  }
  const own = findHeader(block, at);
  const header = own?.header ?? (before !== undefined && isUnder(block, before) ? before : undefined);
  outline.lines(rows.slice(own?.after ?? at).map((row) => rowLine(row, columns, header)));
  return { ...(title !== undefined && { title }), ...(header !== undefined && { header }) };
}

function rowLine(row: GridRow, columns: readonly number[], header: Header | undefined): string {
  const lone = loneCell(row);
  // A lone cell in a table is a heading between its rows, not a value of its first column.
  if (lone !== undefined && !lone.figure && columns.length > 2) return lone.text.replace(/\s+/g, ' ').trim();
  const filled = [...row.cells].toSorted(([a], [b]) => a - b);
  const names = filled.map(([column]) => header?.names.get(column) ?? '');
  return tableRow(
    filled.map(([, { text }]) => text),
    header === undefined ? undefined : names,
  );
}

/** The row, or two rows under a common title, that names the columns; undefined when the table starts with values. */
function findHeader(block: Block, at: number): { header: Header; after: number } | undefined {
  const { rows, columns } = block;
  const row = rows[at];
  if (row === undefined || rows.length - at < 2 || !namesColumns(row, columns)) return undefined;
  // Two columns of words, the first with colons: a form.
  const form = columns.length === 2 && row.cells.get(columns[0] ?? 0)?.text.trim().endsWith(':') === true;
  // Two rows of two words could be anything; without names nothing false is said.
  if (form || (columns.length === 2 && rows.length - at === 2 && !hasFigure(rows[at + 1]))) return undefined;
  const names = spread(row);
  const below = rows[at + 1];
  const grouped = [...row.cells.values()].some(({ lastColumn }) => lastColumn !== undefined);
  if (!grouped || below === undefined || rows.length - at < 3 || !namesColumns(below, columns))
    return { header: { names, columns }, after: at + 1 };
  for (const [column, name] of spread(below)) {
    names.set(column, [...new Set([names.get(column) ?? '', name])].join(' ').trim());
  }
  return { header: { names, columns }, after: at + 2 };
}

function namesColumns(row: GridRow, columns: readonly number[]): boolean {
  const cells = [...row.cells.values()];
  const covered = cells.length === 0 ? 0 : spread(row).size;
  if (cells.length < 2 || covered * 2 < columns.length) return false;
  if (!cells.every(({ text, figure }) => (figure ? isYear(text) : text.length <= 80))) return false;
  return cells.some(({ figure }) => !figure) && new Set(cells.map(({ text }) => text.trim())).size === cells.length;
}

/** The names in a row by column; one that covers more columns names each of them. */
function spread({ cells }: GridRow): Map<number, string> {
  const names = new Map<number, string>();
  for (const [column, { text, lastColumn = column }] of cells) {
    for (let c = column; c <= Math.min(lastColumn, column + 200); c += 1) if (!names.has(c)) names.set(c, text);
  }
  return names;
}

/** Whether a block without names of its own goes on under the columns of the one above it. */
function isUnder({ rows, columns }: Block, { columns: above }: Header): boolean {
  return columns.length > 1 && hasFigure(rows[0]) && columns.every((column) => above.includes(column));
}

function loneCell(row: GridRow | undefined): Cell | undefined {
  return row?.cells.size === 1 ? row.cells.values().next().value : undefined;
}

const hasFigure = (row: GridRow | undefined): boolean => row?.cells.values().some(({ figure }) => figure) === true;

const isYear = (text: string): boolean => /^(?:19|20)\d\d$/.test(text.trim());

function readsAsTitle({ text, figure }: Cell): boolean {
  return !figure && text.length <= 120 && !/[.;:,]$/.test(text.trim());
}
