/**
 * Rows of a table as documents are read, `Product: paspoort; Prijs: € 86,20`, back in columns. Rows that do not fit each other stay lines:
 * a cell under the wrong heading would be worse than none.
 */

export interface Table {
  /** Of each column; empty where they have no names. */
  readonly headers: readonly string[];
  /** Texts of cells, as many in each row as there are columns. */
  readonly rows: readonly (readonly string[])[];
}

const MAX_COLUMNS = 8;

/** @param lines two or more; a single row is as well read as a line. */
export function tableOf(lines: readonly string[]): Table | undefined {
  if (lines.length < 2) return undefined;
  const named = lines.map(namedCells);
  if (named.every((row) => row !== undefined)) return inColumns(named);
  const rows = lines.map((line) => line.split(' | ').map((cell) => cell.trim()));
  const width = rows[0]?.length ?? 0;
  return width > 1 && width <= MAX_COLUMNS && rows.every((row) => row.length === width) ? { headers: [], rows } : undefined;
}

/** An empty cell is left out of its row. */
function inColumns(rows: readonly ReadonlyMap<string, string>[]): Table | undefined {
  const [first] = rows[0]?.keys() ?? [];
  const headers = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  if (headers.length > MAX_COLUMNS || rows.some((row) => row.keys().next().value !== first)) return undefined;
  return { headers, rows: rows.map((row) => headers.map((header) => row.get(header) ?? '')) };
}

/** Cells by their heading; undefined where a piece has none, or two have the same. */
function namedCells(line: string): ReadonlyMap<string, string> | undefined {
  const cells = new Map<string, string>();
  for (const piece of line.split('; ')) {
    const colon = piece.indexOf(': ');
    const header = piece.slice(0, colon).trim();
    if (colon < 1 || cells.has(header)) return undefined;
    cells.set(header, piece.slice(colon + 2).trim());
  }
  return cells;
}
