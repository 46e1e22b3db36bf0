import type { Fragment } from '../pdf/text/fragment.ts';
import { ocrFont } from '../pdf/text/assemble.ts';
import type { Block } from './recognise.ts';

/** The text of one picture as runs with a place, and how sure the recogniser is of it. */
export interface RecognisedPage {
  readonly fragments: readonly Fragment[];
  /** 0 to 1, the mean over the letters that are kept; 0 without text. */
  readonly confidence: number;
  readonly height: number;
  /** Words before any were left out: what may be text, readable or not. */
  readonly found: number;
}

type Line = Block['paragraphs'][number]['lines'][number];
type Word = Line['words'][number];

/** Below these a word or line is what the recogniser makes of a stain, a picture or a signature. Percents. */
const minWord = 25;
const minLine = 50;
/** Below this a page is no text: a photo, noise, a drawing. */
const minPage = 0.6;
/** A gap of this many times the line's height parts columns. */
const columnGap = 1.3;

/**
 * Turns what the recogniser found into the runs that a PDF's own text gives, so that paragraphs, lists, tables, headings
 * and running heads are found by the same rules. Sizes are kept in steps: a scanned line's height differs with its
 * letters.
 * @param scale points per pixel, the same across pages so that sizes compare.
 * @param height of the page in points.
 */
export function toFragments(blocks: readonly Block[], scale: number, height: number): RecognisedPage {
  const all = blocks.flatMap((block) => block.paragraphs).flatMap((paragraph) => paragraph.lines);
  const found = all.reduce((sum, { words }) => sum + words.length, 0);
  const lines = all
    .map((line) => ({ line, words: line.words.filter((word) => word.confidence >= minWord && /\S/.test(word.text)) }))
    .filter(({ words }) => words.length > 0 && meanConfidence(words) >= minLine && /[\p{L}\p{N}]/u.test(textOf(words)));
  const confidence = meanConfidence(lines.flatMap(({ words }) => words)) / 100;
  if (!readsAsText(lines.map(({ words }) => textOf(words)).join(' '), confidence)) return { fragments: [], confidence, height, found };
  const usual = median(lines.flatMap(({ line, words }) => words.map(() => line.rowAttributes.rowHeight)));
  const fragments = lines.flatMap(({ line, words }) => {
    const size = inSteps(line.rowAttributes.rowHeight, usual);
    return splitAtGaps(words, columnGap * size).map((part) => ({
      text: textOf(part),
      x: (part[0]?.bbox.x0 ?? 0) * scale,
      right: (part.at(-1)?.bbox.x1 ?? 0) * scale,
      y: line.baseline.y1 * scale,
      // A row is as high as its letters with ascenders and descenders, which is about 0.9 of the font's size.
      size: size * scale * 1.1,
      font: ocrFont,
      mixed: false,
      tagged: false,
    }));
  });
  return { fragments, confidence, height, found };
}

/** Stains and text on its side come out as signs and short syllables, some of them with confidence. */
function readsAsText(text: string, confidence: number): boolean {
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters < 30) return letters >= 3 && confidence >= 0.75;
  const inWords = text.match(/\p{L}{4,}|\p{N}{2,}/gu)?.join('').length ?? 0;
  return confidence >= minPage && inWords > 0.4 * text.replace(/\s/g, '').length;
}

function splitAtGaps(words: readonly Word[], gap: number): Word[][] {
  // Words set wide apart all through a line are a line set flush, not columns.
  const gaps = words.slice(1).map((word, i) => word.bbox.x0 - (words[i]?.bbox.x1 ?? 0));
  const least = gaps.length > 3 ? Math.max(gap, 2 * median(gaps)) : gap;
  const parts: Word[][] = [];
  for (const [i, word] of words.entries()) {
    const last = words[i - 1];
    if (last === undefined || word.bbox.x0 - last.bbox.x1 > least) parts.push([word]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}

/** The usual height, or steps of a quarter from it. */
function inSteps(size: number, usual: number): number {
  const step = 1.25;
  const steps = Math.round(Math.log(size / usual) / Math.log(step));
  return usual * step ** Math.max(steps, -3);
}

const textOf = (words: readonly Word[]): string => words.map((word) => word.text).join(' ');

function meanConfidence(words: readonly Word[]): number {
  let sum = 0;
  let letters = 0;
  for (const { text, confidence } of words) {
    sum += confidence * text.length;
    letters += text.length;
  }
  return letters === 0 ? 0 : sum / letters;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1;
}
