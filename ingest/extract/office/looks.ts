import { colourDistance, hexColour } from '../structure/colour.ts';
import type { HiddenReason, HiddenText } from '../types.ts';

/** The colours that may be behind a text; `any` when that cannot be told (a picture, a gradient, a theme). */
export type Background = readonly string[] | 'any';

/** How far colours may be apart for nobody to see the difference. */
const nearly = 20;

/** Letters of so many points, or less, are there for no reader. */
const minSize = 2;

/** Why text of this colour and size, in points, cannot be read; undefined when it can, or when that cannot be told. */
export function unseenReason(look: { readonly colour?: string | undefined; readonly size?: number | undefined }, background: Background): HiddenReason | undefined {
  if (look.size !== undefined && look.size <= minSize) return 'size';
  return isUnseen(look.colour, background) ? 'colour' : undefined;
}

/** Whether a text of this colour cannot be told from what is behind it. Colours are `RRGGBB`; others are not judged. */
function isUnseen(colour: string | undefined, background: Background): boolean {
  if (background === 'any' || colour === undefined) return false;
  const text = hexColour(colour);
  return text !== undefined && background.length > 0 && background.every((fill) => colourDistance(text, hexColour(fill)) <= nearly);
}

const maxChain = 30;

/** A style with those that it builds on, one after the other. */
export function styleChain<Style>(name: string | undefined, find: (name: string) => Style | undefined, basedOn: (style: Style) => string | undefined): Style[] {
  const chain: Style[] = [];
  for (let at = name; at !== undefined && chain.length < maxChain;) {
    const style = find(at);
    if (style === undefined) break;
    chain.push(style);
    at = basedOn(style);
  }
  return chain;
}

/** Collects hidden text; pieces that follow each other and are hidden alike are one. */
export class HiddenPieces {
  readonly #pieces: HiddenText[] = [];

  /** @param separator what parts it from a piece before it of the same kind. */
  add(piece: HiddenText, separator = '\n'): void {
    if (piece.text.trim() === '') return;
    const last = this.#pieces.at(-1);
    if (last?.reason === piece.reason && last.page === piece.page)
      this.#pieces[this.#pieces.length - 1] = { ...last, text: last.text + separator + piece.text };
    else this.#pieces.push(piece);
  }

  all(): readonly HiddenText[] {
    return this.#pieces;
  }
}
