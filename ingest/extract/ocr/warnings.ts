/** Pages per document that are read by recognition: each takes a second or two. */
export const maxOcrPages = 200;

/**
 * What an editor should know of what recognition gave nothing for, in Dutch. How sure it was of the rest is for the quality report.
 * @param silent pages without any text.
 * @param tooMany whether some were left out only because there are more than `most`.
 */
export function ocrWarnings(silent: readonly number[], tooMany: boolean, most = maxOcrPages): string[] {
  const warnings: string[] = [];
  if (silent.length > 0) warnings.push(`Geen tekst op pagina ${ranges(silent)}.`);
  if (tooMany)
    warnings.push(`Tekstherkenning (OCR) leest ten hoogste ${most} pagina's per document; de rest is niet gelezen.`);
  return warnings;
}

/** Pages in order, as the first and last of those that follow each other. */
export function runsOf(pages: readonly number[]): [from: number, to: number][] {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last !== undefined && page <= last[1] + 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs;
}

/** `1, 2, 5-9`: a scan of hundreds of pages stays readable. */
function ranges(pages: readonly number[]): string {
  return runsOf(pages)
    .flatMap(([from, to]) => (to - from < 2 ? (from === to ? [`${from}`] : [`${from}`, `${to}`]) : [`${from}-${to}`]))
    .join(', ');
}
