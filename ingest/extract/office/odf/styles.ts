import { styleChain } from '../looks.ts';
import { attr, child, childElements, descendants, type XmlElement } from '../xml.ts';

/** What a style says about whether something can be seen. Colours are `RRGGBB`. */
export interface OdfFormat {
  readonly isHidden?: boolean;
  readonly colour?: string;
  /** Points. */
  readonly size?: number;
  /** `none` where the style takes a fill away. */
  readonly fill?: string;
}

/** The styles of an OpenDocument file: those of the user, those made for single places, and the defaults. */
export class OdfStyles {
  readonly #styles = new Map<string, XmlElement>();
  readonly #defaults = new Map<string, XmlElement>();
  readonly #masters = new Map<string, XmlElement>();
  readonly #layouts = new Map<string, XmlElement>();
  readonly #known = new Map<string, OdfFormat>();

  constructor(...parts: readonly (XmlElement | undefined)[]) {
    for (const part of parts) {
      for (const holder of childElements(part, 'styles', 'automatic-styles', 'master-styles')) {
        for (const style of childElements(holder)) {
          const name = attr(style, 'name') ?? '';
          const family = attr(style, 'family') ?? '';
          if (style.localName === 'style') this.#styles.set(`${family} ${name}`, style);
          else if (style.localName === 'default-style') this.#defaults.set(family, style);
          else if (style.localName === 'master-page') this.#masters.set(name, style);
          else if (style.localName === 'page-layout') this.#layouts.set(name, style);
          else if (style.localName === 'list-style') this.#styles.set(`list ${name}`, style);
        }
      }
    }
  }

  /** What holds for things of this style, with what it builds on. */
  format(family: string, name: string | undefined): OdfFormat {
    const key = `${family} ${name ?? ''}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const byDefault = this.#defaults.get(family);
    const chain = [...(byDefault === undefined ? [] : [byDefault]), ...this.#chain(family, name).toReversed()];
    const format = Object.assign({}, ...chain.map(formatOf)) as OdfFormat;
    this.#known.set(key, format);
    return format;
  }

  /** Whether a style is, or builds on, the one with this name. */
  isA(family: string, name: string | undefined, wanted: string): boolean {
    return name === wanted || this.#chain(family, name).some((style) => attr(style, 'name') === wanted);
  }

  /** Whether a list at this depth (1-based) counts its items. */
  isNumbered(name: string | undefined, depth: number): boolean {
    const level = childElements(this.#styles.get(`list ${name ?? ''}`)).find((one) => attr(one, 'level') === String(depth));
    return level?.localName === 'list-level-style-number' && (attr(level, 'num-format') ?? '') !== '';
  }

  /** Width and height of a page in centimetres, and its background when that is a plain colour. */
  master(name: string | undefined): { width: number; height: number; fill: string | undefined } {
    const master = this.#masters.get(name ?? '');
    const layout = this.#layouts.get(attr(master, 'page-layout-name') ?? '');
    const properties = child(layout, 'page-layout-properties');
    return {
      width: centimetres(attr(properties, 'page-width')) ?? Infinity,
      height: centimetres(attr(properties, 'page-height')) ?? Infinity,
      fill: this.format('drawing-page', attr(master, 'style-name')).fill,
    };
  }

  #chain(family: string, name: string | undefined): XmlElement[] {
    return styleChain(name, (at) => this.#styles.get(`${family} ${at}`), (style) => attr(style, 'parent-style-name'));
  }
}

/** A length such as `2.5cm`, `10mm`, `1in` or `12pt`, in centimetres. */
export function centimetres(length: string | undefined): number | undefined {
  const match = /^(-?[\d.]+)(cm|mm|in|pt)$/.exec(length ?? '');
  if (match === null) return undefined;
  return Number(match[1]) * ({ cm: 1, mm: 0.1, in: 2.54, pt: 2.54 / 72 }[match[2] ?? ''] ?? 1);
}

function formatOf(style: XmlElement): OdfFormat {
  const text = child(style, 'text-properties');
  const colour = hex(attr(text, 'color'));
  const points = centimetres(attr(text, 'font-size'));
  const display = attr(text, 'display') ?? attr(child(style, 'table-properties'), 'display');
  const visibility = attr(child(style, 'drawing-page-properties'), 'visibility');
  const fills = descendants(style, 'text-properties', 'paragraph-properties', 'table-cell-properties')
    .map((properties) => attr(properties, 'background-color'))
    .concat(['graphic-properties', 'drawing-page-properties'].map((name) => drawn(child(style, name))))
    .filter((fill) => fill !== undefined && fill !== 'transparent');
  const fill = fills[0];
  return {
    ...((display !== undefined || visibility !== undefined) && {
      isHidden: display === 'none' || display === 'false' || visibility === 'hidden',
    }),
    ...(colour !== undefined && { colour }),
    ...(points !== undefined && { size: (points / 2.54) * 72 }),
    ...(fill !== undefined && { fill: hex(fill) ?? fill }),
  };
}

function drawn(properties: XmlElement | undefined): string | undefined {
  const kind = attr(properties, 'fill');
  return kind === 'solid' ? (attr(properties, 'fill-color') ?? 'unknown') : kind;
}

const hex = (colour: string | undefined): string | undefined => /^#([0-9a-f]{6})$/i.exec(colour ?? '')?.[1];
