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
