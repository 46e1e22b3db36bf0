/** A warning for the editor on formulas that a program wrote without their outcome: nothing is computed here. */
export function formulaWarning(sheet: string, count: number): string {
  const some = count === 1 ? '1 formule heeft' : `${count.toLocaleString('nl-NL')} formules hebben`;
  return `Blad ${sheet}: ${some} geen opgeslagen uitkomst; die cellen zijn leeg gelezen. Open het bestand in Excel, sla het op en lever het opnieuw aan.`;
}
