import { charsetIn, decodeText } from '../../plain/decode.ts';
import { Outline } from '../../structure/outline.ts';
import { tableRow, tableRows } from '../../structure/table-rows.ts';
import type { Extractor } from '../../types.ts';
import { sheetLimits } from './limits.ts';

const separators = [';', ',', '\t', '|'];

/** Delimited text (.csv, .tsv): each row as a line that names its columns, when the first row does. */
export const extractCsv: Extractor = async (bytes, context) => {
  const { text, warnings } = decodeText(bytes, charsetIn(context.contentType));
  const { default: papa } = await import('papaparse');
  // Excel may say on a first line how the rest is parted.
  const said = /^sep=(.)\r?\n/.exec(text);
  const body = said === null ? text : text.slice(said[0].length);
  const delimiter = said?.[1] ?? guess(body);
  const { data } = papa.parse<string[]>(body, { delimiter, skipEmptyLines: 'greedy', preview: sheetLimits.rows + 1 });
  const rows = data.slice(0, sheetLimits.rows).map((row) => row.slice(0, sheetLimits.columns));
  const titles: string[][] = [];
  while (rows.length > 1 && filled(rows[0]) === 1 && rows.some((row) => filled(row) > 1)) titles.push(rows.shift() ?? []);
  const header = namesColumns(rows) ? rows.shift() : undefined;
  const outline = new Outline();
  for (const title of titles) outline.paragraph(tableRow(title, undefined));
  outline.lines(tableRows(header, rows));
  const isCut = data.length > sheetLimits.rows || data.some((row) => row.length > sheetLimits.columns);
  const cut = `Dit bestand is te groot om helemaal te lezen. Alleen de eerste ${sheetLimits.rows.toLocaleString('nl-NL')} rijen en ${sheetLimits.columns} kolommen zijn gelezen.`;
  return {
    mediaType: delimiter === '\t' ? 'text/tab-separated-values' : 'text/csv',
    metadata: {},
    sections: outline.finish(),
    warnings: [...warnings, ...(isCut ? [cut] : [])],
  };
};

/**
 * What parts the values: what stands outside quotes in equal numbers on most of the first lines. On a tie the semicolon,
 * as Dutch programs write: there a comma is before the decimals.
 */
function guess(text: string): string {
  const lines = text
    .slice(0, 32_768)
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 30);
  let best = { mark: ';', score: 0 };
  for (const mark of separators) {
    const counts = lines.map((line) => line.split(mark).length - 1);
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
    const score = usual === 0 ? 0 : counts.filter((count) => count === usual).length / counts.length;
    if (score > best.score) best = { mark, score };
  }
  return best.mark;
}

const filled = (row: readonly string[] | undefined): number => row?.filter((cell) => cell.trim() !== '').length ?? 0;

/** Whether the first row holds names: different words, no figures, and values below it. */
function namesColumns(rows: readonly (readonly string[])[]): boolean {
  const names = (rows[0] ?? []).map((cell) => cell.trim()).filter((cell) => cell !== '');
  const isFigure = (cell: string): boolean => /^[€$+-]?\s*\d[\d.,:/ -]*%?$/.test(cell) && !/^(?:19|20)\d\d$/.test(cell);
  return rows.length > 1 && names.length > 0 && new Set(names).size === names.length && !names.some(isFigure);
}
