import { cut } from '../../cut.ts';
import type { FilePassage } from '../files/file.ts';

/** A file, as work on the whole of it sees it. */
export interface WholeFile {
  readonly id: string;
  readonly name: string;
  readonly passages: readonly FilePassage[];
  /** Whether each passage has a page; else places are counted by passages. */
  readonly hasPages: boolean;
}

/** Neighbouring passages that a model reads in one go. */
export interface Piece {
  readonly passages: readonly FilePassage[];
}

/** Pages, both ends included. */
export interface PageRange {
  readonly from: number;
  readonly to: number;
}

/** For the marks and line ends that come with each passage. */
const MARKS = 16;
/** Of headings in the words of an answer. */
const MOST_HEADING = 160;

/** What a passage is cited by: its page, or its own number where the file has no pages. */
export function placeOf({ hasPages }: Pick<WholeFile, 'hasPages'>, { page, ordinal }: Pick<FilePassage, 'page' | 'ordinal'>): number {
  return hasPages && page !== undefined ? page : ordinal;
}

/** As models are shown it. */
export function placeName({ hasPages }: Pick<WholeFile, 'hasPages'>, place: number): string {
  return `${hasPages ? 'p.' : 'stuk'} ${place}`;
}

/** As people find it: where a file has no pages by its headings, in which a passage without any is under the last one above it. */
export function whereIs(file: WholeFile, place: number): string {
  return headingAt(file, place) ?? placeName(file, place);
}

/** Undefined where there are pages, or no headings. */
export function headingAt({ hasPages, passages }: WholeFile, place: number): string | undefined {
  const above = hasPages ? undefined : passages.findLast(({ ordinal, headings }) => ordinal <= place && headings.length > 0);
  return above && cutOff(above.headings.join(' › '));
}

function cutOff(heading: string): string {
  return heading.length <= MOST_HEADING ? heading : `${cut(heading, MOST_HEADING - 1)}…`;
}

/** The passages on some pages; all of them without a range. */
export function within(file: WholeFile, range: PageRange | undefined): FilePassage[] {
  return file.passages.filter((passage) => range === undefined || (placeOf(file, passage) >= range.from && placeOf(file, passage) <= range.to));
}

/** Cuts passages into pieces of at most so many characters, in order; a passage is never cut, so that one that is longer is a piece alone. */
export function planPieces(passages: readonly FilePassage[], room: number): Piece[] {
  const pieces: FilePassage[][] = [];
  let size = 0;
  for (const passage of passages) {
    const more = sizeOf(passage);
    const last = pieces.at(-1);
    if (last === undefined || size + more > room) {
      pieces.push([passage]);
      size = more;
    } else {
      last.push(passage);
      size += more;
    }
  }
  return pieces.map((own) => ({ passages: own }));
}

function sizeOf({ headings, text }: FilePassage): number {
  return text.length + headings.reduce((sum, heading) => sum + heading.length + 3, 0) + MARKS;
}

/** The first and last place of a piece. */
export function spanOf(file: WholeFile, { passages }: Piece): PageRange {
  const places = passages.map((passage) => placeOf(file, passage));
  return { from: Math.min(...places), to: Math.max(...places) };
}

/** A piece as a model reads it: each place is marked with what it is to be cited by, each heading said once. @param readable what may be shown to a model of a text. */
export function pieceText(file: WholeFile, { passages }: Piece, readable: (text: string) => string): string {
  let place: number | undefined;
  let above = '';
  return passages
    .map((passage) => {
      const now = placeOf(file, passage);
      const heading = passage.headings.join(' › ');
      const mark = now === place ? '' : `[${placeName(file, now)}]\n`;
      const head = heading === '' || heading === above ? '' : `## ${readable(heading)}\n`;
      place = now;
      above = heading;
      return `${mark}${head}${readable(passage.text)}`;
    })
    .join('\n\n');
}
