import Papa from 'papaparse';
import { stringify } from 'yaml';
import type { Publication } from '../factsheet.ts';

export const FILE_FORMATS = ['json', 'yaml', 'csv'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** Rows of words, by names of columns. */
interface Table {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A publication as a file that can be carried to a platform by hand; as CSV: the table. */
export function fileText(format: FileFormat, { document }: Pick<Publication, 'document'>, table: Table): string {
  switch (format) {
    // The very text that was signed.
    case 'json':
      return `${document}\n`;
    case 'yaml':
      return stringify(JSON.parse(document), { lineWidth: 0 });
    case 'csv':
      return csvText(table);
  }
}

/** As the Algoritmeregister gives its records out: UTF-8 with its mark, all in quotes, commas between, each record on one line. */
export function csvText({ fields, rows }: Table): string {
  return `\uFEFF${Papa.unparse({ fields: [...fields], data: rows.map((row) => row.map(harmless)) }, { quotes: true, delimiter: ',', newline: '\r\n' })}\r\n`;
}

/** What a spreadsheet would run as a formula is text: somebody typed it. */
function harmless(cell: string): string {
  return /^\s*[=+\-@\t\r＝＋－＠|%]/.test(cell) ? `'${cell}` : cell;
}
