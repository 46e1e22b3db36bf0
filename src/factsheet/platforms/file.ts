import Papa from 'papaparse';
import { stringify } from 'yaml';
import type { Publication } from '../factsheet.ts';

export const FILE_FORMATS = ['json', 'yaml', 'csv'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** Records of assistants as a platform has them, with its order of fields. */
export interface Records {
  readonly fields: readonly string[];
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

/** A publication as a file that can be carried to a platform by hand; as a table: its records. */
export function fileText(format: FileFormat, { document }: Pick<Publication, 'document'>, records: Records): string {
  switch (format) {
    // The very text that was signed.
    case 'json':
      return `${document}\n`;
    case 'yaml':
      return stringify(JSON.parse(document), { lineWidth: 0 });
    case 'csv':
      return csvText(records);
  }
}

/** As the Algoritmeregister gives its records out: UTF-8 with its mark, all in quotes, commas between, each record on one line. */
export function csvText({ fields, records }: Records): string {
  const data = records.map((record) => fields.map((field) => harmless(cellOf(record[field]))));
  return `\uFEFF${Papa.unparse({ fields: [...fields], data }, { quotes: true, delimiter: ',', newline: '\r\n' })}\r\n`;
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.join(', ') : JSON.stringify(value);
  return text.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim();
}

/** What a spreadsheet would run as a formula is text: somebody typed it. */
function harmless(cell: string): string {
  return /^\s*[=+\-@\t\r＝＋－＠|%]/.test(cell) ? `'${cell}` : cell;
}
