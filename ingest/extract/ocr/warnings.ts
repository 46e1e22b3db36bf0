import type { OcrPage } from '../types.ts';

/** Pages per document that are read by recognition: each takes a second or two. */
export const maxOcrPages = 200;

/**
 * What an editor should know about recognised pages, in Dutch.
 * @param silent pages without any text.
 * @param tooMany whether some of those were left out only because there are more than `maxOcrPages`.
 */
export function ocrWarnings(ocr: readonly OcrPage[], silent: readonly number[], tooMany: boolean): string[] {
  const warnings: string[] = [];
  const [first] = ocr;
  const percents = ocr.map(({ confidence }) => Math.round(confidence * 100));
  if (ocr.length === 1 && first !== undefined) {
    warnings.push(
      `Pagina ${first.page} is met tekstherkenning (OCR) gelezen, zekerheid ${Math.round(first.confidence * 100)}%.`,
    );
  } else if (ocr.length > 1) {
    const pages = ranges(ocr.map(({ page }) => page));
    const sure = `${Math.min(...percents)} tot ${Math.max(...percents)}%`;
    warnings.push(`Pagina ${pages} zijn met tekstherkenning (OCR) gelezen, zekerheid ${sure}.`);
  }
  if (silent.length > 0) warnings.push(`Geen tekst op pagina ${ranges(silent)}.`);
  if (tooMany)
    warnings.push(`Tekstherkenning (OCR) leest ten hoogste ${maxOcrPages} pagina's per document; de rest is niet gelezen.`);
  return warnings;
}

/** `1, 2, 5-9`: a scan of hundreds of pages stays readable. */
function ranges(pages: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const page of pages) {
    const last = parts.at(-1);
    if (last !== undefined && last[1] === page - 1) last[1] = page;
    else parts.push([page, page]);
  }
  return parts
    .flatMap(([from, to]) => (to - from < 2 ? (from === to ? [`${from}`] : [`${from}`, `${to}`]) : [`${from}-${to}`]))
    .join(', ');
}
