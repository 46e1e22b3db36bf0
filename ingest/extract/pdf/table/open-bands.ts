import type { Fragment } from '../text/fragment.ts';
import type { TextLine } from '../text/text-lines.ts';

/** Lines of one row stand no further apart, over the font size. */
const spacing = 1.6;
/** Where no row has several lines, to tell those of a row outside the lines. */
const usualLeading = 1.4;
/** How far a row's first and last baseline may be from the lines above and under it, over the font size. */
const room = { above: 2.6, under: 2.2 };

/** No row of a table has more lines. */
const mostLines = 80;

/** Whether text between two lines across is one row of a table, or rows set tight: not a heading or a table's names with a row. */
export function isOneRow(lines: readonly TextLine[], top: number, bottom: number): boolean {
  const [first, last] = [lines[0]?.[0], lines.at(-1)?.[0]];
  if (first === undefined || last === undefined || lines.length > mostLines) return false;
  if (first.y - top > room.above * first.size || bottom - last.y > room.under * last.size) return false;
  if (lines.length > 1 && lines[0]?.length === 1 && isTitle(first, lines.slice(1))) return false;
  return lines.every((line, i) => i === 0 || (isNext(lines[i - 1], line) ? !isOther(line, lines) : line.length === 1 && isParagraph(line[0], lines.slice(0, i))));
}

/** Whether a last line stands alone in a font or size that the row's other lines have not: the heading of what follows. */
function isOther(line: TextLine, lines: readonly TextLine[]): boolean {
  const [only] = line;
  if (line !== lines.at(-1) || line.length > 1 || only === undefined) return false;
  const others = lines.slice(0, -1).flat();
  return others.length > 1 && !others.some((other) => looksLike(other, only));
}

/** Whether a line further down goes on with the text of a cell. */
function isParagraph(line: Fragment | undefined, above: readonly TextLine[]): boolean {
  if (line === undefined || (above[0]?.length ?? 0) < 2) return false;
  return above.flat().some((other) => looksLike(other, line) && other.x < line.right && other.right > line.x && Math.abs(other.x - line.x) < line.size);
}

function looksLike(a: Fragment, b: Fragment): boolean {
  return a.font === b.font && Math.abs(a.size - b.size) < 0.06 * b.size;
}

/** Whether a line stands alone above lines with texts side by side, in another font or over the space between these. */
function isTitle(first: Fragment, rest: readonly TextLine[]): boolean {
  return rest.some((line) => line.length > 1) && (goesOver([first], gapsOf(rest)) || !rest.flat().some((other) => looksLike(other, first)));
}

/** Whether a line stands as close under another one as lines of one text do. */
function isNext(above: TextLine | undefined, line: TextLine): boolean {
  return stepOf(above, line) <= spacing;
}

/** How far apart two lines are, over the font size. */
export function stepOf(above: TextLine | undefined, line: TextLine | undefined): number {
  const [a, b] = [above?.[0], line?.[0]];
  return a === undefined || b === undefined ? Infinity : Math.abs(b.y - a.y) / Math.max(a.size, b.size);
}

/** How far apart the lines of one row stand at most, over the font size, told by rows between lines across. */
export function leadingOf(rows: readonly (readonly TextLine[])[]): number {
  const steps = rows.flatMap((row) => row.map((line, i) => stepOf(row[i - 1], line))).filter((step) => step <= spacing);
  return steps.length === 0 ? usualLeading : 1.1 * steps.reduce((a, b) => Math.max(a, b));
}

/** White space from top to bottom. */
export interface Gap {
  readonly left: number;
  readonly right: number;
}

/** The spaces that all lines with texts side by side leave free. */
export function gapsOf(lines: readonly TextLine[]): Gap[] {
  const gaps: Gap[] = [];
  let end: number | undefined;
  for (const { x, right } of lines.filter((line) => line.length > 1).flat().toSorted((a, b) => a.x - b.x)) {
    if (end !== undefined && x > end) gaps.push({ left: end, right: x });
    end = Math.max(end ?? right, right);
  }
  return gaps;
}

/** Whether texts stand in more than one column and none goes over the space between two. */
export function isInColumns(row: readonly TextLine[], gaps: readonly Gap[]): boolean {
  const texts = row.flat();
  const columns = new Set(texts.map(({ x, right }) => gaps.filter((gap) => (x + right) / 2 > (gap.left + gap.right) / 2).length));
  return columns.size > 1 && row.every((line) => !goesOver(line, gaps));
}

/** Whether a text goes over the space between two columns. */
export function goesOver(line: TextLine, gaps: readonly Gap[]): boolean {
  return line.some(({ x, right }) => gaps.some((gap) => x < gap.left && right > gap.right));
}
