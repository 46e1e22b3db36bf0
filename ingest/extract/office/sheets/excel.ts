import type * as SheetJs from '@e965/xlsx';
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import { BalieError } from '../../../../src/errors.ts';
import type { ExtractedDocument, Extractor } from '../../types.ts';
import { dutchDate, dutchNumber } from './dutch-cells.ts';
import { Grid, type Cell } from './grid.ts';
import { macroWarnings, openPackage, packageOf } from '../package.ts';
import { storeZip } from '../repack.ts';
import { sheetLooks, type CellLook, type SheetLook } from './looks.ts';
import { formulaWarning, maxPart, sheetLimits, type Room } from './limits.ts';
import { writeSheets, type Sheet } from './writer.ts';
import { xmlText } from '../xml.ts';

/** Parts that hold no cell: pictures, macros, caches, remarks, other files. They never reach the library. */
const unread =
  /(?:^|\/)(?:macrosheets|media|drawings|charts|embeddings|externalLinks|pivotCache|pivotTables|printerSettings|activeX|ctrlProps|threadedComments|persons|customXml)\/|vbaProject|comments\d*\.|\.vml$/i;

/** Excel (.xlsx, .xlsm, .xlsb): what each visible sheet shows, as rows that name their columns. */
export const extractXlsx: Extractor = async (bytes) => {
  const parts = await openPackage(bytes);
  const kept = new Map<string, Uint8Array>();
  for (const name of parts.names) {
    if (unread.test(name) || !/\.(?:xml|rels|bin)$/i.test(name)) continue;
    const part = await parts.read(name);
    if (!/\.bin$/i.test(name)) xmlText(part, maxPart);
    kept.set(name, part);
  }
  const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const looks = await sheetLooks(packageOf(kept));
  return readWorkbook(storeZip(kept), mediaType, macroWarnings(parts.names), looks);
};

/** Excel of before 2007 (.xls), in which all is one stream. */
export const extractXls: Extractor = async (bytes) => {
  const macros = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('_VBA_PROJECT', 'utf16le'),
  );
  return readWorkbook(bytes, 'application/vnd.ms-excel', macroWarnings(macros ? ['vbaProject.bin'] : []));
};

/** Reads cells as shown; formulas are never computed, their last value is in the file. */
async function readWorkbook(
  bytes: Uint8Array,
  mediaType: string,
  warnings: readonly string[],
  looks: ReadonlyMap<string, SheetLook> = new Map(),
): Promise<ExtractedDocument> {
  const xlsx = await import('@e965/xlsx');
  const workbook = open(xlsx, bytes);
  const formulas: string[] = [];
  const room: Room = { cells: sheetLimits.cells, isCut: false };
  const document = writeSheets(sheets(), room);
  return { ...document, mediaType, warnings: [...warnings, ...formulas, ...document.warnings] };

  function* sheets(): Generator<Sheet | undefined> {
    for (const [index, name] of workbook.SheetNames.entries()) {
      const sheet = workbook.Sheets[name];
      const isHidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
      const missing = sheet === undefined || isHidden ? 0 : unanswered(sheet);
      if (missing > 0) formulas.push(formulaWarning(name, missing));
      yield sheet && { name, grid: gridOf(xlsx, sheet, room, looks.get(name)), isHidden };
    }
  }
}

/** How many cells hold a formula and no outcome. */
function unanswered(sheet: WorkSheet): number {
  const rows: readonly (readonly (CellObject | undefined)[])[] = sheet['!data'] ?? [];
  // Rows may be far apart: only what is there is visited.
  return Object.values(rows).reduce((sum, row) => sum + Object.values(row).filter((cell) => cell?.t === 'z' && cell.f !== undefined).length, 0);
}

function open(xlsx: typeof SheetJs, bytes: Uint8Array): WorkBook {
  try {
    return xlsx.read(bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellStyles: true,
      cellFormula: true,
      cellHTML: false,
      bookVBA: false,
      dateNF: 'dd-mm-yyyy',
      sheetRows: sheetLimits.rows + 1,
    });
  } catch (cause) {
    if (cause instanceof Error && /password|encrypt/i.test(cause.message))
      throw new BalieError('document-encrypted', { cause });
    throw new BalieError('document-corrupt', { cause });
  }
}

function gridOf(
  xlsx: typeof SheetJs,
  sheet: WorkSheet,
  room: Room,
  look: SheetLook | undefined,
): Grid {
  const flat = look ?? { flatRows: new Set<number>(), flatColumns: new Set<number>() };
  const grid = new Grid(marked(sheet['!rows']).union(flat.flatRows), marked(sheet['!cols']).union(flat.flatColumns));
  const rows: readonly (readonly (CellObject | undefined)[])[] = sheet['!data'] ?? [];
  // Rows and columns may be far apart: only what is there is visited.
  for (const row of Object.keys(rows).map(Number)) {
    const cells = rows[row] ?? [];
    for (const column of Object.keys(cells).map(Number)) {
      const cell = cells[column];
      if (cell === undefined || cell.t === 'z' || cell.t === 'e') continue;
      if (row >= sheetLimits.rows || column >= sheetLimits.columns || room.cells === 0) {
        room.isCut = true;
        continue;
      }
      room.cells -= 1;
      addCell(grid, row, column, cellOf(xlsx, cell), cell.v, look?.cell(row, column));
    }
  }
  for (const { s, e } of sheet['!merges'] ?? []) grid.merge(s.r, s.c, e.r, e.c);
  return grid;
}

function addCell(grid: Grid, row: number, column: number, shown: Cell, value: CellObject['v'], look: CellLook | undefined): void {
  if (look !== undefined && 'reason' in look) {
    grid.hide(row, column, shown.text, look.reason);
    return;
  }
  // A format can show nothing of a value (`;;;`). Of zero many show nothing, to keep a table quiet.
  if (shown.text === '' && (typeof value === 'string' || typeof value === 'number') && value !== 0) grid.hide(row, column, String(value));
  for (const { text, reason } of look?.hidden ?? []) grid.hide(row, column, text, reason);
  grid.set(row, column, look === undefined ? shown : { ...shown, text: look.shown });
}

function marked(marks: readonly ({ hidden?: boolean | undefined } | undefined)[] | undefined): Set<number> {
  const all = marks ?? [];
  return new Set(Object.keys(all).map(Number).filter((index) => all[index]?.hidden === true));
}

function cellOf({ SSF }: typeof SheetJs, cell: CellObject): Cell {
  if (cell.t === 'b') return { text: cell.v === true ? 'WAAR' : 'ONWAAR', figure: false };
  const shown = cell.w ?? String(cell.v ?? '');
  if (cell.t !== 'n' && cell.t !== 'd') return { text: shown, figure: false };
  const format = typeof cell.z === 'string' ? cell.z : 'General';
  if (!SSF.is_date(format)) return { text: dutchNumber(shown), figure: true };
  // The two formats that mean `as dates are written here`; the file has them the American way.
  const local = format === 'm/d/yy h:mm' && typeof cell.v === 'number';
  return { text: local ? SSF.format('dd-mm-yyyy hh:mm', cell.v) : dutchDate(shown), figure: true };
}
