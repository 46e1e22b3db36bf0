const macroPart = /(?:^|\/)(?:vbaProject[^/]*\.bin|vbaData\.xml)$|^(?:Basic|Scripts)\/|(?:^|\/)macrosheets\//i;

/** A warning for the editor when a document carries macros. They are never read, let alone run. */
export function macroWarnings(names: readonly string[]): string[] {
  return names.some((name) => macroPart.test(name))
    ? ['Dit bestand bevat macro’s. Balie leest alleen de tekst; de macro’s zijn weggelaten.']
    : [];
}
