import { attr, child, type XmlElement } from '../xml.ts';

/** A rectangle on the slide, in the format's own units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How coordinates in a group become coordinates on the slide. */
export type ToSlide = (box: Box) => Box;

/** Where a shape is; undefined when it says nothing itself and stands where its layout puts it. */
export function boxOf(transform: XmlElement | undefined, toSlide: ToSlide): Box | undefined {
  const box = rectangle(transform, 'off', 'ext');
  return box === undefined ? undefined : toSlide(box);
}

/** The same for what is in a group. */
export function intoGroup(transform: XmlElement | undefined, toSlide: ToSlide): ToSlide {
  const outer = rectangle(transform, 'off', 'ext');
  const inner = rectangle(transform, 'chOff', 'chExt');
  if (outer === undefined || inner === undefined || inner.width === 0 || inner.height === 0) return toSlide;
  const across = outer.width / inner.width;
  const down = outer.height / inner.height;
  return ({ x, y, width, height }) =>
    toSlide({
      x: outer.x + (x - inner.x) * across,
      y: outer.y + (y - inner.y) * down,
      width: width * across,
      height: height * down,
    });
}

/** Whether two rectangles share anything; rectangles that only touch do not. */
export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function rectangle(transform: XmlElement | undefined, from: string, size: string): Box | undefined {
  const [offset, extent] = [child(transform, from), child(transform, size)];
  if (offset === undefined || extent === undefined) return undefined;
  const number = (element: XmlElement, name: string): number => Number(attr(element, name) ?? 0) || 0;
  // A line of text has a height even when its box has none.
  return {
    x: number(offset, 'x'),
    y: number(offset, 'y'),
    width: Math.max(number(extent, 'cx'), 1),
    height: Math.max(number(extent, 'cy'), 1),
  };
}
