import { hexColour } from '../../structure/colour.ts';
import { attr, child, childElements, type XmlElement } from '../xml.ts';

/** The colours that indexes stand for unless the workbook has its own: the first eight, then 8 to 63. */
const palette = (
  '000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF80000000800000008080800080' +
  '0080008080C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFF' +
  'CCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC993366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366' +
  '333399333333'
).match(/.{6}/g) ?? [];
/** A sheet counts light before dark, the theme the other way round. */
const order = ['lt1', 'dk1', 'lt2', 'dk2', 'accent1', 'accent2', 'accent3', 'accent4', 'accent5', 'accent6', 'hlink', 'folHlink'];
const systemText = 64;
const systemBackground = 65;

/** Makes `RRGGBB` of the colours in a workbook: as they are, by number, or of its theme, made lighter or darker. */
export class SheetColours {
  readonly #indexed: readonly string[];
  readonly #theme: ReadonlyMap<string, string>;

  /** @param styles the root of `styles.xml`; @param theme of the theme, where there is one. */
  constructor(styles: XmlElement | undefined, theme: XmlElement | undefined) {
    const given = childElements(child(child(styles, 'colors'), 'indexedColors'), 'rgbColor').map((colour) => (attr(colour, 'rgb') ?? '').slice(-6));
    this.#indexed = given.length > 0 ? given : palette;
    this.#theme = new Map(
      childElements(child(child(theme, 'themeElements'), 'clrScheme')).flatMap((named): [string, string][] => {
        const colour = childElements(named)[0];
        const value = colour?.localName === 'sysClr' ? attr(colour, 'lastClr') : attr(colour, 'val');
        return value === undefined ? [] : [[named.localName ?? '', value]];
      }),
    );
  }

  /** The colour that an element names; undefined when it names none that is known. */
  read(element: XmlElement | undefined): string | undefined {
    if (element === undefined) return undefined;
    const base = this.#base(element);
    const tint = Number(attr(element, 'tint') ?? 0);
    if (base === undefined || !/^[0-9a-f]{6}$/i.test(base)) return undefined;
    return Number.isFinite(tint) && tint !== 0 ? tinted(base, Math.max(-1, Math.min(1, tint))) : base;
  }

  #base(element: XmlElement): string | undefined {
    const rgb = attr(element, 'rgb');
    if (rgb !== undefined) return rgb.slice(-6);
    const theme = attr(element, 'theme');
    if (theme !== undefined) {
      const name = order[Number(theme)] ?? '';
      return this.#theme.get(name) ?? { lt1: 'FFFFFF', dk1: '000000' }[name];
    }
    const index = Number(attr(element, 'indexed') ?? Number.NaN);
    if (index === systemText) return '000000';
    return index === systemBackground ? 'FFFFFF' : this.#indexed[index];
  }
}

/** Lighter (up to 1) or darker (down to -1); of the lightness of HSL only, and that comes to this for each of the three. */
function tinted(colour: string, tint: number): string {
  const channels = hexColour(colour) ?? [];
  const changed = channels.map((channel) => (tint < 0 ? channel * (1 + tint) : channel + (255 - channel) * tint));
  return changed.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('');
}
