/**
 * Whether a table of which no row is marked as header begins with one, as most tables made by hand do: three columns or
 * more, a name in each, and values with digits below at least one of them. Two columns are as often a name and its value.
 */
export function readsAsHeader([first = [], ...below]: readonly (readonly string[])[]): boolean {
  if (first.length < 3 || below.length < 2 || new Set(first).size < first.length) return false;
  const isName = (text: string): boolean => text.length <= 60 && (/^[\p{L}(]/u.test(text) || /^(?:19|20)\d\d$/.test(text));
  if (!first.every(isName) || !first.some((text) => /\p{L}/u.test(text))) return false;
  return first.some((_, column) => below.filter((row) => /^[^\p{L}]*\d/u.test(row[column] ?? '')).length > below.length / 2);
}

/** The names of columns by several rows of header: names under a common title. */
export function joinHeaders(rows: readonly (readonly string[])[]): string[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: width }, (_, i) => [...new Set(rows.map((row) => row[i] ?? ''))].join(' ').trim());
}

const oneLine = (cell: string): string => cell.replace(/\s+/g, ' ').trim();

/**
 * One table row as a line that can be read without the table: `Product: paspoort; Prijs: € 86,20` under headers,
 * `paspoort | € 86,20` without. Empty cells are left out.
 */
export function tableRow(cells: readonly string[], header: readonly string[] | undefined): string {
  const named = cells.map((cell, column) => ({
    value: oneLine(cell),
    name: oneLine(header?.[column] ?? '').replace(/:$/, ''),
  }));
  const filled = named.filter(({ value }) => value !== '');
  if (filled.every(({ name }) => name === '')) return filled.map(({ value }) => value).join(' | ');
  return filled.map(({ name, value }) => (name === '' || name === value ? value : `${name}: ${value}`)).join('; ');
}

/** All rows below a header, each as a readable line. A header without rows is a row itself. */
export function tableRows(header: readonly string[] | undefined, rows: readonly (readonly string[])[]): string[] {
  const useful = header?.some((cell) => oneLine(cell) !== '') === true ? header : undefined;
  if (rows.length === 0) return useful === undefined ? [] : [tableRow(useful, undefined)];
  return rows.map((row) => tableRow(row, useful)).filter((line) => line !== '');
}
