import { apply, applyToBox, area, boxAround, identity, intersect, multiply, toBox, type Box, type Matrix } from './matrix.ts';

/** One letter of a font, as pdf.js gives it, or a move of the pen in thousandths of the font's size, leftwards. */
export type Glyph = number | { readonly unicode: string; readonly width: number; readonly isSpace: boolean };

/** Letters shown by one operator, with what decides whether they can be seen. In the page's own space. */
export interface Run {
  /** Counts all that is painted; what comes later lies on top. */
  readonly order: number;
  readonly glyphs: readonly Glyph[];
  /** From one em to the page, at the run's start. */
  readonly matrix: Matrix;
  readonly font: string;
  /** Ems that a letter of width 1000 takes, with the spacing after letters and spaces in ems. */
  readonly advance: Readonly<{ width: number; letter: number; space: number }>;
  readonly length: number;
  /** Hex colour; undefined for a pattern. */
  readonly colour: string | undefined;
  readonly alpha: number;
  /** The text rendering mode: 3 paints nothing. */
  readonly mode: number;
  readonly layerOff: boolean;
  readonly clip: Box;
}

/** An area painted over. */
export interface Shape {
  readonly order: number;
  readonly box: Box;
  /** Hex colour; undefined for pictures and patterns. */
  readonly colour: string | undefined;
  /** Whether nothing shines through anywhere in the box. */
  readonly opaque: boolean;
  readonly picture: boolean;
  /** A picture's dots per point. */
  readonly density?: number;
}

/** A page's painting, in order; `marks` are the begin (a tag) and end (undefined) of marked content. */
export interface Painting {
  readonly runs: readonly Run[];
  readonly shapes: readonly Shape[];
  readonly marks: readonly { readonly order: number; readonly tag: string | undefined }[];
  /** Thin boxes and stroked lines along an axis: of such lines tables are made. */
  readonly lines: readonly Box[];
}

/** What `q` saves and `Q` restores. */
export interface State {
  matrix: Matrix;
  clip: Box;
  /** Whether the clip is a rectangle, so that `clip` says all. */
  clipExact: boolean;
  colour: string | undefined;
  alpha: number;
  strokeAlpha: number;
  blends: boolean;
  mode: number;
  font: string;
  fontWidth: number;
  size: number;
  stretch: number;
  rise: number;
  letter: number;
  space: number;
}

/** @param clip the page's box. */
export function startState(clip: Box): State {
  return {
    matrix: identity, clip, clipExact: true, colour: '#000000', alpha: 1, strokeAlpha: 1, blends: false, mode: 0,
    font: '', fontWidth: 0.001, size: 0, stretch: 1, rise: 0, letter: 0, space: 0,
  };
}

/** The run that shows these glyphs now, and how far it moves the text matrix, in text space. */
export function toRun(state: State, text: Matrix, glyphs: readonly Glyph[], order: number, layerOff: boolean): Run {
  const { size, stretch, rise, colour, mode, clip, font } = state;
  const width = state.fontWidth * 1000;
  const advance = { width, letter: size === 0 ? 0 : state.letter / size, space: size === 0 ? 0 : state.space / size };
  let length = 0;
  for (const glyph of glyphs) length += widthOf(glyph, advance);
  const alpha = mode === 1 ? state.strokeAlpha : mode === 2 ? Math.max(state.alpha, state.strokeAlpha) : state.alpha;
  const matrix = multiply(multiply(state.matrix, text), [size * stretch, 0, 0, size, 0, rise]);
  return { order, glyphs, matrix, font, advance, length, colour: mode === 0 ? colour : undefined, alpha, mode, layerOff, clip };
}

/** Ems to the next letter. */
export function widthOf(glyph: Glyph, { width, letter, space }: Run['advance']): number {
  if (typeof glyph === 'number') return -glyph / 1000;
  return (glyph.width / 1000) * width + letter + (glyph.isSpace ? space : 0);
}

/** The areas that a path covers, as far as it consists of upright rectangles; otherwise the box around it, not opaque. */
export function pathBoxes(state: State, path: ArrayLike<number>, around: ArrayLike<number>): { boxes: Box[]; exact: boolean } {
  const boxes: Box[] = [];
  let corners: (readonly [number, number])[] = [];
  let exact = path.length <= 2000;
  const close = (): void => {
    const box = rectangle(corners);
    if (box !== undefined) boxes.push(box);
    else if (corners.length > 1) exact = false;
    corners = [];
  };
  for (let i = 0; exact && i < path.length;) {
    const kind = path[i] ?? 4;
    if (kind > 1 && kind < 4) exact = false;
    if (kind === 0) close();
    if (kind <= 1) corners.push(apply(state.matrix, path[i + 1] ?? 0, path[i + 2] ?? 0));
    i += kind <= 1 ? 3 : 1;
  }
  if (exact) close();
  // A rectangle in another one may be a hole.
  const whole = exact && boxes.every((a, i) => boxes.every((b, j) => i === j || area(intersect(a, b)) === 0));
  if (whole) return { boxes, exact };
  return { boxes: [applyToBox(state.matrix, toBox(around))], exact: false };
}

function rectangle(corners: readonly (readonly [number, number])[]): Box | undefined {
  const [first, , third] = corners;
  if (first === undefined || third === undefined || corners.length < 4 || corners.length > 5) return undefined;
  const box = boxAround(corners);
  const [left, bottom, right, top] = box;
  if (!corners.every(([x, y]) => (near(x, left) || near(x, right)) && (near(y, bottom) || near(y, top)))) return undefined;
  const across = !near(first[0], third[0]) && !near(first[1], third[1]);
  return across || area(box) < 1 ? box : undefined;
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.1;
