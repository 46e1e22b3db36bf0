import { unseenReason, type Background } from '../looks.ts';
import type { HiddenReason } from '../../types.ts';
import { SheetColours } from './colours.ts';
import { attr, child, childElements, type XmlElement } from '../xml.ts';

const white: Background = ['FFFFFF'];
/** A format of numbers that writes in white, in each of its parts. */
const whiteFormat = /^(?:\[(?:white|wit|color ?2|kleur ?2)\][^;]*(?:;|$))+$/i;

interface Font {
  readonly colour?: string;
  readonly size?: number;
}

interface CellStyle {
  readonly font: Font;
  /** `none` where what is behind it shows. */
  readonly fill: Background | 'none';
}

/** How cells look by the number of their style, as far as that decides whether they can be read. */
export class SheetStyles {
  readonly colours: SheetColours;
  readonly #styles: readonly CellStyle[];

  constructor(styles: XmlElement | undefined, theme: XmlElement | undefined) {
    this.colours = new SheetColours(styles, theme);
    const list = (name: string, of: string): XmlElement[] => childElements(child(styles, name), of);
    const fonts = list('fonts', 'font').map((font) => this.font(font));
    const fills = list('fills', 'fill').map((fill) => this.#fill(fill));
    const formats = new Map(list('numFmts', 'numFmt').map((format) => [attr(format, 'numFmtId') ?? '', attr(format, 'formatCode') ?? '']));
    this.#styles = list('cellXfs', 'xf').map((xf) => {
      const font = fonts[Number(attr(xf, 'fontId') ?? 0)] ?? {};
      const isWhite = whiteFormat.test(formats.get(attr(xf, 'numFmtId') ?? '')?.slice(0, 200) ?? '');
      return { font: isWhite ? { ...font, colour: 'FFFFFF' } : font, fill: fills[Number(attr(xf, 'fillId') ?? 0)] ?? 'none' };
    });
  }

  /** Reads a font, or the look of a stretch of text in a cell. */
  font(element: XmlElement | undefined): Font {
    const colour = this.colours.read(child(element, 'color'));
    const size = Number(attr(child(element, 'sz'), 'val') ?? Number.NaN);
    return { ...(colour !== undefined && { colour }), ...(Number.isFinite(size) && { size }) };
  }

  /**
   * Why a cell of this style cannot be read; undefined when it can, or when that cannot be told.
   * @param behind what is behind a cell without a fill: white, or `any` under a table's style or a picture.
   * @param own what a stretch of its text has of its own.
   */
  reason(style: number, behind: Background = white, own: Font = {}): HiddenReason | undefined {
    const { font, fill } = this.#styles[style] ?? { font: {}, fill: 'none' as const };
    return unseenReason({ ...font, ...own }, fill === 'none' ? behind : fill);
  }

  #fill(fill: XmlElement): Background | 'none' {
    const pattern = child(fill, 'patternFill');
    if (pattern === undefined) return 'any';
    const type = attr(pattern, 'patternType') ?? 'none';
    if (type === 'none') return 'none';
    const colour = this.colours.read(child(pattern, 'fgColor'));
    return type === 'solid' && colour !== undefined ? [colour] : 'any';
  }
}
