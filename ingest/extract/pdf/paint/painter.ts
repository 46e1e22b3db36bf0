import { member, type PageContext, type PdfPageProxy } from '../open.ts';
import { grow, identity, intersect, multiply, applyToBox, toBox, type Box, type Matrix } from './matrix.ts';
import { isThin, strokedLines } from './lines.ts';
import { pathBoxes, startState, toRun, type Glyph, type Painting, type Run, type Shape, type State } from './painting.ts';

type OperatorList = Awaited<ReturnType<PdfPageProxy['getOperatorList']>>;

/** What is narrower or lower hides no letter: the lines of a table. Points. */
const leastSide = 3;
/** A page of so many areas is a map or a drawing; what comes after them is not looked at. */
const maxShapes = 3000;
const maxLines = 20_000;

/** Follows a page's operators as if painting them, and notes where text and areas come. */
export class Painter {
  readonly runs: Run[] = [];
  readonly shapes: Shape[] = [];
  readonly lines: Box[] = [];
  readonly marks: { order: number; tag: string | undefined }[] = [];
  readonly #stack: State[] = [];
  readonly #names: readonly (string | undefined)[];
  readonly #fonts: PdfPageProxy['commonObjs'];
  readonly #layers: PageContext['layers'];
  readonly #layerOff: boolean[] = [];
  #state: State;
  #text: Matrix = identity;
  #line: Matrix = identity;
  #leading = 0;
  #clips = false;
  #order = 0;

  constructor(page: PdfPageProxy, { ops, layers }: PageContext) {
    const names: string[] = [];
    for (const [name, code] of Object.entries(ops)) names[code] = name;
    this.#names = names;
    this.#fonts = page.commonObjs;
    this.#layers = layers;
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
    this.#state = startState([left, bottom, right, top]);
  }

  paint({ fnArray, argsArray }: OperatorList): Painting {
    for (const [i, code] of fnArray.entries()) this.#operator(this.#names[code] ?? '', argsArray[i] ?? []);
    return this;
  }

