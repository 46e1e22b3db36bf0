import { backgroundColour, isSame, readColour } from './colour.ts';
import type { Style } from '../css/declarations.ts';
import type { Colour } from '../../structure/colour.ts';
import type { HiddenReason } from '../../types.ts';

/** How text in an element looks: what an element hands on to what is in it. Undefined is what cannot be told. */
export interface Look {
  readonly colour: Colour | 'clear' | undefined;
  readonly background: Colour | undefined;
  /** Pixels. */
  readonly size: number;
  readonly isInvisible: boolean;
}

/** Letters under this many pixels are no letters to a reader. */
const minSize = 3;
const far = 500;
const pixels: Readonly<Record<string, number>> = {
  px: 1, pt: 4 / 3, pc: 16, cm: 37.8, mm: 3.78, in: 96, em: 16, rem: 16, ex: 8, ch: 8, vw: 12.8, vh: 8, vmin: 8, vmax: 12.8, q: 0.94,
};

/** Why an element is not shown, with all that is in it. */
export function boxReason(style: Style): HiddenReason | undefined {
  if (style.size === 0) return undefined;
  if (style.get('display') === 'none') return 'marked';
  if (style.get('content-visibility') === 'hidden' || isClear(style)) return 'invisible';
  if (isFlat(style) || Number(style.get('zoom') ?? 1) < 0.1) return 'size';
  return isOffPage(style) || isClipped(style) ? 'off-page' : undefined;
}

/** Why text of this look cannot be read. */
export function textReason({ colour, background, size, isInvisible }: Look): HiddenReason | undefined {
  if (isInvisible) return 'invisible';
  if (size < minSize) return 'size';
  if (colour === 'clear') return 'invisible';
  return colour !== undefined && background !== undefined && isSame(colour, background) ? 'colour' : undefined;
}

/** Text of one pixel, or clipped to nothing, for who hears the page: all content systems have it under some name. */
export function isForScreenReaders(style: Style): boolean {
  if (style.get('position') !== 'absolute' && style.get('position') !== 'fixed') return false;
  const isPixel = (side: string): boolean => (length(style.get(side)) ?? Infinity) <= 1;
  return isPixel('width') && isPixel('height') && (cuts(style) || style.has('clip') || style.has('clip-path'));
}

/** The size of letters, given that of what is around them. */
export function sizeIn(value: string | undefined, outer: number): number {
  if (value === undefined) return outer;
  const match = /^(\d*\.?\d+)(em|%)$/.exec(bare(value));
  if (match !== null) return Number(match[1]) * (match[2] === '%' ? 0.01 : 1) * outer;
  // What is not a length (`small`, `clamp(…)`, a variable) is of a size to read.
  return value === 'inherit' || value === 'smaller' || value === 'larger' ? outer : (length(value) ?? 16);
}

/** The colour of letters, given that of what is around them. */
export function colourIn(style: Style, outer: Look['colour'], background: Colour | undefined): Look['colour'] {
  const css = style.get('-webkit-text-fill-color') ?? style.get('color');
  const own = css === undefined || css === 'inherit' || css === 'currentcolor' ? outer : readColour(css);
  if (own === 'clear' && style.get('background-clip')?.includes('text')) return undefined;
  const shadow = style.get('text-shadow');
  if (shadow === undefined || shadow === 'none') return own;
  const drawn = shadow.split(/\s+(?![^(]*\))/).map(readColour).find((colour) => colour !== undefined);
  // Letters that only their shadow draws.
  return drawn !== 'clear' && (drawn === undefined || background === undefined || !isSame(drawn, background)) ? undefined : own;
}

/** The background that a style gives; 'clear' when it gives none, undefined when it cannot be told. */
export function backgroundIn(style: Style): Colour | 'clear' | undefined {
  if (style.has('background-image') && style.get('background-image') !== 'none') return undefined;
  const css = style.get('background-color') ?? style.get('background');
  return css === undefined ? 'clear' : backgroundColour(css);
}

function isClear(style: Style): boolean {
  const opacity = style.get('opacity') ?? '1';
  const share = Number.parseFloat(opacity) * (opacity.endsWith('%') ? 0.01 : 1);
  const filter = /opacity\(\s*([\d.]+)(%?)\s*\)/.exec(style.get('filter') ?? '');
  return share <= 0.05 || (filter !== null && Number(filter[1]) * (filter[2] === '%' ? 0.01 : 1) <= 0.05);
}

/** Without height or width, and cutting off what does not fit; or turned or drawn together to nothing. */
function isFlat(style: Style): boolean {
  const isNothing = (side: string): boolean => (length(style.get(side)) ?? Infinity) <= 1;
  if (cuts(style) && ['height', 'max-height', 'width', 'max-width'].some(isNothing)) return true;
  const scales = [...(style.get('transform') ?? '').matchAll(/scale(?:3d|x|y)?\(([^)]{1,60})\)/g)].map((match) => match[1] ?? '');
  if ([...scales, style.get('scale') ?? ''].some((scale) => scale.split(/[\s,]+/).some((part) => /^\d*\.?\d+%?$/.test(part) && Number.parseFloat(part) <= 0.05))) return true;
  return /rotate[xy]\(\s*-?(?:90|270)deg\s*\)/.test(style.get('transform') ?? '');
}

const cuts = (style: Style): boolean => /hidden|clip/.test(style.get('overflow') ?? '');

function isOffPage(style: Style): boolean {
  const away = (value: string | undefined): boolean => (length(value) ?? 0) <= -far;
  if (away(style.get('text-indent'))) return !isPictureOfText(style);
  if (away(style.get('margin-left')) || away(style.get('margin-top'))) return true;
  const moves = `${style.get('transform') ?? ''} ${style.get('translate') ?? ''}`.matchAll(/-\d[\d.]*[a-z]+/g);
  if ([...moves].some(([move]) => away(move))) return true;
  if (!/^(?:absolute|fixed|relative)$/.test(style.get('position') ?? '')) return false;
  return ['left', 'top', 'right', 'bottom'].some((side) => away(style.get(side)) || (length(style.get(side)) ?? 0) >= 10 * far);
}

function isClipped(style: Style): boolean {
  const inset = /inset\(\s*([\d.]+)%/.exec(style.get('clip-path') ?? '')?.[1];
  if (Number(inset ?? 0) >= 50 || /circle\(\s*0(?:px|%)?\s*(?:at\b|\))/.test(style.get('clip-path') ?? '')) return true;
  const sides = /^rect\(([^)]{1,80})\)$/.exec(style.get('clip') ?? '')?.[1]?.split(/[\s,]+/).filter((side) => side !== '');
  return sides?.length === 4 && new Set(sides.map((side) => length(side))).size === 1 && (length(sides[0]) ?? 9) <= 1;
}

/** A logo or icon that shows instead of its words. */
function isPictureOfText(style: Style): boolean {
  return /url\(/.test(`${style.get('background') ?? ''} ${style.get('background-image') ?? ''}`);
}

/** A length in pixels; undefined for what is none (`auto`, `50%`, `var(…)`). */
function length(value: string | undefined): number | undefined {
  const match = /^([+-]?\d*\.?\d+)([a-z]*)$/.exec(bare(value ?? ''));
  if (match === null) return undefined;
  const unit = match[2] === '' ? 1 : pixels[match[2] ?? ''];
  return unit === undefined ? undefined : Number(match[1]) * unit;
}

/** `calc(0px)` is `0px`. */
const bare = (value: string): string => /^calc\(\s*([^()\s]{1,30})\s*\)$/.exec(value)?.[1] ?? value;
