import type { Fragment } from './fragment.ts';

/** Lines under each other that belong together: a paragraph, or one cell of a table row. */
export interface Cell {
  x: number;
  right: number;
  readonly lines: Fragment[];
}

/** A paragraph (one cell), or text side by side: a table row, a list marker with its text. */
export interface Row {
  readonly cells: Cell[];
  top: number;
  bottom: number;
}

export interface RowStyle {
  /** Baseline distance over font size up to which lines belong to one paragraph. */
  readonly leading: number;
  /** The font that most of the document's text is in. */
  readonly bodyFont: string;
}

/** What starts a list item; a bullet may stand alone. `9.30 uur` does not, `1.2 Begrippen` does. */
export const listMarker = new RegExp(
  String.raw`^(?:\(?(?:\d{1,3}|([a-z])\1?|[ivx]{1,5})[.)](?=\s|$)|` +
    String.raw`\d{1,2}(?:\.\d{1,2})+\.?(?=\s+(?-i:[A-Z‘'“"])|$)|[-–•·▪◦○●■\ue000-\uf8ff](?=\s|$))`,
  'i',
);

/** The usual distance between lines of one paragraph, over the font size, with room for what differs from it. */
export function findLeading(pages: readonly (readonly Fragment[])[]): number {
  const ratios: number[] = [];
  for (const fragments of pages) {
    for (const [i, next] of fragments.entries()) {
      const last = fragments[i - 1];
      if (last === undefined || next.x >= last.right || next.right <= last.x) continue;
      const ratio = (next.y - last.y) / last.size;
      if (ratio > 0.8 && ratio < 2.2 && last.text.length > 25) ratios.push(ratio);
    }
  }
  ratios.sort((a, b) => a - b);
  return Math.min(Math.max((ratios[Math.floor(ratios.length / 2)] ?? 1.2) * 1.3, 1.5), 2.1);
}

/** Puts a page's fragments together into paragraphs and table rows, following the order in which they were drawn. */
export function readRows(fragments: readonly Fragment[], style: RowStyle): Row[] {
  const rows: Row[] = [];
  let lastCell: Cell | undefined;
  for (const fragment of fragments) {
    const row = rows.at(-1);
    const cell =
      row === undefined
        ? undefined
        : (cellBelow(row, fragment, lastCell, style) ?? cellBeside(row, fragment, rows.at(-2)));
    if (row === undefined || cell === undefined) {
      lastCell = { x: fragment.x, right: fragment.right, lines: [fragment] };
      rows.push({ cells: [lastCell], top: fragment.y, bottom: fragment.y });
      continue;
    }
    if (cell.lines.length === 0) row.cells.push(cell);
    cell.lines.push(fragment);
    cell.x = Math.min(cell.x, fragment.x);
    cell.right = Math.max(cell.right, fragment.right);
    row.top = Math.min(row.top, fragment.y);
    row.bottom = Math.max(row.bottom, fragment.y);
    lastCell = cell;
  }
  return rows;
}

/** The cell of the row whose next line this is. */
function cellBelow(row: Row, next: Fragment, lastCell: Cell | undefined, style: RowStyle): Cell | undefined {
  const over = row.cells.filter((cell) => next.x < cell.right - 1 && next.right > cell.x + 1);
  const cell = over[0];
  const last = cell?.lines.at(-1);
  if (cell === undefined || last === undefined || over.length > 1) return undefined;
  const step = next.y - last.y;
  if (step < 0.4 * last.size || step > style.leading * Math.max(last.size, next.size)) return undefined;
  if (Math.abs(next.size - last.size) > 0.08 * last.size) return undefined;
  // What looks like a marker inside a table's cell is a number or a time.
  const inTable = row.cells.length > 1 && !listMarker.test(row.cells[0]?.lines[0]?.text ?? '');
  if (startsAnew(cell, next, style, inTable)) return undefined;
  // In a table, a line under the first column starts the next row, unless that column was just being written.
  if (row.cells.length > 1 && cell === row.cells[0] && (cell !== lastCell || listMarker.test(last.text)))
    return undefined;
  return cell;
}

/** A list item, or text after a heading that is set tight above it. */
function startsAnew(cell: Cell, next: Fragment, style: RowStyle, inTable: boolean): boolean {
  const first = cell.lines[0];
  if ((!inTable && listMarker.test(next.text)) || next.tagged !== first?.tagged) return true;
  const afterEnd = /[.:]$/.test(cell.lines.at(-1)?.text ?? '') && next.font !== style.bodyFont && !next.mixed;
  if (afterEnd && first.font === style.bodyFont && next.text.length < 60) return true;
  if (first.font === style.bodyFont || next.font === first.font) return false;
  return (
    cell.lines.every((line) => line.font === first.font) && next.font === style.bodyFont && first.text.length < 100
  );
}

/** A new cell on the right of the row's last one; cells of one row may be set to its top, middle or bottom. */
function cellBeside(row: Row, next: Fragment, before: Row | undefined): Cell | undefined {
  const last = row.cells.at(-1);
  if (last === undefined || next.x < last.right - 0.2 * next.size) return undefined;
  const room = row.cells.length > 1 || last.lines.length > 1 ? 0.5 : 0.3;
  const single = row.top === row.bottom && last.right - last.x < 250;
  const above = single ? 3 * next.size : room * next.size;
  if (next.y > row.bottom + room * next.size || next.y < row.top - above) return undefined;
  if (before !== undefined && next.y <= before.bottom + 0.3 * next.size && next.y < row.top - room * next.size)
    return undefined;
  return { x: next.x, right: next.right, lines: [] };
}
