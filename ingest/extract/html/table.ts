import { attribute, children, findAll, inlineText, isElement, isRead, type Element, type Node } from './tree.ts';
import { joinHeaders, readsAsHeader, tableRows } from '../structure/table-rows.ts';

interface Row {
  /** A value that spans columns stands in the first of them. */
  readonly cells: readonly string[];
  /** The same as names for the columns: one that spans columns names each of them. */
  readonly names: readonly string[];
  readonly isHeader: boolean;
}

/** A cell that reaches down over rows below. */
interface Hanging {
  readonly text: string;
  rows: number;
}

/** Whether a table only lays out a page: it holds other tables or headings in its cells. */
export function isLayoutTable(table: Element): boolean {
  const role = attribute(table, 'role');
  if (role === 'presentation' || role === 'none') return true;
  return findAll(table, (e) => e.tagName === 'table' || /^h[1-6]$/.test(e.tagName)).length > 0;
}

/** A table's caption and rows as readable lines, each row with the names of its columns where the table gives them. */
export function readTable(table: Element): { caption: string; lines: string[] } {
  const caption = findAll(table, (e) => e.tagName === 'caption')
    .map(inlineText)
    .join(' ');
  const hanging: (Hanging | undefined)[] = [];
  const rows = findAll(table, (e) => e.tagName === 'tr' && isRead(e)).map((row) => readRow(row, hanging));
  // Some programs call all rows headers; then only the first is.
  const all = rows.length > 1 && rows.every((row) => row.isHeader);
  const guessed = rows.every((row) => !row.isHeader) && readsAsHeader(rows.map((row) => row.cells));
  const lines: string[] = [];
  let header: readonly string[] | undefined;
  let body: (readonly string[])[] = [];
  const flush = (): void => {
    lines.push(...tableRows(header, body));
    body = [];
  };
  for (const [index, row] of rows.entries()) {
    if (guessed && index === 0) header = row.names;
    else if (!row.isHeader || (all && index > 0)) body.push(row.cells);
    else if (header === undefined || body.length > 0) {
      if (header !== undefined || body.length > 0) flush();
      header = row.names;
    } else header = joinHeaders([header, row.names]);
  }
  flush();
  return { caption, lines };
}

/** Reads one row; a cell from above that reaches down into it is read again, so that each row says it all. */
function readRow(row: Element, hanging: (Hanging | undefined)[]): Row {
  const elements = children(row).filter(
    (node): node is Element => isElement(node) && (node.tagName === 'td' || node.tagName === 'th'),
  );
  const cells: string[] = [];
  const names: string[] = [];
  const takeHanging = (): void => {
    for (let cell = hanging[cells.length]; cell !== undefined && cell.rows > 0; cell = hanging[cells.length]) {
      cell.rows -= 1;
      cells.push(cell.text);
      names.push(cell.text);
    }
  };
  for (const element of elements) {
    takeHanging();
    const text = isRead(element) ? inlineText(element) : '';
    const down = span(element, 'rowspan') - 1;
    for (let i = 0; i < span(element, 'colspan'); i += 1) {
      const said = i === 0 ? text : '';
      hanging[cells.length] = down > 0 ? { text: said, rows: down } : undefined;
      cells.push(said);
      names.push(text);
    }
  }
  takeHanging();
  return {
    cells,
    names,
    isHeader: elements.length > 0 && (isHead(row.parentNode) || elements.every((cell) => cell.tagName === 'th')),
  };
}

function span(cell: Element, name: 'colspan' | 'rowspan'): number {
  return Math.min(Math.max(Number.parseInt(attribute(cell, name) ?? '1', 10) || 1, 1), 50);
}

function isHead(node: Node | null): boolean {
  return node !== null && isElement(node) && node.tagName === 'thead';
}
