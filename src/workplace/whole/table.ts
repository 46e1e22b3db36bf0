import Papa from 'papaparse';
import { cut } from '../../cut.ts';
import type { FilePassage } from '../files/file.ts';
import { ask, type Asking, forEach } from './ask.ts';
import { takeCitations } from './cite.ts';
import { fill, type WholeMeans } from './means.ts';
import { headingAt, type Piece, pieceText, placeOf, spanOf, type WholeFile } from './pieces.ts';
import type { Read } from './summarise.ts';

/** A row that was found, with where it stands. */
export interface Row {
  readonly cells: readonly string[];
  readonly place: number;
  /** The headings there, of a file without pages. */
  readonly heading?: string;
  /** Whether each cell stands on that page as it is here: a model may have put it otherwise. */
  readonly isLiteral: boolean;
}

const MAX_CELL = 500;
const MAX_ROWS_OF_PIECE = 200;

/** Rows with these columns, out of each piece; a row that names no page of its own piece, or has other columns, is left out. */
export async function extractRows(file: WholeFile, pieces: readonly Piece[], columns: readonly string[], asking: Asking, means: WholeMeans): Promise<Read<Row>> {
  let dropped = 0;
  const found = await forEach(pieces, asking.signal, async (piece) => {
    const shown = { ...piece, passages: piece.passages.map((passage) => ({ ...passage, text: means.readable(passage.text) })) };
    const text = await ask(asking, fill(means.prompts.rows.text, { columns: columns.join(' | '), text: pieceText(file, piece, means.readable) }));
    const read = rowsIn(text, columns, { file, passages: shown.passages });
    dropped += read.dropped;
    means.onStep();
    return read.rows;
  });
  const unread = pieces.filter((_, at) => found[at] === undefined).map((piece) => spanOf(file, piece));
  return { items: withoutTwice(found.flatMap((rows) => rows ?? [])), unread, dropped };
}

/** The rows of a model's text. */
export function rowsIn(text: string, columns: readonly string[], given: { readonly file: WholeFile; readonly passages: readonly FilePassage[] }): { rows: Row[]; dropped: number } {
  const rows: Row[] = [];
  let dropped = 0;
  for (const line of text.split('\n').slice(0, MAX_ROWS_OF_PIECE)) {
    const parts = line.trim().replace(/^[-*•]\s+/, '').replaceAll(/^\||\|$/g, '').split('|').map((part) => part.trim());
    // A rule under a heading, the heading itself, and what is no row at all.
    if (parts.length < 2 || parts.every((part) => /^[:\s-]*$/.test(part)) || isHead(parts, columns)) continue;
    const row = rowOf(parts, columns, given);
    if (row === undefined) dropped += 1;
    else if (row.cells.some((cell) => cell !== '')) rows.push(row);
  }
  return { rows, dropped };
}

function isHead(parts: readonly string[], columns: readonly string[]): boolean {
  return columns.every((column, at) => parts[at]?.toLowerCase() === column.toLowerCase());
}

function rowOf(parts: readonly string[], columns: readonly string[], { file, passages }: Parameters<typeof rowsIn>[2]): Row | undefined {
  if (parts.length !== columns.length + 1) return undefined;
  const last = parts.at(-1) ?? '';
  const { cited } = takeCitations(/^[[(]/.test(last) ? last : `[${last}]`);
  const [place] = cited;
  const there = passages.filter((passage) => placeOf(file, passage) === place);
  if (place === undefined || there.length === 0) return undefined;
  const cells = parts.slice(0, -1).map((cell) => cut(takeCitations(cell.replaceAll('**', '')).text, MAX_CELL));
  const text = plain(there.flatMap(({ headings, text: said }) => [...headings, said]).join(' '));
  const heading = headingAt(file, place);
  return { cells, place, ...(heading !== undefined && { heading }), isLiteral: cells.every((cell) => text.includes(plain(cell))) };
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

function withoutTwice(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify([row.place, row.cells]), row])).values()];
}

/** The table for a spreadsheet. What a program would take for a formula is text: it came out of a document that somebody else wrote. */
export function toCsv({ columns, rows }: { readonly columns: readonly string[]; readonly rows: readonly Row[] }): string {
  const fields = [...columns, 'Plaats', 'Letterlijk'].map(harmless);
  const data = rows.map(({ cells, place, heading, isLiteral }) => [...cells.map(harmless), heading === undefined ? String(place) : harmless(heading), isLiteral ? 'ja' : 'nee']);
  return `\uFEFF${Papa.unparse({ fields, data }, { delimiter: ';', newline: '\r\n' })}\r\n`;
}

/** Also behind white space, and in wide letters. */
function harmless(cell: string): string {
  return /^\s*[=+\-@\t\r＝＋－＠|%]/.test(cell) ? `'${cell}` : cell;
}
