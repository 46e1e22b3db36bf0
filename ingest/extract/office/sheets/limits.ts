/** What is read of a spreadsheet. A sheet with more is a database: a desk answers from its explanation, not its rows. */
export const sheetLimits = {
  /** Of each sheet. */
  rows: 20_000,
  columns: 500,
  /** Of all sheets together. */
  cells: 400_000,
} as const;

/** Bytes of one sheet's XML, as text; what is larger has more rows than are read. */
export const maxPart = 64 * 1024 * 1024;

/** What is left of them while a workbook is read. */
export interface Room {
  cells: number;
  /** Whether something was left out. */
  isCut: boolean;
}

export const cutWarning =
  'Dit bestand is te groot om helemaal te lezen. Alleen het begin is gelezen: ' +
  `per blad ${sheetLimits.rows.toLocaleString('nl-NL')} rijen en ${sheetLimits.columns} kolommen, ` +
  `samen ${sheetLimits.cells.toLocaleString('nl-NL')} cellen.`;

/** A warning for the editor on formulas that a program wrote without their outcome: nothing is computed here. */
export function formulaWarning(sheet: string, count: number): string {
  const some = count === 1 ? '1 formule heeft' : `${count.toLocaleString('nl-NL')} formules hebben`;
  return `Blad ${sheet}: ${some} geen opgeslagen uitkomst; die cellen zijn leeg gelezen. Open het bestand in Excel, sla het op en lever het opnieuw aan.`;
}
