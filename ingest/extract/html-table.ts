import { attribute, children, findAll, inlineText, isElement, isRead, type Element, type Node } from './html-tree.ts';
import { tableRows } from './table.ts';

interface Row {
  readonly cells: readonly string[];
  readonly isHeader: boolean;
}

/** Whether a table only lays out a page: it holds whole blocks or other tables in its cells. */
export function isLayoutTable(table: Element): boolean {
  const role = attribute(table, 'role');
  if (role === 'presentation' || role === 'none') return true;
  return findAll(table, (e) => e.tagName === 'table' || /^h[1-6]$/.test(e.tagName)).length > 0;
}

/** A table's caption and rows as readable lines, each row with the names of its columns where the table gives them. */
export function readTable(table: Element): { caption: string; lines: string[] } {
  const caption = findAll(table, (e) => e.tagName === 'caption').map(inlineText).join(' ');
  const rows = findAll(table, (e) => e.tagName === 'tr' && isRead(e)).map(readRow);
  const lines: string[] = [];
  let header: readonly string[] | undefined;
  let body: (readonly string[])[] = [];
  const flush = (): void => {
    lines.push(...tableRows(header, body));
    body = [];
  };
  for (const row of rows) {
    if (row.isHeader) {
      // A header that follows another one without rows between them is its second line: names under a common title.
      if (body.length > 0 || header === undefined) {
        flush();
        header = row.cells;
      } else header = joinHeaders(header, row.cells);
    } else body.push(row.cells);
  }
  flush();
  return { caption, lines };
}

function readRow(row: Element): Row {
  const cells = children(row).filter((node): node is Element => isElement(node) && (node.tagName === 'td' || node.tagName === 'th'));
  const inHead = isHead(row.parentNode);
  return {
    cells: cells.flatMap((cell) => {
      const span = Math.min(Math.max(Number.parseInt(attribute(cell, 'colspan') ?? '1', 10) || 1, 1), 50);
      const text = isRead(cell) ? inlineText(cell) : '';
      // A value that spans columns is said once; a header names each column that it spans.
      return [text, ...Array<string>(span - 1).fill(inHead ? text : '')];
    }),
    isHeader: cells.length > 0 && (inHead || cells.every((cell) => cell.tagName === 'th')),
  };
}

function isHead(node: Node | null): boolean {
  return node !== null && isElement(node) && node.tagName === 'thead';
}

function joinHeaders(upper: readonly string[], lower: readonly string[]): string[] {
  const width = Math.max(upper.length, lower.length);
  return Array.from({ length: width }, (_, i) => [...new Set([upper[i] ?? '', lower[i] ?? ''])].join(' ').trim());
}
