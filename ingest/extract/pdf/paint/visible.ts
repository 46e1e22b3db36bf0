import { joinOverdrawn } from '../text/accents.ts';
import type { HiddenReason, HiddenText } from '../../types.ts';
import { tidy } from '../../structure/tidy.ts';
import type { PdfItem } from '../text/fragments.ts';
import { apply, multiply, type Matrix } from './matrix.ts';
import { widthOf, type Painting, type Run } from './painting.ts';

/** From this part of the font's size on, a gap parts words. */
const wordGap = 0.19;

/**
 * The text of a page without the hidden runs, as the items that pdf.js itself gives. It joins runs to items, whether seen
 * or not, and parts letters that are spaced; making them here also saves reading the page twice.
 */
export function visibleItems({ runs, marks }: Painting, hidden: ReadonlyMap<Run, HiddenReason>): PdfItem[] {
  const items: PdfItem[] = [];
  let mark = 0;
  let last: { x: number; y: number; size: number } | undefined;
  for (const run of runs) {
    for (let next = marks[mark]; next !== undefined && next.order < run.order; next = marks[(mark += 1)]) {
      items.push(next.tag === undefined ? { type: 'endMarkedContent' } : { type: 'beginMarkedContent', tag: next.tag });
    }
    if (hidden.has(run)) continue;
    for (const part of wordsOf(run)) {
      const matrix = multiply(run.matrix, [1, 0, 0, 1, part.from, 0] satisfies Matrix);
      const size = Math.hypot(matrix[2], matrix[3]);
      const stretch = Math.hypot(matrix[0], matrix[1]);
      const gap = last === undefined ? 0 : matrix[4] - last.x;
      const apart = last !== undefined && Math.abs(matrix[5] - last.y) < 0.2 * size && gap > wordGap * size && gap < 0.26 * size;
      const before = items.at(-1);
      const text = part.text.trimStart();
      const spaced = before !== undefined && 'str' in before && before.str.endsWith(' ');
      const str = !spaced && (apart || text !== part.text) ? ` ${text}` : text;
      items.push({ str, transform: matrix, width: (part.to - part.from) * stretch, fontName: run.font });
      const [x, y] = apply(run.matrix, part.to, 0);
      last = { x, y, size };
    }
  }
  return items;
}

/** What the hidden runs say, in the order in which they are drawn; runs that belong together as one text. */
export function hiddenTexts(runs: Iterable<readonly [Run, HiddenReason]>, page: number): HiddenText[] {
  const texts: { reason: HiddenReason; page: number; text: string }[] = [];
  let end: readonly [number, number] | undefined;
  for (const [run, reason] of runs) {
    const text = [...wordsOf(run)].map((part) => part.text).join(' ');
    const last = texts.at(-1);
    const size = Math.hypot(run.matrix[2], run.matrix[3]);
    const [x, y] = [run.matrix[4], run.matrix[5]];
    const follows = end !== undefined && Math.abs(y - end[1]) < 0.2 * size && Math.abs(x - end[0]) < wordGap * size;
    if (last === undefined || last.reason !== reason) texts.push({ reason, page, text });
    else last.text += follows ? text : ` ${text}`;
    end = apply(run.matrix, run.length, 0);
  }
  return texts.map((found) => ({ ...found, text: tidy(found.text).replace(/\s+/g, ' ').trim() }));
}

/** The words between gaps as wide as a space, in ems from the run's start. Spaces are gaps, however wide they are set. */
function* wordsOf(run: Run): Generator<{ text: string; from: number; to: number }> {
  let at = 0;
  let spaced = false;
  let word = { text: '', from: 0, to: 0 };
  for (const glyph of run.glyphs) {
    const next = at + widthOf(glyph, run.advance);
    if (typeof glyph !== 'number' && glyph.unicode.trim() === '') spaced = true;
    else if (typeof glyph !== 'number') {
      const gap = at - word.to;
      if (word.text !== '' && gap >= 0.5) {
        // A gap as wide as a column parts items, a smaller one is a space.
        yield word;
        word = { text: '', from: at, to: at };
      }
      if (word.text === '') word.from = at;
      const joined = gap < -0.1 && !spaced ? joinOverdrawn(word.text, glyph.unicode) : undefined;
      if (joined !== undefined) {
        word.text = joined;
        word.to = Math.max(word.to, next);
        at = next;
        continue;
      }
      const space = spaced || (word.text !== '' && gap > wordGap);
      word.text += space ? ` ${glyph.unicode}` : glyph.unicode;
      word.to = next;
      spaced = false;
    }
    at = next;
  }
  if (spaced) word.text += ' ';
  // A run of nothing but spaces parts its neighbours, too; how far is seen when the next word comes.
  if (word.text !== '') yield word;
}
