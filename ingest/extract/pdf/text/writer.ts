import { readsAsLegalHeading } from '../../structure/legal.ts';
import type { Outline } from '../../structure/outline.ts';
import { listMarker, type Cell, type Row, type RowStyle } from './rows.ts';
import { tableRow } from '../../structure/table-rows.ts';
import type { Block } from './blocks.ts';
import { tableLines, type TableHeader } from '../table/lines.ts';
import type { Table } from '../table/table.ts';
import { joinLines } from './words.ts';

export interface PdfStyle extends RowStyle {
  readonly bodySize: number;
  /** Sizes of headings, largest first. */
  readonly headingSizes: readonly number[];
  /** Words that this document writes with a hyphen inside a line: at a line's end they keep it too. */
  readonly hyphenated: ReadonlySet<string>;
}

/** Writes rows into the outline: headings, paragraphs, list items and table rows. One per document, over all pages. */
export class PdfOutline {
  readonly #outline: Outline;
  readonly #style: PdfStyle;
  #header: readonly Cell[] | undefined;
  /** The header of the last table that has lines. */
  #lined: TableHeader | undefined;
  #last: 'heading' | 'text' | 'item' | 'row' | undefined;
  /** The heading just written: a long one may go on in a second row. */
  #lastHeading: { readonly level: number; readonly bottom: number } | undefined;

  constructor(outline: Outline, style: PdfStyle) {
    this.#outline = outline;
    this.#style = style;
  }

  page(number: number, blocks: readonly Block[]): void {
    this.#outline.page(number);
    if (this.#last !== 'row') this.#last = undefined;
    for (const block of blocks) {
      if (block.kind === 'table') this.#table(block.table);
      else this.#rows(block.rows);
    }
  }

  #table(table: Table): void {
    const before = this.#last === 'row' ? this.#lined : undefined;
    const { lines, header } = tableLines(table, before, this.#style.hyphenated);
    for (const [i, line] of lines.entries()) {
      if (i > 0 || before !== undefined) this.#outline.line(line);
      else this.#outline.paragraph(line);
    }
    this.#header = undefined;
    this.#lined = header;
    this.#last = 'row';
  }

  #rows(rows: readonly Row[]): void {
    for (const [i, row] of rows.entries()) {
      const text = row.cells.map((cell) => this.#words(cell)).join(' ');
      if (isTableRow(row) || this.#fitsHeader(row)) this.#tableRow(row, rows[i + 1]);
      else if (!this.#heading(row, text)) this.#text(text);
    }
  }

  #heading(row: Row, text: string): boolean {
    const level = headingLevel(row, text, this.#style);
    if (level === undefined) return false;
    const above = this.#last === 'heading' ? this.#lastHeading : undefined;
    const size = sizeOf(row);
    const goesOn =
      above?.level === level && /^\p{Ll}/u.test(text) && row.top > above.bottom && row.top - above.bottom < 2.2 * size;
    if (goesOn) this.#outline.extendHeading(text);
    else this.#outline.heading(text, level);
    this.#lastHeading = { level, bottom: row.bottom };
    this.#header = undefined;
    this.#last = 'heading';
    return true;
  }

  #text(text: string): void {
    const item = listMarker.test(text);
    if (item && this.#last === 'item') this.#outline.line(text);
    else this.#outline.paragraph(text);
    this.#header = undefined;
    this.#last = item ? 'item' : 'text';
  }

  #tableRow(row: Row, next: Row | undefined): void {
    const words = row.cells.map((cell) => this.#words(cell));
    if (this.#isHeader(row) && next !== undefined && isTableRow(next) && !this.#isHeader(next)) {
      this.#header = row.cells;
      this.#last = undefined;
      return;
    }
    const header = this.#header;
    const names = header === undefined ? undefined : row.cells.map((cell, i) => this.#words(headerOf(header, row, cell, i)));
    const line = tableRow(words, names);
    if (this.#last === 'row') this.#outline.line(line);
    else this.#outline.paragraph(line);
    this.#lined = undefined;
    this.#last = 'row';
  }

  #words({ lines }: Cell): string {
    return joinLines(lines, this.#style.hyphenated);
  }

  /** A number and a text under a header are a row of its table with a cell left empty, not an item of a list. */
  #fitsHeader(row: Row): boolean {
    const first = this.#header?.[0];
    return (
      first !== undefined &&
      this.#last === 'row' &&
      row.cells.length === 2 &&
      Math.abs((row.cells[0]?.x ?? 0) - first.x) < 3
    );
  }

  /** All cells in a font of their own, such as bold, and without numbers other than years. */
  #isHeader(row: Row): boolean {
    return row.cells.every((cell) =>
      cell.lines.every((line) => line.font !== this.#style.bodyFont && !/\d/.test(line.text.replaceAll(year, ''))),
    );
  }
}

const year = /\b(?:19|20)\d\d\b/g;

function isTableRow(row: Row): boolean {
  return row.cells.length > 2 || (row.cells.length === 2 && !listMarker.test(row.cells[0]?.lines[0]?.text ?? ''));
}

/** Full rows go by the order of their cells: names may be set to the left over numbers set to the right. */
function headerOf(header: readonly Cell[], row: Row, cell: Cell, index: number): Cell {
  const same = header.length === row.cells.length ? header[index] : undefined;
  return same ?? nearest(header, cell);
}

/** The header cell that covers most of a cell's width, or else the closest one. */
function nearest(header: readonly Cell[], cell: Cell): Cell {
  const distance = (other: Cell): number => {
    const overlap = Math.min(other.right, cell.right) - Math.max(other.x, cell.x);
    return overlap > 0 ? -overlap : Math.abs(other.x + other.right - cell.x - cell.right) / 2;
  };
  return header.reduce((best, other) => (distance(other) < distance(best) ? other : best));
}

/** Names of tables and figures are set like headings, but nothing stands under them. */
const caption = /^(?:figuur|tabel|figure|table|grafiek|kaart|bron)\b[^.]{0,3}[\dA-Z]/i;

/** 1 and up by size, then headings in another font, or that read as a law's; undefined for text. */
function headingLevel(row: Row, text: string, style: PdfStyle): number | undefined {
  const lines = row.cells.flatMap((cell) => cell.lines);
  const size = sizeOf(row);
  if (lines.length > 4 || text.length > 220 || !/\p{L}{2}/u.test(text) || caption.test(text)) return undefined;
  const bySize = style.headingSizes.findIndex((known) => Math.abs(known - size) < 0.3);
  if (bySize >= 0) return bySize + 1;
  const own = style.headingSizes.length + 1;
  if (lines.every((line) => line.tagged)) return own;
  if (size > 0.8 * style.bodySize && readsAsLegalHeading(text)) return own;
  const other = lines.every((line) => line.font !== style.bodyFont && !line.mixed && line.size > 0.93 * style.bodySize);
  const short = lines.length <= 2 && text.length <= (listMarker.test(text) ? 60 : 120);
  return other && short && /^[\p{Lu}\p{N}…‘“"]/u.test(text) && !/[,;:?]$|[^.]\.$/.test(text) ? own : undefined;
}

/** The size of a row's longest line: the number in front of a heading may be set larger. */
function sizeOf(row: Row): number {
  const lines = row.cells.flatMap((cell) => cell.lines);
  return lines.reduce((longest, line) => (line.text.length > longest.text.length ? line : longest)).size;
}
