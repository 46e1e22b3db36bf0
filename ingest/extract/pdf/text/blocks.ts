import type { Fragment } from './fragment.ts';
import { readRows, type Row, type RowStyle } from './rows.ts';
import type { Grid } from '../table/grid.ts';
import { readTable } from '../table/rows.ts';
import type { Table } from '../table/table.ts';

/** Part of a page: text, or a table that has lines. */
export type Block = { readonly kind: 'text'; readonly rows: readonly Row[] } | { readonly kind: 'table'; readonly table: Table };

/** Cells that hold so many letters on average hold running text: the grid only says where it goes on the page. */
const longCell = 600;

/** Two cells of so many lines between two lines across are more than one row. */
const severalRows = 6;

/** Puts a page's fragments together; a table comes where its first word is drawn. */
export function readBlocks(fragments: readonly Fragment[], style: RowStyle): Block[] {
  const blocks: Block[] = [];
  const grids = Map.groupBy(fragments, ({ place }) => place?.grid);
  let text: Fragment[] = [];
  const close = (): void => {
    if (text.length > 0) blocks.push({ kind: 'text', rows: readRows(text, style) });
    text = [];
  };
  const done = new Set<Grid>();
  for (const fragment of fragments) {
    const grid = fragment.place?.grid;
    if (grid === undefined) text.push(fragment);
    else if (!done.has(grid)) {
      done.add(grid);
      close();
      blocks.push(...readGrid(grid, grids.get(grid) ?? [], style));
    }
  }
  close();
  return blocks;
}

function readGrid(grid: Grid, fragments: readonly Fragment[], style: RowStyle): Block[] {
  const cells = Map.groupBy(fragments, ({ place }) => place?.cell);
  const letters = fragments.reduce((sum, { text }) => sum + text.length, 0);
  const table = readTable(grid, fragments);
  if (grid.open && table.rows.some((row) => row.cells.filter((cell) => cell.lines.length >= severalRows).length > 1)) {
    return [{ kind: 'text', rows: readRows(fragments, style) }];
  }
  if (letters <= longCell * cells.size) return [{ kind: 'table', table }];
  const inOrder = [...cells].toSorted(([a], [b]) => (a?.row ?? 0) - (b?.row ?? 0) || (a?.column ?? 0) - (b?.column ?? 0));
  return inOrder.map(([, own]) => ({ kind: 'text', rows: readRows(own, style) }));
}
