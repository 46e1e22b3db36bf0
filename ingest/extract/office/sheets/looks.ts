import type { HiddenReason } from '../../types.ts';
import type { Background } from '../looks.ts';
import type { Package } from '../package.ts';
import { relatedTo, relationsOf, rootOf } from '../relations.ts';
import { readRuns, type SharedRuns } from './runs.ts';
import { maxPart, sheetLimits } from './limits.ts';
import { SheetStyles } from './styles.ts';
import { attr, child, childElements, xmlText, type XmlElement } from '../xml.ts';

/** What is not shown of a cell: all of it, or the stretches that are told apart. */
export type CellLook = { readonly reason: HiddenReason } | { readonly shown: string; readonly hidden: readonly { reason: HiddenReason; text: string }[] };

/** What a sheet hides without saying so: by colours, sizes, and rows and columns without height or width. */
export interface SheetLook {
  cell(row: number, column: number): CellLook | undefined;
  readonly flatRows: ReadonlySet<number>;
  readonly flatColumns: ReadonlySet<number>;
}

type Area = readonly [number, number, number, number];

/**
 * Reads how the cells of an Excel workbook look: the library that reads their values knows no fonts.
 * @returns the look of each sheet by its name; none of a binary workbook.
 */
export async function sheetLooks(source: Package): Promise<Map<string, SheetLook>> {
  const looks = new Map<string, SheetLook>();
  const main = (await relatedTo(source, '', 'officeDocument')) ?? 'xl/workbook.xml';
  const book = await rootOf(source, main);
  const sheets = child(book, 'sheets');
  if (sheets === undefined) return looks;
  const relations = await relationsOf(source, main);
  const target = (type: string): string | undefined => relations.values().find((one) => one.type === type)?.target;
  const styles = new SheetStyles(await rootOf(source, target('styles')), await rootOf(source, target('theme')));
  const shared = await readRuns(await textOf(source, target('sharedStrings')));
  for (const sheet of childElements(sheets, 'sheet')) {
    const part = relations.get(attr(sheet, 'id') ?? '')?.target;
    const xml = await textOf(source, part);
    if (part === undefined || xml === '') continue;
    looks.set(attr(sheet, 'name') ?? '', new ReadSheet(xml, styles, shared, await tableAreas(source, part)));
  }
  return looks;
}

const rowOrCell = /<(?:\w{1,20}:)?(?:(row|col)\s([^<>]{0,500})>|c(?:\s([^<>]{0,500}))?>)/g;
const colouring = /<(?:\w{1,20}:)?conditionalFormatting\s([^<>]*)/g;

class ReadSheet implements SheetLook {
  readonly flatRows = new Set<number>();
  readonly flatColumns = new Set<number>();
  readonly #cells = new Map<string, CellLook>();

  constructor(xml: string, styles: SheetStyles, shared: SharedRuns, tables: readonly Area[]) {
    const coloured = xml.matchAll(colouring).map((match) => /(?:^|\s)sqref\s*=\s*["']([^"']{1,5000})["']/.exec(match[1] ?? '')?.[1] ?? '');
    const areas = [...tables, ...coloured.flatMap((places) => places.split(' ').slice(0, 500).flatMap(areaOf)).take(2_000)].slice(0, 2_000);
    const hasPicture = /<(?:\w{1,20}:)?picture\s/.test(xml.slice(-100_000));
    const behind = (row: number, column: number): Background =>
      hasPicture || areas.some(([top, left, bottom, right]) => row >= top && row <= bottom && column >= left && column <= right) ? 'any' : ['FFFFFF'];
    let [row, column] = [-1, -1];
    for (const match of xml.matchAll(rowOrCell)) {
      const attributes = match[2] ?? match[3] ?? '';
      if (match[1] === 'col') this.#column(attributes);
      else if (match[1] === 'row') {
        row = Number(valueOf(attributes, 'r') ?? row + 2) - 1;
        column = -1;
        const height = valueOf(attributes, 'ht');
        if (height !== undefined && Number(height) < 1) this.flatRows.add(row);
      } else {
        [row, column] = placeOf(valueOf(attributes, 'r')) ?? [row, column + 1];
        if (row >= sheetLimits.rows || column >= sheetLimits.columns || this.#cells.size >= sheetLimits.cells) continue;
        const style = Number(valueOf(attributes, 's') ?? 0);
        const reason = styles.reason(style, ['FFFFFF']) === undefined ? undefined : styles.reason(style, behind(row, column));
        const runs = attributes.endsWith('/') ? undefined : shared.of(xml, match.index + match[0].length, valueOf(attributes, 't'));
        const look = runs === undefined ? undefined : lookOfRuns(runs, (font) => styles.reason(style, behind(row, column), styles.font(font)));
        if (look !== undefined) this.#cells.set(`${row} ${column}`, look);
        else if (reason !== undefined) this.#cells.set(`${row} ${column}`, { reason });
      }
    }
  }

  cell(row: number, column: number): CellLook | undefined {
    return this.#cells.get(`${row} ${column}`);
  }

  #column(attributes: string): void {
    const width = valueOf(attributes, 'width');
    if (width === undefined || Number(width) >= 0.1) return;
    const last = Math.min(Number(valueOf(attributes, 'max') ?? 0), sheetLimits.columns);
    for (let i = Number(valueOf(attributes, 'min') ?? 1); i <= last; i += 1) this.flatColumns.add(i - 1);
  }
}

function lookOfRuns(
  runs: readonly { text: string; font: XmlElement | undefined }[],
  reasonOf: (font: XmlElement | undefined) => HiddenReason | undefined,
): CellLook {
  const all = runs.map(({ text, font }) => ({ text, reason: reasonOf(font) }));
  const hidden = all.flatMap(({ text, reason }) => (reason === undefined || text.trim() === '' ? [] : [{ text, reason }]));
  return { shown: all.filter(({ reason }) => reason === undefined).map(({ text }) => text).join(''), hidden };
}

/** Where tables are: their style gives them fills of which the cells know nothing. */
async function tableAreas(source: Package, part: string): Promise<Area[]> {
  const areas: Area[] = [];
  for (const { type, target } of (await relationsOf(source, part)).values()) {
    if (type === 'table') areas.push(...areaOf(attr(await rootOf(source, target), 'ref') ?? ''));
  }
  return areas;
}

function areaOf(reference: string): Area[] {
  const [from, to = from] = reference.split(':').map(placeOf);
  return from === undefined || to === undefined ? [] : [[from[0], from[1], to[0], to[1]]];
}

/** `B7` as row and column, from 0. */
function placeOf(reference: string | undefined): [number, number] | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference ?? '');
  if (match === null) return undefined;
  const column = Array.from(match[1] ?? '').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return [Number(match[2]) - 1, column - 1];
}

const patterns = new Map(['r', 's', 't', 'ht', 'width', 'min', 'max'].map((name) => [name, new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']{0,100})["']`)]));

const valueOf = (attributes: string, name: string): string | undefined => patterns.get(name)?.exec(attributes)?.[1];

async function textOf(source: Package, part: string | undefined): Promise<string> {
  return part === undefined || !source.has(part) || !part.endsWith('.xml') ? '' : xmlText(await source.read(part), maxPart);
}
