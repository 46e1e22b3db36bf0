import type { HiddenText } from '../types.ts';

/** The colours that may be behind a text; `any` when that cannot be told (a picture, a gradient, a theme). */
export type Background = readonly string[] | 'any';

/** How far the most different of red, green and blue may be apart (0 to 255) for nobody to see the difference. */
const nearly = 20;

/** Whether a text of this colour cannot be told from what is behind it. Colours are `RRGGBB`; others are not judged. */
export function isUnseen(colour: string | undefined, background: Background): boolean {
  if (background === 'any' || colour === undefined) return false;
  const text = channels(colour);
  return text !== undefined && background.length > 0 && background.every((fill) => isNear(text, channels(fill)));
}

function isNear(a: readonly number[], b: readonly number[] | undefined): boolean {
  return b !== undefined && a.every((channel, i) => Math.abs(channel - (b[i] ?? 0)) <= nearly);
}

function channels(colour: string): readonly number[] | undefined {
  if (!/^[0-9a-f]{6}$/i.test(colour)) return undefined;
  return [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
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
