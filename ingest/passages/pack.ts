import { splitSentences, splitWords } from './sentences.ts';
import { isItem, nest, type Piece, type Separator } from './tree.ts';

export interface Sizes {
  /** Up to how many UTF-16 units neighbours are put together. */
  readonly target: number;
  /** The most UTF-16 units in a passage. */
  readonly max: number;
  /** Whether all the pieces together are one thing: they stay so when they fit in `max`. */
  readonly isWhole: boolean;
}

export interface Packed {
  readonly page: number | undefined;
  readonly text: string;
}

/** What goes into a passage as a whole. */
interface Unit extends Packed {
  readonly separator: Separator;
  /** The line that announced the list it is in; '' where there is none or it is too long to say twice. */
  readonly under: string;
  /** Whether it announces what comes next, and so may not be the last of its passage. */
  readonly opens: boolean;
}

/** A longer line is no announcement but a text of its own, too much to say again in each passage. */
const maxAnnouncement = 250;
/** Says that something between the announcement and what follows stands in another passage. */
const leftOut = ' […]';

/** An article that is cut may go over the target by this much at its end, rather than leave a line or two alone. */
const smallRest = 250;

/** Puts the blocks under one heading in passages; see `splitIntoPassages` for what stays together. */
export function packPieces(blocks: readonly Piece[], sizes: Sizes): Packed[] {
  const whole: Piece = { text: '', separator: '\n\n', page: blocks[0]?.page, children: [...blocks] };
  if (sizes.isWhole && fits(whole, sizes.max)) return [{ page: whole.page, text: textOf(whole) }];
  const units = sizes.isWhole
    ? nest(blocks.flatMap(({ children }) => children)).flatMap((piece) => [...unitsOf(piece, '', sizes)])
    : blocks.flatMap((block) => [...blockUnits(block, sizes)]);
  let rest = units.reduce((sum, unit) => sum + unit.separator.length + unit.text.length, 0);
  const lastRoom = sizes.isWhole ? Math.min(sizes.max, sizes.target + smallRest) : 0;
  const passages: Packed[] = [];
  let text = '';
  let page: number | undefined;
  let opens = false;
  const flush = (): void => {
    if (text !== '') passages.push({ page, text });
    text = '';
  };
  for (const unit of units) {
    const length = text.length + unit.separator.length + unit.text.length;
    const isLast = text.length + rest <= lastRoom;
    if (text !== '' && !isLast && length > (opens ? sizes.max : sizes.target)) flush();
    rest -= unit.separator.length + unit.text.length;
    opens = unit.opens;
    if (text !== '') text += unit.separator + unit.text;
    else {
      const again = unit.under === '' ? '' : `${unit.under}${leftOut}\n`;
      text = again.length + unit.text.length <= sizes.max ? again + unit.text : unit.text;
      page = unit.page;
    }
  }
  flush();
  return passages;
}

/**
 * A list stays whole up to `max`. A table only up to `target`: each row carries its header, so nothing is lost between
 * rows, and larger pieces of loose lines made search worse (retrieval-nl nDCG@10 .789 instead of .798).
 */
function* blockUnits(block: Piece, sizes: Sizes): Generator<Unit> {
  const { children, separator, page } = block;
  const [first] = children;
  const room = isItem(children.at(-1)?.text ?? '') ? sizes.max : sizes.target;
  if (first !== undefined && children.length === 1) yield* unitsOf({ ...first, separator }, '', sizes);
  else if (fits(block, room)) yield { text: textOf(block), separator, page, under: '', opens: false };
  else for (const piece of nest(children)) yield* unitsOf(piece, '', sizes);
}

/** A piece as it is when it fits, otherwise its line and what is under it, its sentences, its words. */
function* unitsOf(piece: Piece, under: string, sizes: Sizes): Generator<Unit> {
  const { text, separator, page, children } = piece;
  if (fits(piece, sizes.max))
    yield { text: textOf(piece), separator, page, under, opens: false };
  else {
    yield* lineUnits(piece, under, children.length > 0, sizes);
    const again = text.endsWith(':') && text.length <= maxAnnouncement ? text : under;
    for (const child of children) yield* unitsOf(child, isItem(child.text) ? again : '', sizes);
  }
}

function* lineUnits({ text, separator, page }: Piece, under: string, opens: boolean, sizes: Sizes): Generator<Unit> {
  const parts = (text.length <= sizes.target ? [text] : splitSentences(text)).flatMap((sentence, i) =>
    splitWords(sentence, sizes.target).map((part, j) => ({
      part,
      lead: j > 0 ? ('' as const) : i > 0 ? (' ' as const) : separator,
    })),
  );
  for (const [i, { part, lead }] of parts.entries())
    yield { text: part, separator: lead, page, under, opens: opens && i === parts.length - 1 };
}

/** Whether the piece with all under it fits; stops counting where it does not. */
function fits(piece: Piece, max: number): boolean {
  let length = 0;
  const visit = ({ text, separator, children }: Piece): boolean => {
    if (text !== '') length += text.length + (length > 0 ? separator.length : 0);
    return length <= max && children.every(visit);
  };
  return visit(piece);
}

function textOf(piece: Piece): string {
  let text = '';
  const visit = (part: Piece): void => {
    if (part.text !== '') text += (text === '' ? '' : part.separator) + part.text;
    part.children.forEach(visit);
  };
  visit(piece);
  return text;
}
