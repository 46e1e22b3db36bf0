import type { Background } from '../looks.ts';
import type { Package } from '../package.ts';
import { relatedTo, rootOf } from '../relations.ts';
import { attr, child, childElements, type XmlElement } from '../xml.ts';

/** The colours that slides on one layout have: how their names resolve, and what is behind everything. */
export interface SlideTheme {
  /** `RRGGBB` of a fill; undefined when it cannot be told. */
  colour(fill: XmlElement | undefined): string | undefined;
  readonly background: Background;
}

/** Follows a slide to its layout, master and theme. `known` keeps what was read for slides before it. */
export async function themeOf(
  source: Package,
  layout: string | undefined,
  known: Map<string, SlideTheme>,
): Promise<SlideTheme> {
  const found = known.get(layout ?? '');
  if (found !== undefined) return found;
  const layoutRoot = await rootOf(source, layout);
  const master = await relatedTo(source, layout, 'slideMaster');
  const masterRoot = await rootOf(source, master);
  const scheme = child(child(await rootOf(source, await relatedTo(source, master, 'theme')), 'themeElements'), 'clrScheme');
  const map = child(masterRoot, 'clrMap');
  const colour = (fill: XmlElement | undefined): string | undefined => {
    const given = childElements(fill)[0];
    // A colour that is made lighter or darker is not worked out.
    if (given === undefined || childElements(given).length > 0) return undefined;
    const value = attr(given, 'val');
    if (given.localName === 'srgbClr') return value;
    if (given.localName === 'sysClr') return attr(given, 'lastClr');
    if (given.localName !== 'schemeClr' || value === undefined) return undefined;
    const named = child(scheme, attr(map, value) ?? value);
    const base = childElements(named)[0];
    return base?.localName === 'sysClr' ? attr(base, 'lastClr') : attr(base, 'val');
  };
  const background = backgroundOf(layoutRoot, colour) ?? backgroundOf(masterRoot, colour) ?? ['FFFFFF'];
  const theme = { colour, background };
  known.set(layout ?? '', theme);
  return theme;
}

/** The background that a slide, layout or master gives itself; undefined when it leaves that to what is above it. */
export function backgroundOf(
  part: XmlElement | undefined,
  colour: (fill: XmlElement | undefined) => string | undefined,
): Background | undefined {
  const given = child(child(part, 'cSld'), 'bg');
  if (given === undefined) return undefined;
  const named = child(given, 'bgRef');
  const fill = named === undefined ? child(child(given, 'bgPr'), 'solidFill') : named;
  // From 1001 on, a reference is to a fill of the background list: the first of those is plain.
  const plain = named === undefined || ['1001', '0'].includes(attr(named, 'idx') ?? '');
  const value = plain ? colour(fill) : undefined;
  return value === undefined ? 'any' : [value];
}
