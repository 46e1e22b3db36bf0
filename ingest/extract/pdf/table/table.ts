import type { Fragment } from '../text/fragment.ts';

/** The text of a cell, over the columns from `column` up to `columnEnd`. */
export interface TableCell {
  readonly column: number;
  readonly columnEnd: number;
  readonly lines: readonly Fragment[];
}

export interface TableRow {
  readonly cells: readonly TableCell[];
}

/** A table as it stands on one page. */
export interface Table {
  /** The places of the columns, to know a table again on the next page. */
  readonly xs: readonly number[];
  readonly rows: readonly TableRow[];
}
