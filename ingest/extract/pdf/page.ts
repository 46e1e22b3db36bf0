import { readFragments, type PdfItem } from './text/fragments.ts';
import { looksBroken } from './text/garbage.ts';
import { findHidden } from './paint/hidden.ts';
import type { PageContext, PdfOps, PdfPageProxy } from './open.ts';
import { applyToBox, area } from './paint/matrix.ts';
import { uprightTransform } from './paint/upright.ts';
import { Painter } from './paint/painter.ts';
import { findGrids } from './table/grid.ts';
import { placeInGrids } from './table/place.ts';
import { joinRulings } from './table/rulings.ts';
import { hiddenTexts, visibleItems } from './paint/visible.ts';
import type { PdfPage } from './text/furniture.ts';
import type { HiddenText } from '../types.ts';

/** A page as read from its own text. */
export interface ReadPage extends PdfPage {
  readonly hidden: readonly HiddenText[];
  /** Whether the page shows what its text does not say: recognition may read it. */
  readonly unread: boolean;
  /** Whether its text is not what it shows, for fonts that do not say which letters they draw. */
  readonly garbled: boolean;
  /** What the unseen text over or under the page's scan says, when that counts as the page's text; else empty. */
  readonly layer: string;
  /** Dots per point of the picture that fills most of the page, if there is one. */
  readonly density?: number;
}

/** Letters and digits up to which a page counts as one without text: a stamp, a page number. */
const fewLetters = 12;

/** Hebrew and Arabic are drawn from the left; pdf.js knows how to turn them. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/**
 * Reads the text that a page shows, in the order in which it is drawn, and apart from that the text which it hides.
 * @throws what pdf.js throws on a page that is broken.
 */
export async function readPage(page: PdfPageProxy, number: number, context: PageContext): Promise<ReadPage> {
  const { ops, scansOnly = false } = context;
  const viewport = page.getViewport({ scale: 1 });
  // 0: without annotations, which are no part of the page's text either.
  const list = await page.getOperatorList({ annotationMode: 0 });
  const painting = new Painter(page, context).paint(list);
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const { hidden, layer } = findHidden(painting, [left, bottom, right, top]);
  const unseen = scansOnly ? new Map([...hidden, ...layer].toSorted(([a], [b]) => a.order - b.order)) : hidden;
  let items: readonly PdfItem[] = visibleItems(painting, unseen);
  if (unseen.size === 0 && items.some((item) => 'str' in item && rightToLeft.test(item.str))) {
    ({ items } = await page.getTextContent({ includeMarkedContent: true }));
  }
  const { toPage, height } = uprightTransform(items, viewport);
  const rulings = joinRulings(painting.lines.map((line) => applyToBox(toPage, line)));
  const fragments = placeInGrids(readFragments(items, toPage, rulings.down), findGrids(rulings));
  const text = fragments.map((fragment) => fragment.text).join(' ');
  const few = (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) <= fewLetters;
  const garbled = looksBroken(text);
  const unread = garbled || (scansOnly && layer.size > 0) || (few && drawsPicture(list.fnArray, ops));
  const [scan] = painting.shapes.filter((shape) => shape.density !== undefined).toSorted((a, b) => area(b.box) - area(a.box));
  const density = scan?.density;
  return {
    number,
    height,
    fragments,
    hidden: hiddenTexts(unseen, number),
    unread,
    garbled,
    layer: scansOnly ? '' : hiddenTexts(layer, number).map((found) => found.text).join(' '),
    ...(density !== undefined && { density }),
  };
}

/** Operators that paint pictures all have this in their names. */
const picture = /^paint.*Image/;

/** An image, or so many lines that they may be letters. */
function drawsPicture(operators: readonly number[], ops: PdfOps): boolean {
  const images = new Set(Object.keys(ops).flatMap((name) => (picture.test(name) ? [ops[name]] : [])));
  let paths = 0;
  for (const operator of operators) {
    if (images.has(operator)) return true;
    if (operator === ops['constructPath']) paths += 1;
  }
  return paths > 60;
}