  // oxlint-disable-next-line complexity -- one case for each operator
  #operator(name: string, args: readonly unknown[]): void {
    const state = this.#state;
    this.#order += 1;
    switch (name) {
      case 'save': this.#stack.push({ ...state }); break;
      case 'restore': this.#state = this.#stack.pop() ?? state; break;
      case 'transform': state.matrix = multiply(state.matrix, numbers(args)); break;
      case 'clip': case 'eoClip': this.#clips = true; break;
      case 'constructPath': this.#path(this.#names[number(args[0])] ?? '', args[1], args[2]); break;
      case 'setGState': for (const pair of list(args[0])) this.#graphics(...entry(pair)); break;
      case 'setFillRGBColor': state.colour = typeof args[0] === 'string' ? args[0] : undefined; break;
      case 'setFillColorN': case 'setFillTransparent': state.colour = undefined; break;
      case 'beginText': this.#text = this.#line = identity; break;
      case 'setTextMatrix': this.#text = this.#line = multiply(identity, numbers(args[0])); break;
      case 'setLeading': this.#leading = -number(args[0]); break;
      case 'setLeadingMoveText': this.#leading = number(args[1]); this.#move(number(args[0]), number(args[1])); break;
      case 'moveText': this.#move(number(args[0]), number(args[1])); break;
      case 'nextLine': this.#move(0, this.#leading); break;
      case 'setFont': this.#font(args[0], args[1]); break;
      case 'setCharSpacing': state.letter = number(args[0]); break;
      case 'setWordSpacing': state.space = number(args[0]); break;
      case 'setHScale': state.stretch = number(args[0]) / 100; break;
      case 'setTextRise': state.rise = number(args[0]); break;
      case 'setTextRenderingMode': state.mode = number(args[0]); break;
      case 'showText': this.#show(list(args[0]) as readonly Glyph[]); break;
      case 'paintFormXObjectBegin': this.#form(args[0], args[1]); break;
      case 'paintFormXObjectEnd': this.#state = this.#stack.pop() ?? state; break;
      case 'beginGroup': this.#stack.push({ ...state }); break;
      case 'endGroup': this.#state = this.#stack.pop() ?? state; break;
      case 'shadingFill': this.#add(state.clip, undefined, false, false); break;
      case 'beginMarkedContent': case 'beginMarkedContentProps': this.#mark(args[0], args[1]); break;
      case 'endMarkedContent': this.#layerOff.pop(); this.marks.push({ order: this.#order, tag: undefined }); break;
      case 'paintImageXObject': this.#image(true, args[1]); break;
      case 'paintInlineImageXObject': this.#image(true, member(args[0], 'width')); break;
      case 'paintImageMaskXObject': this.#image(false, member(args[0], 'width')); break;
      default:
    }
  }

  #graphics(key: string, value: unknown): void {
    const state = this.#state;
    if (key === 'ca') state.alpha = number(value);
    else if (key === 'CA') state.strokeAlpha = number(value);
    else if (key === 'BM') state.blends = value !== 'source-over';
    else if (key === 'SMask') state.blends = Boolean(value);
    else if (key === 'Font') this.#font(list(value)[0], list(value)[1]);
  }

  #font(named: unknown, size: unknown): void {
    const font = String(named);
    const matrix = this.#fonts.has(font) ? member(this.#fonts.get(font), 'fontMatrix') : undefined;
    Object.assign(this.#state, { font, size: number(size), fontWidth: numbers(matrix)[0] ?? 0.001 });
  }

  #move(x: number, y: number): void {
    this.#text = this.#line = multiply(this.#line, [1, 0, 0, 1, x, y]);
  }

  #show(glyphs: readonly Glyph[]): void {
    const run = toRun(this.#state, this.#text, glyphs, this.#order, this.#layerOff.includes(true));
    this.runs.push(run);
    this.#text = multiply(this.#text, [1, 0, 0, 1, run.length * this.#state.size * this.#state.stretch, 0]);
  }

  #path(paint: string, paths: unknown, bounds: unknown): void {
    const fills = /fill/i.test(paint);
    const path = numbers(list(paths)[0]);
    const around = numbers(bounds);
    if (/stroke/i.test(paint)) this.#rule(strokedLines(this.#state.matrix, path), this.#state.strokeAlpha);
    if (path.length === 0 || around.length < 4 || (!this.#clips && !fills)) return;
    const { boxes, exact } = pathBoxes(this.#state, path, around);
    if (fills) for (const box of boxes) this.#add(box, this.#state.colour, exact, false);
    if (fills && exact) this.#rule(boxes.filter(isThin), this.#state.alpha);
    if (!this.#clips) return;
    this.#clips = false;
    const state = this.#state;
    const [first] = boxes;
    state.clipExact &&= exact && boxes.length === 1;
    // Several areas: what lies around them all is cut off for certain.
    const whole = boxes.length === 1 || first === undefined ? first : applyToBox(state.matrix, toBox(around));
    if (whole !== undefined) state.clip = intersect(state.clip, whole);
  }

  #form(matrix: unknown, box: unknown): void {
    this.#stack.push({ ...this.#state });
    this.#state.matrix = multiply(this.#state.matrix, numbers(matrix));
    if (numbers(box).length === 4) this.#state.clip = intersect(this.#state.clip, applyToBox(this.#state.matrix, toBox(numbers(box))));
  }

  #image(opaque: boolean, dots: unknown): void {
    const { matrix } = this.#state;
    const density = typeof dots === 'number' ? dots / Math.hypot(matrix[0], matrix[1]) : undefined;
    this.#add(applyToBox(matrix, [0, 0, 1, 1]), undefined, opaque, true, density);
  }

  #add(box: Box, colour: string | undefined, exact: boolean, picture: boolean, density?: number): void {
    const { clip, clipExact, alpha, blends } = this.#state;
    const visible = intersect(box, clip);
    if (alpha < 0.05 || this.#layerOff.includes(true) || visible[2] - visible[0] < leastSide) return;
    if (visible[3] - visible[1] < leastSide) return;
    if (this.shapes.length >= maxShapes) return;
    const opaque = exact && clipExact && alpha > 0.9 && !blends && (picture || colour !== undefined);
    this.shapes.push({
      order: this.#order,
      box: visible,
      colour: opaque ? colour : undefined,
      opaque,
      picture,
      ...(density !== undefined && { density }),
    });
  }

  /** Lines, of which tables are made. */
  #rule(lines: readonly Box[], alpha: number): void {
    if (alpha < 0.05 || this.#layerOff.includes(true)) return;
    for (const line of lines) {
      const visible = intersect(grow(line, 0.1), this.#state.clip);
      if (this.lines.length < maxLines && visible[0] <= visible[2] && visible[1] <= visible[3]) this.lines.push(visible);
    }
  }

  #mark(tag: unknown, properties: unknown): void {
    const off = tag === 'OC' && !this.#layers.isVisible(properties);
    this.#layerOff.push(off);
    this.marks.push({ order: this.#order, tag: String(tag) });
  }
}

// pdf.js has checked the operands and gives them untyped.

const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Numbers come as an array or a typed one. */
function numbers(value: unknown): ArrayLike<number> {
  return Array.isArray(value) || value instanceof Float32Array || value instanceof Float64Array ? value : [];
}

function entry(pair: unknown): [key: string, value: unknown] {
  const [key, value] = list(pair);
  return [String(key), value];
}
